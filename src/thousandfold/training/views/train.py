# SPDX-License-Identifier: AGPL-3.0-or-later
"""Train: the cohorts with their next days, and the sessions of one cohort."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.site import reachable
from thousandfold.base.views import Page
from thousandfold.base.views.lists import FromEitherEnd
from thousandfold.curriculum.queries import programme_or_none, said
from thousandfold.training import queries
from thousandfold.training.agenda import end_of
from thousandfold.training.views.of import OfCohort

#: Cohorts on a page, the newest first.
AT_ONCE = 50


class TrainPage(Page):
    """Every cohort that the viewer may see, with its next day, and the programmes."""

    permission = Permission.PROGRAMME_SEE
    template_name = "training/train.html"
    title = _("Train")
    lead = _("When each cohort meets, and what it is taught.")
    section = "train"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One row a cohort."""
        today = queries.local_day(self.request.host, timezone.now())  # type: ignore[attr-defined]
        cohorts = queries.cohorts_for(self.viewer).order_by("-seated_at", "id")
        page = FromEitherEnd(cohorts, AT_ONCE).get_page(self.request.GET.get("page"))
        of_page = queries.days_for(self.viewer).filter(session__cohort__in=[*page.object_list])
        by_cohort: dict[Any, list[Any]] = {}
        for day in queries.counted(of_page):
            by_cohort.setdefault(day.session.cohort_id, []).append(day)
        rows = [self._row(one, by_cohort.get(one.id, []), today) for one in page.object_list]
        return super().get_context_data(cohorts=rows, page=page, **kwargs)

    def _row(self, cohort: Any, days: list[Any], today: Any) -> dict[str, Any]:
        leads = queries.leads(self.viewer, cohort)
        return {
            "cohort": cohort,
            "planned": len(days),
            "left": sum(day.date >= today for day in days),
            "next": next((day for day in days if day.date >= today), None),
            "owed": [d for d in days if leads and d.date <= today and d.marked < d.expected],
        }


class SessionsPage(OfCohort):
    """A cohort's sessions: dates, times, places; its calendar."""

    template_name = "training/sessions.html"
    title = _("Sessions")
    lead = _("When and where this cohort meets.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sessions with days; the next step; calendars."""
        sessions = queries.sessions_for(self.viewer, self.cohort)
        today = queries.local_day(self.request.host, timezone.now())  # type: ignore[attr-defined]
        feeds = queries.feeds_for(self.viewer, self.cohort)
        own = queries.own_membership(self.viewer, self.cohort)
        return super().get_context_data(
            sessions=[self._session(one, today) for one in sessions],
            today=today,
            met=any(day.attendance.all() for one in sessions for day in one.days.all()),
            next_day=self._next(sessions, today),
            feeds=[(one.person.name, self._feed(one)) for one in feeds],
            own_feed=self._feed(own) if own else "",
            package=programme_or_none(self.cohort.programme),
            programme_title=self._programme(),
            expected=len(feeds),
            **kwargs,
        )

    def _session(self, session: Any, today: Any) -> dict[str, Any]:
        days = [
            {"day": day, "ends": end_of(day), "marked": len(day.attendance.all())}
            for day in session.days.all()
        ]
        return {"session": session, "days": days, "past": all(d["day"].date < today for d in days)}

    @staticmethod
    def _next(sessions: list[Any], today: Any) -> Any:
        days = [day for one in sessions for day in one.days.all() if day.date >= today]
        return min(days, key=lambda day: (day.date, day.starts), default=None)

    def _feed(self, member: Any) -> str:
        return reachable(self.request, reverse("training:feed", args=[member.feed]))

    def _programme(self) -> str:
        package = programme_or_none(self.cohort.programme)
        return said(package.title, self.language, package.source) if package else ""
