# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planning the sessions of a cohort."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.base.permissions import Permission
from thousandfold.base.views import FormPage
from thousandfold.curriculum.queries import programme
from thousandfold.training.forms import PlanForm
from thousandfold.training.usecases.planning import plan_sessions, take_plan_back
from thousandfold.training.views.of import OfCohort


class PlanPage(OfCohort, FormPage):
    """Give each session its first day."""

    permission = Permission.SESSION_CHANGE
    template_name = "base/form.html"
    form_class = PlanForm
    title = _("Plan the sessions")
    lead = _(
        "Give the first day of each session. Times come from the programme; you can change each day later."
    )
    action = _("Plan the sessions")

    def after_refusal(self) -> str:
        """Back to the sessions: there may be no programme to plan from."""
        return self.to("sessions", self.cohort.id)

    def form_arguments(self) -> dict[str, Any]:
        """The programme's sessions, and whether its text is another than promised."""
        package = programme(self.cohort.programme)
        pinned = self.cohort.programme_digest
        changed = bool(pinned) and pinned != package.digest
        return {"package": package, "language": self.language, "changed": changed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        return super().get_context_data(cancel_url=self.to("sessions", self.cohort.id), **kwargs)

    def save(self, form: PlanForm) -> str:
        """Plan, and show what came of it."""
        typed = form.cleaned_data
        sessions = plan_sessions(
            viewer=self.viewer,
            cohort=self.cohort,
            first_days=[typed[name] for name in form.first_days],
            at=timezone.now(),
            place=typed["place"],
            address=typed["address"],
            link=typed["link"],
            take_present=typed.get("take_present", False),
        )
        number = len(sessions)
        said = ngettext(
            "%(number)s session is planned. Look at each day next.",
            "%(number)s sessions are planned. Look at each day next.",
            number,
        )
        messages.success(self.request, said % {"number": number})
        return self.to("sessions", self.cohort.id)


class TakePlanBack(OfCohort):
    """Take the whole plan back while nobody has met."""

    permission = Permission.SESSION_CHANGE
    http_method_names = ["post"]

    def after_refusal(self) -> str:
        """Back to the sessions."""
        return self.to("sessions", self.cohort.id)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove the sessions."""
        take_plan_back(viewer=self.viewer, cohort=self.cohort, at=timezone.now())
        messages.success(request, say("The plan is taken back. Nothing is planned now."))
        return HttpResponseRedirect(self.to("sessions", self.cohort.id))
