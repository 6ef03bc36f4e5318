# SPDX-License-Identifier: Apache-2.0
"""When people drop out: who steps in, and whom to have ready (report lines 746-766).

Whoever stays, stays. If nobody can step in within the rules, the smallest
change of the rules is offered, which may be to leave the place empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .clauses import PersonNotInPool, clauses_of
from .cohort import Cohort, cohort_of
from .compose import tie_weights
from .model import Model
from .pool import Pool
from .repair import Repair, repairs
from .rules import Must, Rule
from .scores import whole_scores
from .sentences import Sentence, say
from .swaps import Swaps


@dataclass(frozen=True)
class Replacement:
    """The completed group and who joined; or None and the repairs that would do."""

    cohort: Cohort | None
    joins: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def say(self) -> Sentence:
        """Return the outcome in plain words."""
        if self.cohort is None:
            return say("not-completed")
        return say("completed", people=self.joins) if self.joins else say("complete-without")


@dataclass(frozen=True)
class Alternates:
    """People to have ready, in order; whose place each could take; who has no stand-in."""

    order: tuple[str, ...]
    covers: dict[str, tuple[str, ...]]
    unsafe: tuple[str, ...]


def replace_missing(
    pool: Pool,
    rules: Iterable[Rule],
    chosen: Iterable[str],
    gone: Iterable[str],
    *,
    seed: int | str,
) -> Replacement:
    """Keep everyone of ``chosen`` who stays, and complete the group as well as can be.

    People in ``gone`` cannot come back, and a rule that one of them must be in
    falls away. The best total score wins, then the seeded draw. Raises
    PersonNotInPool.
    """
    gone = frozenset(gone)
    stay = frozenset(chosen) - gone
    for one in sorted(stay | gone):
        if one not in pool:
            raise PersonNotInPool(person=one)
    rules = [rule for rule in rules if not (isinstance(rule, Must) and rule.id in gone)]
    clauses, scores = clauses_of(pool, rules), whole_scores(pool)
    model = Model(pool, clauses, lambda one: one)
    bounds = {"low": model.forced(stay), "high": model.barred(gone)}
    answer = model.in_turn(scores.steps, tie_weights(pool, seed), **bounds)
    if answer is None:
        return Replacement(None, repairs=tuple(repairs(pool, rules, keep=stay, without=gone)))
    ids = model.people(answer, str)
    cohort = cohort_of(pool, clauses, scores, ids, answer.proved)
    return Replacement(cohort, tuple(sorted(ids - stay)))


def alternates(
    pool: Pool, rules: Iterable[Rule], cohort: Cohort, *, seed: int | str, most: int = 6
) -> Alternates:
    """Return people to have ready so that any one drop-out can be replaced by one person.

    Ordered greedily: first whoever can take the place of most people not yet
    covered, then the higher score, then the seeded draw. ``unsafe`` names the
    chosen whose place no one person can take within the rules.
    Complexity: people outside x people inside, by counting.
    """
    chosen, steps = frozenset(cohort.ids), whole_scores(pool).steps
    swaps, ties = Swaps(clauses_of(pool, rules), chosen), tie_weights(pool, seed)
    covers = {
        one: frozenset(goes for goes in chosen if not swaps.broken(one, goes))
        for one in pool.by_id
        if one not in chosen
    }
    safe = frozenset().union(*covers.values())
    order, waiting = [], safe
    left = {one for one, places in covers.items() if places}
    while left and len(order) < most:
        waiting = waiting or safe
        best = max(left, key=lambda one: (len(covers[one] & waiting), steps[one], ties[one]))
        order.append(best)
        left.remove(best)
        waiting -= covers[best]
    named = {one: tuple(sorted(covers[one])) for one in order}
    return Alternates(tuple(order), named, tuple(sorted(chosen - safe)))
