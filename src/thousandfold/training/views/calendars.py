# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calendars: of a member (no sign-in, an unguessable address), a cohort, a day."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from thousandfold.base.doorway.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.scope import every_host
from thousandfold.base.site import reachable
from thousandfold.base.views import Page
from thousandfold.training import queries
from thousandfold.training.calendars import calendar_of
from thousandfold.training.views.days import day_title
from thousandfold.training.views.of import OfCohort, OfDay


def as_calendar(body: bytes, name: str) -> HttpResponse:
    """A calendar file."""
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


class CohortCalendar(OfCohort):
    """All days of a cohort."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        days = queries.days_of_cohort(self.thing)
        return as_calendar(
            calendar_of(days, self.thing.title, self.language, self._page), "sessions"
        )

    def _page(self, day: Any) -> str:
        return reachable(self.request, self.to("day", day.id))


class DayCalendar(OfDay):
    """One day."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        page = reachable(request, self.day_url)
        name = day_title(self.thing, self.language)
        return as_calendar(calendar_of([self.thing], name, self.language, lambda _: page), "day")


class Feed(Page):
    """A member's own calendar. Who has the address has the calendar; it ends with the place.

    A calendar is read by whoever shares it, so it never leads into the room: with an account
    each day leads to its page, which asks who comes.
    """

    permission = PUBLIC

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file, in the member's language."""
        with every_host("a calendar address names its member"):
            member = queries.member_of_feed(kwargs["feed"])
        if member is None:
            raise Http404
        stay_in(request, member.host)
        language = member.account.language if member.account else member.host.language
        days = queries.days_of_cohort(member.cohort)
        page = self._page if member.account else None
        return as_calendar(calendar_of(days, member.cohort.title, language, page), "sessions")

    def _page(self, day: Any) -> str:
        path = reverse("training:day", args=[self.request.host.slug, day.id])  # type: ignore[attr-defined]
        return reachable(self.request, path)
