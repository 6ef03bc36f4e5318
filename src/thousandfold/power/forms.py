# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what is typed about seats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.people.models import Person

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class SittingForm(forms.Form):
    """Who sits where, since when."""

    seat = forms.ChoiceField(label=_("Seat"))
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.none(),
        help_text=_(
            "Only people your host knows. Office-holders' names do not ship with the bodies."
        ),
    )
    since = forms.DateField(label=_("Since"), widget=DAY)

    def __init__(
        self, *args: Any, seats: list[tuple[str, str]], people: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class SittingEndForm(forms.Form):
    """When it ended."""

    until = forms.DateField(label=_("Last day"), widget=DAY)
