# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deciding: approvals counted in the room, and the cohort's adoption."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.campaigns.choices import ON_THE_TREE, OPEN, PlankState, PlatformState
from thousandfold.campaigns.evidence import behind
from thousandfold.campaigns.harvesting import harvest_of
from thousandfold.campaigns.models import Adoption, Approvals, Plank, Platform
from thousandfold.campaigns.usecases.planks import keep_wording
from thousandfold.campaigns.usecases.refusals import (
    BallotUnreadable,
    LeavesSomebodyOut,
    MoreHandsThanPeople,
    NobodyAnswered,
    NothingToAdopt,
    NotYetThatDay,
    PlankHasNoWords,
    WaitsToBeHeard,
)


def record_approvals(
    *,
    viewer: Viewer,
    platform: Platform,
    places: int,
    slips: str,
    hands: Mapping[str, int],
    present: int | None,
    at: datetime,
) -> Approvals:
    """Write down what was counted: slips one a line, or hands per plank.

    ``slips`` holds one ballot a line: the numbers of the planks its unnamed writer approves, a
    dash for none. ``hands`` maps plank ids to hands among ``present`` people.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        BallotUnreadable: when a slip names no plank of the list.
        MoreHandsThanPeople: when more hands were counted than people.
    """
    require(viewer, Permission.PLATFORM_CHANGE, platform)
    numbered = numbered_planks(platform)
    ballots = list(_read(slips, numbered))
    most = max(hands.values(), default=0)
    if present is not None and most > present:
        raise MoreHandsThanPeople(hands=most, present=present)
    known = {str(one.pk) for one in numbered.values()}
    with transaction.atomic():
        made, _ = Approvals.objects.update_or_create(
            platform=platform,
            defaults={
                "host": viewer.host,
                "places": places,
                "ballots": ballots,
                "hands": {key: count for key, count in hands.items() if key in known},
                "present": present,
            },
        )
        trail.record(viewer, "counted", made, at, ballots=len(ballots))
    return made


def numbered_planks(platform: Platform) -> dict[int, Plank]:
    """Planks one can approve, by their number on the platform."""
    standing = platform.planks.filter(state__in=ON_THE_TREE).order_by("position", "id")
    return {number: one for number, one in enumerate(standing, 1) if one.state in OPEN}


def adopt_platform(
    *,
    viewer: Viewer,
    platform: Platform,
    planks: Iterable[Plank],
    adopted_on: date,
    gradients: Mapping[int, int],
    at: datetime,
) -> Adoption:
    """Adopt the chosen planks, with how many people stood at each step of agreement.

    A "no" at step 8 is information and blocks nothing; an open "leaves us out" does
    block (spec: exercises 3.6). Planks that are not chosen stay as they are.

    Raises:
        NotAllowed: unless the viewer may record adoptions here.
        NothingToAdopt, PlankHasNoWords, LeavesSomebodyOut, WaitsToBeHeard, NobodyAnswered,
        NotYetThatDay.
    """
    require(viewer, Permission.PLATFORM_ADOPT, platform)
    chosen = sorted(planks, key=lambda one: one.position)
    _may_be_adopted(platform, chosen)
    if adopted_on > at.date():
        raise NotYetThatDay
    if not sum(gradients.values()):
        raise NobodyAnswered
    with transaction.atomic():
        made = Adoption.objects.create(
            host=viewer.host,
            platform=platform,
            number=platform.adoptions.count() + 1,
            adopted_on=adopted_on,
            gradients={str(step): count for step, count in gradients.items() if count},
            planks=[str(one.pk) for one in chosen],
            recorded_at=at,
        )
        for one in chosen:
            saved = save_edited(one, one.version, state=PlankState.ADOPTED)
            keep_wording(saved, at, adopted_on=adopted_on)  # type: ignore[arg-type]
        if platform.state == PlatformState.DRAFT:
            save_edited(
                platform, platform.version, state=PlatformState.ADOPTED, adopted_on=adopted_on
            )
        trail.record(viewer, "adopted", platform, at, planks=len(chosen))
        announce("platform_adopted", platform=platform.id)
    return made


def _may_be_adopted(platform: Platform, chosen: list[Plank]) -> None:
    if not chosen or any(one.state not in OPEN for one in chosen):
        raise NothingToAdopt
    harvest = harvest_of(platform.cohort_id)
    numbers = {one.pk: number for number, one in numbered_planks(platform).items()}
    for one in chosen:
        if not one.change_sought:
            raise PlankHasNoWords(number=numbers[one.pk])
        found = behind(one, harvest)
        if found.flags:
            raise LeavesSomebodyOut(number=numbers[one.pk], flags=found.flags)
        if found.waits:
            raise WaitsToBeHeard(number=numbers[one.pk])


def _read(slips: str, numbered: dict[int, Plank]) -> Iterable[list[str]]:
    for line, slip in enumerate(slips.splitlines(), 1):
        words = slip.replace(",", " ").split()
        if words:
            yield sorted({_plank(word, line, numbered) for word in words if word not in "-–"})


def _plank(word: str, line: int, numbered: dict[int, Plank]) -> str:
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
    if number not in numbered:
        raise BallotUnreadable(line=line, word=word[:20], most=max(numbered, default=0))
    return str(numbered[number].pk)
