# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where planks stand: moved, merged, carried forward, taken off, brought back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.campaigns.choices import ON_THE_TREE, OPEN, SET_ASIDE, PlankState
from thousandfold.campaigns.models import Derivation, Plank
from thousandfold.campaigns.usecases.platforms import next_position
from thousandfold.campaigns.usecases.refusals import (
    HearingNeedsADay,
    PlankAtTheEnd,
    PlankLocked,
    PlankNotSetAside,
    PlankSetAside,
    PlanksNotAlike,
)


def move_plank(*, viewer: Viewer, plank: Plank, up: bool, at: datetime) -> Plank:
    """Let a plank change places with the one above or below it.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        PlankAtTheEnd: when there is none.
    """
    require(viewer, Permission.PLATFORM_CHANGE, plank)
    others = Plank.objects.filter(platform=plank.platform_id, state__in=ON_THE_TREE)
    if up:
        other = others.filter(position__lt=plank.position).order_by("-position").first()
    else:
        other = others.filter(position__gt=plank.position).order_by("position").first()
    if other is None:
        raise PlankAtTheEnd
    with transaction.atomic():
        Plank.objects.filter(pk=plank.pk).update(position=other.position)
        Plank.objects.filter(pk=other.pk).update(position=plank.position)
        trail.record(viewer, "moved", plank, at, up=up)
    plank.refresh_from_db(fields=["position"])
    return plank


def merge_planks(*, viewer: Viewer, into: Plank, other: Plank, at: datetime) -> Plank:
    """Let one plank take up what stands behind another; the other is withdrawn.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        PlanksNotAlike: when they are the same, of two platforms, adopted or set aside.
    """
    require(viewer, Permission.PLATFORM_CHANGE, into)
    same = into.pk == other.pk or into.platform_id != other.platform_id
    if same or into.state not in OPEN or other.state not in OPEN:
        raise PlanksNotAlike
    with transaction.atomic():
        known = set(into.derivations.values_list("kind", "key"))
        for one in other.derivations.all():
            if (one.kind, one.key) not in known:
                Derivation.objects.create(
                    host_id=into.host_id,
                    plank=into,
                    run=one.run,
                    key=one.key,
                    kind=one.kind,
                    added_at=at,
                )
        save_edited(other, other.version, state=PlankState.WITHDRAWN, merged_into=into)
        trail.record(viewer, "merged", into, at, other=str(other.pk))
    return into


def carry_forward(
    *,
    viewer: Viewer,
    plank: Plank,
    owner: str,
    hear_on: date,
    must_hear: str,
    reason: str,
    at: datetime,
) -> Plank:
    """Keep a plank for a later hearing: who brings it, when, and who must be heard then.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        PlankLocked: when it was adopted.
        HearingNeedsADay: when the day is past.
    """
    require(viewer, Permission.PLATFORM_CHANGE, plank)
    if plank.state == PlankState.ADOPTED:
        raise PlankLocked
    if hear_on < at.date():
        raise HearingNeedsADay
    return _set_aside(
        viewer, plank, at, PlankState.CARRIED, owner=owner.strip(), hear_on=hear_on,
        must_hear=must_hear.strip(), reason=reason.strip(),
    )  # fmt: skip


def withdraw_plank(*, viewer: Viewer, plank: Plank, reason: str, at: datetime) -> Plank:
    """Take a plank off the platform, with the reason.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        PlankLocked: when it was adopted.
        PlankSetAside: when it was withdrawn before.
    """
    require(viewer, Permission.PLATFORM_CHANGE, plank)
    if plank.state == PlankState.ADOPTED:
        raise PlankLocked
    if plank.state == PlankState.WITHDRAWN:
        raise PlankSetAside
    return _set_aside(viewer, plank, at, PlankState.WITHDRAWN, reason=reason.strip())


def bring_back(*, viewer: Viewer, plank: Plank, at: datetime) -> Plank:
    """Put a plank that was set aside back among the drafts.

    Raises:
        NotAllowed: unless the viewer may change this platform.
        PlankNotSetAside: when it stands on the platform.
    """
    require(viewer, Permission.PLATFORM_CHANGE, plank)
    if plank.state not in SET_ASIDE:
        raise PlankNotSetAside
    state = PlankState.DRAFT if plank.change_sought else PlankState.CANDIDATE
    with transaction.atomic():
        saved = save_edited(
            plank, plank.version, state=state, reason="", owner="", hear_on=None, must_hear="",
            merged_into=None, position=next_position(plank.platform),
        )  # fmt: skip
        trail.record(viewer, "brought_back", saved, at)
    return saved  # type: ignore[return-value]


def _set_aside(
    viewer: Viewer, plank: Plank, at: datetime, state: PlankState, **fields: object
) -> Plank:
    with transaction.atomic():
        saved = save_edited(plank, plank.version, state=state, **fields)
        trail.record(viewer, "set_aside", saved, at, state=state.value)
    return saved  # type: ignore[return-value]
