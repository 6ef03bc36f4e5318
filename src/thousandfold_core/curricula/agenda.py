# SPDX-License-Identifier: Apache-2.0
"""Agendas that re-time themselves: from lengths to times, and changes that must fit.

Times of day only, no dates: a day's agenda may not run past midnight.
Items are named by their place in the day, counted from 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time

from thousandfold_core.curricula.package import Day, Item
from thousandfold_core.errors import Refusal

MIDNIGHT = 24 * 60


class DoesNotFit(Refusal):
    """An agenda would run past the end of its day or past a fixed start."""

    code = "agenda-does-not-fit"
    text = "This does not fit: {what} would last until {real}, but {limit} is the limit."


class NoSuchItem(Refusal):
    """An item was named that the day does not have."""

    code = "agenda-no-such-item"
    text = "The day has {count} items, counted from 0; there is no item {item}."


class NoTime(Refusal):
    """An item was given no time at all."""

    code = "agenda-no-time"
    text = "An item needs at least 1 minute, not {minutes}."


@dataclass(frozen=True)
class Slot:
    """An item with its times, in minutes after midnight (may exceed a day's when too long)."""

    item: Item
    place: int
    start: int
    end: int

    @property
    def starts(self) -> time:
        """The time of day at which it starts."""
        return clock(self.start)

    @property
    def ends(self) -> time:
        """The time of day at which it ends (midnight is shown as 00:00)."""
        return clock(self.end)


def minute_of(moment: time) -> int:
    """Return minutes after midnight."""
    return moment.hour * 60 + moment.minute


def clock(minute: int) -> time:
    """Return the time of day of a minute after midnight, wrapping round at midnight."""
    return time(minute // 60 % 24, minute % 60)


def spoken(minute: int) -> str:
    """Return a minute after midnight as ``HH:MM``; past midnight it counts on (``25:10``)."""
    return f"{minute // 60:02}:{minute % 60:02}"


def timetable(day: Day) -> tuple[Slot, ...]:
    """Return when each item starts and ends.

    Items follow each other from ``day.starts``; one with a fixed start waits
    for it. Nothing is refused here: an item that cannot make its fixed start
    begins late (``problems`` tells).
    """
    slots, now = [], minute_of(day.starts)
    for place, item in enumerate(day.items):
        start = max(now, minute_of(item.at)) if item.at else now
        now = start + item.minutes
        slots.append(Slot(item, place, start, now))
    return tuple(slots)


@dataclass(frozen=True)
class Misfit:
    """Something that does not fit: the item's place, when it would be, and the limit.

    ``kind`` is ``end`` (the day's end or midnight) or ``start`` (a fixed start).
    """

    kind: str
    place: int
    real: int
    limit: int


def misfits(day: Day) -> tuple[Misfit, ...]:
    """Return what does not fit into the day: late fixed starts, then a late end."""
    slots = timetable(day)
    late = [
        Misfit("start", slot.place, slot.start, minute_of(slot.item.at))
        for slot in slots
        if slot.item.at and slot.start > minute_of(slot.item.at)
    ]
    limit = minute_of(day.ends) if day.ends else MIDNIGHT
    if slots and slots[-1].end > limit:
        late.append(Misfit("end", slots[-1].place, slots[-1].end, limit))
    return tuple(late)


def retime(
    day: Day, *, starts: time | None = None, stretched: Mapping[int, int] | None = None
) -> Day:
    """Return the day with another start and other lengths for some items.

    ``stretched`` maps an item's place to its new minutes. Raises ``NoSuchItem``,
    ``NoTime`` and, when the day as a whole no longer fits, ``DoesNotFit``.
    """
    lengths = dict(stretched or {})
    for place, minutes in lengths.items():
        _must_exist(day, place)
        if minutes < 1:
            raise NoTime(minutes=minutes)
    items = tuple(
        replace(item, minutes=lengths.get(place, item.minutes))
        for place, item in enumerate(day.items)
    )
    return _fitting(replace(day, starts=starts or day.starts, items=items))


def move(day: Day, item: int, *, to: int) -> Day:
    """Return the day with one item moved to another place, the others closing up.

    Raises ``NoSuchItem`` for a place the day does not have and ``DoesNotFit``.
    """
    _must_exist(day, item)
    _must_exist(day, to)
    items = list(day.items)
    items.insert(to, items.pop(item))
    return _fitting(replace(day, items=tuple(items)))


def _must_exist(day: Day, place: int) -> None:
    """Refuse a place outside the day."""
    if not 0 <= place < len(day.items):
        raise NoSuchItem(item=place, count=len(day.items))


def _fitting(day: Day) -> Day:
    """Return the day, or refuse it when something does not fit."""
    for each in misfits(day):
        what = f"what comes before item {each.place}" if each.kind == "start" else "the day"
        raise DoesNotFit(what=what, real=spoken(each.real), limit=spoken(each.limit))
    return day
