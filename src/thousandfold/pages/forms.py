# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is asked when a host is set up: name, region, coalition, first administrator."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SetUpForm(forms.Form):
    """Four things, nothing else."""

    name = forms.CharField(
        label=_("Name of your host organisation"),
        max_length=120,
        help_text=_("The organisation that runs programmes here, for example South Bay Rising."),
    )
    region = forms.CharField(
        label=_("Region"),
        max_length=120,
        help_text=_("A city, county or valley people say they are from."),
    )
    coalition = forms.CharField(
        label=_("Name of your governing coalition"),
        max_length=160,
        help_text=_(
            "Unions, community groups, congregations and people in government who mean to govern together."
        ),
    )
    administrator_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    administrator = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Codes to sign in are sent here. No password is needed."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class FurtherSetUpForm(SetUpForm):
    """The same, where a host is here already and somebody elsewhere asks."""

    code = forms.CharField(
        label=_("Code of this computer"),
        max_length=20,
        help_text=_(
            "Whoever runs the computer has it: the server prints it when it starts, and it stands in the file keys/set-up.code of the data folder."
        ),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


class FacilitatorForm(forms.Form):
    """Who leads a cohort."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Codes to sign in go there. Nothing is sent now.")
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Only used when this address is new here."),
    )
