# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planks: what stands behind one, its wordings, and everything that can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage, FormPage
from thousandfold.campaigns import queries
from thousandfold.campaigns.choices import OPEN, SET_ASIDE
from thousandfold.campaigns.differences import difference
from thousandfold.campaigns.forms import AmendForm, CarryForm, MergeForm, PlankForm, WithdrawForm
from thousandfold.campaigns.models import Plank, PlankVersion
from thousandfold.campaigns.models.plank import WORDING
from thousandfold.campaigns.presenting import FIELD_NAMES
from thousandfold.campaigns.usecases import planks, standing
from thousandfold.campaigns.views.of import Act, OfPlank, OfPlatform


class PlankPage(OfPlank):
    """One plank, opened to what it rests on."""

    template_name = "campaigns/plank.html"
    lead = _("What it says, what it rests on, and how its words came about.")

    def get_title(self) -> Any:
        """Its number and its words."""
        return self.shown.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wordings with what changed from one to the next."""
        versions = queries.versions_of(self.viewer, self.plank)
        return super().get_context_data(
            versions=[
                _told(one, before)
                for one, before in zip(versions, [*versions[1:], None], strict=False)
            ],
            is_open=self.plank.state in OPEN,
            is_aside=self.plank.state in SET_ASIDE,
            rows=[
                (FIELD_NAMES[n], getattr(self.plank, n)) for n in WORDING if getattr(self.plank, n)
            ],
            **kwargs,
        )


def _told(version: PlankVersion, before: PlankVersion | None) -> dict[str, Any]:
    old = before.wording if before else dict.fromkeys(WORDING, "")
    changed = [
        (FIELD_NAMES[name], difference(old[name], text))
        for name, text in version.wording.items()
        if old[name] != text
    ]
    return {"version": version, "changed": changed, "first": before is None}


class PlankNew(OfPlatform, FormPage):
    """Add a plank by hand."""

    permission = Permission.PLATFORM_CHANGE
    form_class = PlankForm
    title = _("Add a plank")
    lead = _("From listening, or from the talk in the room. It needs no fruit behind it.")
    action = _("Add the plank")
    done = _("The plank was added as a draft.")

    def save(self, form: PlankForm) -> str:
        """Add it and open it."""
        made = planks.add_plank(
            viewer=self.viewer, platform=self.platform, at=timezone.now(), **form.cleaned_data
        )
        return self.to("plank", made.pk)


class PlankWords(OfPlank, EditPage):
    """Give a plank its words."""

    permission = Permission.PLATFORM_CHANGE
    template_name = "campaigns/plank_words.html"
    form_class = PlankForm
    fields = WORDING
    title = _("Word the plank")
    lead = _("In the cohort's own words. The fruit stays with whoever wrote it.")
    done = _("The words were kept. Earlier ones stay on the plank's page.")

    def save(self, form: PlankForm) -> str:
        """Save and go back to the plank."""
        planks.word_plank(
            viewer=self.viewer,
            plank=self.plank,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.to("plank", self.plank.pk)


class PlankAmend(OfPlank, EditPage):
    """Amend an adopted plank."""

    permission = Permission.PLATFORM_ADOPT
    template_name = "campaigns/plank_form.html"
    form_class = AmendForm
    fields = WORDING
    title = _("Amend the plank")
    lead = _("The cohort agreed on other words. Both wordings stay, with their days.")
    action = _("Record the amendment")
    done = _("The amendment stands. The earlier wording is kept below.")

    def get_initial(self) -> dict[str, Any]:
        """The wording that stands, and today."""
        return {**super().get_initial(), "agreed_on": timezone.localdate()}

    def save(self, form: AmendForm) -> str:
        """Record it and go back."""
        planks.amend_plank(
            viewer=self.viewer,
            plank=self.plank,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.to("plank", self.plank.pk)


class PlankCarry(OfPlank, FormPage):
    """Carry a plank forward."""

    permission = Permission.PLATFORM_CHANGE
    template_name = "campaigns/plank_form.html"
    form_class = CarryForm
    title = _("Carry it forward")
    lead = _("Not adopted now and not lost: it is heard again, with the people it touches.")
    action = _("Carry it forward")
    done = _("The plank is carried forward. It comes up under Today when its day is near.")

    def save(self, form: CarryForm) -> str:
        """Carry it and go back to the platform."""
        standing.carry_forward(
            viewer=self.viewer, plank=self.plank, at=timezone.now(), **form.cleaned_data
        )
        return self.to("platform", self.platform.pk)


class PlankWithdraw(OfPlank, FormPage):
    """Take a plank off the platform."""

    permission = Permission.PLATFORM_CHANGE
    template_name = "campaigns/plank_form.html"
    form_class = WithdrawForm
    title = _("Take it off the platform")
    lead = _("It stays readable below the platform and can be brought back.")
    action = _("Take it off")
    done = _("The plank was taken off.")

    def save(self, form: WithdrawForm) -> str:
        """Withdraw and go back to the platform."""
        standing.withdraw_plank(
            viewer=self.viewer, plank=self.plank, at=timezone.now(), **form.cleaned_data
        )
        return self.to("platform", self.platform.pk)


class PlankMerge(OfPlank, FormPage):
    """Join a plank to another."""

    permission = Permission.PLATFORM_CHANGE
    template_name = "campaigns/plank_form.html"
    form_class = MergeForm
    title = _("Join it to another plank")
    lead = _("The other plank keeps its words and takes up what stands behind this one.")
    action = _("Join them")
    done = _("Joined: one plank now rests on what stood behind both.")

    def form_arguments(self) -> dict[str, Any]:
        """The other planks that are still open."""
        others = [one for one in self.standing if one.plank.state in OPEN]
        return {
            "others": [
                (str(one.plank.pk), f"{one.number}. {one.title}")
                for one in others
                if one.plank.pk != self.plank.pk
            ]
        }

    def save(self, form: MergeForm) -> str:
        """Join and open the other."""
        into = get_object_or_404(Plank, pk=form.cleaned_data["into"])
        standing.merge_planks(viewer=self.viewer, into=into, other=self.plank, at=timezone.now())
        return self.to("plank", into.pk)


class PlankMove(OfPlank, Act):
    """Move a plank up or down."""

    permission = Permission.PLATFORM_CHANGE

    def act(self) -> str:
        """Move and go back to where it stands now."""
        up = self.request.POST.get("way") == "up"
        standing.move_plank(viewer=self.viewer, plank=self.plank, up=up, at=timezone.now())
        messages.success(self.request, say("Moved up.") if up else say("Moved down."))
        return self.to("platform", self.platform.pk)

    def after_refusal(self) -> str:
        """The platform."""
        return self.to("platform", self.platform.pk)


class PlankBack(OfPlank, Act):
    """Bring back what was set aside."""

    permission = Permission.PLATFORM_CHANGE

    def act(self) -> str:
        """Bring it back and open it."""
        standing.bring_back(viewer=self.viewer, plank=self.plank, at=timezone.now())
        messages.success(self.request, say("The plank is back, at the end of the list."))
        return self.to("plank", self.plank.pk)

    def after_refusal(self) -> str:
        """The plank."""
        return self.to("plank", self.plank.pk)
