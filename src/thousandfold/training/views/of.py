# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages of a cohort's sessions share: they find their thing and say where we are."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language

from thousandfold.base.doorway.typed import whole
from thousandfold.base.permissions import Permission, may
from thousandfold.base.views import Page
from thousandfold.recruitment.models import Cohort
from thousandfold.training import queries
from thousandfold.training.models import Day


class Trained(Page):
    """A page under Train, within one cohort."""

    permission = Permission.SESSION_SEE
    section = "train"

    @property
    def cohort(self) -> Cohort:
        """The cohort in question."""
        return self.thing  # type: ignore[no-any-return]

    @property
    def language(self) -> str:
        """The language of the page."""
        return (get_language() or "en").split("-")[0]

    def to(self, name: str, *args: Any) -> str:
        """The address of a page of this app at this host."""
        return reverse(f"training:{name}", args=[self.request.host.slug, *args])  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cohort stands in the frame's scope."""
        place = {"label": self.cohort.title, "url": self.to("sessions", self.cohort.id)}
        self.request.cohort_scope = place  # type: ignore[attr-defined]
        return super().get_context_data(
            cohort=self.cohort,
            may_change=may(self.viewer, Permission.SESSION_CHANGE, self.thing),
            leads=queries.leads(self.viewer, self.thing),
            **kwargs,
        )


class OfCohort(Trained):
    """A page about a cohort's sessions."""

    def find(self) -> Cohort:
        """The cohort that the address names."""
        return get_object_or_404(Cohort, pk=self.kwargs["cohort_id"])


class OfDay(Trained):
    """A page about one day."""

    def find(self) -> Day:
        """The day that the address names."""
        day = queries.find_day(self.viewer, self.kwargs["day_id"])
        if day is None:
            raise Http404
        return day

    @property
    def cohort(self) -> Cohort:
        """The cohort that meets."""
        return self.thing.session.cohort  # type: ignore[no-any-return]

    @property
    def day_url(self) -> str:
        """The page of the day."""
        return self.to("day", self.thing.id)

    @property
    def based_on(self) -> int:
        """The version of the day that the reader saw."""
        typed = self.request.POST.get("version", "")
        return whole(typed, self.thing.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The day and its session."""
        return super().get_context_data(day=self.thing, session=self.thing.session, **kwargs)
