"""What was taken from somebody is gone with their next request, on every page they could open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client

from access.asking import IN, NOT_HERE, SIGN_IN, Case, answer, cases, methods, unpainted
from access.examples import KEYS
from access.expected import expected
from access.world import Looker, World
from factories.hosts import AT
from promises.addresses import every_address
from thousandfold.base.doorway.doors import permission_of
from thousandfold.base.doorway.middleware import viewer_at
from thousandfold.base.doorway.viewer import viewer_at as found_anew
from thousandfold.base.models import Account, Role
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.scope import inside
from thousandfold.base.signing_in.sessions import end_sessions_of
from thousandfold.base.usecases.roles import end_role
from thousandfold.exercises import live
from thousandfold.exercises.models import Place
from thousandfold.exercises.usecases import coming_back
from thousandfold.exercises.usecases.places import turn_away
from thousandfold.exercises.views.at_the_place import PlacePage
from thousandfold.recruitment.usecases.committee import leave_committee
from thousandfold.recruitment.usecases.seating import decline_place

pytestmark = pytest.mark.django_db

WITH_A_ROLE = ("administrator", "staff", "committee", "facilitator", "member", "alumnus")


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ways_in(world: World, looker: Looker) -> list[tuple[Case, str]]:
    """Every page and button that a looker may use now because of what they are."""
    return [
        (case, method)
        for address in every_address()
        if permission_of(address.view) != PUBLIC
        for case in cases(address, world)
        for method in methods(address)
        if case.path_of(looker) and expected(case, method, looker, world) == IN
    ]


def still_open(world: World, looker: Looker, ways: list[tuple[Case, str]], told: str) -> list[str]:
    """Those that are not answered with this word."""
    with unpainted():
        found = [
            (way, answer(looker, way[1], way[0].address.name, way[0].path_of(looker))[0])
            for way in ways
        ]
    return [f"{way[1]} {way[0].address.name}: {word}" for way, word in found if word != told]


@pytest.mark.parametrize("name", WITH_A_ROLE)
def test_an_ended_role_opens_nothing_with_the_next_request(world, name):
    looker = world.lookers[name]
    ways = ways_in(world, looker)
    assert len(ways) > 30
    with undone(), inside(world.home):
        keeper = found_anew(world.lookers["administrator, one factor"].account, world.home)
        for role in Role.objects.filter(account=looker.account, ended_at=None):
            with patch("thousandfold.base.usecases.roles.require"):
                end_role(viewer=keeper, role=role, at=AT)
        assert still_open(world, looker, ways, SIGN_IN) == []


@pytest.mark.parametrize("name", WITH_A_ROLE)
def test_a_role_that_ended_without_its_sessions_opens_nothing_either(world, name):
    looker = world.lookers[name]
    with undone():
        Role.objects.with_scope(host=world.home).filter(account=looker.account).update(ended_at=AT)
        assert still_open(world, looker, ways_in(world, looker), NOT_HERE) == []


@pytest.mark.parametrize("name", WITH_A_ROLE)
def test_a_closed_account_opens_nothing_with_the_next_request(world, name):
    looker = world.lookers[name]
    ways = ways_in(world, looker)
    with undone():
        Account.objects.filter(pk=looker.account.pk).update(is_active=False)
        assert still_open(world, looker, ways, SIGN_IN) == []


@pytest.mark.parametrize("name", WITH_A_ROLE)
def test_ended_sign_ins_open_nothing_with_the_next_request(world, name):
    looker = world.lookers[name]
    ways = ways_in(world, looker)
    with undone():
        assert end_sessions_of(looker.account.pk) > 0
        assert still_open(world, looker, ways, SIGN_IN) == []


def test_two_thousand_ways_are_tried(world):
    """Each of the four ways of taking is tried on every page that was open before."""
    assert 4 * sum(len(ways_in(world, world.lookers[one])) for one in WITH_A_ROLE) >= 2_000


@pytest.mark.sabotage("test_a_role_that_ended_without_its_sessions_opens_nothing_either")
def test_roles_that_are_remembered_are_seen(world):
    """The twin: a site that remembers who somebody was lets them in after the end."""
    looker = world.lookers["facilitator"]
    ways = ways_in(world, looker)[:20]
    remembering = cache(viewer_at)
    remembering(looker.account, world.home)
    with undone(), patch("thousandfold.base.doorway.middleware.viewer_at", remembering):
        Role.objects.with_scope(host=world.home).filter(account=looker.account).update(ended_at=AT)
        assert len(still_open(world, looker, ways, NOT_HERE)) == len(ways)


# --- less than a role -------------------------------------------------------------------


def test_who_left_the_committee_reads_nothing_of_the_call(world):
    looker = world.lookers["committee"]
    mine = [way for way in ways_in(world, looker) if way[0].address.route.count("<uuid:call>")]
    with undone(), inside(world.home):
        seat = world.ours.call.reviewers.get(account=looker.account)
        leave_committee(viewer=world.keeper, reviewer=seat, at=AT)
        words = {one.rpartition(": ")[2] for one in still_open(world, looker, mine, "")}
    assert mine and words <= {NOT_HERE, SIGN_IN, "403"}


def test_who_gave_their_place_back_has_no_calendar_and_no_way_into_the_room(world):
    member = world.ours.membership
    part = world.ours
    paths = [f"/room/with/{KEYS['exercises:by-link:token'](part)}/", f"/calendar/{member.feed}.ics"]
    with undone(), inside(world.home):
        assert [Client().get(path, secure=True).status_code for path in paths] == [200, 200]
        decline_place(viewer=world.keeper, member=member, at=AT)
        assert [Client().get(path, secure=True).status_code for path in paths] == [404, 404]


def pages_of_the_place(world: World, looker: Looker) -> list[tuple[Case, str]]:
    return [
        (case, method)
        for address in every_address()
        if issubclass(getattr(address.view, "view_class", type), PlacePage)
        for case in cases(address, world)
        for method in methods(address)
        if expected(case, method, looker, world) == IN
    ]


@pytest.mark.parametrize(("act", "told"), [("turned away", "wait"), ("phone let go", "door")])
def test_a_phone_that_lost_its_place_opens_no_page_of_the_room(world, act, told):
    phone = world.lookers["phone"]
    ways = [
        one
        for one in pages_of_the_place(world, phone)
        if one[0].address.name != "exercises:waiting"
    ]
    assert len(ways) > 10
    with undone(), inside(world.home):
        place = Place.objects.get(pk=world.ours.quiet.places[0].pk)
        if act == "turned away":
            turn_away(viewer=world.keeper, place=place, at=AT)
        else:
            itself = world.ours.quiet.leader.__class__(host=world.home, place=place.pk)
            coming_back.leave_phone(viewer=itself, place=place, at=AT)
        assert still_open(world, phone, ways, told) == []


# --- streams and copies -----------------------------------------------------------------


def test_an_open_stream_carries_a_number_and_nothing_else(world):
    """Whoever keeps listening after the end hears that something moved, never what."""
    token = live.token_of_room(world.ours.room)
    assert signing.loads(token, salt=live.SALT) == str(world.ours.room.pk)
    found = live.versions([live.room_of_token(token)])
    assert [type(one) for one in found.values()] == [int]
    reply = Client().get(f"/live/{token}/version", secure=True)
    assert reply.content.isdigit()


def test_what_opens_a_stream_opens_no_page(world):
    token = live.token_of_room(world.ours.room)
    paths = (
        f"/screen/{token}/",
        f"/room/with/{token}/",
        f"/room/confirm/{token}/",
        f"/join/{token}/",
    )
    codes = [Client().get(path, secure=True).status_code for path in paths]
    assert codes == [404, 404, 404, 302]


@pytest.mark.parametrize("name", ["staff", "member", "phone"])
def test_no_page_may_be_kept_by_a_browser(world, name):
    looker = world.lookers[name]
    ways = ways_in(world, looker) if looker.account else pages_of_the_place(world, looker)
    kept = []
    with unpainted():
        for case, method in ways:
            reply = answer(looker, method, case.address.name, case.path_of(looker))[1]
            if "no-store" not in reply.headers.get("Cache-Control", ""):
                kept.append(f"{method} {case.address.name}")
    assert ways and kept == []
