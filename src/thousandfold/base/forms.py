# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what is typed on the ground's own pages."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import RoleKind
from thousandfold.base.permissions import Permission
from thousandfold.base.wording import allowed_words

#: Roles that are given for a whole host. The others belong to one call or cohort.
FOR_THE_HOST = (RoleKind.STAFF, RoleKind.ADMINISTRATOR, RoleKind.FACILITATOR)
#: Time zones where hosts of the programme are; they stand first in the list.
NEAR = (
    "America/Los_Angeles",
    "America/Denver",
    "America/Phoenix",
    "America/Chicago",
    "America/New_York",
    "America/Puerto_Rico",
    "America/Anchorage",
    "Pacific/Honolulu",
)


class GiveRoleForm(forms.Form):
    """Who gets which role."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Codes to sign in go there. Nothing is sent now; tell the person yourself."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Only used when this address is new here."),
    )
    kind = forms.ChoiceField(
        label=_("Role"),
        choices=[(one.value, one.label) for one in FOR_THE_HOST],
        widget=forms.RadioSelect,
    )


class HostForm(forms.Form):
    """What a host is called and where it is."""

    name = forms.CharField(label=_("Name of your host organisation"), max_length=120)
    region = forms.CharField(label=_("Region"), max_length=120)
    timezone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Sessions and due dates follow its clock.")
    )
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("For messages to people who chose none themselves.")
    )
    staff_second_factor_from = forms.DateField(
        label=_("Staff need a second factor from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Administrators always need one. Name a day, and from then staff do too;"
            " until then a note reminds them. Empty asks none."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["timezone"].choices = zones()
        self.fields["language"].choices = settings.LANGUAGES


def zones() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Time zones for a list: those near by first, then all the others."""
    others = sorted(zone for zone in available_timezones() if "/" in zone and zone not in NEAR)
    return [
        (_("Near by"), [(zone, zone.replace("_", " ")) for zone in NEAR]),
        (_("All others"), [(zone, zone.replace("_", " ")) for zone in others]),
    ]


class MessageForm(forms.Form):
    """A draft's words."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("Message"), widget=forms.Textarea({"rows": 12}))


class WhyForm(forms.Form):
    """Whose permission is in question."""

    account = forms.ChoiceField(label=_("Person"))
    asked = forms.ChoiceField(label=_("May they"))

    def __init__(self, *args: Any, accounts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = accounts
        self.fields["asked"].choices = [(one.value, allowed_words(one)) for one in Permission]


class ProofForm(forms.Form):
    """The code that was just sent."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code"}),
    )


class CardCodeForm(forms.Form):
    """What stands on a printed card."""

    code = forms.CharField(
        label=_("Code on the card"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Ten letters and digits. Capitals and spaces do not matter."),
    )


class LookForm(forms.Form):
    """Whose eyes, and why."""

    eyes = forms.ChoiceField(label=_("See pages as"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("The person can read this. “Ana asked where her sessions are.”"),
    )

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eyes"].choices = choices


class NothingAsked(forms.Form):
    """A page that asks only for a yes."""


class SureForm(forms.Form):
    """What is typed before something goes for good."""

    typed = forms.CharField(max_length=254)

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word = word
        self.fields["typed"].label = _("Type: %(word)s") % {"word": word}
        self.fields["typed"].help_text = _("So that a slip of the finger erases nobody.")

    def clean_typed(self) -> str:
        """The word, in any case."""
        typed = " ".join(self.cleaned_data["typed"].split())
        if typed.casefold() != " ".join(self.word.split()).casefold():
            raise forms.ValidationError(_("That is not what stands above. Nothing was erased."))
        return typed


class TermsForm(forms.Form):
    """How many days things are kept here, clock by clock."""

    def __init__(self, *args: Any, clocks: list[Any], least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in clocks:
            self.fields[one.key] = forms.IntegerField(
                label=one.sentence,
                min_value=least,
                max_value=one.days,
                required=False,
                help_text=_("Days, at most %(most)s.") % {"most": one.days},
            )


class HoldForm(forms.Form):
    """Why things are kept, and until when."""

    reason = forms.CharField(
        label=_("Why it must be kept"),
        help_text=_("Only administrators read this. It stays when the hold is lifted."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("Last day, if there is one"),
        help_text=_("Without a day the hold counts until somebody lifts it."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
