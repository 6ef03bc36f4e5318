# SPDX-License-Identifier: AGPL-3.0-or-later
"""Platforms: the list, one platform with its picture, its beginning, its first words, paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage, FormPage
from thousandfold.campaigns import queries
from thousandfold.campaigns.choices import OPEN, PlankState
from thousandfold.campaigns.forms import DraftForm, PlatformForm
from thousandfold.campaigns.picture import draw_platform
from thousandfold.campaigns.presenting import agreed, by_value, facts, set_aside
from thousandfold.campaigns.usecases import platforms
from thousandfold.campaigns.views.of import Act, Campaigns, OfPlatform
from thousandfold.recruitment.models import Cohort


class PlatformList(Campaigns):
    """Every platform that the viewer may read, and cohorts that could begin one."""

    template_name = "campaigns/platforms.html"
    title = _("Platform")
    lead = _("What each cohort stands for together, and what every plank rests on.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Platforms, and cohorts without one."""
        return super().get_context_data(
            platforms=list(queries.platforms_for(self.viewer)),
            waiting=list(queries.cohorts_without_platform(self.viewer)),
            **kwargs,
        )


class PlatformNew(Campaigns, FormPage):
    """Begin a platform from what the forest found."""

    permission = Permission.PLATFORM_CHANGE
    form_class = DraftForm
    title = _("Begin a platform")
    lead = _(
        "Every fruit that found support in the forest comes in as a candidate, with its counts. The cohort gives it words."
    )
    action = _("Begin")

    def find(self) -> Any:
        """The cohort that is asked for, if one is named."""
        asked = self.request.POST.get("cohort") or self.request.GET.get("cohort") or ""
        try:
            return Cohort.objects.filter(pk=UUID(asked)).first()
        except ValueError:
            return None

    def form_arguments(self) -> dict[str, Any]:
        """Cohorts whose platform the viewer may change."""
        return {"cohorts": queries.cohorts_to_begin(self.viewer)}

    def get_initial(self) -> dict[str, Any]:
        """The cohort that the address names."""
        return {"cohort": self.request.GET.get("cohort")}

    def save(self, form: DraftForm) -> str:
        """Begin and open it."""
        made = platforms.draft_platform(viewer=self.viewer, at=timezone.now(), **form.cleaned_data)
        count = made.planks.count()
        text = ngettext(
            "%(n)s candidate came in from the forest.",
            "%(n)s candidates came in from the forest.",
            count,
        )
        nothing = _(
            "The platform was begun. The forest left no candidates yet; add planks by hand."
        )
        messages.success(self.request, text % {"n": count} if count else nothing)
        return self.to("platform", made.pk)


class PlatformPage(OfPlatform):
    """One platform: the picture, the equal list, what was decided, what comes later."""

    template_name = "campaigns/platform.html"

    def get_title(self) -> Any:
        """The platform's title."""
        return self.platform.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Picture and list are made from the same facts."""
        branches = by_value(self.standing)
        carried = set_aside(self.planks, self.harvest, PlankState.CARRIED)
        return super().get_context_data(
            branches=branches,
            standing=self.standing,
            some_open=any(one.plank.state in OPEN for one in self.standing),
            pictures=self._pictures(branches, len(carried)),
            carried=carried,
            withdrawn=set_aside(self.planks, self.harvest, PlankState.WITHDRAWN),
            adoptions=[agreed(one) for one in self.platform.adoptions.all()],
            worded=sum(
                one.may_be_adopted and one.plank.state == PlankState.DRAFT for one in self.standing
            ),
            **kwargs,
        )

    def _pictures(self, branches: list[Any], carried: int) -> dict[str, str]:
        if not self.standing:
            return {}
        told = facts(self.platform.title, branches, carried)
        return {
            shape: mark_safe(  # noqa: S308 - drawn by our own escaping writer
                draw_platform(told, shape=shape, ids=f"platform-{shape}", link=_to_plank).svg
            )
            for shape in ("wide", "tall")
        }


def _to_plank(key: str) -> str:
    return f"#{key}"


class PlatformEdit(OfPlatform, EditPage):
    """Change title and first words of a draft."""

    permission = Permission.PLATFORM_CHANGE
    form_class = PlatformForm
    fields = ("title", "preamble")
    title = _("Change title and first words")
    lead = _("They stand once the platform is adopted.")
    done = _("Saved.")

    def save(self, form: PlatformForm) -> str:
        """Save and go back."""
        platforms.change_platform(
            viewer=self.viewer,
            platform=self.platform,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.to("platform", self.platform.pk)


class PlatformGather(OfPlatform, Act):
    """Take in what found support since."""

    permission = Permission.PLATFORM_CHANGE

    def act(self) -> str:
        """Gather and go back."""
        count = platforms.gather_candidates(
            viewer=self.viewer, platform=self.platform, at=timezone.now()
        )
        text = ngettext("%(n)s new candidate came in.", "%(n)s new candidates came in.", count)
        messages.success(self.request, text % {"n": count})
        return self.to("platform", self.platform.pk)

    def after_refusal(self) -> str:
        """The platform."""
        return self.to("platform", self.platform.pk)


class PlatformPrint(OfPlatform):
    """The platform on paper: the cohort's own words and counts, nobody's tree."""

    template_name = "campaigns/platform_print.html"

    def get_title(self) -> Any:
        """The platform's title."""
        return self.platform.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Worded planks by value; the day of printing stands on the sheet."""
        worded = [one for one in self.standing if one.plank.change_sought]
        if any(one.plank.state == PlankState.ADOPTED for one in worded):
            worded = [one for one in worded if one.plank.state == PlankState.ADOPTED]
        branches = by_value(worded)
        carried = set_aside(self.planks, self.harvest, PlankState.CARRIED)
        told = facts(self.platform.title, branches, len(carried))
        picture = draw_platform(told, theme="print").svg if worded else ""
        return super().get_context_data(
            branches=branches,
            carried=[one for one in carried if one.plank.change_sought],
            picture=mark_safe(picture),  # noqa: S308 - drawn by our own escaping writer
            adoptions=[agreed(one) for one in self.platform.adoptions.all()],
            today=timezone.localdate(),
            back_url=self.to("platform", self.platform.pk),
            **kwargs,
        )
