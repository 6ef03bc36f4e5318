# SPDX-License-Identifier: AGPL-3.0-or-later
"""People: the list, one person with panels from every stage, times in roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base import hooks
from thousandfold.base.permissions import Permission
from thousandfold.base.views import EditPage, FormPage, ListPage, Page
from thousandfold.base.views.lists import Filter
from thousandfold.people import queries
from thousandfold.people.choices import Post
from thousandfold.people.forms import LeaveForm, PersonForm, SpellForm
from thousandfold.people.models import Spell
from thousandfold.people.usecases.persons import (
    begin_spell,
    change_person,
    end_spell,
    forget_spell,
    register_person,
)


class PersonList(ListPage):
    """People the host knows."""

    permission = Permission.HOST_SEE
    template_name = "people/persons.html"
    title = _("People")
    lead = _("Everybody your host knows, with the roles they hold now.")
    section = "people"
    sorts = {"name": ("sort_name",), "town": ("town", "sort_name")}
    default_sort = "name"

    def rows(self) -> Any:
        """People with their open spells."""
        spells = Spell.objects.filter(until=None).select_related("organisation")
        found = queries.people_for(self.viewer)
        return found.prefetch_related(Prefetch("spells", queryset=spells, to_attr="now"))

    def _searched(self, rows: Any) -> Any:
        """Every word in a name, a town, or an organisation where they are or were."""
        for word in self.request.GET.get("q", "").split():
            rows = rows.filter(queries.named(word) | queries.at_organisation(word))
        return rows

    def filters(self) -> list[Filter]:
        """By role."""
        return [_ByPost("post", _("Role"), "post", Post.choices)]


class _ByPost(Filter):
    """People who hold a role, or held it. No join, so that nobody is listed twice."""

    def narrow(self, rows: Any) -> Any:
        held = Spell.objects.filter(person=OuterRef("pk"), post=self.chosen)
        return rows.filter(Exists(held))


class PersonNew(FormPage):
    """Register a person."""

    permission = Permission.PERSON_CHANGE
    form_class = PersonForm
    title = _("Register a person")
    lead = _("Only what you need to reach them and to welcome them well.")
    action = _("Register")
    done = _("The person was registered. Add what they do, inside or outside government.")
    section = "people"

    def save(self, form: PersonForm) -> str:
        """Register and go on to the first role."""
        made = register_person(viewer=self.viewer, at=timezone.now(), **form.cleaned_data)
        return reverse("people:spell-new", args=[self.request.host.slug, made.pk])  # type: ignore[attr-defined]


class PersonPages(Page):
    """Pages about one person."""

    section = "people"

    def find(self) -> Any:
        """The person that the address names."""
        return get_object_or_404(queries.people_for(self.viewer), pk=self.kwargs["pk"])

    def address(self) -> str:
        """The person's page."""
        return reverse("people:person", args=[self.request.host.slug, self.kwargs["pk"]])  # type: ignore[attr-defined]


class PersonPage(PersonPages):
    """One person, with what each stage has to say."""

    permission = Permission.PERSON_SEE
    template_name = "people/person.html"

    def get_title(self) -> str:
        """The name."""
        return self.thing.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Times in roles and panels."""
        return super().get_context_data(
            spells=self.thing.spells.select_related("organisation"),
            panels=hooks.person_panels(self.request, self.thing),
            **kwargs,
        )


class PersonEdit(PersonPages, EditPage):
    """Change a person's entry."""

    permission = Permission.PERSON_CHANGE
    form_class = PersonForm
    fields = ("name", "called", "pronouns", "email", "phone", "town", "needs")
    done = _("The entry was changed.")

    def get_title(self) -> str:
        """Whose entry it is."""
        return say("Change the entry of %(name)s") % {"name": self.thing.name}

    def get_initial(self) -> dict[str, Any]:
        """Languages with commas."""
        return {**super().get_initial(), "languages": ", ".join(self.thing.languages)}

    def save(self, form: PersonForm) -> str:
        """Save and show the person."""
        change_person(
            viewer=self.viewer,
            person=self.thing,
            based_on=self.based_on,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.address()


class SpellNew(PersonPages, FormPage):
    """Add a time in a role."""

    permission = Permission.PERSON_CHANGE
    form_class = SpellForm
    lead = _("People move between inside and outside; each time counts from its day on.")
    action = _("Add the role")
    done = _("The role was added.")

    def get_title(self) -> str:
        """Whose role it is."""
        return say("Add a role of %(name)s") % {"name": self.thing.name}

    def form_arguments(self) -> dict[str, Any]:
        """Organisations to choose from."""
        return {"organisations": queries.organisations_for(self.viewer)}

    def save(self, form: SpellForm) -> str:
        """Add it and show the person."""
        fields = dict(form.cleaned_data)
        begin_spell(
            viewer=self.viewer,
            person=self.thing,
            at=timezone.now(),
            **{**fields, "post": Post(fields["post"])},
        )
        return self.address()


class SpellEnd(PersonPages, FormPage):
    """End a time in a role, or take a mistake away."""

    permission = Permission.PERSON_CHANGE
    form_class = LeaveForm
    template_name = "people/spell_end.html"
    lead = _("The past stays. If the entry was a mistake, take it away instead.")
    action = _("End the role")

    def get_title(self) -> str:
        """Whose role it is."""
        return say("End a role of %(name)s") % {"name": self.thing.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The time in a role that ends."""
        return super().get_context_data(spell=self.spell, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Today."""
        return {"until": timezone.localdate()}

    def find(self) -> Any:
        """The person, once the time in a role is found to be theirs."""
        person = super().find()
        self.spell: Spell = get_object_or_404(person.spells.all(), pk=self.kwargs["spell"])
        return person

    def post(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Take a mistake away, or end it."""
        if "forget" in request.POST:
            forget_spell(viewer=self.viewer, spell=self.spell, at=timezone.now())
            messages.success(request, _("The entry was taken away."))
            return HttpResponseRedirect(self.address())
        return super().post(request, *args, **kwargs)

    def save(self, form: LeaveForm) -> str:
        """End it and show the person."""
        end_spell(
            viewer=self.viewer,
            spell=self.spell,
            until=form.cleaned_data["until"],
            at=timezone.now(),
        )
        return self.address()
