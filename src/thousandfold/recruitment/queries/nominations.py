# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading nominations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Avg, Count, OuterRef, Q, QuerySet, Subquery

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.people.usecases.persons import sort_name
from thousandfold.recruitment.choices import MarkKind, NominationState
from thousandfold.recruitment.models import Batch, Call, Mark, Nomination


def nominations_for(viewer: Viewer, call: Call) -> QuerySet[Nomination]:
    """Nominations of a call without their stories; merged ones are left out."""
    rows = Nomination.objects.filter(call=call).exclude(state=NominationState.MERGED)
    return rows.defer("story") if may(viewer, Permission.NOMINATION_SEE, call) else rows.none()


def with_average(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Add the average of all scores, and how many there are.

    The rows are of one host already. Naming the host again would lead SQLite to the
    wrong index and make it read every mark for every row.
    """
    manager = Mark._base_manager
    marks = manager.filter(nomination=OuterRef("pk"), kind=MarkKind.SCORED).order_by()
    grouped = marks.values("nomination")
    return rows.annotate(
        average=Subquery(grouped.annotate(a=Avg("points")).values("a")),
        scored=Subquery(grouped.annotate(n=Count("id")).values("n")),
    )


def nomination_for(viewer: Viewer, call: Call, pk: UUID) -> Nomination | None:
    """One nomination with its story."""
    rows = Nomination.objects.select_related("call", "merged_into").filter(call=call, pk=pk)
    return rows.first() if may(viewer, Permission.NOMINATION_SEE, call) else None


def words_of(viewer: Viewer, call: Call, field: str) -> list[str]:
    """Different words in one field of a call's nominations, for a filter."""
    rows = nominations_for(viewer, call).exclude(**{field: ""}).order_by(field)
    return list(rows.values_list(field, flat=True).distinct()[:200])


def batches_for(viewer: Viewer, call: Call) -> QuerySet[Batch]:
    """What was done to many at once, newest first."""
    rows = Batch.objects.filter(call=call).select_related("account")
    return rows if may(viewer, Permission.NOMINATION_CHANGE, call) else rows.none()


def found_people(viewer: Viewer, words: Sequence[str], most: int = 8) -> list[Nomination]:
    """People nominated whose name holds all the words; for staff only.

    Asked as lists sort: without case and accents, however an accent was typed.
    """
    if not may(viewer, Permission.NOMINATION_CHANGE):
        return []
    test = Q()
    for word in words:
        test &= Q(sort_name__contains=sort_name(word))
    rows = Nomination.objects.filter(test).exclude(state=NominationState.MERGED)
    return list(rows.select_related("call").defer("story")[:most])
