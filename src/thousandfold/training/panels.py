# SPDX-License-Identifier: AGPL-3.0-or-later
"""What training shows on pages that join the stages: today, search, a cohort's path."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.hooks import Found, News, Owed, PhaseState, finds, news, owes, phase
from thousandfold.curriculum.templatetags.programme_words import long_date, short_date
from thousandfold.training import queries
from thousandfold.training.models import Day, Session
from thousandfold.training.views.days import day_title

MOST_FOUND = 6
#: How long a changed day is news.
NEWS_FOR = timedelta(days=7)


@owes
def _next_and_attendance(request: Any) -> Iterable[Owed]:
    today = _today(request)
    for day in queries.owing_attendance_for(request.viewer, today):
        text = say("Take attendance: %(day)s") % {"day": _name(day)}
        yield Owed(text, _url(request, "attendance", day.id), day.date)
    for day in queries.next_days_for(request.viewer, today):
        leads = queries.leads(request.viewer, day)
        words = say("Get ready: %(day)s") if leads else say("Come to %(day)s")
        yield Owed(words % {"day": _when(day)}, _url(request, "day", day.id), day.date)


@news
def _changed_days(request: Any) -> Iterable[News]:
    since = timezone.now() - NEWS_FOR
    rows = queries.days_for(request.viewer).filter(before_at__gte=since, date__gte=_today(request))
    for day in rows:
        text = say("Changed: %(day)s") % {"day": _when(day)}
        yield News(text, _url(request, "day", day.id), day.before_at)


@finds
def _days(request: Any, words: str) -> Iterable[Found]:
    wanted = words.casefold().split()
    found = (
        Found(_("Session"), _name(day), _url(request, "day", day.id), long_date(day.date))
        for day in queries.days_to_find(request.viewer)
        if all(word in _findable(day) for word in wanted)
    )
    return [one for one, _number in zip(found, range(MOST_FOUND), strict=False)]


@phase(50)
def _prepare(request: Any, cohort: Any) -> Iterable[PhaseState]:
    sessions = queries.sessions_for(request.viewer, cohort)
    url = _url(request, "sessions", cohort.id)
    begun = any(day.date <= _today(request) for one in sessions for day in one.days.all())
    tasks = tuple(_to_prepare(request, cohort, sessions))
    yield PhaseState("prepare", _("Prepare"), "done" if begun else "now", "", url, tasks)


def _to_prepare(request: Any, cohort: Any, sessions: list[Session]) -> Iterable[Owed]:
    if not queries.leads(request.viewer, cohort):
        return
    if not sessions:
        yield Owed(_("Plan the sessions"), _url(request, "session-plan", cohort.id))
    for day in (day for one in sessions for day in one.days.all()):
        if not (day.place or day.link) and day.date >= _today(request):
            text = say("Say where: %(day)s") % {"day": _name(day, cohort)}
            yield Owed(text, _url(request, "day-change", day.id), day.date)


@phase(60)
def _meet(request: Any, cohort: Any) -> Iterable[PhaseState]:
    today = _today(request)
    owed = queries.owing_attendance_for(request.viewer, today, cohort)
    before_is_over = True
    for session in queries.sessions_for(request.viewer, cohort):
        days = list(session.days.all())
        if not days:
            continue
        first, last = min(day.date for day in days), max(day.date for day in days)
        state = _state(first, last, today, before_is_over)
        before_is_over = last < today
        yield PhaseState(
            f"meet-{session.number}",
            say("Meet %(number)s") % {"number": session.number},
            state,
            _between(first, last),
            _url(request, "day", days[0].id),
            tuple(
                Owed(
                    say("Take attendance: %(day)s") % {"day": _name(day)},
                    _url(request, "attendance", day.id),
                    day.date,
                )
                for day in owed
                if day.session_id == session.id
            ),
        )


def _state(first: date, last: date, today: date, before_is_over: bool) -> str:
    """Done when over; now on its days, and between two sessions for the coming one."""
    if last < today:
        return "done"
    begun = first <= today
    return "now" if begun or (before_is_over and first - today <= timedelta(days=14)) else "todo"


def _between(first: date, last: date) -> str:
    if first == last:
        return short_date(first)
    return say("%(first)s to %(last)s") % {"first": short_date(first), "last": short_date(last)}


def _today(request: Any) -> date:
    return queries.local_day(request.host, timezone.now())


def _url(request: Any, name: str, thing: Any) -> str:
    return reverse(f"training:{name}", args=[request.host.slug, thing])


def _name(day: Day, cohort: Any = None) -> str:
    """A day's name with its cohort's, for lists over several cohorts."""
    name = day_title(day, (get_language() or "en").split("-")[0])
    return name if cohort else f"{name} ({day.session.cohort.title})"


def _when(day: Day) -> str:
    return f"{_name(day)}, {long_date(day.date)}"


def _findable(day: Day) -> str:
    words = [*day.title.values(), *day.session.title.values(), day.place, day.session.cohort.title]
    return " ".join(words).casefold()
