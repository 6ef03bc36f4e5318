# SPDX-License-Identifier: AGPL-3.0-or-later
"""A session's running sheet, on the screen and on paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.curriculum import queries, running
from thousandfold.curriculum.views.programmes import ProgrammeOf
from thousandfold_core.curricula.agenda import timetable
from thousandfold_core.curricula.package import Session


class SessionPage(ProgrammeOf):
    """A session: each day with its times, steps, materials and handouts."""

    template_name = "curriculum/session.html"
    lead = _("The running sheet: what happens when, and what each day needs.")

    @property
    def session(self) -> Session:
        """The session that the address names."""
        found = queries.session_of(self.thing, self.kwargs["session_slug"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        """The session's title."""
        return self.said(self.session.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The days with their lines."""
        address = [self.request.host.slug, self.thing.id, self.session.id]  # type: ignore[attr-defined]
        return super().get_context_data(
            session=self.session,
            days=[self._day(day) for day in self.session.days],
            back_url=reverse("curriculum:session", args=address),
            **kwargs,
        )

    def _day(self, day: Any) -> dict[str, Any]:
        found = running.lines(timetable(day), self.thing, self.language)
        activities = running.activities_on(found)
        return {
            "title": self.said(day.title),
            "lines": found,
            "bring": running.to_bring(activities, self.language),
            "sheets": running.to_print(activities, self.language),
        }


class SessionPrint(SessionPage):
    """The running sheet on paper, one sheet a day."""

    template_name = "curriculum/session_print.html"
