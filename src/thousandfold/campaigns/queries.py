# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading platforms; every function takes the viewer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.base.rules import is_staff
from thousandfold.campaigns.choices import ON_THE_TREE, PlankState, PlatformState
from thousandfold.campaigns.models import Approvals, Plank, PlankVersion, Platform
from thousandfold.recruitment.models import Cohort
from thousandfold_core.values.planks import Selection, choose, most_approved


def cohorts_for(viewer: Viewer) -> QuerySet[Cohort]:
    """Cohorts whose platforms the viewer may read."""
    rows = Cohort.objects.all()
    if is_staff(viewer) or (RoleKind.FACILITATOR.value, None) in viewer.roles:
        return rows
    own = viewer.subjects(RoleKind.MEMBER) | viewer.subjects(RoleKind.FACILITATOR)
    return rows.filter(pk__in=own)


def platforms_for(viewer: Viewer) -> QuerySet[Platform]:
    """Platforms with how many planks stand, newest first."""
    standing = Count("planks", filter=Q(planks__state__in=ON_THE_TREE))
    adopted = Count("planks", filter=Q(planks__state=PlankState.ADOPTED))
    return (
        Platform.objects.filter(cohort__in=cohorts_for(viewer))
        .select_related("cohort")
        .annotate(standing=standing, adopted=adopted)
    )


def cohorts_to_begin(viewer: Viewer) -> QuerySet[Cohort]:
    """Cohorts whose platform the viewer may begin and change."""
    rows = cohorts_for(viewer)
    if is_staff(viewer) or (RoleKind.FACILITATOR.value, None) in viewer.roles:
        return rows
    return rows.filter(pk__in=viewer.subjects(RoleKind.FACILITATOR))


def cohorts_without_platform(viewer: Viewer) -> QuerySet[Cohort]:
    """Cohorts for which the viewer may begin one and that have none."""
    return cohorts_to_begin(viewer).exclude(pk__in=Platform.objects.values("cohort"))


def platform_of(viewer: Viewer, cohort: Any) -> Platform | None:
    """A cohort's newest platform, for who may see it."""
    if not may(viewer, Permission.PLATFORM_SEE, cohort):
        return None
    return Platform.objects.filter(cohort=cohort.pk).first()


def planks_of(viewer: Viewer, platform: Platform) -> list[Plank]:
    """All planks of a platform with the keys behind them, in their order. Two queries."""
    if not may(viewer, Permission.PLATFORM_SEE, platform):
        return []
    return list(platform.planks.prefetch_related("derivations"))


def plank_for(viewer: Viewer, pk: Any) -> Plank | None:
    """A plank, for who may see its platform."""
    plank = (
        Plank.objects.filter(pk=pk)
        .select_related("platform__cohort")
        .prefetch_related("derivations")
        .first()
    )
    return plank if plank and may(viewer, Permission.PLATFORM_SEE, plank) else None


def versions_of(viewer: Viewer, plank: Plank) -> list[PlankVersion]:
    """Wordings a plank has had, newest first."""
    return list(plank.versions.all()) if may(viewer, Permission.PLATFORM_SEE, plank) else []


def approvals_of(viewer: Viewer, platform: Platform) -> Approvals | None:
    """What was counted, for who may change the platform."""
    if not may(viewer, Permission.PLATFORM_CHANGE, platform):
        return None
    return Approvals.objects.filter(platform=platform).first()


def suggestions(
    approvals: Approvals, planks: list[Plank], blocked: set[str]
) -> tuple[Selection, tuple[str, ...], int, int] | None:
    """Two lists side by side: equal shares, and the most approved; None without slips.

    The two numbers say how many adopted planks the least represented slip approves
    under each list (spec: exercises 3.6).
    """
    on_offer = [str(one.pk) for one in planks]
    slips = {
        f"slip-{number:03}": [key for key in slip if key in on_offer]
        for number, slip in enumerate(approvals.ballots, 1)
    }
    if not slips or not on_offer:
        return None
    fair = choose(slips, on_offer, approvals.places, blocked=blocked)
    plain = most_approved(slips, on_offer, approvals.places, blocked=blocked)
    least = min(len(set(slip) & set(plain)) for slip in slips.values())
    return fair, plain, min(fair.represented.values()), least


def found_planks(viewer: Viewer, words: str) -> QuerySet[Plank]:
    """Planks whose own wording holds these words."""
    here = Q(change_sought__icontains=words) | Q(value_sentence__icontains=words)
    return (
        Plank.objects.filter(here, platform__cohort__in=cohorts_for(viewer))
        .exclude(state=PlankState.WITHDRAWN)
        .select_related("platform")
    )


def hearings_owed(viewer: Viewer, until: date) -> QuerySet[Plank]:
    """Planks carried forward whose hearing is near or past, for who may change them."""
    rows = Plank.objects.filter(state=PlankState.CARRIED, hear_on__lte=until)
    return rows.filter(platform__cohort__in=cohorts_to_begin(viewer)).select_related("platform")


def newly_adopted(viewer: Viewer, since: Any) -> QuerySet[Platform]:
    """Platforms that were adopted lately, with the moment it was written down."""
    return (
        Platform.objects.filter(state=PlatformState.ADOPTED, cohort__in=cohorts_for(viewer))
        .annotate(at=Max("adoptions__recorded_at"))
        .filter(at__gte=since)
    )
