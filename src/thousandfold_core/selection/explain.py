# SPDX-License-Identifier: Apache-2.0
"""Why is this person in, and that one not? Each answer is a question solved again.

A person outside is forced in, a person inside is kept out, and the best group
is found anew: either there is none, and the rules that clash are named, or
the price in score is exact (spec: selection 5.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .clauses import Clause, PersonNotInPool, clauses_of
from .cohort import Cohort
from .contradiction import smallest_contradiction
from .model import Model
from .pool import Pool
from .program import Answer
from .rules import Must, Rule
from .scores import whole_scores
from .sentences import Sentence, say
from .swaps import Swaps


@dataclass(frozen=True)
class Reason:
    """Why one person is in or out.

    ``cost``: what the total falls by when it is the other way round (None =
    impossible, then ``blocked_by`` are the clauses that clash; below zero when
    the group was not the best). ``leaves`` and ``joins``: who would go and come.
    ``at_limit``: bounds with no room left in that other group. ``sentences``:
    all of this in plain words; the first one can stand alone.
    """

    person: str
    chosen: bool
    cost: Fraction | None
    blocked_by: tuple[Clause, ...] = ()
    leaves: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    at_limit: tuple[Clause, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.sentences))


def why(pool: Pool, rules: Iterable[Rule], cohort: Cohort) -> dict[str, Reason]:
    """Return the reason for every person in the pool, by id.

    Complexity: two small whole-number programs for each type of person.
    """
    explainer = Explainer(pool, rules, cohort)
    return {one: explainer.reason(one) for one in pool.by_id}


def explain(pool: Pool, rules: Iterable[Rule], cohort: Cohort, person: str) -> Reason:
    """Return the reason for one person. Raises PersonNotInPool."""
    return Explainer(pool, rules, cohort).reason(person)


class Explainer:
    """Answers for many people from one loaded model; equal people share an answer."""

    def __init__(self, pool: Pool, rules: Iterable[Rule], cohort: Cohort) -> None:
        self.pool, self.rules, self.cohort = pool, list(rules), cohort
        self.chosen = frozenset(cohort.ids)
        self.clauses = clauses_of(pool, self.rules)
        self.scores = whole_scores(pool)
        self.musts = {rule.id for rule in self.rules if isinstance(rule, Must)}
        self.model = Model(pool, self.clauses, self._alike)
        self.known: dict[int, Answer | None] = {}

    @cached_property
    def swaps(self) -> Swaps:
        """Exchanges of one chosen person for one who is not."""
        return Swaps(self.clauses, self.chosen)

    @cached_property
    def bare(self) -> Model:
        """The rules alone: for questions in which scores do not matter."""
        return Model(self.pool, self.clauses, lambda _: None)

    def reason(self, person: str) -> Reason:
        """Return why this person is in or out. Raises PersonNotInPool."""
        if person not in self.pool:
            raise PersonNotInPool(person=person)
        answer = self._otherwise(person)
        if answer is None:
            return self._impossible(person)
        return self._possible(person, answer)

    def _alike(self, person: str) -> tuple:
        return self.scores.steps[person], person in self.chosen

    def _otherwise(self, person: str) -> Answer | None:
        """Return the best group with the person turned round, nearest to the chosen one."""
        at = self.model.type_of[person]
        if at not in self.known:
            stay = dict.fromkeys(self.chosen, 1)
            turned = self._turned(self.model, person)
            self.known[at] = self.model.in_turn(self.scores.steps, stay, **turned)
        return self.known[at]

    def _turned(self, model: Model, person: str) -> dict:
        if person in self.chosen:
            return {"high": model.barred([person])}
        return {"low": model.forced([person])}

    def _impossible(self, person: str) -> Reason:
        clash = smallest_contradiction(self.bare, **self._turned(self.bare, person)) or ()
        code = "in-required" if person in self.chosen else "out-impossible"
        said = [say(code, person=person), *(clause.say() for clause in clash)]
        return Reason(person, person in self.chosen, None, clash, sentences=tuple(said))

    def _possible(self, person: str, answer: Answer) -> Reason:
        inside = person in self.chosen
        first = {person} if not inside else set()
        last = {person} if inside else set()
        other = self.model.people(answer, lambda one: (one not in first, one in last))
        cost = self.cohort.total - sum(Fraction(self.pool[one].score or 0) for one in other)
        reason = Reason(
            person=person,
            chosen=inside,
            cost=cost,
            leaves=tuple(sorted(self.chosen - other)),
            joins=tuple(sorted(other - self.chosen)),
            at_limit=tuple(clause for clause in self.clauses if clause.at_limit(other)),
        )
        return _with(reason, [*_verdict(reason), *self._in_the_way(person, cost)])

    def _in_the_way(self, person: str, cost: Fraction) -> list[Sentence]:
        """Say what a plain exchange with someone of lower score would break."""
        if person in self.chosen or cost <= 0:
            return []
        steps = self.scores.steps
        lower = [one for one in self.chosen - self.musts if steps[one] < steps[person]]
        if not lower:
            return [say("scores-decide")]
        broken = {one: self.swaps.broken(person, one) for one in lower}
        easiest = min(lower, key=lambda one: (len(broken[one]), steps[one], one))
        said = [clause.say_broken(by) for clause, by in broken[easiest]]
        return [say("in-place-of", person=easiest), *said] if said else []


def _verdict(reason: Reason) -> list[Sentence]:
    side = "in" if reason.chosen else "out"
    person, cost = reason.person, reason.cost
    if cost == 0:
        first = say(f"{side}-equal", person=person)
    elif cost > 0:
        first = say(f"{side}-cost", person=person, cost=cost)
    else:
        first = say(f"{side}-other", person=person, cost=-cost)
    leaves = [one for one in reason.leaves if one != person]
    joins = [one for one in reason.joins if one != person]
    said = [say("would-leave", people=tuple(leaves))] if leaves else []
    return [first, *said, *([say("would-join", people=tuple(joins))] if joins else [])]


def _with(reason: Reason, sentences: list[Sentence]) -> Reason:
    return Reason(**{**reason.__dict__, "sentences": tuple(sentences)})
