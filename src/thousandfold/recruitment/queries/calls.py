# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading calls."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.base.rules import is_administrator, is_staff
from thousandfold.base.scope import every_host
from thousandfold.recruitment.choices import NominationState
from thousandfold.recruitment.models import Call, Cohort, Member, Nomination

#: Nominations that count: neither withdrawn nor merged.
LIVE = (NominationState.SENT, NominationState.CONFIRMED)


def calls_for(viewer: Viewer) -> QuerySet[Call]:
    """Calls, newest first; a committee member sees only their own."""
    rows = Call.objects.select_related("coalition").order_by("-created_at", "-id")
    if is_staff(viewer) or is_administrator(viewer):
        return rows
    return rows.filter(id__in=viewer.subjects(RoleKind.COMMITTEE))


def with_counts(rows: QuerySet[Call]) -> QuerySet[Call]:
    """Add how many are on the list of each call, and how many of them said yes."""
    return rows.annotate(
        nominated=_in_states(*LIVE), confirmed=_in_states(NominationState.CONFIRMED)
    )


def _in_states(*states: str) -> Coalesce:
    """A call's nominations in these states, counted call by call for those that are shown."""
    found = Nomination.objects.filter(call=OuterRef("pk"), state__in=states).order_by()
    return Coalesce(Subquery(found.values("call").annotate(n=Count("pk")).values("n")), 0)


def counts_of(viewer: Viewer, call: Call) -> dict[str, int]:
    """How many nominations of a call stand in each state."""
    if not may(viewer, Permission.CALL_SEE, call):
        return {}
    rows = call.nominations.order_by().values("state").annotate(n=Count("id"))
    found = {row["state"]: row["n"] for row in rows}
    return {state: found.get(state, 0) for state in NominationState.values}


def cohorts_for(viewer: Viewer) -> QuerySet[Cohort]:
    """Cohorts, newest first; who is no staff sees only their own."""
    rows = Cohort.objects.select_related("coalition")
    if is_staff(viewer) or is_administrator(viewer):
        return rows
    own = viewer.subjects(RoleKind.MEMBER) | viewer.subjects(RoleKind.FACILITATOR)
    return rows.filter(id__in=own)


def members_for(viewer: Viewer, cohort: Cohort) -> QuerySet[Member]:
    """Members of a cohort by name; nothing for who may not see the cohort."""
    rows = cohort.members.select_related("person")
    return rows if may(viewer, Permission.COHORT_SEE, cohort) else rows.none()


def call_of_link(link: str) -> Call | None:
    """The call that a public link names, at whatever host."""
    with every_host("a nomination link names its call, not its host"):
        return Call.objects.select_related("host").filter(link=link).first()


def nomination_of_key(field: str, key: str) -> Nomination | None:
    """The nomination that a personal link names. ``field``: nominator_key or nominee_key."""
    with every_host("a personal link names its nomination, not its host"):
        rows = Nomination.objects.select_related("host", "call", "call__host", "merged_into")
        return rows.filter(**{field: key}).first()
