# SPDX-License-Identifier: Apache-2.0
"""Ballots on fruit: who answered what about which statement (method row E4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from types import MappingProxyType


class Vote(IntEnum):
    """An answer to "is this what we want?". No answer at all is ``None``, not a vote."""

    AGREE = 1
    PASS = 0
    DISAGREE = -1


@dataclass(frozen=True)
class LeavesOut:
    """Somebody says: this would leave my community out.

    ``words`` are the person's own, and may be empty. ``settled`` is true only
    when that same person has been heard and says it is answered; until then
    the flag is open and blocks adoption.
    """

    words: str = ""
    settled: bool = False


@dataclass(frozen=True)
class Ballot:
    """One person's answer to one statement, with a flag if they raised one."""

    person: str
    statement: str
    vote: Vote | None = None
    leaves_out: LeavesOut | None = None


@dataclass(frozen=True)
class Tally:
    """Plain counts for one statement; ``flags`` are persons with an open flag."""

    agree: frozenset[str]
    disagree: frozenset[str]
    passed: frozenset[str]
    flags: frozenset[str]

    @property
    def answered(self) -> int:
        """How many people answered; a pass is an answer like any other."""
        return len(self.agree) + len(self.disagree) + len(self.passed)

    def among(self, people: frozenset[str]) -> Tally:
        """The same counts among some people only."""
        return Tally(
            self.agree & people, self.disagree & people, self.passed & people, self.flags & people
        )


_NOBODY = Tally(frozenset(), frozenset(), frozenset(), frozenset())


@dataclass(frozen=True)
class Ballots:
    """People by statements, with a vote or nothing in each cell, and flags apart.

    Build it with ``ballot_box.collect`` or ``ballot_box.from_table``, which check
    the input.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    votes: Mapping[tuple[str, str], Vote] = field(default_factory=dict)
    flags: Mapping[tuple[str, str], LeavesOut] = field(default_factory=dict)

    def vote(self, person: str, statement: str) -> Vote | None:
        """The person's vote on the statement, ``None`` where they gave no answer."""
        return self.votes.get((person, statement))

    def tally(self, statement: str, among: Iterable[str] | None = None) -> Tally:
        """Count one statement, among everybody or only among some people.

        O(people) for some people; for everybody all statements are counted once, at
        the first question.
        """
        whole = self._tallies.get(statement, _NOBODY)
        return whole if among is None else whole.among(frozenset(among))

    @cached_property
    def _tallies(self) -> dict[str, Tally]:
        people = set(self.people)
        sides: dict[Vote, dict[str, set[str]]] = {
            vote: {one: set() for one in self.statements} for vote in Vote
        }
        flags: dict[str, set[str]] = {one: set() for one in self.statements}
        for (person, statement), vote in self.votes.items():
            if person in people and statement in flags:
                sides[vote][statement].add(person)
        for (person, statement), flag in self.flags.items():
            if person in people and statement in flags and not flag.settled:
                flags[statement].add(person)
        return {
            one: Tally(
                frozenset(sides[Vote.AGREE][one]),
                frozenset(sides[Vote.DISAGREE][one]),
                frozenset(sides[Vote.PASS][one]),
                frozenset(flags[one]),
            )
            for one in self.statements
        }

    def without_person(self, person: str) -> Ballots:
        """The same ballots as if this person had never been in the room."""
        return _kept(self, [p for p in self.people if p != person], self.statements)

    def without_statement(self, statement: str) -> Ballots:
        """The same ballots as if this statement had never been offered."""
        return _kept(self, self.people, [s for s in self.statements if s != statement])


def made(
    people: Iterable[str],
    statements: Iterable[str],
    votes: dict[tuple[str, str], Vote],
    flags: dict[tuple[str, str], LeavesOut],
) -> Ballots:
    """Ballots that nobody can change afterwards. The input must be checked already."""
    return Ballots(
        tuple(people), tuple(statements), MappingProxyType(votes), MappingProxyType(flags)
    )


def _kept(ballots: Ballots, people: Iterable[str], statements: Iterable[str]) -> Ballots:
    rows, columns = set(people), set(statements)

    def here(cells: Mapping) -> dict:
        return {
            cell: said for cell, said in cells.items() if cell[0] in rows and cell[1] in columns
        }

    return made(people, statements, here(ballots.votes), here(ballots.flags))
