# SPDX-License-Identifier: AGPL-3.0-or-later
"""An activity with its steps and notes, and a handout as a sheet that prints."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.curriculum import queries, running
from thousandfold.curriculum.markdown import rendered
from thousandfold.curriculum.passages import language_name, passages, prose
from thousandfold.curriculum.views.programmes import TENETS, ProgrammeOf
from thousandfold_core.curricula.package import Activity

HEAT = {
    "low": _("Light"),
    "middle": _("Personal"),
    "high": _("Strong: plan a pause and a look back after it"),
}
GROUPS = {
    "solo": _("alone"),
    "pair": _("in pairs"),
    "triad": _("in threes"),
    "four": _("in fours"),
    "small": _("in small groups"),
    "plenary": _("all together"),
}


class ActivityOf(ProgrammeOf):
    """A page about one activity."""

    @property
    def activity(self) -> Activity:
        """The activity that the address names."""
        found = queries.activity_of(self.thing, self.kwargs["activity_slug"])
        if found is None:
            raise Http404
        return found


class ActivityPage(ActivityOf):
    """One activity: facts, steps with minutes, notes, materials, handouts."""

    template_name = "curriculum/activity.html"

    def get_title(self) -> str:
        """The activity's title."""
        return self.activity.title(self.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything a facilitator needs to lead it."""
        activity, language = self.activity, self.language
        found = passages(activity.texts, activity.source, language)
        return super().get_context_data(
            activity=activity,
            prose=prose(activity.texts, activity.source, language),
            passages=[one for one in found if not one.part],
            parts=[
                (running.part_name(part), [one for one in found if one.part == part])
                for part in activity.parts
            ],
            heat=HEAT.get(activity.heat, activity.heat),
            groups=[GROUPS.get(each, each) for each in activity.group],
            tenets=[TENETS.get(each, each) for each in activity.tenets],
            aims=[self.said(a.text) for a in self.thing.programme.aims if a.id in activity.aims],
            materials=activity.materials(language),
            sheets=running.to_print([activity], language),
            uses=[
                (session.id, self.said(session.title), self.said(day.title))
                for session, day in queries.uses_of(self.thing, activity.id)
            ],
            gaps=sorted({one.state for one in found} & {"stale", "missing", "unstamped"}),
            source_name=language_name(activity.source),
            **kwargs,
        )


class HandoutPage(ActivityOf):
    """A handout as a sheet for A4 or Letter, in one of its languages."""

    template_name = "curriculum/handout.html"

    def get_title(self) -> str:
        """The handout's title."""
        return self._handout.title(self.kwargs["sheet_in"])

    @property
    def _handout(self) -> Any:
        found = self.activity.handout(self.kwargs["handout_slug"])
        if found is None or self.kwargs["sheet_in"] not in found.texts:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The paper blocks of the sheet."""
        slug = self.request.host.slug  # type: ignore[attr-defined]
        document = self._handout.texts[self.kwargs["sheet_in"]]
        return super().get_context_data(
            activity=self.activity,
            sheet_language=self.kwargs["sheet_in"],
            blocks=[rendered(block.text) for block in document.of_kind("paper")],
            large=self.request.GET.get("print") == "large",
            others=[
                (code, language_name(code))
                for code in self._handout.texts
                if code != self.kwargs["sheet_in"]
            ],
            back_url=reverse("curriculum:activity", args=[slug, self.thing.id, self.activity.id]),
            **kwargs,
        )
