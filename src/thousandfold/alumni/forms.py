# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what is typed about alumni."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.alumni.choices import ListingReach, StepState
from thousandfold.recruitment.models import Cohort

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class FinishForm(forms.Form):
    """Which cohort finishes, and when."""

    cohort = forms.ModelChoiceField(label=_("Cohort"), queryset=Cohort.objects.none())
    on = forms.DateField(label=_("Alumni since"), widget=DAY)

    def __init__(self, *args: Any, cohorts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts  # type: ignore[attr-defined]


class ListingForm(forms.Form):
    """A person's own decision to be found. Nothing is ticked beforehand."""

    reach = forms.ChoiceField(
        label=_("Who may find you"), choices=ListingReach.choices, widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DAY,
        help_text=_("Leave it empty to be found until you take it back."),
    )


class StepForm(forms.Form):
    """How a step went."""

    state = forms.ChoiceField(
        label=_("How did it go?"), choices=StepState.choices, widget=forms.RadioSelect
    )


class OwnStepForm(StepForm):
    """How an own step went, in one's own words if one likes."""

    words = forms.CharField(
        label=_("If it became something else: what"),
        required=False,
        max_length=240,
        help_text=_("The staff of your host can read this."),
    )
