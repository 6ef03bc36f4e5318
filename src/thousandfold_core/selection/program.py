# SPDX-License-Identifier: Apache-2.0
"""A whole-number program solved by HiGHS, loaded once and asked many times.

Variables are whole numbers from 0 to an upper bound; rows are bounds on sums.
Every answer is checked again in exact arithmetic, since the solver itself
works in floating point (spec: one thread, so the same question has the same
answer on every run).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from thousandfold_core.errors import Refusal

#: Branch-and-bound nodes before giving up; thousands of times what cohorts need.
PATIENCE = 200_000
#: Distance to the bound below which no better whole number exists.
JUST_UNDER_ONE = 0.99
UNBOUNDED = highspy.kHighsInf
#: Cohorts are small programs: the searches for a first answer cost more than they bring
#: (switching these four off takes a third to a half off each question).
SEARCHES = ("rins", "rens", "root_reduced_cost", "feasibility_jump")
OPTIONS = {
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": JUST_UNDER_ONE,
    "mip_feasibility_tolerance": 1e-7,
    "mip_max_nodes": PATIENCE,
    **{f"mip_heuristic_run_{search}": False for search in SEARCHES},
}


class TooHard(Refusal):
    """The solver stopped before it could answer."""

    code = "too-hard"
    text = "These rules are too hard to decide in reasonable time. Use fewer or wider rules."


@dataclass(frozen=True)
class Row:
    """``low`` <= sum of coefficient x variable <= ``high``; None is unbounded."""

    coefficients: Mapping[int, int]
    low: int | None = None
    high: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Say in exact arithmetic whether the values keep the row."""
        total = sum(values[at] * factor for at, factor in self.coefficients.items())
        return (self.low is None or self.low <= total) and (self.high is None or total <= self.high)


@dataclass(frozen=True)
class Answer:
    """Whole values, what they are worth, and whether that is proved best."""

    values: tuple[int, ...]
    worth: int
    proved: bool


class Program:
    """Variables with upper bounds and rows, held by one HiGHS model."""

    def __init__(self, upper: Sequence[int], rows: Sequence[Row]) -> None:
        self.upper = list(upper)
        self.rows = list(rows)
        self.solver = _quiet_solver()
        self.solver.passModel(_model(self.upper, self.rows))

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
        bounds = {
            at: ((low or {}).get(at, 0), (high or {}).get(at, self.upper[at]))
            for at in {*(low or {}), *(high or {})}
        }
        if any(least > most for least, most in bounds.values()):
            return None
        self._set(weights, bounds, off, extra)
        try:
            return self._run(weights, bounds, off, extra, start)
        finally:
            self._reset(weights, bounds, off, extra)

    def _set(self, weights: Mapping, bounds: Mapping, off: Collection, extra: Sequence) -> None:
        for at, weight in weights.items():
            self.solver.changeColCost(at, weight)
        for at, (least, most) in bounds.items():
            self.solver.changeColBounds(at, least, most)
        for at in off:
            self.solver.changeRowBounds(at, -UNBOUNDED, UNBOUNDED)
        for row in extra:
            self.solver.addRow(*_bounds(row), *_sparse(row))

    def _reset(self, weights: Mapping, bounds: Mapping, off: Collection, extra: Sequence) -> None:
        for at in weights:
            self.solver.changeColCost(at, 0)
        for at in bounds:
            self.solver.changeColBounds(at, 0, self.upper[at])
        for at in off:
            self.solver.changeRowBounds(at, *_bounds(self.rows[at]))
        if extra:
            first = len(self.rows)
            added = np.arange(first, first + len(extra), dtype=np.int32)
            self.solver.deleteRows(len(extra), added)

    def _run(self, weights, bounds, off, extra, start) -> Answer | None:
        self.solver.clearSolver()
        if start is not None:
            self.solver.setSolution(
                len(start), np.arange(len(start), dtype=np.int32), np.array(start, dtype=float)
            )
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status not in (
            highspy.HighsModelStatus.kOptimal,
            highspy.HighsModelStatus.kSolutionLimit,
        ):
            raise TooHard
        values = tuple(round(value) for value in self.solver.getSolution().col_value)
        self._verify(values, bounds, off, extra)
        worth = sum(weight * values[at] for at, weight in weights.items())
        bound = self.solver.getInfo().mip_dual_bound
        return Answer(values, worth, not weights or bound < worth + 1 - 1e-4)

    def _verify(self, values: Sequence[int], bounds: Mapping, off: Collection, extra) -> None:
        kept = [row for at, row in enumerate(self.rows) if at not in off]
        fits = all(
            bounds.get(at, (0, most))[0] <= value <= bounds.get(at, (0, most))[1]
            for at, (value, most) in enumerate(zip(values, self.upper, strict=True))
        )
        if not (fits and all(row.holds(values) for row in [*kept, *extra])):
            raise TooHard


def _quiet_solver() -> highspy.Highs:
    solver = highspy.Highs()
    solver.silent()
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    return solver


def _model(upper: Sequence[int], rows: Sequence[Row]) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(upper), len(rows)
    lp.col_cost_ = np.zeros(len(upper))
    lp.col_lower_ = np.zeros(len(upper))
    lp.col_upper_ = np.array(upper, dtype=float)
    limits = [_bounds(row) for row in rows]
    lp.row_lower_ = np.array([low for low, _ in limits], dtype=float)
    lp.row_upper_ = np.array([high for _, high in limits], dtype=float)
    sizes = [len(row.coefficients) for row in rows]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *sizes]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([at for row in rows for at in row.coefficients], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(
        [factor for row in rows for factor in row.coefficients.values()], dtype=float
    )
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(upper)
    lp.sense_ = highspy.ObjSense.kMaximize
    return lp


def _bounds(row: Row) -> tuple[float, float]:
    low = -UNBOUNDED if row.low is None else float(row.low)
    return low, UNBOUNDED if row.high is None else float(row.high)


def _sparse(row: Row) -> tuple:
    return (
        len(row.coefficients),
        np.array(list(row.coefficients), dtype=np.int32),
        np.array(list(row.coefficients.values()), dtype=float),
    )
