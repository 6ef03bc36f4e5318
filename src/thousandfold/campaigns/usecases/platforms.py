# SPDX-License-Identifier: AGPL-3.0-or-later
"""Platforms: begun from what the forest found, given a title and first words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.campaigns.choices import PlankState, PlatformState
from thousandfold.campaigns.harvesting import CANDIDATE, Harvest, harvest_of
from thousandfold.campaigns.models import Derivation, Plank, Platform
from thousandfold.campaigns.usecases.refusals import (
    NoNewCandidates,
    PlatformInDraft,
    PlatformLocked,
)
from thousandfold.recruitment.models import Cohort
from thousandfold_core.exercise import Harvested


def draft_platform(*, viewer: Viewer, cohort: Cohort, title: str, at: datetime) -> Platform:
    """Begin a cohort's platform with every fruit that found support as a candidate.

    A forest that has not been held leaves an empty platform; planks can be added by hand.

    Raises:
        NotAllowed: unless the viewer may change this cohort's platform.
        PlatformInDraft: when one is being written.
    """
    require(viewer, Permission.PLATFORM_CHANGE, cohort)
    open_one = Platform.objects.filter(cohort=cohort, state=PlatformState.DRAFT).first()
    if open_one:
        raise PlatformInDraft(title=open_one.title)
    harvest = harvest_of(cohort.pk)
    with transaction.atomic():
        made = Platform.objects.create(
            host=viewer.host, cohort=cohort, title=title.strip(), drafted_at=at
        )
        found = _take_in(made, harvest, at)
        trail.record(viewer, "drafted", made, at, planks=found)
        announce("platform_drafted", platform=made.id)
    return made


def gather_candidates(*, viewer: Viewer, platform: Platform, at: datetime) -> int:
    """Take in fruit that found support since; return how many came.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        NoNewCandidates: when there is nothing new.
    """
    require(viewer, Permission.PLATFORM_CHANGE, platform)
    harvest = harvest_of(platform.cohort_id)
    with transaction.atomic():
        found = _take_in(platform, harvest, at)
        if not found:
            raise NoNewCandidates
        trail.record(viewer, "gathered", platform, at, planks=found)
    return found


def change_platform(
    *, viewer: Viewer, platform: Platform, based_on: int, title: str, preamble: str, at: datetime
) -> Platform:
    """Change title and first words of a draft.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        PlatformLocked: when it was adopted.
        ChangedMeanwhile: when somebody saved first.
    """
    require(viewer, Permission.PLATFORM_CHANGE, platform)
    if platform.state == PlatformState.ADOPTED:
        raise PlatformLocked
    with transaction.atomic():
        changed = save_edited(platform, based_on, title=title.strip(), preamble=preamble.strip())
        trail.record(viewer, "changed", changed, at)
    return changed  # type: ignore[return-value]


def _take_in(platform: Platform, harvest: Harvest, at: datetime) -> int:
    """Every candidate that is on no plank of this platform yet.

    Those of the broadest value come first, and of one value the best bridge.
    """
    known = set(
        Derivation.objects.filter(plank__platform=platform, kind=CANDIDATE).values_list(
            "key", flat=True
        )
    )
    new = [one for one in harvest.kind(CANDIDATE) if one.key not in known]
    new.sort(key=lambda one: _rank_of_value(one, harvest))
    start = next_position(platform)
    for place, one in enumerate(new, start):
        plank = Plank.objects.create(
            host_id=platform.host_id,
            platform=platform,
            position=place,
            state=PlankState.CANDIDATE,
        )
        Derivation.objects.bulk_create(_derived(plank, one, harvest, at))
    return len(new)


def _rank_of_value(candidate: Harvested, harvest: Harvest) -> int:
    """The place of its broadest common branch, broadest first; those without one come last."""
    grown = set(candidate.derived_from)
    ranks = (n for n, (one, _) in enumerate(harvest.values) if grown & set(one.derived_from))
    return next(ranks, len(harvest.values))


def _derived(plank: Plank, one: Harvested, harvest: Harvest, at: datetime) -> list[Derivation]:
    """Keys of the candidate and of what it grew from. Common branches are found at each view."""
    grown = [harvest.by_key[key] for key in one.derived_from if key in harvest.by_key]
    return [
        Derivation(
            host_id=plank.host_id,
            plank=plank,
            run=harvest.run_of[thing.key],
            key=thing.key,
            kind=thing.kind,
            added_at=at,
        )
        for thing in (one, *grown)
    ]


def next_position(platform: Platform) -> int:
    """The place after the last plank."""
    last = platform.planks.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1
