# SPDX-License-Identifier: Apache-2.0
"""What a reader, a mapper or a plan has to tell the person at the screen.

A note is a fact with a name (``code``) and the values it speaks about
(``params``). The site translates by code; ``text`` is the English sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

TEXTS: dict[str, str] = {
    # reading
    "encoding-guessed": "The file does not say how its letters are stored. We read them as "
    "Windows Western; if names look wrong, save the file as CSV UTF-8 and choose it again.",
    "encoding-mixed": "The file mixes two ways of storing letters ({lines}). Check accents there.",
    "letters-garbled": "Some letters look garbled ({lines}), as if the file was saved twice in "
    "different ways. Check them against the original.",
    "nul-removed": "Invisible NUL or control characters were removed ({lines}).",
    "short-rows": "Some rows have fewer cells than there are headings ({rows}); the missing "
    "cells are read as blank.",
    "long-rows": "Some rows have more cells than there are headings ({rows}); they will be "
    "given back to you to fix.",
    "quote-inside": "A quotation mark inside a cell was not doubled ({lines}). Check those rows.",
    "blank-rows": "Blank rows left out: {count}.",
    "blank-headings": "Columns without a heading were named: {columns}.",
    "duplicate-headings": "Headings that appear twice were numbered: {columns}.",
    "headings-look-like-people": "The first row looks like a person, not like headings. If so, "
    "add a row of headings above it and choose the file again.",
    "title-rows": "Title lines above the headings, left out: {count}.",
    "other-tabs": "Only the tab “{tab}” was read. Not read: {others}.",
    "formulas": "Cells with formulas: {count}. The result last saved in the file was taken.",
    "formulas-without-result": "Formulas without a saved result, read as blank: {count}. "
    "Open the workbook, save it, and choose it again.",
    "error-cells": "Cells that show an error such as #N/A, read as blank: {count}.",
    "merged-cells": "Groups of merged cells: {count}. Only the first cell of each holds text.",
    "hidden-rows": "Hidden or filtered rows, read like the others: {count}.",
    "macros-ignored": "The workbook holds macros. They were not run and not kept.",
    "links-ignored": "The workbook points at other files. They were not opened.",
    # mapping
    "matched-exactly": "The heading is one we know.",
    "matched-nearly": "The heading is close to “{name}”.",
    "matched-loosely": "The heading resembles “{name}”. Please check.",
    "chosen": "You chose this.",
    "second-column": "“{other}” is already used for this. Choose one of the two.",
    "balance-suggested": "It has {count} different answers: useful for balance.",
    "not-used": "Not used unless you choose it.",
    # columns that are never read
    "never-immigration": "Thousandfold keeps nothing about immigration status or citizenship.",
    "never-birth-country": "Thousandfold does not keep where a person was born.",
    "never-government-number": "Thousandfold keeps no social security, tax, passport or licence "
    "numbers.",
    "never-birth-date": "Thousandfold keeps no dates of birth; use a column of age groups.",
    "never-criminal-record": "Thousandfold keeps nothing about arrests or convictions.",
    "never-party": "Thousandfold does not keep a person's party.",
    "never-union-card": "Thousandfold keeps no union card or membership numbers.",
    "never-address": "Thousandfold keeps no home addresses; a town or district is enough.",
    # plan: why a row ends where it does
    "new-person": "Nobody here matches this row.",
    "chosen-new": "You said this is a new person.",
    "chosen-same": "You said this is the same person.",
    "changes-found": "Matched by {by}; details that change: {count}.",
    "nothing-new": "Matched by {by}; nothing changes.",
    "kept-existing": "Matched by {by}; what you have is kept, though the file says otherwise.",
    "nobody-named": "The row does not say who it is about: it has no name, e-mail, phone or number.",
    "required-missing": "“{field}” is missing.",
    "too-many-cells": "The row has more cells than there are headings; perhaps a comma inside "
    "a cell is not in quotation marks.",
    "chosen-skip": "You left this row out.",
    "looks-like": "It looks like {others}. Say whether they are the same person.",
    "several-match": "It fits more than one person: {others}. Say which one.",
    "unknown-id": "The number {value} belongs to nobody here; leave that cell blank to add a "
    "new person.",
    # plan: side remarks
    "rows-merged": "{rows} are about the same person and were read together.",
    "rows-disagree": "{rows} disagree about “{field}”; “{kept}” was kept.",
    "value-left-out": "“{field}” was left out: “{value}” is not a usable {kind}.",
    "same-contact": "Shares an e-mail or phone with {others}; kept as two people.",
    "same-name": "Has the same name as {others}, but other contact details; kept as two people.",
    "held-back": "“{fields}”: not changed until you settle who {rows} may be.",
    "unusual-change": "Unusual: this file would change “{field}” for {count} of {of} people "
    "already here. Check that the right column is mapped.",
    "many-alike": "More than {limit} rows share a name or part of one; each was compared with "
    "the first {limit} only.",
}

SHOWN_ROWS = 5


@dataclass(frozen=True)
class Note:
    """One thing to tell. ``params`` may hold row numbers as ``rows``, lines as ``lines``."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the English sentence."""
        shown = {key: _shown(key, value) for key, value in self.params.items()}
        sentence = TEXTS[self.code].format(**shown)
        return sentence[:1].upper() + sentence[1:]

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted((key, str(v)) for key, v in self.params.items()))))


def note(code: str, **params: Any) -> Note:
    """Return a note; fails at once (KeyError) for a code without a sentence."""
    TEXTS[code]
    return Note(code, MappingProxyType(params))


def name_rows(numbers: Iterable[int], word: str = "row") -> str:
    """Return "row 3", "rows 3, 5" or "rows 3, 5, 7, 8, 9 and 12 more"."""
    numbers = tuple(numbers)
    listed = ", ".join(f"{number:,}" for number in numbers[:SHOWN_ROWS])
    rest = len(numbers) - SHOWN_ROWS
    word = word if len(numbers) == 1 else word + "s"
    return f"{word} {listed} and {rest:,} more" if rest > 0 else f"{word} {listed}"


def _shown(key: str, value: Any) -> str:
    if key in ("rows", "lines"):
        return name_rows(value, key.removesuffix("s"))
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return f"{value:,}" if isinstance(value, int) else str(value)
