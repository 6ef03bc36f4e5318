# SPDX-License-Identifier: Apache-2.0
"""How a tree has grown from moment to moment, for its author alone.

Nothing here is a measure: it says what was added, put another way and pruned,
with the note its author left. Source: report lines 992-996.
"""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.exercise import Act, Answer, State
from thousandfold_core.exercise.record import Key, Record
from thousandfold_exercises.me_tree.asks import PARTS

MOMENTS = ("first", "a", "b", "c", "d")


@dataclass(frozen=True)
class Change:
    """One change: "added", "reworded" or "pruned", the words, and the note why."""

    what: str
    ask: str
    item: str
    words: str
    why: str = ""


@dataclass(frozen=True)
class Ring:
    """What changed at one moment."""

    moment: str
    changes: tuple[Change, ...]


def growth(state: State, place: str) -> tuple[Ring, ...]:
    """The changes of each moment in order, moments without any left out."""
    rings = []
    for before, moment in zip((None, *MOMENTS), MOMENTS, strict=False):
        changes = tuple(_changes(state.record, place, before, moment))
        if changes:
            rings.append(Ring(moment, changes))
    return tuple(rings)


def earlier_records(state: State, place: str) -> tuple[tuple[str, Record], ...]:
    """The place's items as they stood at the end of each earlier moment, with its name."""
    moments = [ring.moment for ring in growth(state, place)]
    return tuple((moment, _as_of(state.record, place, moment)) for moment in moments[:-1])


def _changes(record: Record, place: str, before: str | None, moment: str):
    for key, told in record.revisions.items():
        if key[0] != place or key[1] not in PARTS:
            continue
        old = _last(told, before)
        new = _last(told, moment)
        if new is not None and new is not old:
            yield from _change(key, told, old, new)


def _change(key: Key, told: tuple[Answer, ...], old: Answer | None, new: Answer):
    ask, thing = key[1], PARTS[key[1]].fields[0].id
    stood = old is not None and old.act is Act.GIVE
    if new.act is Act.WITHDRAW:
        if stood:
            yield Change("pruned", ask, key[2], old.text(thing), new.text("why"))
    else:
        what = "reworded" if stood else "added"
        yield Change(what, ask, key[2], new.text(thing), new.text("why"))


def _last(told: tuple[Answer, ...], moment: str | None) -> Answer | None:
    """The newest revision up to and with a moment."""
    if moment is None:
        return None
    until = MOMENTS[: MOMENTS.index(moment) + 1]
    return next((one for one in reversed(told) if one.moment in until), None)


def _as_of(record: Record, place: str, moment: str) -> Record:
    found = {}
    for key, told in record.revisions.items():
        last = _last(told, moment) if key[0] == place else None
        if last is not None and last.act is Act.GIVE:
            found[key] = last
    return Record(found)
