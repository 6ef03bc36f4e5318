# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing what fills a day; the rest re-times itself (method row D2, peers row 19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.curriculum.queries import programme_or_none
from thousandfold.training.agenda import core_day
from thousandfold.training.choices import SlotKind
from thousandfold.training.models import Day, Slot
from thousandfold.training.usecases.days import step
from thousandfold.training.usecases.planning import slot_for
from thousandfold.training.usecases.refusals import (
    ActivityNotInProgramme,
    NoSuchSlot,
    SlotCannotMove,
    SlotNeedsWords,
)
from thousandfold_core.curricula import agenda as core
from thousandfold_core.curricula.package import Item


def stretch_slots(
    *, viewer: Viewer, day: Day, minutes: Mapping[UUID, int], based_on: int, at: datetime
) -> Day:
    """Give slots other lengths, in minutes; what follows moves.

    Raises:
        NotAllowed, NoSuchSlot, ChangedMeanwhile.
        thousandfold_core.curricula.agenda.NoTime: a length below 1.
        thousandfold_core.curricula.agenda.DoesNotFit: the day would run too long,
            or a fixed start would be missed.
    """
    require(viewer, Permission.SESSION_CHANGE, day)
    slots = list(day.slots.all())
    lengths = {_place(slots, slot): value for slot, value in minutes.items()}
    core.retime(core_day(day, slots), stretched=lengths)
    for place, value in lengths.items():
        slots[place].minutes = value
    return step(viewer=viewer, day=day, based_on=based_on, at=at, verb="stretched", slots=slots)


def move_slot(*, viewer: Viewer, day: Day, slot: UUID, by: int, based_on: int, at: datetime) -> Day:
    """Move a slot by so many lines, down or (negative) up.

    Raises:
        NotAllowed, NoSuchSlot, SlotCannotMove, ChangedMeanwhile, DoesNotFit.
    """
    require(viewer, Permission.SESSION_CHANGE, day)
    slots = list(day.slots.all())
    here = _place(slots, slot)
    if not 0 <= here + by < len(slots):
        raise SlotCannotMove
    core.move(core_day(day, slots), here, to=here + by)
    slots.insert(here + by, slots.pop(here))
    return step(viewer=viewer, day=day, based_on=based_on, at=at, verb="moved", slots=slots)


def add_slot(
    *,
    viewer: Viewer,
    day: Day,
    kind: SlotKind,
    minutes: int,
    after: UUID | None,
    based_on: int,
    at: datetime,
    activity: str = "",
    words: str = "",
    language: str = "en",
) -> Day:
    """Put a break, a meal, an activity of the programme or something else into a day.

    ``after`` is the slot that it follows; None puts it first. ``words`` are
    needed for something else and may rename the others.

    Raises:
        NotAllowed, NoSuchSlot, ActivityNotInProgramme, SlotNeedsWords,
        ChangedMeanwhile, NoTime, DoesNotFit.
    """
    require(viewer, Permission.SESSION_CHANGE, day)
    slots = list(day.slots.all())
    place = 0 if after is None else _place(slots, after) + 1
    item = _item(day, kind, minutes, activity, {language: words} if words else {})
    slots.insert(place, slot_for(day, place, item))
    core.retime(core_day(day, slots), stretched={place: minutes})
    return step(viewer=viewer, day=day, based_on=based_on, at=at, verb="added", slots=slots)


def remove_slot(*, viewer: Viewer, day: Day, slot: UUID, based_on: int, at: datetime) -> Day:
    """Take a slot off a day; what follows moves up.

    Raises:
        NotAllowed, NoSuchSlot, ChangedMeanwhile.
    """
    require(viewer, Permission.SESSION_CHANGE, day)
    slots = list(day.slots.all())
    slots.pop(_place(slots, slot))
    return step(viewer=viewer, day=day, based_on=based_on, at=at, verb="removed", slots=slots)


def _place(slots: Sequence[Slot], slot: UUID) -> int:
    for place, one in enumerate(slots):
        if one.id == slot:
            return place
    raise NoSuchSlot


def _item(day: Day, kind: SlotKind, minutes: int, activity: str, title: dict[str, str]) -> Item:
    if kind == SlotKind.ACTIVITY:
        package = programme_or_none(day.session.programme)
        found = package.activities.get(activity) if package else None
        if package is None or found is None:
            raise ActivityNotInProgramme
        title = title or {each: found.title(each) for each in package.languages}
        return Item(kind.value, minutes, activity, title=title)
    if kind == SlotKind.OTHER and not title:
        raise SlotNeedsWords
    return Item(kind.value, minutes, title=title)
