# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planks: added, worded, amended; every wording is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.campaigns.choices import SET_ASIDE, PlankState
from thousandfold.campaigns.models import Plank, PlankVersion, Platform
from thousandfold.campaigns.models.plank import WORDING
from thousandfold.campaigns.usecases.platforms import next_position
from thousandfold.campaigns.usecases.refusals import (
    NotYetThatDay,
    PlankLocked,
    PlankNotAdopted,
    PlankSetAside,
    PlankUnchanged,
)


def add_plank(*, viewer: Viewer, platform: Platform, at: datetime, **words: str) -> Plank:
    """Add a plank worded by the cohort, from listening or from the talk in the room.

    Raises:
        NotAllowed: unless the viewer may change this platform.
    """
    require(viewer, Permission.PLATFORM_CHANGE, platform)
    with transaction.atomic():
        made = Plank.objects.create(
            host=viewer.host, platform=platform, position=next_position(platform), **_tidy(words)
        )
        keep_wording(made, at)
        trail.record(viewer, "added", made, at)
    return made


def word_plank(*, viewer: Viewer, plank: Plank, based_on: int, at: datetime, **words: str) -> Plank:
    """Give a plank its words, or better ones. A candidate becomes a draft.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        PlankLocked: when it was adopted.
        PlankSetAside: when it was withdrawn or carried forward.
        PlankUnchanged: when nothing differs.
        ChangedMeanwhile: when somebody saved first.
    """
    require(viewer, Permission.PLATFORM_CHANGE, plank)
    _must_be_open(plank)
    words = _tidy(words)
    if plank.version == based_on and plank.wording == {**plank.wording, **words}:
        raise PlankUnchanged
    with transaction.atomic():
        saved = save_edited(plank, based_on, state=PlankState.DRAFT, **words)
        keep_wording(saved, at)  # type: ignore[arg-type]
        trail.record(viewer, "worded", saved, at)
    return saved  # type: ignore[return-value]


def amend_plank(
    *,
    viewer: Viewer,
    plank: Plank,
    based_on: int,
    reason: str,
    agreed_on: date,
    at: datetime,
    **words: str,
) -> Plank:
    """Put an agreed amendment in the place of an adopted wording; both are kept.

    Raises:
        NotAllowed: unless the viewer may record adoptions.
        PlankNotAdopted, PlankUnchanged, NotYetThatDay, ChangedMeanwhile.
    """
    require(viewer, Permission.PLATFORM_ADOPT, plank)
    if plank.state != PlankState.ADOPTED:
        raise PlankNotAdopted
    if agreed_on > at.date():
        raise NotYetThatDay
    words = _tidy(words)
    if plank.version == based_on and plank.wording == {**plank.wording, **words}:
        raise PlankUnchanged
    with transaction.atomic():
        saved = save_edited(plank, based_on, **words)
        keep_wording(saved, at, reason=reason.strip(), adopted_on=agreed_on)  # type: ignore[arg-type]
        trail.record(viewer, "amended", saved, at)
    return saved  # type: ignore[return-value]


def keep_wording(
    plank: Plank, at: datetime, *, reason: str = "", adopted_on: date | None = None
) -> PlankVersion:
    """Write down the wording that stands now."""
    last = plank.versions.aggregate(last=Max("number"))["last"] or 0
    return PlankVersion.objects.create(
        host_id=plank.host_id,
        plank=plank,
        number=last + 1,
        made_at=at,
        reason=reason,
        adopted_on=adopted_on,
        **plank.wording,
    )


def _must_be_open(plank: Plank) -> None:
    if plank.state == PlankState.ADOPTED:
        raise PlankLocked
    if plank.state in SET_ASIDE:
        raise PlankSetAside


def _tidy(words: dict[str, str]) -> dict[str, str]:
    return {name: " ".join(words[name].split()) for name in WORDING if name in words}
