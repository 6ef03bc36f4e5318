"""A signed-in member's own door: theirs, and nobody else's."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.cohorts import make_member
from factories.hosts import make_viewer
from factories.people import make_person
from thousandfold.base.choices import RoleKind
from thousandfold.exercises.models import Place
from thousandfold.exercises.usecases import rooms


def browser(viewer):
    client = Client()
    client.force_login(viewer.account)
    return client


def door(round_):
    return reverse("exercises:member-entry", args=[round_.room.pk])


@pytest.fixture
def mina(round_):
    """A member of the cohort who signs in."""
    viewer = make_viewer(round_.host, RoleKind.MEMBER, subject=round_.cohort.pk)
    make_member(round_.cohort, make_person(round_.host, "Mina Cruz"), account=viewer.account)
    return viewer


def test_a_member_comes_in_by_pressing(round_, mina):
    rooms.open_doors(viewer=round_.leader, room=round_.room, minutes=15, at=timezone.now())
    client = browser(mina)
    own = Place.objects.filter(member__person__name="Mina Cruz")
    assert client.get(door(round_)).status_code == 200
    assert not own.exists()
    assert client.post(door(round_)).status_code == 302
    assert own.exists()


@pytest.mark.parametrize("kind", [RoleKind.STAFF, RoleKind.ADMINISTRATOR, RoleKind.COMMITTEE])
def test_another_role_of_the_host_is_told_whose_door_it_is(round_, kind):
    client = browser(make_viewer(round_.host, kind))
    for answer in (client.get(door(round_)), client.post(door(round_))):
        assert answer.status_code == 403
        assert "is a member of the cohort that meets here" in answer.content.decode()


def test_a_member_of_another_cohort_is_told_too(round_):
    client = browser(make_viewer(round_.host, RoleKind.MEMBER, subject=uuid4()))
    assert client.get(door(round_)).status_code == 403


def test_another_hosts_people_and_an_unknown_room_find_nothing(round_, other_host, mina):
    stranger = browser(make_viewer(other_host, RoleKind.STAFF))
    assert stranger.get(door(round_)).status_code == 404
    unknown = reverse("exercises:member-entry", args=[uuid4()])
    assert stranger.get(unknown).status_code == 404


def test_a_member_whose_place_was_ended_has_no_door(round_, mina):
    round_.cohort.members.filter(account=mina.account).update(state="left")
    assert browser(mina).post(door(round_)).status_code == 403
