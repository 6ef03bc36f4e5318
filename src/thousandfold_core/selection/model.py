# SPDX-License-Identifier: Apache-2.0
"""The rules as a whole-number program over people, or over types of people.

People who are alike in everything the rules mention (and in score, where it
counts) are merged into one type with a count. That is exact: they can be
exchanged one for another without any rule noticing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from .clauses import Clause
from .pool import Pool
from .program import Answer, Program, Row, TooHard

#: The largest weight of one person for which two goals are put into one sum.
HEAVIEST = 100_000


class Model:
    """A program whose variables count people of each type.

    ``alike`` tells people apart further than the clauses do: people are
    merged when it gives them equal values. Complexity: one variable a type,
    one row a clause (a tie of m people: m - 1 rows).
    """

    def __init__(
        self, pool: Pool, clauses: Sequence[Clause], alike: Callable[[str], Hashable]
    ) -> None:
        self.clauses = tuple(clauses)
        self.types = _types(pool, clauses, alike)
        self.type_of = {one: at for at, ids in enumerate(self.types) for one in ids}
        self.rows: list[Row] = []
        self.rows_of: list[list[int]] = []
        for clause in self.clauses:
            rows = self._rows(clause)
            self.rows_of.append(list(range(len(self.rows), len(self.rows) + len(rows))))
            self.rows += rows
        self.program = Program([len(ids) for ids in self.types], self.rows)

    def weights(self, of: Mapping[str, int]) -> dict[int, int]:
        """Return the weight of each type, given a weight a person (equal within a type)."""
        found = {at: of.get(ids[0], 0) for at, ids in enumerate(self.types)}
        return {at: weight for at, weight in found.items() if weight}

    def row(self, of: Mapping[str, int], low: int | None = None, high: int | None = None) -> Row:
        """Return a row that bounds a weighted count of people."""
        return Row(self.weights(of), low, high)

    def off(self, clauses: Iterable[int]) -> list[int]:
        """Return the rows of the clauses at these places."""
        return [row for at in clauses for row in self.rows_of[at]]

    def forced(self, ids: Collection[str]) -> dict[int, int]:
        """Return lower bounds that keep these people in."""
        return self.counts(ids)

    def barred(self, ids: Collection[str]) -> dict[int, int]:
        """Return upper bounds that keep these people out."""
        return {at: len(self.types[at]) - count for at, count in self.counts(ids).items()}

    def counts(self, ids: Collection[str]) -> dict[int, int]:
        """Return how many of these people each type has (types with none left out)."""
        found: dict[int, int] = {}
        for one in ids:
            found[self.type_of[one]] = found.get(self.type_of[one], 0) + 1
        return found

    def values(self, ids: Collection[str]) -> list[int]:
        """Return a group as values of all variables."""
        counts = self.counts(ids)
        return [counts.get(at, 0) for at in range(len(self.types))]

    def in_turn(
        self,
        first: Mapping[str, int],
        second: Mapping[str, int],
        *,
        extra: Sequence[Row] = (),
        **bounds,
    ) -> Answer | None:
        """Return the answer best by ``first`` and, among those, best by ``second``.

        ``worth`` and ``proved`` speak about the first goal. One question where
        the two fit into one exact sum of weights, two otherwise.
        """
        one, two = self.weights(first), self.weights(second)
        joint = self._joint(one, two)
        if joint is not None:
            answer = self.program.maximise(joint, extra=extra, **bounds)
            return answer and _by(answer, one)
        best = self.program.maximise(one, extra=extra, **bounds)
        if best is None:
            return None
        as_good = [*extra, Row(one, low=best.worth)] if one else extra
        bounds["start"] = best.values
        try:
            answer = self.program.maximise(two, extra=as_good, **bounds)
        except TooHard:  # the second goal only chooses among equals
            return best
        return replace(best, values=answer.values) if answer else best

    def _joint(self, one: Mapping[int, int], two: Mapping[int, int]) -> dict[int, int] | None:
        """Return first x (1 + most of second) + second, or None where that is too large."""
        factor = 1 + sum(weight * len(self.types[at]) for at, weight in two.items())
        heaviest = max((abs(weight) for weight in one.values()), default=0) * factor
        if min(two.values(), default=0) < 0 or heaviest > HEAVIEST:
            return None
        return {at: one.get(at, 0) * factor + two.get(at, 0) for at in {**one, **two}}

    def people(self, answer: Answer, prefer: Callable[[str], object]) -> frozenset[str]:
        """Return who is in, taking the most preferred (smallest key) of each type first."""
        return frozenset(
            one
            for ids, count in zip(self.types, answer.values, strict=False)
            if count
            for one in sorted(ids, key=lambda one: (prefer(one), one))[:count]
        )

    def _rows(self, clause: Clause) -> list[Row]:
        here = sorted({self.type_of[one] for one in clause.members})
        if clause.sense == "at least":
            return [Row(dict.fromkeys(here, 1), low=clause.limit)]
        if clause.sense == "at most":
            return [Row(dict.fromkeys(here, 1), high=clause.limit)]
        return [Row({other: 1, here[0]: -1}, 0, 0) for other in here[1:]]


def _by(answer: Answer, goal: Mapping[int, int]) -> Answer:
    worth = sum(weight * answer.values[at] for at, weight in goal.items())
    return replace(answer, worth=worth)


def _types(pool: Pool, clauses: Sequence[Clause], alike: Callable) -> list[tuple[str, ...]]:
    touched: dict[str, list] = {one: [] for one in pool.by_id}
    for at, clause in enumerate(clauses):
        for one in clause.members:
            touched[one].append((at, one) if clause.sense == "all or none" else at)
    types: dict[Hashable, list[str]] = {}
    for one in pool.by_id:
        types.setdefault((tuple(touched[one]), alike(one)), []).append(one)
    return [tuple(ids) for ids in types.values()]
