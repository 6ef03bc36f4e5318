# SPDX-License-Identifier: AGPL-3.0-or-later
"""Today: what you owe by date, what is next, what changed; and search over everything."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base import hooks
from thousandfold.base.permissions import Permission
from thousandfold.base.views import Page
from thousandfold.pages import queries
from thousandfold.pages.first_steps import first_steps
from thousandfold.recruitment.choices import CohortState
from thousandfold.training.queries import local_day

MOST_NEWS = 20


class TodayPage(Page):
    """Everybody's home at a host."""

    permission = Permission.HOST_SEE
    template_name = "pages/today.html"
    title = _("Today")
    lead = _("What you owe, by date; what comes next; what changed.")
    section = "today"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Panels come from the stages; a new host sees its first steps."""
        now = timezone.now()
        cohorts = queries.cohorts_for(self.viewer, now).exclude(state=CohortState.FINISHED)
        return super().get_context_data(
            steps=first_steps(self.request),
            owed=hooks.all_owed(self.request),
            news=hooks.all_news(self.request)[:MOST_NEWS],
            cohorts=queries.in_words(cohorts),
            today=local_day(self.request.host, now),  # type: ignore[attr-defined]
            **kwargs,
        )


class SearchPage(Page):
    """One box for people, sessions, seats and planks."""

    permission = Permission.HOST_SEE
    template_name = "pages/search.html"
    title = _("Search")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Findings grouped by kind, only what the viewer may open."""
        words = self.request.GET.get("q", "").strip()
        found = hooks.all_found(self.request, words) if words else []
        found.sort(key=lambda one: str(one.kind))
        return super().get_context_data(words=words, found=found, query=words, **kwargs)
