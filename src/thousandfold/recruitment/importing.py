# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the core's import engine and our nominations: fields, and one settled form.

Before planning, a file's rows are brought into our own form (one name from two
columns, sectors by their keys), so that planning the same file twice finds nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.recruitment.exports import results
from thousandfold.recruitment.features import COLUMN, as_languages, as_sector, as_side
from thousandfold.recruitment.models.nomination import LONGEST
from thousandfold_core.sheets.mapping import Column, Field, suggest, with_choices
from thousandfold_core.sheets.mapping import Mapping as ColumnMapping
from thousandfold_core.sheets.notes import note
from thousandfold_core.sheets.outcomes import ImportPlan, Known, PlannedRow, Policy
from thousandfold_core.sheets.plan import plan
from thousandfold_core.sheets.reading import Row, Sheet
from thousandfold_core.sheets.spellings import SPELLINGS

OWN_ID = "own_id"
_SIDES = ("side", "inside or outside", "inside outside", "lado", "dentro o fuera")
#: Key, label, spellings, kind. The keys are those of Nomination where one fits.
_FIELDS: tuple[tuple[str, Any, tuple[str, ...], Any], ...] = (
    (OWN_ID, _("Thousandfold id"), ("thousandfold id", "nomination id"), "text"),
    ("reference", _("Somebody else's number"), SPELLINGS["reference"], "text"),
    ("full_name", _("Full name"), SPELLINGS["full_name"], "text"),
    ("given_name", _("First name"), SPELLINGS["given_name"], "text"),
    ("family_name", _("Last name"), SPELLINGS["family_name"], "text"),
    ("email", _("E-mail"), SPELLINGS["email"], "email"),
    ("phone", _("Phone"), SPELLINGS["phone"], "phone"),
    ("organisation", _("Organisation"), SPELLINGS["organisation"], "text"),
    ("sector", _("Sector"), SPELLINGS["sector"], "text"),
    ("side", _("Inside or outside government"), _SIDES, "text"),
    ("role", _("Role or title"), SPELLINGS["role"], "text"),
    ("town", _("Town"), SPELLINGS["town"], "text"),
    ("languages", _("Languages"), SPELLINGS["languages"], "multi"),
    ("nominated_by", _("Nominated by"), SPELLINGS["nominated_by"], "text"),
    ("notes", _("Why, or notes"), SPELLINGS["notes"], "text"),
)
_LABELS = {key: label for key, label, *_rest in _FIELDS}
_NAMES = ("given_name", "family_name")
POLICY = Policy(own_id_field=OWN_ID, name_fields=("full_name",))
#: Our fields whose name in the file differs from the nomination's.
STORED = {"full_name": "name", "nominated_by": "nominator_name"}


def fields() -> tuple[Field, ...]:
    """What a column can be used for, in the language of the moment."""
    return tuple(Field(key, str(label), names, kind) for key, label, names, kind in _FIELDS)


def mapping_of(sheet: Sheet, choices: Mapping[str, str]) -> ColumnMapping:
    """The suggested use of each column, with a person's choices. Raises as with_choices does."""
    return with_choices(_without_results(suggest(sheet.headers, fields(), sheet.rows)), choices)


def _without_results(mapping: ColumnMapping) -> ColumnMapping:
    """Leave what our own download says beside people: where they stand, and their scores."""
    if OWN_ID not in mapping.by_field:
        return mapping
    columns = (
        Column(one.header, "leave", None, 0, note("not-used"))
        if one.use == "balance" and one.header in results()
        else one
        for one in mapping.columns
    )
    return replace(mapping, columns=tuple(columns))


@dataclass(frozen=True)
class Settled:
    """A file in our own form; ``cut``: how many cells were longer than we keep."""

    sheet: Sheet
    mapping: ColumnMapping
    cut: int


