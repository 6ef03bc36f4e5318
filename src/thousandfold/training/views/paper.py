# SPDX-License-Identifier: AGPL-3.0-or-later
"""A day on paper: the running sheet with the list of people, and all handouts."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from thousandfold.base.permissions import Permission
from thousandfold.curriculum import running
from thousandfold.curriculum.markdown import rendered
from thousandfold.curriculum.queries import programme_or_none
from thousandfold.training import queries
from thousandfold.training.agenda import timetable
from thousandfold.training.choices import Mark
from thousandfold.training.views.days import day_title
from thousandfold.training.views.of import OfDay


class OnPaper(OfDay):
    """A page of a day that prints."""

    permission = Permission.SESSION_CHANGE

    def get_title(self) -> str:
        """Session and day."""
        return day_title(self.thing, self.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        return super().get_context_data(back_url=self.day_url, **kwargs)


class DayPrint(OnPaper):
    """The running sheet, what to bring, and a list to tick who is here."""

    template_name = "training/day_print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lines with steps, materials, people."""
        package = programme_or_none(self.thing.session.programme)
        lines = running.lines(timetable(self.thing), package, self.language)
        return super().get_context_data(
            lines=lines,
            bring=running.to_bring(running.activities_on(lines), self.language),
            members=queries.members_on(self.viewer, self.thing),
            marks=Mark.choices,
            **kwargs,
        )


class DayHandouts(OnPaper):
    """All handouts of a day in one language, one sheet each, to print at once."""

    template_name = "training/day_handouts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sheets in the order of the day; those without this language in the source's."""
        package = programme_or_none(self.thing.session.programme)
        if package is None or self.kwargs["sheet_in"] not in package.languages:
            raise Http404
        lines = running.lines(timetable(self.thing), package, self.kwargs["sheet_in"])
        return super().get_context_data(
            package=package,
            sheets=[
                self._sheet(handout, package.source)
                for activity in running.activities_on(lines)
                for handout in activity.handouts
            ],
            **kwargs,
        )

    def _sheet(self, handout: Any, source: str) -> dict[str, Any]:
        language = self.kwargs["sheet_in"]
        language = language if language in handout.texts else source
        blocks = handout.texts[language].of_kind("paper") if language in handout.texts else ()
        return {"language": language, "blocks": [rendered(block.text) for block in blocks]}
