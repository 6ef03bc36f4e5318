# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person's own page, reached by their own link or after signing in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.alumni import queries
from thousandfold.alumni.choices import ListingReach, StepState
from thousandfold.alumni.forms import ListingForm, OwnStepForm
from thousandfold.alumni.models import Alumnus, Commitment
from thousandfold.alumni.usecases import listing, steps
from thousandfold.base.doorway.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.views import FormPage, Page


class Own(Page):
    """A page behind a personal link. A link that opens nothing says no more than that."""

    permission = PUBLIC

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the entry and go inside its host."""
        self.entry = queries.entry_of_link(str(kwargs["key"]))
        if self.entry is None:
            raise Http404
        stay_in(request, self.entry.host)
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> Alumnus | None:
        """The entry."""
        return self.entry

    def to(self, name: str = "own", *more: Any) -> str:
        """An address of the personal pages."""
        return reverse(f"alumni:{name}", args=[self.kwargs["key"], *more])

    def after_refusal(self) -> str:
        """The own page."""
        return self.to()


class OwnPage(Own, FormPage):
    """Being listed or not, the own steps, the keepsake."""

    template_name = "alumni/own.html"
    form_class = ListingForm
    title = _("Your place among the alumni")
    action = _("Let them find me")
    done = _("You can be found now. Take it back here whenever you like.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What stands now; who exactly would see it; own steps."""
        today = timezone.localdate()
        consent = queries.consent_now(self.entry, today)
        return super().get_context_data(
            entry=self.entry,
            consent=consent,
            earlier=[one for one in queries.consents_of(self.entry) if one != consent],
            audience=queries.audience_of(self.entry),
            roles=queries.roles_of(self.entry, today),
            steps=queries.own_steps(self.entry),
            **kwargs,
        )

    def save(self, form: ListingForm) -> str:
        """Consent and stay."""
        listing.consent_to_listing(
            viewer=None,
            alumnus=self.entry,
            reach=ListingReach(form.cleaned_data["reach"]),
            until=form.cleaned_data["until"],
            language=get_language() or "en",
            at=timezone.now(),
        )
        return self.to()


class OwnTakeBack(Own):
    """Take the consent back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back and stay."""
        listing.withdraw_listing(viewer=None, alumnus=self.entry, at=timezone.now())
        messages.success(request, say("Taken back. Nobody finds you in the list any more."))
        return HttpResponseRedirect(self.to())


class OwnStep(Own, FormPage):
    """Say how an own step went."""

    template_name = "alumni/own_step.html"
    form_class = OwnStepForm
    title = _("How did it go?")
    action = _("Keep the answer")
    done = _("Kept. You can change it at any time.")

    def step(self) -> Any:
        """The own step, as far as it still goes to the cohort."""
        pk: UUID = self.kwargs["pk"]
        found = [one for one in queries.own_steps(self.entry) if one.commitment.pk == pk]
        if not found:
            raise Http404
        return found[0]

    def get_initial(self) -> dict[str, Any]:
        """Where it stands."""
        one = self.step().commitment
        return {"state": one.state, "words": one.words}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The step."""
        return super().get_context_data(step=self.step(), entry=self.entry, **kwargs)

    def save(self, form: OwnStepForm) -> str:
        """Keep it and go back to the own page."""
        rows = Commitment.objects.select_related("member__person", "cohort")
        steps.close_step(
            viewer=None,
            commitment=get_object_or_404(rows, pk=self.kwargs["pk"]),
            entry=self.entry,
            state=StepState(form.cleaned_data["state"]),
            words=form.cleaned_data["words"],
            at=timezone.now(),
        )
        return self.to()
