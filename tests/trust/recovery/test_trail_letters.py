"""The trail's end goes to mailboxes elsewhere, once a week, while people send it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from factories.hosts import AT, make_host, make_viewer
from thousandfold.base import linking, trail
from thousandfold.base.choices import MessageState, RoleKind
from thousandfold.base.models import Message, TrailEnd
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.usecases.trail_letters import (
    LettersWaiting,
    draft_next_letters,
    draft_trail_letters,
)

WEEK = timedelta(days=7)


@pytest.fixture
def administrator(host, here):
    """An administrator, with two more beside, at a host where something was done."""
    found = make_viewer(host, RoleKind.ADMINISTRATOR, email="a@one.example")
    for name in ("b", "c"):
        make_viewer(host, RoleKind.ADMINISTRATOR, email=f"{name}@one.example")
    trail.record(found, "changed", host, AT)
    return replace(found, second_factor=True)


def test_two_administrators_get_the_end_in_words_that_can_be_checked(host, administrator):
    letters = draft_trail_letters(viewer=administrator, at=AT)
    end = TrailEnd.objects.get(host=host)
    assert [one.to for one in letters] == ["a@one.example", "b@one.example"]
    assert all(linking.written(end.number, end.link) in one.body for one in letters)


def test_staff_may_not_have_them_drafted(administrator, staff):
    with pytest.raises(NotAllowed):
        draft_trail_letters(viewer=staff, at=AT)


def test_while_letters_wait_there_are_no_more(administrator):
    draft_trail_letters(viewer=administrator, at=AT)
    with pytest.raises(LettersWaiting):
        draft_trail_letters(viewer=administrator, at=AT + WEEK)
    assert draft_next_letters(at=AT + WEEK) == 0


def test_a_week_after_they_were_sent_the_next_are_drafted_once(administrator):
    draft_trail_letters(viewer=administrator, at=AT)
    Message.objects.update(state=MessageState.SENT)
    assert draft_next_letters(at=AT + WEEK - timedelta(hours=1)) == 0
    assert draft_next_letters(at=AT + WEEK) == 2
    assert draft_next_letters(at=AT + WEEK) == 0


@pytest.mark.parametrize("state", [MessageState.DISCARDED, MessageState.FAILED])
def test_discarding_them_ends_it(administrator, state):
    draft_trail_letters(viewer=administrator, at=AT)
    Message.objects.update(state=state)
    assert draft_next_letters(at=AT + 2 * WEEK) == 0


def test_nobody_who_never_asked_gets_any(administrator):
    assert draft_next_letters(at=AT) == 0


def test_the_button_leads_to_the_outbox(db):
    demo = make_host("demo", is_demo=True)
    viewer = make_viewer(demo, RoleKind.ADMINISTRATOR, RoleKind.STAFF)
    from thousandfold.base.scope import inside

    with inside(demo):
        trail.record(viewer, "changed", demo, AT)
    client = Client()
    client.force_login(viewer.account)
    answer = client.post("/h/demo/host/trail/", follow=True)
    assert "The letters wait in the outbox" in answer.content.decode()
