# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed about a call and its committee."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.people.models import Coalition, Organisation

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
SHORT = {"class": "short", "inputmode": "numeric"}


class CallForm(forms.Form):
    """A call for nominations."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        help_text=_("As nominators will read it, for example: Leaders of the South Bay 2026."),
    )
    coalition = forms.ModelChoiceField(label=_("Coalition"), queryset=None, empty_label=None)
    programme = forms.ChoiceField(label=_("Programme"))
    opens_on = forms.DateField(label=_("First day"), widget=DAY)
    closes_on = forms.DateField(
        label=_("Last day"), widget=DAY, help_text=_("Nominations are taken until midnight.")
    )
    size_least = forms.IntegerField(
        label=_("Smallest cohort"), min_value=1, max_value=500, widget=forms.NumberInput(SHORT)
    )
    size_most = forms.IntegerField(
        label=_("Largest cohort"),
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(SHORT),
        help_text=_("12 to 20 is usual: small enough for trust, large enough for a balance."),
    )
    welcome = forms.CharField(
        label=_("Welcome to nominators"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Whom you are looking for and what a cohort asks of people: dates, evenings."),
    )

    def __init__(self, *args: Any, programmes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coalition"].queryset = Coalition.objects.all()
        self.fields["programme"].choices = programmes


class InviteForm(forms.Form):
    """Somebody for the committee."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("They sign in with it; a code is sent there.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=None,
        required=False,
        empty_label=_("none of your list"),
        help_text=_("So that everybody sees which parts of the coalition sit at the table."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.all()


class MarkForm(forms.Form):
    """A score with a private note."""

    points = forms.DecimalField(
        label=_("Your score"),
        required=False,
        min_value=0,
        max_value=10,
        max_digits=3,
        decimal_places=1,
        widget=forms.NumberInput({"step": "0.5", "class": "short", "inputmode": "decimal"}),
        help_text=_("From 0 to 10, half points allowed."),
    )
    note = forms.CharField(
        label=_("Note to yourself"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Only you ever read this."),
    )
