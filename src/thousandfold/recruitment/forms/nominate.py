# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed about somebody who is put forward.

Nothing here asks for status, record, party, age or eligibility (method row B7), and
readiness to run is one answer among others (method row C2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.people.choices import Post, Sector, Side
from thousandfold.recruitment.features import as_languages

LONG = 4000
QUIET = _("You do not need to mention status, case numbers or other people's names.")
POSTS = [
    (Side.INSIDE.label, [(one.value, one.label) for one in Post if one.side == Side.INSIDE]),
    (Side.OUTSIDE.label, [(one.value, one.label) for one in Post if one.side == Side.OUTSIDE]),
    (_("Neither"), [("", _("None of these, or I do not know"))]),
]
READY = [
    ("organise", _("Organise with others outside government")),
    ("board", _("Serve on a board or commission")),
    ("staff", _("Work inside government")),
    ("run", _("Run for office")),
    ("support", _("Stand behind others who lead")),
    ("open", _("Not decided")),
]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class NomineeForm(forms.Form):
    """The person, where they stand, and what they want to change."""

    name = forms.CharField(label=_("Their name"), max_length=160)
    email = forms.EmailField(label=_("Their e-mail"), required=False)
    phone = forms.CharField(
        label=_("Their phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    town = forms.CharField(label=_("Town or district"), required=False, max_length=120)
    languages = forms.CharField(
        label=_("Languages they speak"),
        required=False,
        max_length=200,
        help_text=_("With commas between, for example: Spanish, English."),
    )
    organisation = forms.CharField(
        label=_("Organisation they come from"), required=False, max_length=160
    )
    sector = forms.ChoiceField(
        label=_("Kind of organisation"), required=False, choices=[("", "–"), *Sector.choices]
    )
    post = forms.ChoiceField(
        label=_("What they do now"), required=False, choices=POSTS, widget=forms.RadioSelect
    )
    change = forms.CharField(
        label=_("What do they want to change?"), required=False, max_length=LONG, widget=_area(4)
    )
    communities = forms.CharField(
        label=_("With which communities?"), required=False, max_length=LONG, widget=_area(3)
    )
    why = forms.CharField(
        label=_("Why this person?"),
        required=False,
        max_length=LONG,
        widget=_area(4),
        help_text=QUIET,
    )
    ready = forms.MultipleChoiceField(
        label=_("Where could this lead?"),
        required=False,
        choices=READY,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what fits. No answer counts more than another."),
    )
    groups: ClassVar[list[tuple[Any, tuple[str, ...]]]] = [
        (_("The person"), ("name", "email", "phone", "town", "languages")),
        (_("Where they stand"), ("organisation", "sector", "post")),
        (_("What moves them"), ("change", "communities", "why", "ready")),
    ]

    def grouped(self) -> Iterator[tuple[Any, list[Any]]]:
        """The fields under their headings."""
        for heading, names in self.groups:
            yield heading, [self[name] for name in names]

    def clean_languages(self) -> list[str]:
        """Languages as a list."""
        return as_languages(self.cleaned_data["languages"])


class NominationForm(NomineeForm):
    """Somebody puts somebody else forward."""

    nominator_name = forms.CharField(
        label=_("Your name"), max_length=160, widget=forms.TextInput({"autocomplete": "name"})
    )
    nominator_organisation = forms.CharField(
        label=_("Your organisation"), required=False, max_length=160
    )
    nominator_email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("In case we have a question about your nomination."),
    )
    field_order = ("nominator_name", "nominator_organisation", "nominator_email")
    groups = [(_("You"), field_order), *NomineeForm.groups]

    def clean(self) -> dict[str, Any]:
        """Without their yes nothing happens, so one way to reach them is needed."""
        return reachable(self, super().clean() or {})


def reachable(form: forms.Form, found: dict[str, Any]) -> dict[str, Any]:
    """What was typed; without e-mail and phone the form says that one is needed."""
    if not form.errors and not found.get("email") and not found.get("phone"):
        form.add_error("email", _("Write an e-mail address or a phone number."))
    return found


class SelfForm(NomineeForm):
    """Somebody puts themselves forward, or completes what others wrote about them."""

    groups = [
        (_("You"), ("name", "email", "phone", "town", "languages")),
        (_("Where you stand"), ("organisation", "sector", "post")),
        (_("What moves you"), ("change", "communities", "ready")),
    ]
    own_words: ClassVar[dict[str, Any]] = {
        "name": _("Your name"),
        "email": _("Your e-mail"),
        "phone": _("Your phone"),
        "languages": _("Languages you speak"),
        "organisation": _("Organisation you come from"),
        "post": _("What you do now"),
        "change": _("What do you want to change?"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["why"]
        for name, label in self.own_words.items():
            self.fields[name].label = label
        self.fields["change"].help_text = QUIET

    def clean(self) -> dict[str, Any]:
        """One way to reach the person is needed."""
        return reachable(self, super().clean() or {})


class StaffNominationForm(NominationForm):
    """Staff add or correct somebody by hand."""

    role = forms.CharField(label=_("Role or title"), required=False, max_length=160)
    notes = forms.CharField(label=_("Notes"), required=False, max_length=LONG, widget=_area(3))
    groups = [
        (_("The person"), ("name", "email", "phone", "town", "languages")),
        (_("Where they stand"), ("organisation", "sector", "post", "role")),
        (_("What moves them"), ("change", "communities", "why", "ready", "notes")),
        (_("Who nominated"), ("nominator_name", "nominator_organisation", "nominator_email")),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nominator_name"].required = False
        self.fields["nominator_name"].label = _("Nominator's name")
        self.fields["nominator_organisation"].label = _("Nominator's organisation")
        self.fields["nominator_email"].label = _("Nominator's e-mail")

    def clean(self) -> dict[str, Any]:
        """Staff may add somebody whom they reach in another way."""
        return forms.Form.clean(self) or {}
