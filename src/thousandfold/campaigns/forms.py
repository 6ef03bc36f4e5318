# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what is typed about platforms and planks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.campaigns.choices import Agreement
from thousandfold.recruitment.models import Cohort

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
MOST_PEOPLE = 500


class DraftForm(forms.Form):
    """A new platform."""

    cohort = forms.ModelChoiceField(label=_("Cohort"), queryset=Cohort.objects.none())
    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        help_text=_("How the cohort calls it. Example: What we stand for in the South Bay."),
    )

    def __init__(self, *args: Any, cohorts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts  # type: ignore[attr-defined]


class PlatformForm(forms.Form):
    """Title and first words."""

    title = forms.CharField(label=_("Title"), max_length=160)
    preamble = forms.CharField(
        label=_("First words"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Who speaks, and what brought them together. A few sentences."),
    )


class PlankForm(forms.Form):
    """The words of a plank."""

    change_sought = forms.CharField(
        label=_("What should change"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "So that one can tell whether it was won. Example: every city contract pays a living wage by next July."
        ),
    )
    value_sentence = forms.CharField(
        label=_("The value behind it"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One sentence. Example: whoever works for the public can live from it."),
    )
    who_gains = forms.CharField(label=_("Who gains"), max_length=300, required=False)
    who_was_heard = forms.CharField(
        label=_("Who was heard"),
        max_length=300,
        required=False,
        help_text=_("Groups, not names. Example: 40 tenants at three house meetings."),
    )
    authority = forms.CharField(
        label=_("Who can decide it"),
        max_length=200,
        required=False,
        help_text=_("Example: the city council, by ordinance."),
    )


class AmendForm(PlankForm):
    """An agreed change of an adopted wording."""

    reason = forms.CharField(label=_("Why it changes"), max_length=300)
    agreed_on = forms.DateField(label=_("Agreed on"), widget=DAY)


class CarryForm(forms.Form):
    """Carrying a plank forward."""

    owner = forms.CharField(
        label=_("Who brings it back"), max_length=160, help_text=_("A name or a group.")
    )
    hear_on = forms.DateField(label=_("Heard again on"), widget=DAY)
    must_hear = forms.CharField(
        label=_("Who must be heard then"),
        max_length=300,
        help_text=_("Example: the families at Oak Street whom this would leave out."),
    )
    reason = forms.CharField(
        label=_("Why it is not adopted now"),
        max_length=300,
        required=False,
        help_text=_("The cohort reads this."),
    )


class WithdrawForm(forms.Form):
    """Taking a plank off."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("The cohort reads this. No names, please.")
    )


class MergeForm(forms.Form):
    """Which plank takes this one up."""

    into = forms.ChoiceField(label=_("Join it to"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = others  # type: ignore[attr-defined]


class ApprovalsForm(forms.Form):
    """What was counted in the room: slips, hands, or both."""

    places = forms.IntegerField(
        label=_("How many planks the platform should have"),
        min_value=1,
        max_value=40,
        widget=forms.NumberInput({"class": "short"}),
    )
    slips = forms.CharField(
        label=_("Ballot slips"),
        required=False,
        widget=forms.Textarea({"rows": 8, "inputmode": "numeric"}),
        help_text=_(
            "One slip a line: the numbers of the planks it approves, with spaces. A dash for an empty slip. Example: 1 3 4"
        ),
    )
    present = forms.IntegerField(
        label=_("People present at a show of hands"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput({"class": "short"}),
    )

    def __init__(self, *args: Any, planks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in planks:
            self.fields[f"hands-{key}"] = forms.IntegerField(
                label=_("Hands for %(plank)s") % {"plank": label},
                required=False,
                min_value=0,
                max_value=MOST_PEOPLE,
                widget=forms.NumberInput({"class": "short"}),
            )

    def hands(self) -> dict[str, int]:
        """Hands by plank id, where somebody counted."""
        found = self.cleaned_data.items()
        return {
            n.removeprefix("hands-"): v
            for n, v in found
            if n.startswith("hands-") and v is not None
        }


class AdoptForm(forms.Form):
    """The cohort's decision on the whole package."""

    planks = forms.MultipleChoiceField(
        label=_("Planks in the package"), widget=forms.CheckboxSelectMultiple
    )
    adopted_on = forms.DateField(label=_("Decided on"), widget=DAY)

    def __init__(self, *args: Any, planks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planks"].choices = planks  # type: ignore[attr-defined]
        for step in Agreement:
            self.fields[f"step-{step.value}"] = forms.IntegerField(
                label=f"{step.value}. {step.label}",
                required=False,
                min_value=0,
                max_value=MOST_PEOPLE,
                widget=forms.NumberInput({"class": "short"}),
            )

    def gradients(self) -> dict[int, int]:
        """How many people stood at each step."""
        return {step.value: self.cleaned_data.get(f"step-{step.value}") or 0 for step in Agreement}
