# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changing a day: its date, its place, its start; and one step back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.training.agenda import (
    SLOT_KEPT,
    core_day,
    day_values,
    end_of,
    fields_from,
    slots_from,
)
from thousandfold.training.models import Day, Slot
from thousandfold.training.usecases.refusals import (
    DayEndsBeforeItStarts,
    DaysOverlap,
    NothingToPutBack,
    TooLateToPutBack,
)
from thousandfold_core.curricula import agenda as core

#: How long the last change of a day can be put back.
PUT_BACK_HOURS = 24


def change_day(*, viewer: Viewer, day: Day, based_on: int, at: datetime, **fields: Any) -> Day:
    """Change a day's date, start, end, place, room, address, link or notes.

    The agenda keeps its lengths and re-times itself. ``fields`` are named as in
    :data:`thousandfold.training.agenda.KEPT`; what is not named stays.

    Raises:
        NotAllowed: unless the viewer may change this cohort's sessions.
        ChangedMeanwhile: when somebody else saved first.
        DayEndsBeforeItStarts, DaysOverlap: the times make no sense.
        thousandfold_core.curricula.agenda.DoesNotFit: the agenda would run too long.
    """
    require(viewer, Permission.SESSION_CHANGE, day)
    starts = fields.get("starts", day.starts)
    ends_by = fields.get("ends_by", day.ends_by)
    if ends_by and ends_by <= starts:
        raise DayEndsBeforeItStarts
    slots = list(day.slots.all())
    fitted = core.retime(replace(core_day(day, slots), ends=ends_by), starts=starts)
    lines = core.timetable(fitted)
    ends = lines[-1].ends if lines else starts
    _refuse_overlap(day, fields.get("date", day.date), starts, ends)
    return step(viewer=viewer, day=day, based_on=based_on, at=at, verb="changed", fields=fields)


def put_back(*, viewer: Viewer, day: Day, based_on: int, at: datetime) -> Day:
    """Undo the last change of a day. Done again, it undoes the undoing.

    Raises:
        NotAllowed: unless the viewer may change this cohort's sessions.
        ChangedMeanwhile: when somebody else saved first.
        NothingToPutBack, TooLateToPutBack.
        DaysOverlap: another day has taken the time meanwhile.
    """
    require(viewer, Permission.SESSION_CHANGE, day)
    if not day.before or not day.before_at:
        raise NothingToPutBack
    if at - day.before_at > timedelta(hours=PUT_BACK_HOURS):
        raise TooLateToPutBack(hours=PUT_BACK_HOURS)
    fields, slots = fields_from(day.before), slots_from(day.before, day)
    old = Day(**fields, title=day.title)
    lines = core.timetable(core_day(old, slots))
    ends = lines[-1].ends if lines else old.starts
    _refuse_overlap(day, fields["date"], fields["starts"], ends)
    return step(
        viewer=viewer,
        day=day,
        based_on=based_on,
        at=at,
        verb="put_back",
        fields=fields,
        slots=slots,
    )


def step(
    *,
    viewer: Viewer,
    day: Day,
    based_on: int,
    at: datetime,
    verb: str,
    fields: dict[str, Any] | None = None,
    slots: Sequence[Slot] | None = None,
) -> Day:
    """Write one change of a day, keeping the day as it was. Asks nobody: use cases did.

    Raises:
        ChangedMeanwhile: when somebody else saved first; nothing is written.
    """
    with transaction.atomic():
        before = day_values(
            day, Slot.objects.filter(day=day)
        )  # fresh: callers may have changed theirs
        changed = save_edited(day, based_on, **(fields or {}), before=before, before_at=at)
        if slots is not None:
            _write(day, slots)
        trail.record(viewer, verb, day, at)
        announce("day_changed", day=day.id, cohort=day.cohort_id)
    return changed  # type: ignore[return-value]


def _write(day: Day, slots: Sequence[Slot]) -> None:
    """Store these slots as the day's agenda; a slot that stays keeps its id."""
    for number, slot in enumerate(slots, start=1):
        slot.number = number
    Slot.objects.filter(day=day).exclude(id__in=[one.id for one in slots]).delete()
    Slot.objects.filter(day=day).update(number=F("number") + 1000)  # out of the way of new numbers
    Slot.objects.bulk_create(
        slots,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["number", *SLOT_KEPT],
    )


def _refuse_overlap(day: Day, on: date, starts: time, ends: time) -> None:
    others = (
        Day.objects.filter(session__cohort=day.cohort_id, date=on)
        .exclude(pk=day.pk)
        .prefetch_related("slots")
    )
    for other in others:
        if other.starts < ends and starts < end_of(other):
            raise DaysOverlap(
                date=on, starts=f"{other.starts:%H:%M}", ends=f"{end_of(other):%H:%M}"
            )
