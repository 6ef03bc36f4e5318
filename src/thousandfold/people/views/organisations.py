# SPDX-License-Identifier: AGPL-3.0-or-later
"""Organisations: the list, one of them, a new one."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage, FormPage, ListPage, Page
from thousandfold.base.views.lists import Filter
from thousandfold.people import queries
from thousandfold.people.choices import LegalForm, Sector
from thousandfold.people.forms import NewOrganisationForm, OrganisationForm
from thousandfold.people.usecases.organisations import change_organisation, register_organisation

FIELDS = ("name", "sector", "legal_form", "base_words", "place", "website")


class OrganisationList(ListPage):
    """All organisations of the host."""

    permission = Permission.COALITION_SEE
    template_name = "people/organisations.html"
    title = _("Organisations")
    lead = _("Unions, community groups, congregations and public bodies that you know.")
    section = "people"
    search_in = ("name", "place", "told_base")
    sorts = {"name": ("name",), "sector": ("sector", "name"), "people": ("people", "name")}
    default_sort = "name"

    def rows(self) -> Any:
        """Every organisation."""
        return queries.organisations_for(self.viewer)

    def filters(self) -> list[Filter]:
        """By sector and legal form."""
        return [
            Filter("sector", _("Sector"), "sector", Sector.choices),
            Filter("form", _("Legal form"), "legal_form", LegalForm.choices),
        ]


class OrganisationNew(FormPage):
    """Register an organisation."""

    permission = Permission.COALITION_CHANGE
    form_class = NewOrganisationForm
    title = _("Register an organisation")
    lead = _("Its sector and legal form decide how it counts and what it may pay for.")
    action = _("Register")
    done = _("The organisation was registered. You can add the people you know there.")
    section = "people"

    def get_initial(self) -> dict[str, Any]:
        """Member since today."""
        return {"since": timezone.localdate(), "joins": True}

    def save(self, form: NewOrganisationForm) -> str:
        """Register it, as a member when ticked."""
        fields = dict(form.cleaned_data)
        joins, since = fields.pop("joins"), fields.pop("since")
        coalition = queries.coalitions_for(self.viewer).first() if joins else None
        made = register_organisation(
            viewer=self.viewer, coalition=coalition, since=since, at=timezone.now(), **fields
        )
        return reverse("people:organisation", args=[self.request.host.slug, made.pk])  # type: ignore[attr-defined]


class OrganisationPage(Page):
    """One organisation: facts, people there, its time in the coalition."""

    permission = Permission.COALITION_SEE
    template_name = "people/organisation.html"
    section = "people"

    def find(self) -> Any:
        """The organisation that the address names."""
        return get_object_or_404(queries.organisations_for(self.viewer), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        """Its name."""
        return self.thing.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """People and memberships."""
        people = queries.people_for(self.viewer).values("pk")
        spells = self.thing.spells.filter(person__in=people).select_related("person")
        memberships = self.thing.memberships.select_related("coalition").order_by("since")
        return super().get_context_data(spells=spells, memberships=memberships, **kwargs)


class OrganisationEdit(EditPage):
    """Change an organisation."""

    permission = Permission.COALITION_CHANGE
    form_class = OrganisationForm
    fields = FIELDS
    done = _("The organisation was changed.")
    section = "people"
    find = OrganisationPage.find

    def get_title(self) -> str:
        """Which organisation it is."""
        return say("Change %(name)s") % {"name": self.thing.name}

    def save(self, form: OrganisationForm) -> str:
        """Save and show it."""
        change_organisation(
            viewer=self.viewer,
            organisation=self.thing,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return reverse("people:organisation", args=[self.request.host.slug, self.thing.pk])  # type: ignore[attr-defined]
