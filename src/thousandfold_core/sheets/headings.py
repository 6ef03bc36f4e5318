# SPDX-License-Identifier: Apache-2.0
"""Bringing headings and names to a form in which spellings can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from thousandfold_core.sheets.cleaning import INVISIBLE

# Accents of Latin, Greek and Cyrillic, and Arabic vowel marks. Marks of other scripts
# are letters to their readers and stay.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_WHOLE = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe"})
_HIDDEN = re.compile(f"[{INVISIBLE}]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_BETWEEN = re.compile(r"[\W_]+")
FILLERS = frozenset(
    [
        "primary",
        "your",
        "my",
        "the",
        "nominee",
        "nominees",
        "s",
        "candidate",
        "candidates",
        "participant",
        "participants",
        "person",
        "persona",
        "tu",
        "su",
        "el",
        "la",
        "los",
        "las",
        "del",
        "de",
        "nominado",
        "nominada",
        "candidato",
        "candidata",
        "1",
    ]
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return lower-case words without accents, signs or invisible marks, one space between.

    "E-mail", "email" and "E_MAIL" become the same; so do "José" and "JOSE".
    """
    return _words(_HIDDEN.sub("", text))


@lru_cache(maxsize=8192)
def plain_heading(header: str) -> str:
    """Return a heading as ``plain`` does, with "firstName" and "address1" cut into words."""
    words = plain(_HUMP.sub(" ", header))
    return re.sub(r"\be mail\b", "email", words)


@lru_cache(maxsize=8192)
def core_heading(header: str) -> str:
    """Return a plain heading without words that say nothing: "Nominee's town" is "town"."""
    words = plain_heading(header).split()
    return " ".join(word for word in words if word not in FILLERS) or " ".join(words)


def _words(text: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_WHOLE)
    return unicodedata.normalize("NFC", _spaced(bare)).strip()


def _spaced(text: str) -> str:
    if text.isascii():
        return _BETWEEN.sub(" ", text)
    # ``\W`` counts vowel signs of Indic scripts as signs; they are part of the word.
    return " ".join(
        "".join(
            c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text
        ).split()
    )
