# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo cohort's sessions: two weekends held, two ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.pages.demo.data import Days
from thousandfold.recruitment.models import Cohort
from thousandfold.training.choices import Mark
from thousandfold.training.models import Day
from thousandfold.training.usecases.attendance import mark_attendance
from thousandfold.training.usecases.planning import plan_sessions

#: The first Saturday of each session lies at least so many days ago (negative: ahead).
SATURDAYS = (29, 3, -18, -46)
PLACE, STREET = "Hall of the Parish of the Good Road", "An invented street, San José"


def weekends(days: Days, before: Sequence[int] = SATURDAYS) -> list[date]:
    """The first day of each session, each the Saturday at least so many days ago."""
    return [days.saturday(one) for one in before]


def load_sessions(viewer: Viewer, cohort: Cohort, days: Days) -> None:
    """Plan all sessions, and take attendance of the first; the second still owes it."""
    firsts = weekends(days)
    plan_sessions(
        viewer=viewer,
        cohort=cohort,
        first_days=firsts,
        place=PLACE,
        address=STREET,
        at=days.then(-44),
    )
    take_attendance(viewer, cohort, days, numbers=(1, 2), owed=(2, 2))


def take_attendance(
    viewer: Viewer,
    cohort: Cohort,
    days: Days,
    *,
    numbers: Sequence[int],
    owed: tuple[int, int] | None = None,
) -> None:
    """Mark everybody on the days of some sessions; ``owed`` is the (session, day) left out."""
    members = list(cohort.members.select_related("person"))
    rows = Day.objects.filter(session__cohort=cohort, session__number__in=numbers)
    for day in rows.select_related("session"):
        if (day.session.number, day.number) == owed:
            continue
        for number, member in enumerate(members):
            mark = Mark.LATE if (number + day.number) % 9 == 0 else Mark.HERE
            evening = days.at_hour(day.date, 17)
            mark_attendance(viewer=viewer, day=day, member=member, mark=mark, at=evening)
