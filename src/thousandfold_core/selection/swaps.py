# SPDX-License-Identifier: Apache-2.0
"""What exchanging one person for another does to the rules, by counting alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .clauses import Clause
from .rules import Must


class Swaps:
    """Counts of every clause for one group, kept to try exchanges quickly."""

    def __init__(self, clauses: Sequence[Clause], chosen: Collection[str]) -> None:
        self.clauses = clauses
        self.counts = [clause.count(chosen) for clause in clauses]
        self.touching: dict[str, set[int]] = {}
        for at, clause in enumerate(clauses):
            for one in clause.members:
                self.touching.setdefault(one, set()).add(at)

    def broken(self, comes: str, goes: str) -> list[tuple[Clause, int]]:
        """Return the clauses that the exchange would break, each with its seats.

        A promise that the one who goes must be in is not counted: it went too.
        """
        come, go = self.touching.get(comes, set()), self.touching.get(goes, set())
        found = []
        for at in sorted(come ^ go):
            clause = self.clauses[at]
            by = clause.broken_at(self.counts[at] + (1 if at in come else -1))
            if by and clause.rule != Must(goes):
                found.append((clause, by))
        return found
