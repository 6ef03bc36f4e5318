# SPDX-License-Identifier: AGPL-3.0-or-later
"""Following up the steps that people let the cohort know by name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.alumni import queries
from thousandfold.alumni.choices import StepState
from thousandfold.alumni.forms import StepForm
from thousandfold.alumni.usecases import steps
from thousandfold.alumni.usecases.finishing import bring_steps
from thousandfold.base.permissions import Permission, may
from thousandfold.base.site import HERE
from thousandfold.base.views import FormPage, Page
from thousandfold.base.views.lists import FromEitherEnd

#: So many steps stand on a page: each cohort's room is looked into for them.
AT_ONCE = 20


class StepList(Page):
    """Open steps by their day, and those that are closed."""

    permission = Permission.ALUMNI_CHANGE
    template_name = "alumni/steps.html"
    title = _("Steps people took home")
    lead = _("Ask once, kindly, on the day. Done, changed and let go are all good answers.")
    section = "alumni"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only steps whose authors let the cohort know them."""
        rows = FromEitherEnd(queries.commitments_for(self.viewer), AT_ONCE)
        page = rows.get_page(self.request.GET.get("page"))
        found = queries.steps_of(self.viewer, page.object_list)
        return super().get_context_data(
            open=[one for one in found if one.commitment.state == StepState.OPEN],
            closed=[one for one in found if one.commitment.state != StepState.OPEN],
            page=page,
            today=timezone.localdate(),
            rooms=queries.cohorts_with_rooms(self.viewer).exists(),
            **kwargs,
        )


class StepsBring(Page):
    """Look in the rooms of all cohorts for steps that people let them know since."""

    permission = Permission.ALUMNI_CHANGE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take them in and say how many came."""
        at = timezone.now()
        came = sum(
            bring_steps(viewer=self.viewer, cohort=one, at=at)
            for one in queries.cohorts_with_rooms(self.viewer)
        )
        if came:
            text = ngettext("%(n)s step came.", "%(n)s steps came.", came) % {"n": came}
            messages.success(request, text)
        else:
            messages.info(request, say("Nobody let a further step be known yet."))
        return HttpResponseRedirect(reverse("alumni:steps", args=[self.request.host.slug]))  # type: ignore[attr-defined]


class OfStep(Page):
    """A page about one step."""

    permission = Permission.ALUMNI_CHANGE
    section = "alumni"

    def find(self) -> Any:
        """The step, as far as its author lets it be read now."""
        found = queries.step_for(self.viewer, self.kwargs["pk"])
        if found is None and may(self.viewer, Permission.ALUMNI_CHANGE):
            raise Http404
        return found

    def after_refusal(self) -> str:
        """The list."""
        return reverse("alumni:steps", args=[self.request.host.slug])  # type: ignore[attr-defined]


class StepAsk(OfStep):
    """Draft one message to whoever took the step."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draft it and say where it waits."""
        steps.ask_about_step(
            viewer=self.viewer,
            commitment=self.thing.commitment,
            site=HERE,
            at=timezone.now(),
        )
        messages.success(
            request, say("A message waits in the outbox. It does not repeat the step.")
        )
        return HttpResponseRedirect(self.after_refusal())


class StepClose(OfStep, FormPage):
    """Write down what one heard."""

    template_name = "alumni/step.html"
    form_class = StepForm
    title = _("How did it go?")
    lead = _("Write down what you heard. None of the answers is better than another.")
    action = _("Keep the answer")
    done = _("Kept.")

    def get_initial(self) -> dict[str, Any]:
        """Where it stands."""
        return {"state": self.thing.commitment.state}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back."""
        return super().get_context_data(cancel_url=self.after_refusal(), **kwargs)

    def save(self, form: StepForm) -> str:
        """Keep it and go back to the list."""
        steps.close_step(
            viewer=self.viewer,
            commitment=self.thing.commitment,
            entry=None,
            state=StepState(form.cleaned_data["state"]),
            words="",
            at=timezone.now(),
        )
        return self.after_refusal()
