# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a group can be balanced by, how values are called, and how messy words become them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.people.choices import Post, Sector, Side
from thousandfold_core.sheets.headings import plain

COLUMN = "column:"
#: Features that every nomination can have, in the order they are shown.
FEATURES: dict[str, Any] = {
    "sector": _("Sector"),
    "side": _("Inside or outside government"),
    "organisation": _("Organisation"),
    "town": _("Town"),
    "language": _("Language"),
    "post": _("What they do now"),
}
_CHOICES = {"sector": Sector, "side": Side, "post": Post}
#: Further words that people write for sectors and sides, English and Spanish, in plain form.
_SECTOR_WORDS = {
    "government": ("gov", "public sector", "gobierno", "sector publico", "city", "county"),
    "union": ("labor", "labour", "labor union", "trade union", "sindicato", "sindical"),
    "community": ("community based", "nonprofit", "non profit", "cbo", "comunidad", "comunitaria"),
    "faith": ("church", "congregation", "religious", "fe", "iglesia", "congregacion"),
    "education": ("school", "college", "university", "educacion", "escuela"),
    "business": ("small business", "negocio", "empresa"),
    "other": ("otro", "otra"),
}
_SIDE_WORDS = {
    "inside": ("inside government", "in government", "in", "dentro", "adentro"),
    "outside": ("outside government", "out", "movement", "fuera", "afuera"),
}


def feature_label(feature: str) -> Any:
    """How a feature is called; an imported column by its own heading."""
    return FEATURES.get(feature) or feature.removeprefix(COLUMN)


def value_label(feature: str, value: str) -> Any:
    """How a value is called: the sentence of a choice up to its colon, else as people wrote it."""
    choices = _CHOICES.get(feature)
    return choices(value).label if choices and value in choices.values else value


def as_sector(words: str) -> str:
    """A sector's key for what somebody wrote, or their words where none fits."""
    return _known(words, Sector, _SECTOR_WORDS) or words


def as_side(words: str) -> str:
    """A side's key for what somebody wrote, or nothing."""
    return _known(words, Side, _SIDE_WORDS)


def _known(words: str, choices: Any, more: dict[str, tuple[str, ...]]) -> str:
    wanted = plain(words)
    for key in choices.values:
        if wanted in (key, plain(str(choices(key).label)), *more.get(key, ())):
            return str(key)
    return ""


def as_languages(words: str) -> list[str]:
    """Languages from one line: separated by commas, semicolons or bars, each once."""
    parts = words.replace(";", ",").replace("|", ",").replace("\n", ",").split(",")
    named = (" ".join(part.split()) for part in parts)
    return list(dict.fromkeys(one[:1].upper() + one[1:] for one in named if one))


def groups_of(row: Any) -> Iterator[tuple[str, str]]:
    """The groups that a nomination belongs to: (feature, value); several for languages."""
    for feature in ("sector", "side", "organisation", "town", "post"):
        if value := getattr(row, feature):
            yield feature, value
    for language in row.languages:
        yield "language", language
    for heading, value in row.others.items():
        if value:
            yield COLUMN + heading, value


def columns_of(rows: Iterable[dict[str, str]], most: int = 40) -> dict[str, list[str]]:
    """Imported columns with the values that occur; columns with too many are left out."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for heading, value in row.items():
            found.setdefault(heading, set()).add(value)
    return {
        heading: sorted(values) for heading, values in sorted(found.items()) if len(values) <= most
    }
