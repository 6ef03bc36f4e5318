# SPDX-License-Identifier: Apache-2.0
"""Which column is which: a suggestion with its certainty, and the choices of a person."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from thousandfold_core.sheets.headings import core_heading, plain_heading
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.reading import Row
from thousandfold_core.sheets.refusals import FieldTakenTwice, ForbiddenColumn, UnknownChoice
from thousandfold_core.sheets.unread import never_read

Kind = Literal["text", "email", "phone", "choice", "multi", "number"]
Use = Literal["field", "balance", "leave", "never"]

EXACT, NEARLY, LOOSE = 100, 95, 90  # certainty in percent
FUZZY_FROM = 88  # similarity in percent, below which two headings are not thought the same
FUZZY_LETTERS = 5
BALANCE_ANSWERS = range(2, 26)  # how many different answers make a column useful for balance
# The column our own errors file adds; it comes back with the corrected rows.
PROBLEM_HEADINGS = frozenset({"problem", "problema"})


@dataclass(frozen=True)
class Field:
    """Something a person can have. ``names`` are heading spellings, in any language.

    ``choices``: for kind choice or multi, the only values taken; empty takes any.
    """

    key: str
    label: str
    names: tuple[str, ...] = ()
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of the file: what it is used for, how sure (0-100), and why."""

    header: str
    use: Use
    field: str | None
    confidence: int
    why: Note


@dataclass(frozen=True)
class Mapping:
    """What each column is used for, in the order of the file."""

    columns: tuple[Column, ...]
    fields: tuple[Field, ...]

    @property
    def by_field(self) -> dict[str, str]:
        """Field key to heading."""
        return {c.field: c.header for c in self.columns if c.use == "field" and c.field}

    @property
    def balance(self) -> tuple[str, ...]:
        """Headings kept for balancing a cohort."""
        return tuple(c.header for c in self.columns if c.use == "balance")

    @property
    def never(self) -> tuple[Column, ...]:
        """Columns that will not be read, each with its reason in ``why``."""
        return tuple(c for c in self.columns if c.use == "never")

    @property
    def missing(self) -> tuple[Field, ...]:
        """Required fields for which no column is chosen."""
        return tuple(f for f in self.fields if f.required and f.key not in self.by_field)


def suggest(headers: Sequence[str], fields: Sequence[Field], rows: Sequence[Row] = ()) -> Mapping:
    """Return the most likely use of each column.

    Each field goes to the heading that fits it best, by the same spelling, by the same
    words, without filler words, or by likeness (rapidfuzz). With ``rows``, a column left
    over with few different answers is suggested for balance, and a column of social
    security numbers is refused by its content.
    """
    cells = [tuple(row.cells[place] for row in rows) for place in range(len(headers))]
    taken = _assign(
        headers, fields, [never_read(*pair) for pair in zip(headers, cells, strict=True)]
    )
    columns = [
        _column(header, values, taken, headers, fields)
        for header, values in zip(headers, cells, strict=True)
    ]
    return Mapping(tuple(columns), tuple(fields))


def with_choices(mapping: Mapping, choices: Dict[str, str]) -> Mapping:
    """Return the mapping with a person's choices: heading to ``"field:<key>"``, ``"balance"``
    or ``"leave"``; columns not named stay as they are.

    Raises :class:`ForbiddenColumn` for a column that is never read (leaving it is fine),
    :class:`UnknownChoice`, and :class:`FieldTakenTwice`.
    """
    columns = tuple(
        _chosen(column, choices[column.header], mapping.fields)
        if column.header in choices
        else column
        for column in mapping.columns
    )
    _check_once(columns, mapping.fields)
    return replace(mapping, columns=columns)


def closeness(header: str, field: Field) -> tuple[int, str]:
    """Return how surely (0-100) a heading means a field, and the spelling it came closest to."""
    names = (field.key, field.label, *field.names)
    return max(((_alike(header, str(name)), str(name)) for name in names), key=lambda fit: fit[0])


def _alike(header: str, name: str) -> int:
    if header.casefold() == name.casefold():
        return EXACT
    left, right = plain_heading(header), plain_heading(name)
    if left == right:
        return NEARLY
    left, right = core_heading(header), core_heading(name)
    if left == right:
        return LOOSE
    if min(len(left), len(right)) < FUZZY_LETTERS:
        return 0
    likeness = max(fuzz.ratio(left, right), fuzz.token_sort_ratio(left, right))
    return int(likeness * 0.85) if likeness >= FUZZY_FROM else 0


def _assign(
    headers: Sequence[str], fields: Sequence[Field], never: Sequence[Note | None]
) -> dict[str, tuple[Field, int, str]]:
    """Give each field to the heading that fits best; the surest pairs first."""
    fits = [
        (-sure, place, order, name)
        for place, header in enumerate(headers)
        if never[place] is None
        for order, field in enumerate(fields)
        for sure, name in [closeness(header, field)]
        if sure
    ]
    taken: dict[str, tuple[Field, int, str]] = {}
    used: set[str] = set()
    for sure, place, order, name in sorted(fits):
        if headers[place] not in taken and fields[order].key not in used:
            taken[headers[place]] = fields[order], -sure, name
            used.add(fields[order].key)
    return taken


def _column(
    header: str,
    values: tuple[str, ...],
    taken: Dict[str, tuple[Field, int, str]],
    headers: Sequence[str],
    fields: Sequence[Field],
) -> Column:
    reason = never_read(header, values)
    if reason:
        return Column(header, "never", None, 100, reason)
    if header in taken:
        field, sure, name = taken[header]
        code = {EXACT: "matched-exactly", NEARLY: "matched-nearly"}.get(sure, "matched-loosely")
        return Column(header, "field", field.key, sure, note(code, name=name))
    other = _used_by(header, taken, fields)
    if other:
        return Column(header, "leave", None, 0, note("second-column", other=other))
    if plain_heading(header) in PROBLEM_HEADINGS:
        return Column(header, "leave", None, 0, note("not-used"))
    different = len({value for value in values if value})
    if different in BALANCE_ANSWERS and different * 2 <= len(values):
        return Column(header, "balance", None, 50, note("balance-suggested", count=different))
    return Column(header, "leave", None, 0, note("not-used"))


def _used_by(
    header: str, taken: Dict[str, tuple[Field, int, str]], fields: Sequence[Field]
) -> str | None:
    """Return the heading that took the field this one would fit too."""
    fitting = {field.key for field in fields if closeness(header, field)[0]}
    return next((other for other, fit in taken.items() if fit[0].key in fitting), None)


def _chosen(column: Column, choice: str, fields: Sequence[Field]) -> Column:
    if column.use == "never":
        if choice == "leave":
            return column
        raise ForbiddenColumn(header=column.header, reason=column.why.text)
    kind, _, key = choice.partition(":")
    if kind == "field" and any(field.key == key for field in fields):
        if column.use == "field" and column.field == key:
            return column
        return Column(column.header, "field", key, 100, note("chosen"))
    if choice == "balance":
        return Column(column.header, "balance", None, 100, note("chosen"))
    if choice == "leave":
        return Column(column.header, "leave", None, 100, note("chosen"))
    raise UnknownChoice(header=column.header, choice=choice)


def _check_once(columns: Sequence[Column], fields: Sequence[Field]) -> None:
    labels = {field.key: field.label for field in fields}
    first: dict[str, str] = {}
    for column in columns:
        if column.field in first:
            raise FieldTakenTwice(
                field=labels[column.field], first=first[column.field], second=column.header
            )
        if column.field:
            first[column.field] = column.header
