# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading across the stages, for the pages that join them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.base.rules import is_administrator, is_staff
from thousandfold.people.models import Coalition, Organisation, Principles
from thousandfold.recruitment.choices import CallState, CohortState, MemberState
from thousandfold.recruitment.models import Call, Cohort, Member
from thousandfold.training.models import Session
from thousandfold.training.queries import local_day, with_state


def cohorts_for(viewer: Viewer, at: datetime) -> QuerySet[Cohort]:
    """Cohorts that the viewer may see, newest first, with ``seated`` people and ``state`` now."""
    seats = Member.objects.filter(cohort=OuterRef("pk"), state=MemberState.SEATED).order_by()
    seated = Subquery(seats.values("cohort").annotate(n=Count("pk")).values("n"))
    rows = _standing(viewer, at).annotate(seated=Coalesce(seated, 0))
    if is_staff(viewer) or is_administrator(viewer) or viewer.has(RoleKind.FACILITATOR):
        return rows
    return rows.filter(
        id__in=viewer.subjects(RoleKind.FACILITATOR) | viewer.subjects(RoleKind.MEMBER)
    )


def find_cohort(viewer: Viewer, cohort_id: UUID, at: datetime) -> Cohort | None:
    """One cohort with its ``state`` now, or None. The page asks who may see it."""
    rows = _standing(viewer, at).select_related("call", "coalition")
    return next(iter(in_words(rows.filter(pk=cohort_id))), None)


def in_words(cohorts: Iterable[Any]) -> list[Cohort]:
    """Cohorts with their ``state`` also as ``stands``, the sentence for it."""
    found = list(cohorts)
    for one in found:
        one.stands = CohortState(one.state).label
    return found


def _standing(viewer: Viewer, at: datetime) -> QuerySet[Cohort]:
    if viewer.host is None:
        return Cohort.objects.none()
    return with_state(Cohort.objects.all(), local_day(viewer.host, at))


def members_for(viewer: Viewer, cohort: Cohort) -> list[Member]:
    """Who is in the cohort, by name: for its own people and for staff (trust row 3.2)."""
    if not may(viewer, Permission.COHORT_SEE, cohort):
        return []
    rows = cohort.members.filter(state=MemberState.SEATED).select_related("person")
    return list(rows)


def names_of(ids: set[Any]) -> dict[Any, str]:
    """Names of the calls and cohorts among these ids."""
    found = dict(Cohort.objects.filter(id__in=ids).values_list("id", "title"))
    return found | dict(Call.objects.filter(id__in=ids).values_list("id", "title"))


def first_steps_done(viewer: Viewer) -> dict[str, bool]:
    """What a new host has done of its first steps, in their order."""
    return {
        "organisations": Organisation.objects.exists(),
        "principles": Principles.objects.exists(),
        "call": Call.objects.exclude(state=CallState.DRAFT).exists(),
        "cohort": Cohort.objects.exists(),
        "sessions": Session.objects.exists(),
    }


def first_coalition() -> Coalition | None:
    """The host's first coalition, the one that set-up founded."""
    return Coalition.objects.first()
