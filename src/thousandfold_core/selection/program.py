# SPDX-License-Identifier: Apache-2.0
"""A whole-number program solved exactly, small part first.

The relaxation (fractions of people allowed) gives a bound and, for everyone
whom it leaves at a limit, what moving them would cost at least. A core of the
undecided is solved in whole numbers; whoever could not lift the bound above
that answer need not be looked at (reduced-cost fixing). Every answer is
checked again in exact arithmetic, since solvers work in floating point.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .highs import Loaded, Outcome, Question, Row, TooHard, np

__all__ = ["Answer", "Program", "Row", "TooHard"]

#: Variables in the core that is solved first, beside those the relaxation splits.
CORE = 20
#: Room for floating point when a bound is held against a whole number.
HAIR = 0.01


@dataclass(frozen=True)
class Answer:
    """Whole values, what they are worth, and whether that is proved best."""

    values: tuple[int, ...]
    worth: int
    proved: bool


class Program:
    """Variables from 0 to an upper bound, and rows, kept loaded for many questions."""

    def __init__(self, upper: Sequence[int], rows: Sequence[Row]) -> None:
        self.upper, self.rows = list(upper), list(rows)
        self.bases: dict[tuple, object] = {}

    @cached_property
    def whole(self) -> Loaded:
        """The program in whole numbers."""
        return Loaded(self.upper, self.rows, whole=True)

    @cached_property
    def relaxed(self) -> Loaded:
        """The program with fractions allowed."""
        return Loaded(self.upper, self.rows, whole=False)

    def maximise(
        self,
        weights: Mapping[int, int],
        *,
        low: Mapping[int, int] | None = None,
        high: Mapping[int, int] | None = None,
        off: Collection[int] = (),
        extra: Sequence[Row] = (),
        start: Sequence[int] | None = None,
    ) -> Answer | None:
        """Return the best answer, or None when there is none.

        ``low`` and ``high`` tighten variables, ``off`` lifts rows by index,
        ``extra`` adds rows for this question only, ``start`` is a known answer
        to begin from. Raises TooHard.
        """
        low, high = low or {}, high or {}
        bounds = {
            at: (low.get(at, 0), high.get(at, self.upper[at])) for at in sorted({*low, *high})
        }
        if any(least > most for least, most in bounds.values()):
            return None
        return self._best(Question(weights, bounds, off, extra, start))

    def _best(self, question: Question) -> Answer | None:
        loose = self.relaxed.ask(replace(question, start=None), self._basis(question))
        if loose is None:
            return None
        if np.abs(loose.values - loose.values.round()).max(initial=0) < 1e-9:
            return self._answer(question, loose)
        core = self._within(question, loose, self._core(loose))
        if core is None or not question.weights:
            return core or self._within(question, loose, range(len(self.upper)))
        return self._open(question, loose, core)

    def _open(self, question: Question, loose: Outcome, core: Answer) -> Answer:
        """Look beyond the core, at all who might still do better than its answer."""
        reach = loose.bound - np.abs(loose.reduced)
        hopeful = set(np.flatnonzero(reach >= core.worth + 1 - HAIR).tolist())
        if core.proved and hopeful <= set(self._core(loose)):
            return core
        question = replace(question, start=core.values)
        found = self._within(question, loose, sorted(hopeful | set(self._split(loose))))
        return found if found and found.worth >= core.worth else core

    def _within(self, question: Question, loose: Outcome, free: Collection[int]) -> Answer | None:
        """Solve in whole numbers with everyone but ``free`` left where the relaxation has them."""
        kept = set(range(len(self.upper))).difference(free)
        fixed = {at: (round(loose.values[at]),) * 2 for at in kept}
        narrow = replace(question, bounds={**question.bounds, **fixed})
        outcome = self.whole.ask(narrow)
        return outcome and self._answer(question, outcome)

    def _core(self, loose: Outcome) -> list[int]:
        """Return the split and the ``CORE`` others whom the relaxation would move most cheaply."""
        nearest = np.argsort(np.abs(loose.reduced), kind="stable")
        split = self._split(loose)
        return [*split, *nearest[: CORE + len(split)].tolist()]

    def _split(self, loose: Outcome) -> list[int]:
        apart = np.abs(loose.values - loose.values.round())
        return np.flatnonzero(apart > 1e-9).tolist()

    def _basis(self, question: Question) -> object | None:
        """Return a basis to start from, the same whatever was asked before."""
        if question.off or question.extra or not question.weights:
            return None
        key = tuple(question.weights.items())
        if key not in self.bases:
            self.bases[key] = self.relaxed.basis_of(Question(question.weights))
        return self.bases[key]

    def _answer(self, question: Question, outcome: Outcome) -> Answer:
        values = tuple(round(value) for value in outcome.values)
        kept = [row for at, row in enumerate(self.rows) if at not in question.off]
        fits = all(
            least <= value <= most
            for value, (least, most) in zip(values, self._limits(question), strict=True)
        )
        if not (fits and all(row.holds(values) for row in [*kept, *question.extra])):
            raise TooHard
        worth = sum(weight * values[at] for at, weight in question.weights.items())
        return Answer(values, worth, not question.weights or outcome.bound < worth + 1 - HAIR)

    def _limits(self, question: Question) -> list[tuple[int, int]]:
        return [question.bounds.get(at, (0, most)) for at, most in enumerate(self.upper)]
