# SPDX-License-Identifier: Apache-2.0
"""Other groups that are nearly as good, for a committee to choose from.

Each meets every rule, stays inside the merit band that was stated beforehand,
and differs from every group shown so far by at least ``distance`` people
(spec: selection 5.2, a deliberate choice).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thousandfold_core.errors import Refusal

from .clauses import clauses_of
from .cohort import Cohort, cohort_of
from .compose import tie_weights
from .model import Model
from .pool import Pool
from .program import Row
from .rules import Rule, Target
from .scores import whole_scores
from .sentences import Sentence, say

TWO_PERCENT = Fraction(2, 100)


class BandOutside(Refusal):
    """A merit band that is not between 0 and 1. Params: ``band``."""

    code = "band-outside"
    text = "A merit band of {band} makes no sense. Give a share from 0 to 1, such as 0.02."


@dataclass(frozen=True)
class Alternative:
    """Another group, who changes places, what it costs, and what it trades in words."""

    cohort: Cohort
    joins: tuple[str, ...]
    leaves: tuple[str, ...]
    cost: Fraction
    trades: tuple[Sentence, ...]


def alternatives(
    pool: Pool,
    rules: Iterable[Rule],
    cohort: Cohort,
    *,
    seed: int | str,
    most: int = 4,
    band: Fraction = TWO_PERCENT,
    distance: int = 2,
) -> list[Alternative]:
    """Return up to ``most`` groups within ``band`` of the cohort's total, best first.

    ``distance``: how many people of each group shown before must be replaced
    (at least one, at most all of them).
    Fewer come back when no more exist. Raises BandOutside.
    """
    if not 0 <= band <= 1:
        raise BandOutside(band=band)
    rules = list(rules)
    clauses, scores = clauses_of(pool, rules), whole_scores(pool)
    model, ties = Model(pool, clauses, lambda one: one), tie_weights(pool, seed)
    best = scores.total(cohort.ids)
    extra = [model.row(scores.steps, low=math.ceil(best - Fraction(band) * abs(best)))]
    shown, found = cohort, []
    while len(found) < most:
        extra.append(_different(model, shown, distance))
        answer = model.in_turn(scores.steps, ties, extra=extra)
        if answer is None:
            break
        shown = cohort_of(pool, clauses, scores, model.people(answer, str), False)
        found.append(_against(cohort, shown, rules))
    return found


def _different(model: Model, shown: Cohort, distance: int) -> Row:
    replaced = max(1, min(distance, len(shown)))
    return model.row(dict.fromkeys(shown.ids, 1), high=len(shown) - replaced)


def _against(cohort: Cohort, other: Cohort, rules: Sequence[Rule]) -> Alternative:
    cost = cohort.total - other.total
    return Alternative(
        cohort=other,
        joins=tuple(sorted(set(other.ids) - set(cohort.ids))),
        leaves=tuple(sorted(set(cohort.ids) - set(other.ids))),
        cost=cost,
        trades=(_score_trade(cost), *_group_trades(cohort, other, rules)),
    )


def _score_trade(cost: Fraction) -> Sentence:
    if cost == 0:
        return say("trade-score-equal")
    return say("trade-score", cost=cost) if cost > 0 else say("trade-score-more", gain=-cost)


def _group_trades(cohort: Cohort, other: Cohort, rules: Sequence[Rule]) -> Iterator[Sentence]:
    groups = dict.fromkeys((r.feature, r.value) for r in rules if isinstance(r, Target))
    for feature, value in groups:
        change = _having(other, feature, value) - _having(cohort, feature, value)
        if change:
            code = "trade-more" if change > 0 else "trade-fewer"
            yield say(code, count=abs(change), feature=feature, value=value)


def _having(cohort: Cohort, feature: str, value: str) -> int:
    return sum((feature, value) in person.groups for person in cohort)
