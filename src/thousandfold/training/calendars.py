# SPDX-License-Identifier: AGPL-3.0-or-later
"""Days as iCalendar (RFC 5545): full zone names, zone rules inside, stable ids.

An entry's UID is its day's id; SEQUENCE grows with each change, so that
calendars replace what they hold. A calendar tells the address of the day: it is
made only for who may see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import translation
from icalendar import Calendar, Event

from thousandfold.curriculum.queries import said
from thousandfold.training.agenda import minutes_of
from thousandfold.training.models import Day

PRODUCT = "-//Thousandfold//Sessions//EN"


def calendar_of(
    days: Iterable[Day], name: str, language: str, address: Callable[[Day], str] | None = None
) -> bytes:
    """Return the days as an iCalendar file, in a language.

    ``address`` gives the page of a day, where the reader can open one. Linear in
    the days.
    """
    with translation.override(language):
        days = list(days)
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
        for day in days:
            calendar.add_component(_event(day, language, address))
        _with_zones(calendar, days)
        return bytes(calendar.to_ical())


def _event(day: Day, language: str, address: Callable[[Day], str] | None) -> Event:
    starts = datetime.combine(day.date, day.starts, ZoneInfo(day.host.timezone))
    title, session = said(day.title, language), said(day.session.title, language)
    event = Event()
    event.add("uid", str(day.id))
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("sequence", day.version - 1)
    event.add("dtstart", starts)
    event.add("dtend", _later(starts, minutes_of(day)))
    event.add("summary", f"{session}: {title}" if title else session)
    if where := ", ".join(part for part in (day.place, day.room, day.address) if part):
        event.add("location", where)
    if words := "\n\n".join(part for part in (day.notes, day.link) if part):
        event.add("description", words)
    if day.link or address:
        event.add("url", day.link or address(day))  # type: ignore[misc]
    return event


def _later(starts: datetime, minutes: int) -> datetime:
    """Minutes on the wall clock later, across a change of the clocks too."""
    wall = starts.replace(tzinfo=None) + timedelta(minutes=minutes)
    return wall.replace(tzinfo=starts.tzinfo)


def _with_zones(calendar: Calendar, days: Sequence[Day]) -> None:
    """Add the rules of the zones used, for a year around the days."""
    if not days:
        return
    first, last = min(day.date for day in days), max(day.date for day in days)
    calendar.add_missing_timezones(
        first_date=date(first.year, 1, 1), last_date=date(last.year + 1, 12, 31)
    )
