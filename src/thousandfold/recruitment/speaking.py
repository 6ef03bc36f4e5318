# SPDX-License-Identifier: AGPL-3.0-or-later
"""The core's sentences with people's names, in the reader's language; and kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.recruitment.features import feature_label
from thousandfold.recruitment.group_words import group_words
from thousandfold.recruitment.sayings import BESIDE, GROUPS, SHEETS
from thousandfold_core.selection import Sentence
from thousandfold_core.selection.sentences import number
from thousandfold_core.sheets.notes import SHOWN_ROWS, Note
from thousandfold_core.sheets.outcomes import Suspect

#: Words that the core hands over as values.
_WORDS = {
    "e-mail address": _("e-mail address"),
    "phone number": _("phone number"),
    "number": _("number"),
    "choice": _("choice"),
    "e-mail": _("e-mail"),
    "phone": _("phone"),
    "name": _("name"),
    "your choice": _("your choice"),
}


class Speaker:
    """Says sentences about a pool: ids become names, keys become labels."""

    def __init__(self, names: Mapping[str, str], organisations: Mapping[str, str]) -> None:
        self.names, self.organisations = names, organisations

    def say(self, sentence: Sentence, *, beside: bool = False) -> str:
        """The sentence in the language of the moment; shorter ``beside`` the person's name."""
        params = sentence.params
        words = {key: self._word(key, value) for key, value in params.items()}
        if "value" in params:
            words["group"] = group_words(params["feature"], params["value"])
        texts = GROUPS | BESIDE if beside else GROUPS
        return str(texts[sentence.code]).format(**words)

    def _word(self, key: str, value: Any) -> Any:
        if isinstance(value, Sentence):
            return self.say(value)
        if isinstance(value, Fraction):
            return amount(value)
        if key == "person":
            return self.name(value)
        if key == "people":
            return in_a_row(sorted((self.name(one) for one in value), key=str.casefold))
        if key == "feature":
            return feature_label(value)
        return self.organisations.get(value, value) if key == "organisation" else value

    def name(self, person: str) -> str:
        """A person's name; somebody no longer there is said to be so."""
        return self.names.get(person) or str(_("somebody no longer on the list"))


def amount(value: Fraction) -> str:
    """A sum of scores as scores are written, to two decimals; exactly where that were nothing."""
    near = round(float(value), 2)
    return formats.number_format(f"{near:g}") if near or not value else number(value)


def in_a_row(words: list[str]) -> str:
    """Several words as a list with "and" before the last."""
    if len(words) < 2:
        return "".join(words)
    return str(_("{first} and {last}")).format(first=", ".join(words[:-1]), last=words[-1])


def note_text(note: Note) -> str:
    """A note about a spreadsheet in the language of the moment."""
    words = {key: _shown(key, value) for key, value in note.params.items()}
    sentence = str(SHEETS[note.code]).format(**words)
    return sentence[:1].upper() + sentence[1:]


def _shown(key: str, value: Any) -> Any:
    if key in ("rows", "lines"):
        return _numbers(tuple(value), key)
    if isinstance(value, tuple | list):
        return ", ".join(suspect_text(one) for one in value)
    if key in ("kind", "by"):
        return _WORDS.get(value, value)
    return f"{value:,}" if isinstance(value, int) else value


def suspect_text(one: Suspect | str) -> str:
    """Somebody a row may be about, and the row they stand in when it is one of the file."""
    if isinstance(one, str) or not one.row:
        return str(one)
    return str(_("{name} (row {row:,})")).format(name=one.name, row=one.row)


def _numbers(numbers: tuple[int, ...], key: str) -> str:
    listed = ", ".join(f"{one:,}" for one in numbers[:SHOWN_ROWS])
    if key == "rows":
        text = ngettext("row {listed}", "rows {listed}", len(numbers))
    else:
        text = ngettext("line {listed}", "lines {listed}", len(numbers))
    said = text.format(listed=listed)
    rest = len(numbers) - SHOWN_ROWS
    return str(_("{said} and {rest} more")).format(said=said, rest=rest) if rest > 0 else said


def keep(sentence: Sentence) -> dict[str, Any]:
    """A sentence as JSON."""
    return {
        "code": sentence.code,
        "params": {key: _kept(value) for key, value in sentence.params.items()},
    }


def recall(kept: Mapping[str, Any]) -> Sentence:
    """A sentence from JSON."""
    return Sentence(kept["code"], {key: _recalled(value) for key, value in kept["params"].items()})


def _kept(value: Any) -> Any:
    if isinstance(value, Sentence):
        return {"sentence": keep(value)}
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    return list(value) if isinstance(value, tuple | frozenset) else value


def _recalled(value: Any) -> Any:
    if isinstance(value, dict):
        return recall(value["sentence"]) if "sentence" in value else Fraction(value["fraction"])
    return tuple(value) if isinstance(value, list) else value
