# SPDX-License-Identifier: Apache-2.0
"""Read a pack of governing bodies: text in, bodies out.

A pack is TOML: ``format``, ``as_of``, ``licence``, ``source`` and a list of
``[[body]]`` tables with their ``seats``. A fact (the size of the ``whole``, a
threshold, a note) without a ``source`` is refused, so that a pack cannot state
something nobody has read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from thousandfold_core.bodies.seats import Body, Note, OtherSeats, Seat, Source
from thousandfold_core.bodies.thresholds import Base, Decision, Silence, Threshold
from thousandfold_core.errors import WrongInput

FORMAT = "thousandfold-bodies/1"


@dataclass(frozen=True)
class BodyPack:
    """The bodies of a pack, with where they come from and under which licence."""

    bodies: tuple[Body, ...]
    source: str
    licence: str
    as_of: date


def read_pack(text: str, where: str = "the pack") -> BodyPack:
    """Parse a pack. ``where`` names it in refusals.

    Raises :class:`thousandfold_core.errors.WrongInput` for broken TOML, an
    unknown format, a missing key, or a fact without a source.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _wrong(where, f"this is not TOML ({problem}).", "Fix that line.") from problem
    if table.get("format") != FORMAT:
        raise _wrong(where, "the format is not known.", f"Start the file with format = “{FORMAT}”.")
    source = Source(_key(table, "source", where), primary=True, as_of=_key(table, "as_of", where))
    bodies = tuple(_body(entry, source, where) for entry in _key(table, "body", where))
    return BodyPack(bodies, source.text, _key(table, "licence", where), source.as_of)


def _body(entry: Mapping[str, Any], source: Source, where: str) -> Body:
    name = _key(entry, "name", where)
    here = f"{where}, {name}"
    whole = entry.get("whole")
    return Body(
        name=name,
        seats=tuple(_seat(seat, entry, here) for seat in _key(entry, "seats", here)),
        thresholds=tuple(_threshold(rule, here) for rule in entry.get("thresholds", ())),
        quorum=_threshold(entry["quorum"], here) if "quorum" in entry else None,
        others=_others(whole or {}, here),
        whole_size_known=whole is not None,
        place=_key(entry, "place", here),
        region=_key(entry, "region", here),
        state=_key(entry, "state", here),
        ocd_id=_key(entry, "ocd_id", here),
        source=source,
        size_source=_source(whole, here) if whole is not None else None,
        notes=tuple(_note(note, here) for note in entry.get("notes", ())),
    )


def _seat(seat: Mapping[str, Any], entry: Mapping[str, Any], where: str) -> Seat:
    return Seat(
        number=_key(seat, "number", where),
        kind=_key(entry, "seat_kind", where),
        ocd_id=_key(seat, "ocd_id", where),
        term=entry.get("term"),
    )


def _others(whole: Mapping[str, Any], where: str) -> tuple[OtherSeats, ...]:
    return tuple(
        OtherSeats(_key(other, "kind", where), _key(other, "count", where))
        for other in whole.get("others", ())
    )


def _threshold(rule: Mapping[str, Any], where: str) -> Threshold:
    try:
        return Threshold(
            base=Base(_key(rule, "base", where)),
            fraction=Fraction(rule["fraction"]) if "fraction" in rule else None,
            count=rule.get("count"),
            inclusive=rule.get("inclusive", False),
            abstentions=Silence(rule.get("abstentions", "ignored")),
            absences=Silence(rule.get("absences", "ignored")),
            tie_break=rule.get("tie_break"),
            decisions=frozenset(Decision(kind) for kind in rule.get("decisions", ["ordinary"])),
            effective_from=rule.get("effective_from"),
            effective_until=rule.get("effective_until"),
            source=_source(rule, where).text,
        )
    except ValueError as problem:
        raise _wrong(where, f"a threshold cannot be read ({problem}).", "Correct it.") from problem


def _note(note: Mapping[str, Any], where: str) -> Note:
    words = {language: note[language] for language in ("en", "es") if language in note}
    if "en" not in words:
        raise _wrong(where, "a note has no English words.", "Add en = “…”.")
    return Note(words, _source(note, where))


def _source(fact: Mapping[str, Any], where: str) -> Source:
    if not str(fact.get("source", "")).strip():
        raise _wrong(where, "a fact has no source.", "Say where it was read, or leave it out.")
    return Source(fact["source"], fact.get("primary", False), fact.get("as_of"))


def _key(table: Mapping[str, Any], key: str, where: str) -> Any:
    if key not in table:
        raise _wrong(where, f"“{key}” is missing.", "Add it.")
    return table[key]


def _wrong(where: str, what: str, todo: str) -> WrongInput:
    return WrongInput(where=where, what=what, todo=todo)
