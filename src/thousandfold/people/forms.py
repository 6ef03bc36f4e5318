# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what is typed about organisations, people and principles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.people.choices import LegalForm, Post, Sector
from thousandfold.people.models import Organisation

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class OrganisationForm(forms.Form):
    """An organisation."""

    name = forms.CharField(label=_("Name"), max_length=160)
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", "–"), *Sector.choices])
    legal_form = forms.ChoiceField(
        label=_("Legal form"),
        choices=[("", "–"), *LegalForm.choices],
        help_text=_(
            "It decides what the organisation may pay for and say. If unsure, ask its director."
        ),
    )
    base_words = forms.CharField(
        label=_("Its base"),
        max_length=300,
        required=False,
        help_text=_(
            "Whom it gathers and how many, in its own words. Example: 4,200 hotel and restaurant workers. Staff read it; cohorts do not."
        ),
    )
    place = forms.CharField(label=_("Town or district"), max_length=120, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")


class NewOrganisationForm(OrganisationForm):
    """A new organisation, usually a member of the coalition from a day on."""

    joins = forms.BooleanField(
        label=_("It is a member of the coalition"), required=False, initial=True
    )
    since = forms.DateField(label=_("Member since"), required=False, widget=DAY)


class PersonForm(forms.Form):
    """A person. Nothing here asks for status, record, party or age."""

    name = forms.CharField(label=_("Name"), max_length=160)
    called = forms.CharField(
        label=_("Goes by"), max_length=80, required=False, help_text=_("The name used in the room.")
    )
    pronouns = forms.CharField(label=_("Pronouns"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    town = forms.CharField(
        label=_("Town or district"),
        max_length=120,
        required=False,
        help_text=_("No street address."),
    )
    languages = forms.CharField(
        label=_("Languages"),
        required=False,
        help_text=_("With commas, the most comfortable one first."),
    )
    needs = forms.CharField(
        label=_("What they need to take part"),
        max_length=300,
        required=False,
        help_text=_("Such as childcare, a ride, an interpreter, large print. No diagnoses."),
    )

    def clean_languages(self) -> list[str]:
        """Words between commas."""
        return [w.strip() for w in self.cleaned_data["languages"].split(",") if w.strip()]


class SpellForm(forms.Form):
    """A time in a role."""

    post = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *Post.choices])
    organisation = forms.ModelChoiceField(
        label=_("Organisation or public body"), queryset=Organisation.objects.none(), required=False
    )
    title = forms.CharField(
        label=_("Title or post"),
        max_length=160,
        required=False,
        help_text=_("Example: planning commissioner."),
    )
    since = forms.DateField(label=_("Since"), required=False, widget=DAY)
    until = forms.DateField(
        label=_("Until"), required=False, widget=DAY, help_text=_("Leave empty while it goes on.")
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class PrinciplesForm(forms.Form):
    """A version of the principles."""

    text = forms.CharField(
        label=_("Principles"),
        widget=forms.Textarea({"rows": 14}),
        help_text=_("What members promise each other. One to a paragraph; short is strong."),
    )


class AdoptionForm(forms.Form):
    """A member's adoption."""

    organisation = forms.ModelChoiceField(label=_("Member"), queryset=Organisation.objects.none())
    adopted_on = forms.DateField(label=_("Adopted on"), widget=DAY)
    signer = forms.CharField(
        label=_("Signed by"),
        max_length=160,
        required=False,
        help_text=_("Who spoke for the member. Staff read the name; cohorts do not."),
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class LeaveForm(forms.Form):
    """When a membership or a time in a role ended."""

    until = forms.DateField(label=_("Last day"), widget=DAY)


class CoalitionForm(forms.Form):
    """The coalition itself."""

    name = forms.CharField(label=_("Name"), max_length=160)
    region = forms.CharField(label=_("Region"), max_length=120)
    purpose = forms.CharField(
        label=_("What it is for"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("A sentence or two that every member would say."),
    )
