# SPDX-License-Identifier: Apache-2.0
"""When rules cannot be met: the smallest changes that would do, ranked.

An elastic program: every clause may be stretched, at a price of TOUCHED for
being touched at all plus a price a seat; each next answer must leave alone at
least one clause that an earlier answer touched (method row C4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .clauses import Clause, clauses_of
from .model import Model
from .pool import Pool
from .program import Program, Row
from .rules import Apart, AtMostPerOrganisation, Must, MustNot, Rule, Size, Target, Together
from .sentences import Sentence, say

TOUCHED = 10
#: What one seat of stretching costs: balance is cheap, promises about people are dear.
A_SEAT = {
    Target: 1,
    AtMostPerOrganisation: 1,
    Size: 20,
    Together: 10,
    MustNot: 20,
    Must: 20,
    Apart: 20,
}


@dataclass(frozen=True)
class Change:
    """One bound moved: from ``from_`` to ``to`` (ties and promises: dropped)."""

    clause: Clause
    by: int

    @property
    def bound(self) -> str:
        """Which bound moves: ``min``, ``max``, or ``drop`` for a rule given up."""
        if isinstance(self.clause.rule, Together | Must | MustNot):
            return "drop"
        return "min" if self.clause.sense == "at least" else "max"

    @property
    def from_(self) -> int:
        """The bound as asked."""
        return self.clause.limit

    @property
    def to(self) -> int:
        """The bound that would do."""
        return self.from_ - self.by if self.clause.sense == "at least" else self.from_ + self.by

    def say(self) -> Sentence:
        """Return the change in plain words."""
        code = "change-" + self.clause.code.removeprefix("rule-")
        return say(code, **self.clause.params(), from_=self.from_, to=self.to)


@dataclass(frozen=True)
class Repair:
    """Changes that together make the rules possible, and their price."""

    changes: tuple[Change, ...]
    cost: int

    def apply(self, rules: Iterable[Rule]) -> list[Rule]:
        """Return the rules with the changes made."""
        found = []
        for original in rules:
            rule: Rule | None = original
            for change in self.changes:
                if rule is not None and change.clause.rule == original:
                    rule = _changed(rule, change)
            found += [rule] if rule is not None else []
        return found


def repairs(
    pool: Pool,
    rules: Sequence[Rule],
    *,
    most: int = 3,
    keep: Iterable[str] = (),
    without: Iterable[str] = (),
) -> list[Repair]:
    """Return up to ``most`` repairs, cheapest first; one without changes if none is needed.

    People in ``keep`` stay in and people in ``without`` stay out whatever is
    changed. Cost = 10 for each bound touched + a price for each seat (A_SEAT).
    Empty only if even dropping every rule would not do.
    """
    clauses = clauses_of(pool, rules)
    keep, without = frozenset(keep), frozenset(without)
    model = Model(pool, clauses, lambda one: (one in keep, one in without))
    return _Elastic(model).cheapest(most, model.forced(keep), model.barred(without))


class _Elastic:
    """The model with a stretch (in seats) and a touch (0 or 1) for each clause."""

    def __init__(self, model: Model) -> None:
        self.clauses = model.clauses
        people = len(model.types)
        self.stretch = range(people, people + len(self.clauses))
        self.touch = range(self.stretch.stop, self.stretch.stop + len(self.clauses))
        far = [_furthest(clause) for clause in self.clauses]
        upper = [*map(len, model.types), *far, *[1] * len(far)]
        rows = [
            Row({s: 1, t: -most}, high=0)
            for s, t, most in zip(self.stretch, self.touch, far, strict=True)
        ]
        for at, clause in enumerate(self.clauses):
            for row in model.rows_of[at]:
                rows += _stretched(clause, model.rows[row], self.stretch[at])
        self.program = Program(upper, rows)

    def cheapest(self, most: int, low: Mapping[int, int], high: Mapping[int, int]) -> list[Repair]:
        """Return up to ``most`` repairs, cheapest first, each leaving some earlier change out.

        ``low`` and ``high``: variable to the least and most it may be (how many people of a
        type must, or may, be in). Stops at a repair that touches nothing, and when the
        bounds allow no further answer; empty when they allow none at all.

        Solves one integer program for each repair, of one variable for each type of
        person and two for each clause: exponential at worst, a few thousandths of a second
        for the lists we meet. Raises TooHard when the solver's limit is reached. Source: the
        elastic program with a fixed charge for each constraint touched (method row C4).
        """
        prices = dict.fromkeys(self.touch, -TOUCHED)
        prices |= {
            at: -A_SEAT[type(clause.rule)]
            for at, clause in zip(self.stretch, self.clauses, strict=True)
        }
        found, cuts = [], []
        while len(found) < most:
            answer = self.program.maximise(prices, low=low, high=high, extra=cuts)
            if answer is None:
                break
            touched = [at for at in self.touch if answer.values[at]]
            found.append(self._repair(answer.values, -answer.worth))
            if not touched:
                break
            cuts.append(Row(dict.fromkeys(touched, 1), high=len(touched) - 1))
        return found

    def _repair(self, values: Sequence[int], cost: int) -> Repair:
        pairs = zip(self.clauses, self.stretch, strict=True)
        return Repair(tuple(Change(clause, values[at]) for clause, at in pairs if values[at]), cost)


def _furthest(clause: Clause) -> int:
    """The most seats by which a clause can be broken, or 1 where it is dropped whole."""
    if clause.sense == "all or none":
        return 1
    if clause.sense == "at least":
        return clause.limit
    return len(clause.members) - clause.limit


def _stretched(clause: Clause, row: Row, stretch: int) -> list[Row]:
    if clause.sense == "at least":
        return [Row({**row.coefficients, stretch: 1}, low=row.low)]
    if clause.sense == "at most":
        return [Row({**row.coefficients, stretch: -1}, high=row.high)]
    return [
        Row({**row.coefficients, stretch: -1}, high=0),
        Row({**row.coefficients, stretch: 1}, low=0),
    ]


def _changed(rule: Rule, change: Change) -> Rule | None:
    if change.bound == "drop":
        return None
    if isinstance(rule, AtMostPerOrganisation):
        caps = {**dict(rule.except_for), change.clause.organisation: change.to}
        return replace(rule, except_for=tuple(caps.items()))
    if isinstance(rule, Apart):
        return replace(rule, most=change.to)
    return replace(rule, **{"minimum" if change.bound == "min" else "maximum": change.to})
