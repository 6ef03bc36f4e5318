# SPDX-License-Identifier: AGPL-3.0-or-later
"""Legal holds: which there are, placing one, lifting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.forms import HoldForm, NothingAsked
from thousandfold.base.keeping import holdables
from thousandfold.base.keeping.legal_holds import row_of
from thousandfold.base.models import LegalHold
from thousandfold.base.permissions import Permission
from thousandfold.base.queries import holds_for
from thousandfold.base.usecases.legal_holds import lift_hold, place_hold
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.pages import Page


class Holds(Page):
    """Holds that count now, and those that were lifted."""

    permission = Permission.HOLD_PLACE
    template_name = "base/holds.html"
    title = _("Legal holds")
    lead = _("What must not be deleted while a dispute is open or foreseeable, whoever asks.")
    section = "host"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each hold with the names of what it keeps."""
        rows = [(one, things_of(one)) for one in holds_for(self.viewer)]
        return super().get_context_data(
            counting=[row for row in rows if row[0].lifted_at is None],
            lifted=[row for row in rows if row[0].lifted_at is not None],
            **kwargs,
        )


def things_of(hold: LegalHold) -> list[tuple[Any, str]]:
    """Kind and name of each thing that a hold names."""
    found = []
    for thing in hold.things.all():
        row = row_of(thing)
        found.append((holdables.kind_of(thing.label), str(row) if row else say("gone since")))
    return found


class HoldNew(FormPage):
    """Look for what must be kept, say why, place the hold."""

    permission = Permission.HOLD_PLACE
    asks_again = True
    form_class = HoldForm
    template_name = "base/hold_new.html"
    title = _("Place a legal hold")
    lead = _("Name people, cohorts or calls. All that belongs to them is kept until you lift it.")
    action = _("Place the hold")
    section = "host"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A search shows the page again with what it found; what was typed stays."""
        if "find" in request.POST:
            form = self.form_class(initial=request.POST.dict())
            return self.show(form)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is chosen, and what a search found besides."""
        chosen = self.chosen()
        words = self.request.POST.get("words", "")
        names = {name for name, _kind, _row in chosen}
        more = holdables.found(self.viewer, words) if words or not chosen else []
        return super().get_context_data(
            chosen=chosen,
            found=[one for one in more if one[0] not in names],
            words=words,
            **kwargs,
        )

    def chosen(self) -> list[tuple[str, Any, Any]]:
        """The things that are ticked, or that the address names at first."""
        sent = self.request.POST.getlist("thing") or self.request.GET.getlist("thing")
        return holdables.named(self.viewer, sent)

    def save(self, form: HoldForm) -> str:
        """Place it and show the list."""
        things = [row for _name, _kind, row in self.chosen()]
        place_hold(viewer=self.viewer, things=things, at=timezone.now(), **form.cleaned_data)
        messages.success(self.request, say("The hold is placed. Nothing it names is deleted now."))
        return reverse("base:holds", args=[self.request.host.slug])  # type: ignore[attr-defined]


class HoldLift(FormPage):
    """Lift a hold, after saying what that does."""

    permission = Permission.HOLD_PLACE
    asks_again = True
    form_class = NothingAsked
    template_name = "base/hold_lift.html"
    title = _("Lift this hold")
    lead = _("Deletion goes on as if there had been no hold.")
    action = _("Lift the hold")
    done = _("The hold is lifted.")
    section = "host"

    def find(self) -> Any:
        """The hold that the address names."""
        return get_object_or_404(holds_for(self.viewer), pk=self.kwargs["pk"])

    def save(self, form: NothingAsked) -> str:
        """Lift it and show the list."""
        lift_hold(viewer=self.viewer, hold=self.thing, at=timezone.now())
        return reverse("base:holds", args=[self.request.host.slug])  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What it names."""
        return super().get_context_data(things=things_of(self.thing), **kwargs)
