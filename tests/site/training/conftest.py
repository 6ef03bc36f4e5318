"""A cohort on the small programme, planned or not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from factories.cohorts import make_cohort
from factories.hosts import make_viewer
from factories.programmes import ship, write_programme
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.recruitment.models import Cohort
from thousandfold.training.models import Day, Session
from thousandfold.training.usecases.planning import plan_sessions

#: Before, on and after the first days (2026-03-14 and 15, Los Angeles).
BEFORE = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
ON_DAY_1 = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
FIRST_DAYS = [date(2026, 3, 14), date(2026, 4, 11)]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the small programme, the only one that is here."""
    folder = write_programme(tmp_path)
    ship(monkeypatch, tmp_path)
    return folder


@pytest.fixture
def cohort(here: Host, small: Path) -> Cohort:
    """Two people on the small programme."""
    return make_cohort(here, 2, programme="small")


@pytest.fixture
def planned(staff: Viewer, cohort: Cohort) -> list[Session]:
    """Its sessions, planned."""
    return plan_sessions(
        viewer=staff, cohort=cohort, first_days=FIRST_DAYS, at=BEFORE, place="Hall"
    )


@pytest.fixture
def day(planned: list[Session]) -> Day:
    """The first day: talk 10:00-10:40, break to 10:55, meal fixed at 12:00, over by 13:00."""
    return Day.objects.get(session__number=1, number=1)


@pytest.fixture
def facilitator(host: Host, cohort: Cohort) -> Viewer:
    """The facilitator of this cohort."""
    return make_viewer(host, RoleKind.FACILITATOR, subject=cohort.id)


@pytest.fixture
def member(host: Host, cohort: Cohort) -> Viewer:
    """A member of this cohort, with an account."""
    viewer = make_viewer(host, RoleKind.MEMBER, subject=cohort.id)
    row = cohort.members.first()
    row.account = viewer.account
    row.save()
    return viewer


@pytest.fixture
def stranger(host: Host, cohort: Cohort) -> Viewer:
    """Somebody with a role here, but none in this cohort."""
    return make_viewer(host, RoleKind.COMMITTEE)


def client_of(viewer: Viewer) -> Client:
    """A browser signed in as this viewer."""
    client = Client()
    client.force_login(viewer.account)
    return client


def agenda_of(day: Day) -> list[tuple[str, str, int]]:
    """A day's agenda as it stands: start, kind, minutes."""
    from thousandfold.training.agenda import timetable

    fresh = Day.objects.get(pk=day.pk)
    return [(f"{one.starts:%H:%M}", one.item.kind, one.item.minutes) for one in timetable(fresh)]


def slot_of(day: Day, number: int) -> Any:
    """The id of a line of a day, counted from 1."""
    return day.slots.get(number=number).id
