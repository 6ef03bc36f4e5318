# SPDX-License-Identifier: Apache-2.0
"""The best group that meets every rule, proved best (method row C4).

First the best total score, exactly; then, among all groups with that total, a
seeded draw: every person gets a random weight from the seed and their own id,
and the group with the largest weight wins. So the answer depends on people,
rules and seed, and never on the order of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thousandfold_core.chance import chance

from .clauses import Clause, clauses_of
from .cohort import Cohort, RulesContradict, cohort_of
from .contradiction import smallest_contradiction
from .facts import plain_facts
from .model import Model
from .pool import Pool
from .program import TooHard
from .repair import repairs
from .rules import Rule
from .scores import MOST_STEPS, Scores, whole_scores


def compose(pool: Pool, rules: Iterable[Rule], *, seed: int | str) -> Cohort:
    """Return the group with the best total score that meets every rule.

    Scores are exact; people without one count as zero, and the cohort's notes
    say so. Raises RulesContradict (with the contradiction and repairs) when no
    group meets the rules, PersonNotInPool when a rule names a stranger.
    Complexity: two whole-number programs, about 0.1 s for a hundred people.
    """
    rules = list(rules)
    clauses = clauses_of(pool, rules)
    scores = whole_scores(pool)
    merged = Model(pool, clauses, scores.steps.get)
    best = merged.program.maximise(merged.weights(scores.steps))
    if best is None:
        raise contradiction_of(pool, rules)
    ties = tie_weights(pool, seed)
    known = merged.people(best, lambda one: -ties[one])
    chosen = _drawn(pool, clauses, scores, ties, known)
    return cohort_of(pool, clauses, scores, chosen, best.proved)


def contradiction_of(pool: Pool, rules: Sequence[Rule]) -> RulesContradict:
    """Return the refusal for rules that cannot be met: why not, and what would do."""
    model = Model(pool, clauses_of(pool, rules), lambda _: None)
    contradiction = smallest_contradiction(model) or ()
    return RulesContradict(plain_facts(pool, rules), contradiction, repairs(pool, rules))


def tie_weights(pool: Pool, seed: int | str) -> dict[str, int]:
    """Return a random weight for each person that depends on seed and id alone.

    Weights are so large that two groups hardly ever weigh the same.
    """
    most = MOST_STEPS // min(len(pool), 32)
    return {one: chance(seed, "equal groups", one).randrange(1, most) for one in pool.by_id}


def _drawn(
    pool: Pool,
    clauses: Sequence[Clause],
    scores: Scores,
    ties: dict[str, int],
    known: frozenset[str],
) -> frozenset[str]:
    """Return the heaviest group by ``ties`` among those as good as the ``known`` one."""
    single = Model(pool, clauses, lambda one: one)
    as_good = single.row(scores.steps, low=scores.total(known))
    try:
        answer = single.program.maximise(
            single.weights(ties), extra=[as_good], start=single.values(known)
        )
    except TooHard:
        return known  # still a best group, and still the same one for every order of rows
    return known if answer is None else single.people(answer, str)