def settle(sheet: Sheet, mapping: ColumnMapping) -> Settled:
    """Bring a file into our own form: one column a field, values by our keys."""
    places = {key: sheet.headers.index(header) for key, header in mapping.by_field.items()}
    balance = [(COLUMN + header, sheet.headers.index(header)) for header in mapping.balance]
    keys = [key for key in places if key not in _NAMES]
    if not {"full_name", *_NAMES}.isdisjoint(places) and "full_name" not in keys:
        keys.append("full_name")
    settler = _Settler(places)
    rows = tuple(
        Row(row.number, settler.cells(row, keys, balance), row.extra) for row in sheet.rows
    )
    names = _different([_storable(key.removeprefix(COLUMN)) for key, _ in balance] + keys)
    kept, own = names[: len(balance)], names[len(balance) :]
    columns = [
        Column(name, "field", key, 100, note("chosen")) for name, key in zip(own, keys, strict=True)
    ]
    columns += [Column(name, "balance", None, 100, note("chosen")) for name in kept]
    settled = Sheet((*own, *kept), rows, sheet.notes, sheet.source_format)
    return Settled(settled, ColumnMapping(tuple(columns), fields()), settler.cut)


def _storable(header: str) -> str:
    """A heading as we keep it. Straight double quotes cannot be looked up in every database."""
    return header.replace('"', "”")


class _Settler:
    def __init__(self, places: dict[str, int]) -> None:
        self.places, self.cut = places, 0

    def cells(self, row: Row, keys: list[str], balance: list[tuple[str, int]]) -> tuple[str, ...]:
        own = [self._short(self._value(row, key), key) for key in keys]
        return (*own, *(self._short(row.cells[place], key) for key, place in balance))

    def _value(self, row: Row, key: str) -> str:
        if key == "full_name":
            return self._name(row)
        cell = row.cells[self.places[key]]
        if key == "sector":
            return as_sector(cell)
        if key == "side":
            return as_side(cell)
        if key == "languages":
            return "; ".join(as_languages(cell))
        return cell

    def _name(self, row: Row) -> str:
        whole = row.cells[self.places["full_name"]] if "full_name" in self.places else ""
        parts = [row.cells[self.places[key]] for key in _NAMES if key in self.places]
        return " ".join((whole or " ".join(parts)).split())

    def _short(self, value: str, key: str) -> str:
        if len(value) <= LONGEST or key == "notes":
            return value
        self.cut += 1
        return value[: LONGEST - 1] + "…"


def _different(headers: list[str]) -> list[str]:
    """A heading may be called like a field's key; a mark of ours keeps the field's apart."""
    seen: set[str] = set()
    found = []
    for header in headers:
        while header in seen:
            header += "\u200b"
        seen.add(header)
        found.append(header)
    return found


def known_values(row: Any) -> dict[str, str]:
    """What a nomination here says, in the form that files are brought into."""
    values = {
        OWN_ID: str(row.id),
        "full_name": row.name,
        "languages": "; ".join(row.languages),
        "nominated_by": row.nominator_name,
        "notes": row.story.get("notes", ""),
        **{key: getattr(row, key) for key in _PLAIN},
        **{COLUMN + heading: value for heading, value in row.others.items()},
    }
    return {key: value for key, value in values.items() if value}


_PLAIN = ("reference", "email", "phone", "organisation", "sector", "side", "role", "town")


def plan_of(
    settled: Settled, existing: Iterable[Known], policy: str, decisions: Mapping[int, str]
) -> ImportPlan:
    """What importing would do. Rows that would create somebody without a name are left out."""
    found = plan(
        settled.sheet, settled.mapping, tuple(existing), replace(POLICY, conflict=policy), decisions
    )
    return replace(found, rows=tuple(_named(row) for row in found.rows))


def _named(row: PlannedRow) -> PlannedRow:
    if row.status not in ("created", "duplicate_suspect") or row.values.get("full_name"):
        return row
    label = str(_LABELS["full_name"])
    return replace(row, status="skipped", why=note("required-missing", field=label), suspects=())
