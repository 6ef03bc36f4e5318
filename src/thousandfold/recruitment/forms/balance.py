# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed about the balance: a table of least and most, and rules about people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.typed import whole
from thousandfold.recruitment.choices import PoolKind

SHORT = {"class": "short", "inputmode": "numeric", "min": "0"}
MOST = 500


class BalanceForm(forms.Form):
    """Who may be chosen, how many, and how many from one organisation."""

    pool = forms.ChoiceField(
        label=_("Who may be chosen"), choices=PoolKind.choices, widget=forms.RadioSelect
    )
    least = forms.IntegerField(
        label=_("Smallest cohort"), min_value=1, max_value=MOST, widget=forms.NumberInput(SHORT)
    )
    most = forms.IntegerField(
        label=_("Largest cohort"), min_value=1, max_value=MOST, widget=forms.NumberInput(SHORT)
    )
    per_organisation = forms.IntegerField(
        label=_("At most from one organisation"),
        min_value=1,
        max_value=MOST,
        required=False,
        widget=forms.NumberInput(SHORT),
        help_text=_("Leave it empty for no limit. Two is usual."),
    )


@dataclass
class Bound:
    """One line of the table of targets: a value, how many have it, and its bounds as typed."""

    place: int
    feature: str
    value: str
    label: Any
    supply: int
    least: str = ""
    most: str = ""
    problem: Any = ""

    def read(self, data: Mapping[str, str]) -> None:
        """Take what was typed, and say what is wrong with it."""
        self.least = data.get(f"least-{self.place}", "").strip()
        self.most = data.get(f"most-{self.place}", "").strip()
        for typed in (self.least, self.most):
            if typed and whole(typed, MOST + 1) > MOST:
                self.problem = _("Write whole numbers from 0 to 500, or leave it empty.")
                return
        if self.least and self.most and int(self.least) > int(self.most):
            self.problem = _("The least is larger than the most.")

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Least and most as numbers; None where nothing was typed."""
        return (
            int(self.least) if self.least else None,
            int(self.most) if self.most else None,
        )


class PeopleRuleForm(forms.Form):
    """A rule about particular people."""

    kind = forms.ChoiceField(
        label=_("Rule"),
        choices=[
            ("must", _("must be in")),
            ("must-not", _("must not be in")),
            ("together", _("all of them or none")),
            ("apart", _("at most one of them")),
        ],
    )
    people = forms.MultipleChoiceField(
        label=_("People"), widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = people


class SeatForm(forms.Form):
    """The decision: who, under what name, and why when it departs from the proposal."""

    title = forms.CharField(label=_("Name of the cohort"), max_length=160)
    reason = forms.CharField(
        label=_("Why you depart from the proposal"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Needed only if your choice differs from every proposal. Staff can read it later."
        ),
    )
