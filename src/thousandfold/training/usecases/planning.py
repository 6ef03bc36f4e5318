# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planning a cohort's sessions from its programme, and taking a plan back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.curriculum.queries import is_usable, programme
from thousandfold.recruitment.models import Cohort
from thousandfold.training.models import Attendance, Day, Session, Slot
from thousandfold.training.usecases.refusals import (
    AttendanceTaken,
    DatesOutOfOrder,
    NothingPlanned,
    ProgrammeChanged,
    ProgrammeNotUsable,
    SessionsAlreadyPlanned,
    WrongNumberOfDates,
)
from thousandfold_core.curricula.package import Item, Package
from thousandfold_core.curricula.package import Session as Outline


def plan_sessions(
    *,
    viewer: Viewer,
    cohort: Cohort,
    first_days: Sequence[date],
    at: datetime,
    place: str = "",
    address: str = "",
    link: str = "",
    take_present: bool = False,
) -> list[Session]:
    """Copy the programme's sessions into dated days, each session on days in a row.

    ``first_days`` holds the first day of each session, in order; place, address
    and link go to every day. The cohort's version and digest are written down
    if they were not yet; ``take_present`` plans with the text that is here even
    when it is not the one that the cohort was promised.

    Raises:
        NotAllowed: unless the viewer may change this cohort's sessions.
        NoPackage, ProgrammeNotUsable, ProgrammeChanged: there is no text to plan from.
        SessionsAlreadyPlanned, WrongNumberOfDates, DatesOutOfOrder.
    """
    require(viewer, Permission.SESSION_CHANGE, cohort)
    if Session.objects.filter(cohort=cohort).exists():
        raise SessionsAlreadyPlanned
    package = _package_for(cohort, take_present)
    _check_dates(package, first_days)
    with transaction.atomic():
        _pin(cohort, package)
        sessions = [
            _copy(cohort, package, number, first, place=place, address=address, link=link)
            for number, first in enumerate(first_days, start=1)
        ]
        trail.record(viewer, "planned", cohort, at, sessions=len(sessions))
        announce("sessions_planned", cohort=cohort.id)
    return sessions


def take_plan_back(*, viewer: Viewer, cohort: Cohort, at: datetime) -> None:
    """Remove all sessions of a cohort that has not met yet.

    Raises:
        NotAllowed: unless the viewer may change this cohort's sessions.
        NothingPlanned: when there is no plan.
        AttendanceTaken: when people already met by it.
    """
    require(viewer, Permission.SESSION_CHANGE, cohort)
    if not Session.objects.filter(cohort=cohort).exists():
        raise NothingPlanned
    if Attendance.objects.filter(day__session__cohort=cohort).exists():
        raise AttendanceTaken
    with transaction.atomic():
        Session.objects.filter(cohort=cohort).delete()
        trail.record(viewer, "took_plan_back", cohort, at)
        announce("plan_taken_back", cohort=cohort.id)


def _package_for(cohort: Cohort, take_present: bool) -> Package:
    package = programme(cohort.programme)
    if not is_usable(package):
        raise ProgrammeNotUsable(programme=package.id)
    pinned = cohort.programme_digest
    if pinned and pinned != package.digest and not take_present:
        raise ProgrammeChanged(promised=cohort.programme_version, present=package.version)
    return package


def _check_dates(package: Package, first_days: Sequence[date]) -> None:
    if len(first_days) != len(package.sessions):
        raise WrongNumberOfDates(wanted=len(package.sessions), given=len(first_days))
    free_from = date.min
    for number, (first, outline) in enumerate(
        zip(first_days, package.sessions, strict=True), start=1
    ):
        if first < free_from:
            raise DatesOutOfOrder(number=number, date=first)
        free_from = first + timedelta(days=len(outline.days))


def _pin(cohort: Cohort, package: Package) -> None:
    pin = {"programme_version": package.version, "programme_digest": package.digest}
    if cohort.programme_digest != package.digest:
        save_edited(cohort, cohort.version, **pin)


def _copy(cohort: Cohort, package: Package, number: int, first: date, **where: str) -> Session:
    outline = package.sessions[number - 1]
    session = Session.objects.create(
        host_id=cohort.host_id,
        cohort=cohort,
        number=number,
        outline=outline.id,
        title=dict(outline.title),
        programme=package.id,
        programme_version=package.version,
        programme_digest=package.digest,
    )
    Slot.objects.bulk_create(list(_days(session, outline, package, first, where)))
    return session


def _days(
    session: Session, outline: Outline, package: Package, first: date, where: dict[str, str]
) -> Iterator[Slot]:
    for number, each in enumerate(outline.days, start=1):
        day = Day.objects.create(
            host_id=session.host_id,
            session=session,
            number=number,
            title=dict(each.title),
            date=first + timedelta(days=number - 1),
            starts=each.starts,
            ends_by=each.ends,
            **where,
        )
        for place, item in enumerate(each.items, start=1):
            yield slot_for(day, place, _titled(item, package))


def _titled(item: Item, package: Package) -> Item:
    """An item with its activity's titles, so that an agenda reads without the package."""
    activity = package.activities.get(item.activity)
    if item.title or activity is None:
        return item
    return replace(item, title={each: activity.title(each) for each in package.languages})


def slot_for(day: Day, number: int, item: Item) -> Slot:
    """A stored slot, not yet saved, for one line of an agenda."""
    return Slot(
        host_id=day.host_id,
        day=day,
        number=number,
        kind=item.kind,
        activity=item.activity,
        part=item.part,
        minutes=item.minutes,
        title=dict(item.title),
        at=item.at,
        debriefs=list(item.debriefs),
    )
