# SPDX-License-Identifier: Apache-2.0
"""From rows of a file to entries: one a person, with the values that can be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from thousandfold_core.sheets.identity import Identity, contact_keys, name_of
from thousandfold_core.sheets.mapping import Field, Kind
from thousandfold_core.sheets.mapping import Mapping as ColumnMapping
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.reading import Row, Sheet
from thousandfold_core.sheets.refusals import UnknownDecision
from thousandfold_core.sheets.register import Register
from thousandfold_core.sheets.values import comparable, same_value, usable

NEW, SKIP, ROW = "new", "skip", "row:"
NOBODY = Identity("", "", "", "", frozenset(), frozenset())


@dataclass(frozen=True)
class Keys:
    """Which fields tell people apart, and the kind of every field."""

    own_id: str | None
    reference: str | None
    name: tuple[str, ...]
    second: tuple[str, ...]
    kinds: Mapping[str, Kind]

    def kind(self, key: str) -> Kind:
        """Return a field's kind; columns kept for balance are plain text."""
        return self.kinds.get(key, "text")

    def tells_apart(self, key: str) -> bool:
        """Return whether a field helps to say who somebody is."""
        named = key == self.reference or key in self.name or key in self.second
        return named or self.kind(key) in ("email", "phone")

    def first_of(self, values: Mapping[str, str], kind: Kind) -> str:
        """Return the first value of the kind, in the order of the fields."""
        return next((values[k] for k, v in self.kinds.items() if v == kind and values.get(k)), "")

    def identity(self, values: Mapping[str, str]) -> Identity:
        """Return what tells the person with these values apart."""
        email, phone = contact_keys(self.first_of(values, "email"), self.first_of(values, "phone"))
        said = {k: comparable(self.kind(k), v) for k, v in values.items() if v and k != self.own_id}
        return Identity(
            reference=values.get(self.reference or "", ""),
            email=email,
            phone=phone,
            name=name_of(values, self.name),
            seconds=frozenset((k, said[k].casefold()) for k in self.second if k in said),
            whole=frozenset(said.items()),
        )


@dataclass
class Entry:
    """One person of the file: the rows that speak of them and what these say together.

    ``person`` is what tells them apart; whoever changes ``values`` sets it anew.
    """

    numbers: list[int]
    values: dict[str, str]
    person: Identity
    decision: str = ""
    left_out: dict[str, str] = field(default_factory=dict)
    warnings: list[Note] = field(default_factory=list)


def balance_key(header: str) -> str:
    """Return the key under which a column kept for balance is stored: ``column:<heading>``."""
    return f"column:{header}"


def entry_of(
    row: Row, sheet: Sheet, mapping: ColumnMapping, keys: Keys, decision: str = ""
) -> Entry:
    """Return what one row says. Blank cells say nothing; unusable ones are left out, noted."""
    cells = dict(zip(sheet.headers, row.cells, strict=True))
    entry = Entry([row.number], {}, NOBODY, decision)
    wanted = mapping.by_field
    for item in mapping.fields:
        if wanted.get(item.key) is not None:
            _take(entry, item, cells[wanted[item.key]])
    for header in mapping.balance:
        if cells[header]:
            entry.values[balance_key(header)] = cells[header]
    entry.person = keys.identity(entry.values)
    return entry


def _take(entry: Entry, item: Field, cell: str) -> None:
    value = usable(item, cell) if cell else ""
    if value:
        entry.values[item.key] = value
    elif value is None:
        entry.left_out[item.key] = cell
        entry.warnings.append(
            note("value-left-out", field=item.label, value=cell, kind=_KIND_WORDS[item.kind])
        )


_KIND_WORDS: dict[Kind, str] = {
    "text": "text",
    "email": "e-mail address",
    "phone": "phone number",
    "number": "number",
    "choice": "choice",
    "multi": "choice",
}


def gather(entries: Iterable[Entry], keys: Keys, labels: Mapping[str, str]) -> list[Entry]:
    """Return one entry a person: rows that are surely about one person are read together.

    The first row to say something is believed; where a later one disagrees, a warning says
    so. Rows that only resemble each other stay apart. Raises :class:`UnknownDecision` when a
    decision points at a row that is not an earlier one. About linear in the rows.
    """
    gathered: list[Entry] = []
    register = Register()
    by_row: dict[int, int] = {}
    for entry in entries:
        place = _earlier(entry, register, by_row, keys, gathered)
        if place is None:
            place = register.add(entry.person)
            gathered.append(entry)
        else:
            join(gathered[place], entry, keys, labels)
            register.refile(place, gathered[place].person)
        by_row.update(dict.fromkeys(entry.numbers, place))
    return gathered


def _earlier(
    entry: Entry,
    register: Register,
    by_row: Mapping[int, int],
    keys: Keys,
    gathered: list[Entry],
) -> int | None:
    """Return the place of the entry this row belongs to, or None."""
    if entry.decision.startswith(ROW):
        wanted = entry.decision.removeprefix(ROW)
        if not wanted.isdecimal() or int(wanted) not in by_row:
            raise UnknownDecision(row=entry.numbers[0], decision=entry.decision)
        return by_row[int(wanted)]
    if entry.decision or not entry.person.known:
        return None
    same = [place for place, _ in register.same(entry.person)]
    own = entry.values.get(keys.own_id or "")
    fitting = [p for p in same if _one_id(own, gathered[p].values.get(keys.own_id or ""))]
    return fitting[0] if len(fitting) == 1 else None


def _one_id(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def join(first: Entry, second: Entry, keys: Keys, labels: Mapping[str, str]) -> None:
    """Read a second entry of the same person into the first."""
    first.numbers += second.numbers
    rows = tuple(first.numbers)
    first.warnings = [w for w in first.warnings if w.code != "rows-merged"] + [
        note("rows-merged", rows=rows),
        *(w for w in second.warnings if w.code != "rows-merged"),
    ]
    first.left_out = {**second.left_out, **first.left_out}
    for key, value in second.values.items():
        kept = first.values.setdefault(key, value)
        if keys.kind(key) == "multi":
            first.values[key] = _together(kept, value)
        elif not same_value(keys.kind(key), kept, value):
            first.warnings.append(
                note("rows-disagree", rows=rows, field=labels.get(key, key), kept=kept)
            )
    first.person = keys.identity(first.values)


def _together(one: str, other: str) -> str:
    first: dict[str, str] = {}
    for part in [*one.split("; "), *other.split("; ")]:
        first.setdefault(part.casefold(), part)
    return "; ".join(first.values())
