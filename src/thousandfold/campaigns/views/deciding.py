# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deciding: counting approvals, two lists side by side, adopting."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import FormPage
from thousandfold.campaigns import queries
from thousandfold.campaigns.choices import OPEN
from thousandfold.campaigns.forms import AdoptForm, ApprovalsForm
from thousandfold.campaigns.models import Approvals
from thousandfold.campaigns.presenting import ShownPlank
from thousandfold.campaigns.usecases import deciding
from thousandfold.campaigns.views.of import OfPlatform


class Deciding(OfPlatform, FormPage):
    """A page over the planks that are still open, by their number."""

    @cached_property
    def open_planks(self) -> list[ShownPlank]:
        """The planks one can approve, with their numbers on the platform."""
        return [one for one in self.standing if one.plank.state in OPEN]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The numbered planks."""
        back = self.to("platform", self.platform.pk)
        return super().get_context_data(open_planks=self.open_planks, cancel_url=back, **kwargs)


class ApprovalsPage(Deciding):
    """Type in what was counted; read the two lists."""

    permission = Permission.PLATFORM_CHANGE
    template_name = "campaigns/approvals.html"
    form_class = ApprovalsForm
    title = _("Count approvals")
    lead = _(
        "Everybody marks every plank they could stand behind. Slips say nothing about who wrote them."
    )
    action = _("Count")
    done = _("Counted. The two lists below are for the room to talk about.")

    @cached_property
    def approvals(self) -> Approvals | None:
        """What was counted before."""
        return queries.approvals_of(self.viewer, self.platform)

    def form_arguments(self) -> dict[str, Any]:
        """A field for hands a plank."""
        return {"planks": [(str(one.plank.pk), f"{one.number}") for one in self.open_planks]}

    def get_initial(self) -> dict[str, Any]:
        """What was counted before, in today's numbers."""
        known = self.approvals
        if known is None:
            return {"places": max(1, min(5, len(self.open_planks)))}
        numbers = {str(one.plank.pk): one.number for one in self.open_planks}
        slips = (sorted(numbers[key] for key in slip if key in numbers) for slip in known.ballots)
        lines = "\n".join(" ".join(map(str, slip)) or "-" for slip in slips)
        hands = {f"hands-{key}": count for key, count in known.hands.items()}
        return {"places": known.places, "present": known.present, "slips": lines, **hands}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Both lists, when slips were counted; hands beside the planks."""
        known = self.approvals
        return super().get_context_data(
            lists=self._lists(known) if known else None,
            hands=self._hands(known) if known else [],
            present=known.present if known else None,
            **kwargs,
        )

    def _lists(self, known: Approvals) -> dict[str, Any] | None:
        blocked = {str(one.plank.pk) for one in self.open_planks if one.evidence.waits}
        planks = [one.plank for one in self.open_planks]
        found = queries.suggestions(known, planks, blocked)
        if found is None:
            return None
        fair, plain, least_fair, least_plain = found
        by_key = {str(one.plank.pk): one for one in self.open_planks}
        votes = {key: sum(key in slip for slip in known.ballots) for key in by_key}
        return {
            "fair": [(by_key[key], votes[key]) for key in fair.adopted],
            "plain": [(by_key[key], votes[key]) for key in plain],
            "left_open": fair.left_open,
            "least_fair": least_fair,
            "least_plain": least_plain,
            "slips": len(known.ballots),
            "blocked": sum(one.evidence.flags > 0 for one in self.open_planks),
        }

    def _hands(self, known: Approvals) -> list[tuple[ShownPlank, int]]:
        counted = [
            (one, known.hands[str(one.plank.pk)])
            for one in self.open_planks
            if str(one.plank.pk) in known.hands
        ]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0].number))

    def save(self, form: ApprovalsForm) -> str:
        """Count and stay, to read the lists."""
        given = form.cleaned_data
        deciding.record_approvals(
            viewer=self.viewer,
            platform=self.platform,
            places=given["places"],
            slips=given["slips"],
            hands=form.hands(),
            present=given["present"],
            at=timezone.now(),
        )
        return self.to("approvals", self.platform.pk)


class AdoptPage(Deciding):
    """Record the cohort's decision on the package."""

    permission = Permission.PLATFORM_ADOPT
    template_name = "campaigns/adopt.html"
    form_class = AdoptForm
    title = _("Adopt the platform")
    lead = _(
        "Read the whole package aloud. Everybody shows where they stand, from 1 to 8. A no is information, not a veto."
    )
    action = _("Record the adoption")
    done = _("The platform is adopted. Its words stand; what changes later is an amendment.")

    @cached_property
    def ready(self) -> list[ShownPlank]:
        """Worded planks without an open flag."""
        return [one for one in self.open_planks if one.may_be_adopted]

    def form_arguments(self) -> dict[str, Any]:
        """Every worded plank; a blocked one is refused with its reason."""
        worded = [one for one in self.open_planks if one.plank.change_sought]
        return {"planks": [(str(one.plank.pk), f"{one.number}. {one.title}") for one in worded]}

    def get_initial(self) -> dict[str, Any]:
        """What is ready, and today."""
        ready = [str(one.plank.pk) for one in self.ready]
        return {"adopted_on": timezone.localdate(), "planks": ready}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What cannot be adopted yet, and why."""
        return super().get_context_data(
            blocked=[one for one in self.open_planks if one.evidence.flags],
            unworded=[one for one in self.open_planks if not one.plank.change_sought],
            ready=self.ready,
            **kwargs,
        )

    def save(self, form: AdoptForm) -> str:
        """Adopt and show the platform."""
        chosen = set(form.cleaned_data["planks"])
        deciding.adopt_platform(
            viewer=self.viewer,
            platform=self.platform,
            planks=[one.plank for one in self.open_planks if str(one.plank.pk) in chosen],
            adopted_on=form.cleaned_data["adopted_on"],
            gradients=form.gradients(),
            at=timezone.now(),
        )
        return self.to("platform", self.platform.pk)
