# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading sessions, days and attendance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.base.permissions import Permission, may
from thousandfold.base.rules import is_staff
from thousandfold.recruitment.choices import CohortState, MemberState
from thousandfold.recruitment.models import Cohort, Member
from thousandfold.training.models import Attendance, Day, Session


def local_day(host: Host, at: datetime) -> date:
    """The date at a host at a moment."""
    return host.day_at(at)


def cohorts_for(viewer: Viewer) -> QuerySet[Cohort]:
    """The cohorts whose sessions the viewer may see."""
    rows = Cohort.objects.all()
    if is_staff(viewer) or viewer.has(RoleKind.FACILITATOR):
        return rows
    mine = viewer.subjects(RoleKind.FACILITATOR) | viewer.subjects(RoleKind.MEMBER)
    return rows.filter(id__in=mine)


def with_state(cohorts: QuerySet[Cohort], today: date) -> QuerySet[Cohort]:
    """Add where each cohort stands on a day, as ``state`` (a :class:`CohortState`).

    A cohort meets from the first of its days on, and has finished once its members
    are alumni.
    """
    met = Day.objects.filter(session__cohort=OuterRef("pk"), date__lte=today)
    state = Case(
        When(finished_at__isnull=False, then=Value(CohortState.FINISHED.value)),
        When(Exists(met), then=Value(CohortState.MEETING.value)),
        default=Value(CohortState.SEATED.value),
    )
    return cohorts.annotate(state=state)


def leads(viewer: Viewer, cohort: Any) -> bool:
    """Whether the viewer takes attendance in a cohort (anything with a ``cohort_id``)."""
    return may(viewer, Permission.ATTENDANCE_TAKE, cohort)


def sessions_for(viewer: Viewer, cohort: Cohort) -> list[Session]:
    """A cohort's sessions with their days and slots; nothing for who may not see them."""
    if not may(viewer, Permission.SESSION_SEE, cohort):
        return []
    return list(
        Session.objects.filter(cohort=cohort).prefetch_related("days__slots", "days__attendance")
    )


def days_for(viewer: Viewer) -> QuerySet[Day]:
    """Every day that the viewer may see, by date."""
    return (
        Day.objects.filter(session__cohort__in=cohorts_for(viewer))
        .select_related("session__cohort")
        .order_by("date", "starts", "number", "id")
    )


def counted(days: QuerySet[Day]) -> QuerySet[Day]:
    """Add how many were ``marked`` on each day, and how many were ``expected``.

    Counted day by day from indexes: one join over all marks would sort them all.
    """
    marked = Attendance.objects.filter(day=OuterRef("pk"))
    seated = Member.objects.filter(cohort=OuterRef("session__cohort"), state=MemberState.SEATED)
    return days.annotate(marked=_number(marked, "day"), expected=_number(seated, "cohort"))


def _number(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many rows there are, as a part of another query."""
    counts = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts), 0)


def owing_attendance_for(viewer: Viewer, today: date, cohort: Any = None) -> list[Day]:
    """Days up to today on which somebody is not marked yet, that the viewer should complete.

    Of one cohort, or of all.
    """
    rows = days_for(viewer).filter(date__lte=today)
    rows = rows if cohort is None else rows.filter(session__cohort=cohort)
    return [day for day in counted(rows).filter(marked__lt=F("expected")) if leads(viewer, day)]


def days_to_find(viewer: Viewer) -> QuerySet[Day]:
    """Every day that the viewer may see, with no more than what a search looks at."""
    titles = ("title", "number", "date", "place", "session__title", "session__cohort__title")
    return days_for(viewer).only("host_id", "session__number", *titles)


def next_days_for(viewer: Viewer, today: date, cohort: Any = None) -> list[Day]:
    """The next day of each cohort, from today on; of one cohort, or of all."""
    rows = days_for(viewer).filter(date__gte=today)
    rows = rows if cohort is None else rows.filter(session__cohort=cohort)
    found: dict[UUID, Day] = {}
    for day in rows.prefetch_related("slots"):
        found.setdefault(day.session.cohort_id, day)
    return list(found.values())


def find_day(viewer: Viewer, day_id: UUID) -> Day | None:
    """One day with what its pages need, or None. The page asks who may see it."""
    return (
        Day.objects.filter(pk=day_id)
        .select_related("session__cohort", "host")
        .prefetch_related("slots")
        .first()
    )


def members_on(viewer: Viewer, day: Day) -> list[Member]:
    """Who is expected on a day, and who was marked though no longer seated.

    Names are for who takes attendance; nobody else gets any.
    """
    if not leads(viewer, day):
        return []
    marked = Attendance.objects.filter(day=day, member=OuterRef("pk"))
    rows = Member.objects.filter(cohort=day.cohort_id).select_related("person")
    return list(rows.filter(Q(state=MemberState.SEATED) | Exists(marked)))


def marks_on(viewer: Viewer, day: Day) -> dict[UUID, str]:
    """Member to mark, for who takes attendance."""
    if not leads(viewer, day):
        return {}
    return dict(day.attendance.values_list("member", "mark"))


def expected_on(day: Day) -> int:
    """How many people are expected; a number anybody may know who may see the day."""
    return Member.objects.filter(cohort=day.cohort_id, state=MemberState.SEATED).count()


def own_membership(viewer: Viewer, cohort: Cohort) -> Member | None:
    """The viewer's own place in a cohort, or None."""
    if viewer.account is None:
        return None
    return Member.objects.filter(
        cohort=cohort, account=viewer.account, state=MemberState.SEATED
    ).first()


def feeds_for(viewer: Viewer, cohort: Cohort) -> list[Member]:
    """Members with their calendar words, for who may change the sessions."""
    if not may(viewer, Permission.SESSION_CHANGE, cohort):
        return []
    return list(
        Member.objects.filter(cohort=cohort, state=MemberState.SEATED).select_related("person")
    )


def needs_on(viewer: Viewer, members: Iterable[Member]) -> list[tuple[str, str]]:
    """What people asked for, by name, for who may see those people (method row I3)."""
    return [
        (one.person.name, one.person.needs)
        for one in members
        if one.person.needs and may(viewer, Permission.PERSON_SEE, one.person)
    ]


def days_of_cohort(cohort: Any) -> QuerySet[Day]:
    """A cohort's days with slots, for its calendars. Callers asked who may see them."""
    return (
        Day.objects.filter(session__cohort=cohort)
        .select_related("session__cohort", "host")
        .prefetch_related("slots")
    )


def member_of_feed(feed: str) -> Member | None:
    """The seated member whose calendar this is. Needs a reason to look at every host."""
    return (
        Member.objects.filter(feed=feed, state=MemberState.SEATED)
        .select_related("cohort", "host", "account")
        .first()
    )
