"""Phones whose clocks are years off, and a server put back an hour, while a room is marked.

A tap that could not be sent at once comes later with how long ago it was, as the phone reckons.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import PropertyMock, patch

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from factories.cohorts import make_cohort
from factories.hosts import make_host, make_viewer
from factories.programmes import ship, write_programme
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Host
from thousandfold.base.scope import inside
from thousandfold.training.models import Attendance, Day
from thousandfold.training.usecases import attendance as taking
from thousandfold.training.usecases.planning import plan_sessions
from thousandfold.training.views.attendance import AttendancePage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BEFORE = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
YEAR = 31_557_600_000
#: How long ago a tap was, in milliseconds, as phones say whose clocks were put right meanwhile.
RECKONED = {
    "a quarter of an hour": 900_000,
    "a year": YEAR,
    "ten years": 10 * YEAR,
    "since 1970": 56 * YEAR,
    "no number that fits": int("9" * 40),
}


class Page:
    """The page on which a day's people are marked."""

    def __init__(self, host: Host, day: Day) -> None:
        self.day, self.client = day, Client()
        self.client.force_login(make_viewer(host, RoleKind.STAFF, email="m@h.example").account)
        self.address = reverse("training:attendance", args=[host.slug, day.pk])

    def taps(self, which: int, mark: str, at: datetime, ago: int | None = None) -> int:
        """One tap arrives; the status that the phone is told."""
        late = {} if ago is None else {"ago": str(ago)}
        with time_machine.travel(at, tick=False):
            form = {"mark": f"{self._member(which).id}:{mark}", **late}
            headers = {"X-Sent-Behind": "1"}
            return self.client.post(self.address, form, headers=headers, secure=True).status_code

    def stands(self, which: int) -> str:
        """The mark of a person; nothing when there is none."""
        found = Attendance.objects.filter(day=self.day, member=self._member(which)).first()
        return found.mark if found else ""

    def _member(self, which: int) -> Any:
        return self.day.session.cohort.members.order_by("pk")[which]


def tap_findings(page: Page) -> list[str]:
    """Taps that are lost, or undo newer ones, by what a clock says."""
    found, hour = [], timedelta(hours=1)
    for reckoned, ago in RECKONED.items():
        Attendance.objects.all().delete()
        if page.taps(0, "here", NOON, ago) != 200 or page.stands(0) != "here":
            found.append(f"{reckoned}: the only tap was lost")
        page.taps(1, "left_early", NOON)
        page.taps(1, "here", NOON + timedelta(minutes=5), ago)
        if page.stands(1) != "left_early":
            found.append(f"{reckoned}: a late tap undid a newer one")
    page.taps(1, "left_early", NOON)
    page.taps(1, "here", NOON - hour + timedelta(minutes=5))
    if page.stands(1) != "here":
        found.append("the server put back: a tap did not count")
    page.taps(1, "none", NOON - hour + timedelta(minutes=6))
    if page.stands(1) != "":
        found.append("the server put back: a mark could not be taken away")
    return found


@pytest.fixture
def page(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A day of a cohort of two, in a host that lives in Los Angeles."""
    write_programme(tmp_path)
    ship(monkeypatch, tmp_path)
    host = make_host("phones")
    staff = make_viewer(host, RoleKind.STAFF)
    with inside(host):
        cohort = make_cohort(host, 2, programme="small")
        days = [date(2026, 3, 14), date(2026, 4, 11)]
        plan_sessions(viewer=staff, cohort=cohort, first_days=days, at=BEFORE, place="Hall")
        yield Page(host, Day.objects.get(session__number=1, number=1))


def test_no_clock_loses_a_mark_or_undoes_a_newer_one(page):
    assert tap_findings(page) == []


@pytest.mark.sabotage("test_no_clock_loses_a_mark_or_undoes_a_newer_one")
def test_a_late_tap_that_is_taken_for_a_new_one_is_found(page):
    never = PropertyMock(return_value=timedelta(0))
    with patch.object(AttendancePage, "_ago", never):
        assert any("undid a newer one" in one for one in tap_findings(page))


@pytest.mark.sabotage("test_no_clock_loses_a_mark_or_undoes_a_newer_one")
def test_a_tap_that_is_judged_by_the_servers_clock_alone_is_found(page):
    def by_the_clock(*, just_now: bool, **given: Any) -> Any:
        return taking.mark_attendance(**given)

    with patch("thousandfold.training.views.attendance.mark_attendance", by_the_clock):
        assert any("did not count" in one for one in tap_findings(page))
