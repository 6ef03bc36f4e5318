# SPDX-License-Identifier: Apache-2.0
"""Pairs of fruit that people say pull apart, and the cards written about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from thousandfold_core.exercise import Answer, Reach, key_of
from thousandfold_core.exercise.record import Record

#: So many tensions go to the fours.
CHOSEN = 3


@dataclass(frozen=True)
class Tension:
    """Two statements, and how many people named the pair."""

    key: str
    first: str
    second: str
    named_by: int


def declared(record: Record, statements: Collection[str]) -> list[Tension]:
    """Every pair somebody named, most named first."""
    people: dict[tuple[str, str], set[str]] = {}
    for one in record.items("tension", reach=Reach.COHORT_UNNAMED):
        pair = tuple(sorted((one.text("first"), one.text("second"))))
        if pair[0] != pair[1] and set(pair) <= set(statements):
            people.setdefault(pair, set()).add(one.place)  # type: ignore[arg-type]
    found = [Tension(key_of("tension", *pair), *pair, len(who)) for pair, who in people.items()]
    return sorted(found, key=lambda one: (-one.named_by, one.key))


def for_table(tensions: Sequence[Tension], table: int) -> Tension | None:
    """The tension a table of four works on: the chosen ones are dealt round the tables."""
    chosen = tensions[:CHOSEN]
    return chosen[table % len(chosen)] if chosen else None


def cards(record: Record, tension: str, reach: Reach = Reach.GROUP) -> list[Answer]:
    """The cards written on a tension that travel at least as far as ``reach``."""
    return list(record.items("card", subject=tension, reach=reach))
