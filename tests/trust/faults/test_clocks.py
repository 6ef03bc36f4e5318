"""Clocks that are wrong, are put back, or change their hour: codes, sign-ins and order hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from factories.hosts import make_host, make_viewer
from factories.rooms import Round
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway import once
from thousandfold.base.models import Host
from thousandfold.base.scope import inside
from thousandfold.base.signing_in import idle
from thousandfold.exercises.models import StoredAnswer
from thousandfold.exercises.refused import NoSuchCode
from thousandfold.exercises.usecases import joining, rooms
from trust.faults.devices import devices_of, stands

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HERE = ZoneInfo("America/Los_Angeles")
#: Moments at which clocks do something: the hour that is left out, the one that comes twice, a
#: leap day, the end of 32 bits, a year without a leap day that looks like one.
MOMENTS = {
    "the hour that is left out": datetime(2026, 3, 8, 1, 45, tzinfo=HERE),
    "the hour that comes twice": datetime(2026, 11, 1, 1, 45, tzinfo=HERE),
    "a leap day": datetime(2028, 2, 29, 23, 40, tzinfo=HERE),
    "the end of 32 bits": datetime(2038, 1, 19, 3, 0, tzinfo=UTC),
    "2100 is no leap year": datetime(2100, 2, 28, 23, 40, tzinfo=UTC),
}
OPEN_FOR = 60
#: What a phone that is not at the server's own keyboard sends.
AWAY = {"secure": True, "REMOTE_ADDR": "192.0.2.7"}


def door_findings(host: Host, open_doors: Callable[..., Any]) -> list[str]:
    """Codes of the room that are refused while they should open, or open when they should not."""
    found = []
    with inside(host):
        held = Round(host, people=0)
        for name, moment in MOMENTS.items():
            at = moment.astimezone(UTC)
            room = open_doors(viewer=held.leader, room=held.room, minutes=OPEN_FOR, at=at)
            for minutes, opens in ((0, True), (OPEN_FOR - 1, True), (OPEN_FOR + 1, False)):
                if _opens(room.code, at + timedelta(minutes=minutes)) is not opens:
                    found.append(f"{name}: after {minutes} minutes")
    return found


def _opens(code: str, at: datetime) -> bool:
    try:
        joining.find_room(typed=code, address="192.0.2.9", at=at)
    except NoSuchCode:
        return False
    return True


def order_findings(host: Host, order: str) -> list[str]:
    """Answers that stand in another order than they were given in, as clocks jump about."""
    jumps = (0, 1, -3600, -3599, 315_360_000, -315_360_000, 2)
    with inside(host):
        held = Round(host, people=1).starts(step="branches")
        [phone] = devices_of(held)
        for number, seconds in enumerate(jumps):
            with time_machine.travel(held.at + timedelta(seconds=seconds), tick=False):
                phone.writes(f"thing {number}")
                phone.sends("through")
        rows = StoredAnswer.objects.filter(run=held.run).order_by(order)
        said = [one.said["body"]["words"] for one in rows]
        return [f"{said}"] if said != phone.said or stands(held, 0) != phone.said else []


def sign_in_findings(host: Host) -> list[str]:
    """Sign-ins that end too early or too late as the server's clock is put back and forth."""
    staff = make_viewer(host, RoleKind.STAFF, email="clock@host.example")
    today, found = reverse("pages:today", args=[host.slug]), []
    began = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)  # in the hour that comes twice, over there
    client = Client()
    with time_machine.travel(began, tick=False):
        client.force_login(staff.account)
    for minutes, stays in ((0, True), (20, True), (-40, True), (-15, True), (16, False)):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            if (client.get(today, **AWAY).status_code == 200) is not stays:
                found.append(f"after {minutes} minutes")
    return found


def claim_findings() -> list[str]:
    """Forms that were left behind by a server and cannot be sent again when the clock went back."""
    at = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
    form = {"key": "k", "sender": "s", "path": "/", "said": "words"}
    once.claim(at=at, **form)
    soon = once.claim(at=at + timedelta(seconds=5), **form)
    late = once.claim(at=at - timedelta(hours=1), **form)
    wrong = ["at work and taken over"] if isinstance(soon, once.Claim) else []
    return [*wrong, *([] if isinstance(late, once.Claim) else ["left behind for an hour"])]


@pytest.fixture
def host(db: None) -> Host:
    return make_host("clocks")


def test_codes_of_a_room_open_for_as_long_as_was_said(host):
    assert door_findings(host, rooms.open_doors) == []


def test_answers_keep_their_order_whatever_the_clock_says(host):
    assert order_findings(host, "number") == []


def test_sign_ins_hold_and_end_when_the_clock_is_put_back(host):
    assert sign_in_findings(host) == []


def test_a_form_left_behind_can_be_sent_again_when_the_clock_went_back(db):
    assert claim_findings() == []


@pytest.mark.sabotage("test_codes_of_a_room_open_for_as_long_as_was_said")
def test_doors_that_go_by_the_clock_on_the_wall_are_found(host):
    def by_the_wall(*, at: datetime, **given: Any) -> Any:
        wall = at.astimezone(HERE).replace(tzinfo=None) + timedelta(minutes=OPEN_FOR)
        room = rooms.open_doors(at=at, **given)
        room.doors_open_until = wall.replace(tzinfo=HERE)
        room.save()
        return room

    assert door_findings(host, by_the_wall)


@pytest.mark.sabotage("test_answers_keep_their_order_whatever_the_clock_says")
def test_an_order_by_time_is_found(host):
    assert order_findings(host, "at")


@pytest.mark.sabotage("test_sign_ins_hold_and_end_when_the_clock_is_put_back")
def test_a_sign_in_without_a_limit_is_found(host):
    with patch.object(idle, "LIMIT", timedelta(hours=9)):
        assert sign_in_findings(host)


@pytest.mark.sabotage("test_a_form_left_behind_can_be_sent_again_when_the_clock_went_back")
def test_claims_that_are_never_taken_over_are_found(db):
    with patch.object(once, "LEFT_BEHIND", timedelta(days=400)):
        assert claim_findings()
