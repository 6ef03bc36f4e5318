# SPDX-License-Identifier: Apache-2.0
"""Rules taken apart into single bounds: what can bind, contradict and be repaired.

"Between 3 and 5 from faith" is two clauses, "no more than two from any one
organisation" is one clause for each organisation that has more than two. So a
contradiction names exactly the halves that clash (method row C4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from thousandfold_core.errors import Refusal

from .pool import Pool
from .rules import (
    Apart,
    AtMostPerOrganisation,
    Must,
    MustNot,
    Rule,
    Size,
    Target,
    Together,
    named_in,
)
from .sentences import Sentence, say

Sense = Literal["at least", "at most", "all or none"]


class PersonNotInPool(Refusal):
    """A rule names somebody who is not there. Params: ``person``."""

    code = "person-not-in-pool"
    text = "A rule names {person}, who is not among the people. Correct the id or drop the rule."


@dataclass(frozen=True)
class Clause:
    """One bound of one rule: ``sense`` ``limit`` of ``members``."""

    rule: Rule
    sense: Sense
    members: frozenset[str] = field(repr=False)
    limit: int = 0
    organisation: str | None = None

    def count(self, ids: Collection[str]) -> int:
        """Return how many of these ids the clause counts."""
        return len(self.members.intersection(ids))

    def broken_by(self, ids: Collection[str]) -> int:
        """Return by how many seats the group breaks the clause (0 = it holds)."""
        return self.broken_at(self.count(ids))

    def broken_at(self, count: int) -> int:
        """Return by how many seats the clause is broken when it counts ``count``."""
        if self.sense == "at least":
            return max(0, self.limit - count)
        if self.sense == "at most":
            return max(0, count - self.limit)
        return min(count, len(self.members) - count)

    def at_limit(self, ids: Collection[str]) -> bool:
        """Say whether the count is exactly at the bound (promises and ties have none)."""
        bounded = not isinstance(self.rule, Together | Must | MustNot)
        return bounded and self.count(ids) == self.limit

    def say(self) -> Sentence:
        """Return the clause in plain words."""
        return say(self.code, **self.params())

    def say_broken(self, by: int) -> Sentence:
        """Say in plain words what it means to break the clause by ``by`` seats."""
        code = BROKEN[self.code]
        if by == 1 and isinstance(self.rule, Target):
            code += "-one"
        return say(code, count=by, **self.params())

    @property
    def code(self) -> str:
        """The clause's kind, also the code of its sentence."""
        bound = "min" if self.sense == "at least" else "max"
        return KINDS[type(self.rule)].format(bound=bound)

    def params(self) -> dict:
        """Return what the clause's sentences speak about."""
        rule = self.rule
        if isinstance(rule, Target):
            return {"limit": self.limit, "feature": rule.feature, "value": rule.value}
        if isinstance(rule, Together | Apart):
            return {"people": rule.ids, "limit": self.limit}
        if isinstance(rule, Must | MustNot):
            return {"person": rule.id}
        if isinstance(rule, AtMostPerOrganisation):
            return {"limit": self.limit, "organisation": self.organisation}
        return {"limit": self.limit}


KINDS = {
    Target: "target-{bound}",
    Size: "size-{bound}",
    AtMostPerOrganisation: "organisation-max",
    Together: "rule-together",
    Apart: "rule-apart",
    Must: "rule-must",
    MustNot: "rule-must-not",
}

BROKEN = {
    "target-min": "short-target",
    "target-max": "over-target",
    "size-min": "short-size",
    "size-max": "over-size",
    "organisation-max": "over-organisation",
    "rule-together": "split-together",
    "rule-apart": "joined-apart",
    "rule-must": "missing-must",
    "rule-must-not": "present-must-not",
}


def clauses_of(pool: Pool, rules: Iterable[Rule]) -> tuple[Clause, ...]:
    """Return every clause that somebody in the pool could break, in a fixed order.

    The order depends on the rules' content only, not on their order. Raises
    PersonNotInPool when a rule names a stranger.
    """
    found = {}
    for rule in rules:
        for person in named_in(rule):
            if person not in pool:
                raise PersonNotInPool(person=person)
        for clause in _split(pool, rule):
            if _can_break(clause):
                found[clause] = None
    return tuple(sorted(found, key=_place))


def _split(pool: Pool, rule: Rule) -> Iterator[Clause]:
    if isinstance(rule, Target | Size):
        everyone = isinstance(rule, Size)
        group = None if everyone else (rule.feature, rule.value)
        members = pool.everyone if everyone else pool.members.get(group, frozenset())
        yield Clause(rule, "at least", members, rule.minimum)
        if rule.maximum is not None:
            yield Clause(rule, "at most", members, rule.maximum)
    elif isinstance(rule, AtMostPerOrganisation):
        for name, members in pool.organisations.items():
            yield Clause(rule, "at most", members, rule.cap(name), name)
    elif isinstance(rule, Together):
        yield Clause(rule, "all or none", frozenset(rule.ids))
    elif isinstance(rule, Apart):
        yield Clause(rule, "at most", frozenset(rule.ids), rule.most)
    elif isinstance(rule, Must):
        yield Clause(rule, "at least", frozenset([rule.id]), 1)
    else:
        yield Clause(rule, "at most", frozenset([rule.id]), 0)


def _can_break(clause: Clause) -> bool:
    if clause.sense == "at least":
        return clause.limit > 0
    return clause.sense == "all or none" or len(clause.members) > clause.limit


def _place(clause: Clause) -> tuple:
    return (list(KINDS).index(type(clause.rule)), clause.code, sorted(clause.members), clause.limit)
