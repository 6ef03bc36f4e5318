# SPDX-License-Identifier: Apache-2.0
"""One HiGHS model, loaded once and asked many times with moved bounds.

One thread and a fixed seed: the same question has the same answer on every
run, whatever was asked before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from thousandfold_core.errors import Refusal
from thousandfold_core.later import Later

highspy = Later("highspy")
np = Later("numpy")

#: Branch-and-bound nodes before giving up; thousands of times what cohorts need.
PATIENCE = 200_000
#: Distance to the bound below which no better whole number exists.
JUST_UNDER_ONE = 0.99
UNBOUNDED = float("inf")
#: Cohorts are small programs: these searches for a first answer cost more than they bring.
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
class Question:
    """What to maximise, under which tightened bounds, lifted rows and added rows."""

    weights: Mapping[int, int]
    bounds: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    off: Collection[int] = ()
    extra: Sequence[Row] = ()
    start: Sequence[int] | None = None


@dataclass(frozen=True)
class Outcome:
    """What the solver found, in floating point: values, upper bound, reduced costs."""

    values: np.ndarray
    bound: float
    reduced: np.ndarray | None


class Loaded:
    """Variables from 0 to ``upper`` and rows in one solver, whole numbers or not."""

    def __init__(self, upper: Sequence[int], rows: Sequence[Row], *, whole: bool) -> None:
        self.upper, self.rows, self.whole = upper, rows, whole
        self.solver = highspy.Highs()
        self.solver.silent()
        for option, value in OPTIONS.items():
            self.solver.setOptionValue(option, value)
        self.solver.passModel(_model(upper, rows, whole))

    def ask(self, question: Question, basis: object | None = None) -> Outcome | None:
        """Return the best values, or None when there are none. Raises TooHard.

        ``basis`` (of a relaxed question with the same weights) is a start.
        """
        self._set(question)
        try:
            self.solver.clearSolver()
            if basis is not None:
                self.solver.setBasis(basis)
            if question.start is not None:
                self._start(question.start)
            self.solver.run()
            return self._outcome()
        finally:
            self._reset(question)

    def basis_of(self, question: Question) -> object:
        """Return the basis at which the relaxed question ends."""
        self._set(question)
        try:
            self.solver.clearSolver()
            self.solver.run()
            return self.solver.getBasis()
        finally:
            self._reset(question)

    def _outcome(self) -> Outcome | None:
        status, kinds = self.solver.getModelStatus(), highspy.HighsModelStatus
        if status == kinds.kInfeasible:
            return None
        if status not in (kinds.kOptimal, kinds.kSolutionLimit):
            raise TooHard
        solution, info = self.solver.getSolution(), self.solver.getInfo()
        values = np.array(solution.col_value)
        if self.whole:
            return Outcome(values, info.mip_dual_bound, None)
        return Outcome(values, info.objective_function_value, np.array(solution.col_dual))

    def _start(self, start: Sequence[int]) -> None:
        places = np.arange(len(start), dtype=np.int32)
        self.solver.setSolution(len(start), places, np.array(start, dtype=float))

    def _set(self, question: Question) -> None:
        for at, weight in question.weights.items():
            self.solver.changeColCost(at, weight)
        for at, (least, most) in question.bounds.items():
            self.solver.changeColBounds(at, least, most)
        for at in question.off:
            self.solver.changeRowBounds(at, -UNBOUNDED, UNBOUNDED)
        for row in question.extra:
            self.solver.addRow(*_limits(row), *_sparse(row))

    def _reset(self, question: Question) -> None:
        for at in question.weights:
            self.solver.changeColCost(at, 0)
        for at in question.bounds:
            self.solver.changeColBounds(at, 0, self.upper[at])
        for at in question.off:
            self.solver.changeRowBounds(at, *_limits(self.rows[at]))
        if question.extra:
            first, count = len(self.rows), len(question.extra)
            self.solver.deleteRows(count, np.arange(first, first + count, dtype=np.int32))


def _model(upper: Sequence[int], rows: Sequence[Row], whole: bool) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(upper), len(rows)
    lp.col_cost_ = np.zeros(len(upper))
    lp.col_lower_ = np.zeros(len(upper))
    lp.col_upper_ = np.array(upper, dtype=float)
    limits = [_limits(row) for row in rows]
    lp.row_lower_ = np.array([low for low, _ in limits], dtype=float)
    lp.row_upper_ = np.array([high for _, high in limits], dtype=float)
    sizes = [len(row.coefficients) for row in rows]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *sizes]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([at for row in rows for at in row.coefficients], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(
        [factor for row in rows for factor in row.coefficients.values()], dtype=float
    )
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(upper)
    lp.sense_ = highspy.ObjSense.kMaximize
    return lp


def _limits(row: Row) -> tuple[float, float]:
    low = -UNBOUNDED if row.low is None else float(row.low)
    return low, UNBOUNDED if row.high is None else float(row.high)


def _sparse(row: Row) -> tuple:
    return (
        len(row.coefficients),
        np.array(list(row.coefficients), dtype=np.int32),
        np.array(list(row.coefficients.values()), dtype=float),
    )
