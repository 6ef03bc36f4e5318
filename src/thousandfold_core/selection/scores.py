# SPDX-License-Identifier: Apache-2.0
"""Scores as whole numbers, so that 'the best' is exact."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .pool import Person, Pool

#: The largest total, in steps, that the solver's floating point can still prove.
MOST_STEPS = 10_000_000


@dataclass(frozen=True)
class Scores:
    """Every person's score in whole steps of ``step``.

    ``exact`` is false when scores are so fine that they had to be rounded to
    the step; ``unscored`` counts people without a score (they count as zero).
    """

    step: Fraction
    steps: dict[str, int]
    exact: bool
    unscored: int

    def total(self, ids: Iterable[str]) -> int:
        """Return the total of these people in steps."""
        return sum(self.steps[one] for one in ids)

    def value(self, steps: int) -> Fraction:
        """Return a number of steps as a score."""
        return steps * self.step


def whole_scores(pool: Pool) -> Scores:
    """Return the pool's scores in steps of their greatest common measure.

    Three reviewers with half points give steps of 1/6. Where the total could
    pass MOST_STEPS the step is the smallest power of ten that keeps below it.
    """
    given = {person.id: Fraction(person.score or 0) for person in pool}
    step = Fraction(1, math.lcm(*(score.denominator for score in given.values())))
    most = sum(abs(score) for score in given.values())
    exact = most / step <= MOST_STEPS
    if not exact:
        step = Fraction(1, 10**6)
        while most / step > MOST_STEPS:
            step *= 10
    steps = {one: round(score / step) for one, score in given.items()}
    return Scores(step, steps, exact, sum(map(_unscored, pool)))


def _unscored(person: Person) -> bool:
    return person.score is None
