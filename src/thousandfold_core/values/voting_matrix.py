# SPDX-License-Identifier: Apache-2.0
"""Ballots as numbers, in an order that depends on the votes and on nothing else.

Drawn votes are handed out cell by cell, so the order of rows and columns would
otherwise leak into the answer. Sorting by content first means that neither
the order on the list nor anybody's name can change what is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thousandfold_core.later import Later
from thousandfold_core.values.ballots import Ballots, Vote

if TYPE_CHECKING:
    from numpy.typing import NDArray

np = Later("numpy")

#: Code of a cell without an answer, beside the three votes 1, 0 and -1.
NO_ANSWER = 2


@dataclass(frozen=True, eq=False)
class VotingMatrix:
    """``cells`` is people x statements (int8: 1, 0, -1 or ``NO_ANSWER``)."""

    people: tuple[str, ...]
    cells: NDArray[np.int8]


def voting_matrix(ballots: Ballots) -> VotingMatrix:
    """The people who agreed or disagreed at least once, with all statements.

    Somebody who only passed, or was not there, has no place on an opinion map
    and is not put on one. Rows and columns come in canonical order (equal up
    to a perfect symmetry between ballots).
    """
    cells = np.full((len(ballots.people), len(ballots.statements)), NO_ANSWER, dtype=np.int8)
    row = {person: i for i, person in enumerate(ballots.people)}
    column = {statement: j for j, statement in enumerate(ballots.statements)}
    for (person, statement), vote in ballots.votes.items():
        cells[row[person], column[statement]] = vote
    spoke = ((cells == Vote.AGREE) | (cells == Vote.DISAGREE)).any(axis=1)
    people = [person for person, here in zip(ballots.people, spoke, strict=True) if here]
    cells = cells[spoke]
    rows, columns = canonical_order(cells)
    return VotingMatrix(tuple(people[i] for i in rows), cells[np.ix_(rows, columns)])


def canonical_order(cells: NDArray[np.int8]) -> tuple[list[int], list[int]]:
    """Row and column order from content alone, by colour refinement.

    Rows get a colour from the colours and votes of their columns and the other
    way round, until nothing splits further; then one tied row is set apart and
    the refining goes on. O(people x statements x rounds).
    """
    by_row, by_column = cells.tolist(), cells.T.tolist()
    rows, columns = [0] * len(by_row), [0] * len(by_column)
    while True:
        rows, columns = _refined(by_row, by_column, rows, columns)
        tied = _first_tie(rows, by_row)
        if tied is None:
            break
        rows = [2 * colour + (i != tied) for i, colour in enumerate(rows)]
    return _sorted_by(rows), _sorted_by(columns)


def centred(cells: NDArray[np.int8]) -> NDArray[np.float64]:
    """Votes less the mean vote of their statement; a missing answer counts as that mean."""
    known = cells != NO_ANSWER
    votes = np.where(known, cells, 0).astype(np.float64)
    answers = np.maximum(known.sum(axis=0), 1)
    return np.where(known, votes - votes.sum(axis=0) / answers, 0.0)


def _refined(by_row: list, by_column: list, rows: list[int], columns: list[int]):
    while True:
        new_rows = _colours(by_row, rows, columns)
        new_columns = _colours(by_column, columns, new_rows)
        if len(set(new_rows)) == len(set(rows)) and len(set(new_columns)) == len(set(columns)):
            return new_rows, new_columns
        rows, columns = new_rows, new_columns


def _colours(lines: list, own: list[int], across: list[int]) -> list[int]:
    keys = [(own[i], sorted(zip(across, line, strict=True))) for i, line in enumerate(lines)]
    ranks: dict[int, int] = {}
    order = sorted(range(len(keys)), key=lambda i: keys[i])
    for place, i in enumerate(order):
        same = place > 0 and keys[i] == keys[order[place - 1]]
        ranks[i] = ranks[order[place - 1]] if same else place
    return [ranks[i] for i in range(len(keys))]


def _first_tie(colours: list[int], by_row: list) -> int | None:
    """A row that shares its colour with a different row; twins may stay tied."""
    seen: dict[int, int] = {}
    ties = []
    for i, colour in enumerate(colours):
        first = seen.setdefault(colour, i)
        if by_row[first] != by_row[i]:
            ties.append((colour, first))
    return min(ties)[1] if ties else None


def _sorted_by(colours: list[int]) -> list[int]:
    return sorted(range(len(colours)), key=lambda i: colours[i])
