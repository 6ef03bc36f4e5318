# SPDX-License-Identifier: Apache-2.0
"""Pauses owed: nobody sits through more than 90 minutes without 10 minutes off.

Spec: curriculum linter, "minutes against slots and breaks (>= 10 per 90)".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thousandfold_core.curricula.agenda import Slot, timetable
from thousandfold_core.curricula.package import Activity, Day

LONGEST = 90
SHORTEST = 10


@dataclass(frozen=True)
class Stretch:
    """Minutes without a pause, and the item in which they passed the limit's end."""

    minutes: int
    place: int


def pauses_owed(day: Day, activities: Mapping[str, Activity]) -> tuple[Stretch, ...]:
    """Return every stretch of more than 90 minutes without a pause of at least 10.

    Breaks, meals, waiting for a fixed start and an activity's own steps with
    ``break=true`` all count as pauses when they are long enough; shorter ones
    count as work. ``place`` is the last item of the stretch.
    """
    owed, worked, last = [], 0, 0
    for place, minutes, rests in _spans(day, activities):
        if rests and minutes >= SHORTEST:
            if worked > LONGEST:
                owed.append(Stretch(worked, last))
            worked = 0
        else:
            worked, last = worked + minutes, place
    if worked > LONGEST:
        owed.append(Stretch(worked, last))
    return tuple(owed)


def _spans(day: Day, activities: Mapping[str, Activity]) -> Iterator[tuple[int, int, bool]]:
    """Yield (place, minutes, is it rest) in order, activities cut at their own pauses."""
    before: Slot | None = None
    for slot in timetable(day):
        if before and slot.start > before.end:
            yield before.place, slot.start - before.end, True
        if slot.item.kind == "activity" and slot.item.activity in activities:
            yield from _inside(slot, activities[slot.item.activity])
        else:
            yield slot.place, slot.item.minutes, slot.item.kind in ("break", "meal")
        before = slot


def _inside(slot: Slot, activity: Activity) -> Iterator[tuple[int, int, bool]]:
    """Yield an activity's steps; minutes that no step claims count as work at the end."""
    left = slot.item.minutes
    for step in activity.steps(slot.item.part):
        minutes = min(left, step.minutes or 0)
        yield slot.place, minutes, step.get("break") == "true"
        left -= minutes
    yield slot.place, left, False
