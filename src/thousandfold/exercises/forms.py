# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shape of what comes in from phones and from who leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thousandfold.exercises.asking import REACH_OF
from thousandfold.exercises.usecases.answers import Said
from thousandfold_core.exercise import Act, Ask, Reach

ACTS = {
    "send": Act.GIVE,
    "told_aloud": Act.TOLD_ALOUD,
    "pass": Act.PASS,
    "withdraw": Act.WITHDRAW,
}


def said_from(post: Any, ask: Ask) -> Said:
    """What a prompt page posted. Fields of the ask are called ``f_`` and their id."""
    body = {one.id: _given(post, one.id, one.kind) for one in ask.fields}
    return Said(
        act=ACTS.get(post.get("answer", ""), Act.GIVE),
        item=post.get("item", "")[:64],
        body={name: value for name, value in body.items() if value},
        reach=REACH_OF.get(post.get("reach", "")),
    )


def reaches_from(post: Any) -> dict[str, Reach]:
    """How far each item may go: a select a thing, called ``reach_`` and the item."""
    chosen = {
        name[6:]: REACH_OF.get(word) for name, word in post.items() if name.startswith("reach_")
    }
    return {item: reach for item, reach in chosen.items() if reach is not None}


def _given(post: Any, field: str, kind: str) -> object:
    name = f"f_{field}"
    return post.getlist(name) if kind == "choices" else post.get(name, "")


class CodeForm(forms.Form):
    """The spoken code."""

    code = forms.CharField(
        label=_("The code on the wall"),
        max_length=20,
        widget=forms.TextInput(
            {
                "class": "code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class WayBackForm(forms.Form):
    """The way-back code of a place."""

    way_back = forms.CharField(
        label=_("Your way-back code"),
        max_length=20,
        widget=forms.TextInput(
            {
                "class": "code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class NameForm(forms.Form):
    """The name one goes by."""

    called = forms.CharField(
        label=_("The name people here call you"),
        max_length=80,
        help_text=_("Any name you like. No account, no e-mail address."),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )


class CardForm(forms.Form):
    """The personal code on a printed card."""

    card = forms.CharField(
        label=_("The code on your card"),
        max_length=20,
        widget=forms.TextInput({"class": "short", "autocomplete": "off"}),
    )


class DoorsForm(forms.Form):
    """For how long the doors stay open."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=60, initial=15)


class FurnishForm(forms.Form):
    """How the room is kept."""

    ask_at_the_door = forms.BooleanField(
        label=_("People wait at the door until you let them in"), required=False
    )
    agreements = forms.CharField(
        label=_("What this room agreed on"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Everybody reads it on their phone, and may ask you to change it."),
    )
    support_name = forms.CharField(
        label=_("Who supports people who need a moment"),
        required=False,
        max_length=120,
        help_text=_("The quiet hand names this person; without one it names the facilitator."),
    )
    support_words = forms.CharField(label=_("Where to find them"), required=False, max_length=300)
