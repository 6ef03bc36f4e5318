# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attendance: a tap, no reason asked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.recruitment.models import Member
from thousandfold.training.choices import Mark
from thousandfold.training.models import Attendance, Day
from thousandfold.training.usecases.refusals import DayNotBegun, NotOfThisCohort


def mark_attendance(
    *,
    viewer: Viewer,
    day: Day,
    member: Member,
    mark: Mark,
    at: datetime,
    just_now: bool = False,
) -> Attendance:
    """Say whether a member was there. The same mark again changes nothing.

    ``at`` is the moment of the tap: one that arrives late never undoes a newer one. One that
    came ``just_now`` counts whatever the clock says, which may have been put back.

    Raises:
        NotAllowed: unless the viewer may take attendance in this cohort.
        NotOfThisCohort: for a member of another cohort.
        DayNotBegun: before the day itself, in the host's time zone.
    """
    require(viewer, Permission.ATTENDANCE_TAKE, day)
    _check(day, member, at)
    with transaction.atomic():
        row, made = Attendance.objects.select_for_update().get_or_create(
            day=day, member=member, defaults={"host_id": day.host_id, "mark": mark, "marked_at": at}
        )
        if not made and (row.mark == mark or (row.marked_at > at and not just_now)):
            return row
        row.mark, row.marked_at = mark, at
        row.save(update_fields=["mark", "marked_at"])
        trail.record(viewer, "marked", row, at, mark=mark.value)
    return row


def clear_attendance(
    *, viewer: Viewer, day: Day, member: Member, at: datetime, just_now: bool = False
) -> None:
    """Take a mark away, for a tap on the wrong name. No mark is no fault.

    ``at`` is the moment of the tap: a mark made after it stays, unless it came ``just_now``.

    Raises:
        NotAllowed: unless the viewer may take attendance in this cohort.
        NotOfThisCohort: for a member of another cohort.
    """
    require(viewer, Permission.ATTENDANCE_TAKE, day)
    _check(day, member, at)
    row = Attendance.objects.filter(day=day, member=member).first()
    if row is not None and (just_now or row.marked_at <= at):
        with transaction.atomic():
            trail.record(viewer, "cleared_mark", row, at)
            row.delete()


def _check(day: Day, member: Member, at: datetime) -> None:
    if member.cohort_id != day.cohort_id:
        raise NotOfThisCohort
    if at.astimezone(ZoneInfo(day.host.timezone)).date() < day.date:
        raise DayNotBegun(date=day.date)
