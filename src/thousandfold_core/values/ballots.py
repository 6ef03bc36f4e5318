# SPDX-License-Identifier: Apache-2.0
"""Ballots on fruit: who answered what about which statement (method row E4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

from thousandfold_core.errors import Refusal


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


class NamedTwice(Refusal):
    """A person or statement appears more than once. Params: ``what``, ``name``."""

    code = "ballots-named-twice"
    text = "The {what} “{name}” is listed twice. Give each {what} a name of its own."


class NotOnTheList(Refusal):
    """A ballot speaks of somebody or something unknown. Params: ``what``, ``name``."""

    code = "ballots-not-on-the-list"
    text = "A ballot names the {what} “{name}”, which is not on the list."


class VotedTwice(Refusal):
    """Two ballots of one person on one statement. Params: ``person``, ``statement``."""

    code = "ballots-voted-twice"
    text = "There are two ballots of “{person}” on “{statement}”. Keep the one that counts."


class RowOfAnotherLength(Refusal):
    """A table row does not fit. Params: ``row`` (from 1), ``cells``, ``statements``."""

    code = "ballots-row-length"
    text = "Row {row} has {cells} cells for {statements} statements. Give one cell a statement."


@dataclass(frozen=True)
class Ballots:
    """People by statements, with a vote or nothing in each cell, and flags apart.

    Build it with :func:`collect` or :func:`from_table`, which check the input.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    votes: Mapping[tuple[str, str], Vote] = field(default_factory=dict)
    flags: Mapping[tuple[str, str], LeavesOut] = field(default_factory=dict)

    def vote(self, person: str, statement: str) -> Vote | None:
        """The person's vote on the statement, ``None`` where they gave no answer."""
        return self.votes.get((person, statement))

    def tally(self, statement: str, among: Iterable[str] | None = None) -> Tally:
        """Count one statement, among everybody or only among some people. O(people)."""
        people = self.people if among is None else among
        sides: dict[Vote | None, list[str]] = {vote: [] for vote in (*Vote, None)}
        flags = []
        for person in people:
            sides[self.vote(person, statement)].append(person)
            flag = self.flags.get((person, statement))
            if flag is not None and not flag.settled:
                flags.append(person)
        return Tally(
            frozenset(sides[Vote.AGREE]),
            frozenset(sides[Vote.DISAGREE]),
            frozenset(sides[Vote.PASS]),
            frozenset(flags),
        )

    def without_person(self, person: str) -> Ballots:
        """The same ballots as if this person had never been in the room."""
        return _kept(self, [p for p in self.people if p != person], self.statements)

    def without_statement(self, statement: str) -> Ballots:
        """The same ballots as if this statement had never been offered."""
        return _kept(self, self.people, [s for s in self.statements if s != statement])


def collect(people: Sequence[str], statements: Sequence[str], ballots: Iterable[Ballot]) -> Ballots:
    """Gather single ballots into one table.

    Raises :class:`NamedTwice`, :class:`NotOnTheList`, :class:`VotedTwice`.
    """
    known_people, known_statements = _once("person", people), _once("statement", statements)
    votes: dict[tuple[str, str], Vote] = {}
    flags: dict[tuple[str, str], LeavesOut] = {}
    seen: set[tuple[str, str]] = set()
    for ballot in ballots:
        cell = (ballot.person, ballot.statement)
        _must_know("person", ballot.person, known_people)
        _must_know("statement", ballot.statement, known_statements)
        if cell in seen:
            raise VotedTwice(person=ballot.person, statement=ballot.statement)
        seen.add(cell)
        if ballot.vote is not None:
            votes[cell] = Vote(ballot.vote)
        if ballot.leaves_out is not None:
            flags[cell] = ballot.leaves_out
    return _made(people, statements, votes, flags)


def from_table(
    people: Sequence[str], statements: Sequence[str], rows: Sequence[Sequence[int | None]]
) -> Ballots:
    """Build ballots from rows of cells 1, -1, 0 (pass) or ``None`` (no answer).

    ``rows`` has one row a person, one cell a statement, in the given order.
    Raises :class:`NamedTwice`, :class:`RowOfAnotherLength`, ``ValueError`` for
    a cell that is no vote.
    """
    _once("person", people)
    _once("statement", statements)
    votes = {}
    for number, (person, row) in enumerate(zip(people, rows, strict=True), start=1):
        if len(row) != len(statements):
            raise RowOfAnotherLength(row=number, cells=len(row), statements=len(statements))
        for statement, cell in zip(statements, row, strict=True):
            if cell is not None:
                votes[person, statement] = Vote(cell)
    return _made(people, statements, votes, {})


def _made(people, statements, votes, flags) -> Ballots:
    return Ballots(
        tuple(people), tuple(statements), MappingProxyType(votes), MappingProxyType(flags)
    )


def _kept(ballots: Ballots, people, statements) -> Ballots:
    rows, columns = set(people), set(statements)

    def here(cells: Mapping) -> dict:
        return {
            cell: said for cell, said in cells.items() if cell[0] in rows and cell[1] in columns
        }

    return _made(people, statements, here(ballots.votes), here(ballots.flags))


def _once(what: str, names: Sequence[str]) -> set[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise NamedTwice(what=what, name=name)
        seen.add(name)
    return seen


def _must_know(what: str, name: str, known: set[str]) -> None:
    if name not in known:
        raise NotOnTheList(what=what, name=name)
