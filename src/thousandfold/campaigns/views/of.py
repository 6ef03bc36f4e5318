# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages of a platform share: they find their thing and say where we are."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thousandfold.base.permissions import Permission, may
from thousandfold.base.views import Page
from thousandfold.campaigns import queries
from thousandfold.campaigns.harvesting import Harvest, harvest_of
from thousandfold.campaigns.models import Plank, Platform
from thousandfold.campaigns.presenting import ShownPlank, shown


class Campaigns(Page):
    """A page of this app."""

    permission = Permission.PLATFORM_SEE
    section = "platform"

    def to(self, name: str, *more: Any) -> str:
        """An address of this app at this host."""
        return reverse(f"campaigns:{name}", args=[self.request.host.slug, *more])  # type: ignore[attr-defined]


class OfPlatform(Campaigns):
    """A page about one platform."""

    def find(self) -> Any:
        """The platform that the address names."""
        rows = Platform.objects.select_related("cohort")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def platform(self) -> Platform:
        """The platform in question."""
        return self.thing  # type: ignore[no-any-return]

    @cached_property
    def harvest(self) -> Harvest:
        """What the cohort's room leaves now."""
        return harvest_of(self.platform.cohort_id)

    @cached_property
    def planks(self) -> list[Plank]:
        """All planks of the platform."""
        return queries.planks_of(self.viewer, self.platform)

    @cached_property
    def standing(self) -> list[ShownPlank]:
        """The planks that stand, numbered, with what is behind them."""
        return shown(self.planks, self.harvest)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The platform, its cohort in the frame's scope, and what the viewer may do."""
        platform = self.platform
        self.request.cohort_scope = {  # type: ignore[attr-defined]
            "label": platform.cohort.title,
            "url": self.to("platform", platform.pk),
        }
        return super().get_context_data(
            platform=platform,
            may_change=may(self.viewer, Permission.PLATFORM_CHANGE, platform),
            may_adopt=may(self.viewer, Permission.PLATFORM_ADOPT, platform),
            **kwargs,
        )


class OfPlank(OfPlatform):
    """A page about one plank."""

    def find(self) -> Any:
        """The plank that the address names."""
        rows = Plank.objects.select_related("platform__cohort").prefetch_related("derivations")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def platform(self) -> Platform:
        """The plank's platform."""
        return self.plank.platform

    @property
    def plank(self) -> Plank:
        """The plank in question."""
        return self.thing  # type: ignore[no-any-return]

    @property
    def number_of_plank(self) -> int:
        """Its number on the platform; 0 when it was set aside."""
        return next((one.number for one in self.standing if one.plank.pk == self.plank.pk), 0)

    @cached_property
    def shown(self) -> ShownPlank:
        """The plank with what stands behind it now."""
        from thousandfold.campaigns.evidence import behind

        return ShownPlank(self.number_of_plank, self.plank, behind(self.plank, self.harvest))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The plank as it is shown."""
        back = self.to("plank", self.plank.pk)
        return super().get_context_data(
            plank=self.plank, shown=self.shown, cancel_url=back, **kwargs
        )


class Act(Campaigns):
    """A post without fields: one use case, then a page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it and go on."""
        return HttpResponseRedirect(self.act())

    def act(self) -> str:
        """Call the use case; return the address of the next page."""
        raise Http404
