# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the stored day and the core's: rows in, timetable out, and a day as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from thousandfold.training.models import Day, Slot
from thousandfold_core.curricula import agenda as core
from thousandfold_core.curricula.package import Day as CoreDay
from thousandfold_core.curricula.package import Item

#: What a day keeps of itself for one step back.
KEPT = ("date", "starts", "ends_by", "place", "room", "address", "link", "notes")
SLOT_KEPT = ("kind", "activity", "part", "minutes", "title", "at", "debriefs")


def core_item(slot: Slot) -> Item:
    """A stored slot as the core knows it."""
    return Item(
        slot.kind,
        slot.minutes,
        slot.activity,
        slot.part,
        slot.title,
        slot.at,
        tuple(slot.debriefs),
    )


def core_day(day: Day, slots: Iterable[Slot]) -> CoreDay:
    """A stored day with these slots as the core knows it."""
    return CoreDay(day.title, day.starts, tuple(core_item(one) for one in slots), day.ends_by)


def timetable(day: Day) -> tuple[core.Slot, ...]:
    """When each slot of a day starts and ends. Uses slots fetched before, if they were."""
    return core.timetable(core_day(day, day.slots.all()))


def end_of(day: Day) -> time:
    """When the day ends: with its last slot; an empty day ends as it starts."""
    slots = timetable(day)
    return slots[-1].ends if slots else day.starts


def minutes_of(day: Day) -> int:
    """How long the day lasts from its start to its end."""
    slots = timetable(day)
    return slots[-1].end - core.minute_of(day.starts) if slots else 0


def slot_values(slot: Slot) -> dict[str, Any]:
    """A slot as plain data that JSON can hold."""
    values = {name: getattr(slot, name) for name in SLOT_KEPT}
    return {**values, "id": str(slot.id), "at": slot.at.isoformat() if slot.at else None}


def day_values(day: Day, slots: Iterable[Slot]) -> dict[str, Any]:
    """A day as plain data that JSON can hold."""
    values = {name: getattr(day, name) for name in KEPT}
    return {
        **values,
        "date": day.date.isoformat(),
        "starts": day.starts.isoformat(),
        "ends_by": day.ends_by.isoformat() if day.ends_by else None,
        "slots": [slot_values(one) for one in slots],
    }


def fields_from(values: dict[str, Any]) -> dict[str, Any]:
    """The day's fields out of :func:`day_values`, without its slots."""
    fields = {name: values[name] for name in KEPT}
    fields["date"] = date.fromisoformat(values["date"])
    fields["starts"] = time.fromisoformat(values["starts"])
    fields["ends_by"] = time.fromisoformat(values["ends_by"]) if values["ends_by"] else None
    return fields


def slots_from(values: dict[str, Any], day: Day) -> list[Slot]:
    """The slots out of :func:`day_values`, in order and not yet saved."""
    return [
        Slot(
            id=each["id"],
            host_id=day.host_id,
            day=day,
            number=number,
            **{**{name: each[name] for name in SLOT_KEPT}, "at": _time(each["at"])},
        )
        for number, each in enumerate(values["slots"], start=1)
    ]


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
