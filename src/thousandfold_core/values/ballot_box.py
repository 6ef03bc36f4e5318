# SPDX-License-Identifier: Apache-2.0
"""Gather ballots into one table, refusing what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thousandfold_core.errors import Refusal
from thousandfold_core.values.ballots import Ballot, Ballots, LeavesOut, Vote, made


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
    return made(people, statements, votes, flags)


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
    return made(people, statements, votes, {})


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
