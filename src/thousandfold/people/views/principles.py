# SPDX-License-Identifier: AGPL-3.0-or-later
"""Principles: the versions, a new one, and who adopted which."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import FormPage
from thousandfold.people import queries
from thousandfold.people.forms import AdoptionForm, PrinciplesForm
from thousandfold.people.models import Organisation
from thousandfold.people.usecases.principles import adopt_principles, propose_principles
from thousandfold.people.views.coalition import CoalitionPages


class PrinciplesPage(CoalitionPages):
    """Every version with its adoptions."""

    permission = Permission.COALITION_SEE
    template_name = "people/principles.html"
    title = _("Principles")
    lead = _("What members promise each other. Each version keeps its date and who adopted it.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Versions, and members that have not adopted the newest yet."""
        versions = list(queries.principles_for(self.viewer, self.thing))
        adopted = {a.organisation_id for a in versions[0].adoptions.all()} if versions else set()
        members = queries.members_on(self.viewer, self.thing, timezone.localdate())
        waiting = [m.organisation for m in members if m.organisation_id not in adopted]
        return super().get_context_data(versions=versions, waiting=waiting, **kwargs)


class PrinciplesNew(CoalitionPages, FormPage):
    """Propose the next version."""

    permission = Permission.COALITION_CHANGE
    form_class = PrinciplesForm
    title = _("Propose principles")
    lead = _(
        "Earlier versions stay, with their adoptions. Members adopt the new one each for themselves."
    )
    action = _("Propose this version")
    done = _("The version was proposed. Members can adopt it now.")

    def get_initial(self) -> dict[str, Any]:
        """The newest text."""
        newest = queries.principles_for(self.viewer, self.thing).first()
        return {"text": newest.text if newest else ""}

    def save(self, form: PrinciplesForm) -> str:
        """Propose and show the versions."""
        propose_principles(
            viewer=self.viewer,
            coalition=self.thing,
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )
        return self.address("principles", self.thing.pk)


class AdoptionNew(CoalitionPages, FormPage):
    """Record that a member adopted a version."""

    permission = Permission.PRINCIPLE_ADOPT
    form_class = AdoptionForm
    title = _("Record an adoption")
    lead = _("With the member's own date and signer.")
    action = _("Record")
    done = _("The adoption was recorded.")

    def form_arguments(self) -> dict[str, Any]:
        """Members to choose from."""
        members = queries.members_on(self.viewer, self.thing, timezone.localdate())
        ids = members.values("organisation")
        return {"organisations": Organisation.objects.filter(pk__in=ids)}

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"adopted_on": timezone.localdate(), "organisation": self.request.GET.get("member")}

    def save(self, form: AdoptionForm) -> str:
        """Record it and show the versions."""
        versions = queries.principles_for(self.viewer, self.thing)
        chosen = get_object_or_404(versions, number=self.kwargs["number"])
        adopt_principles(
            viewer=self.viewer, principles=chosen, at=timezone.now(), **form.cleaned_data
        )
        return self.address("principles", self.thing.pk)
