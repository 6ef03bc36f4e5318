# SPDX-License-Identifier: Apache-2.0
"""A chosen group, and the refusal when no group can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thousandfold_core.errors import NoAnswer

from .clauses import Clause
from .pool import Person, Pool
from .repair import Repair
from .scores import Scores
from .sentences import Sentence, say


@dataclass(frozen=True)
class Cohort:
    """People chosen together.

    ``total`` is the exact sum of scores; ``proved_optimal`` says that no group
    within the rules has more; ``at_limit`` are the bounds with no room left;
    ``notes`` is what a reader must know about the scores.
    """

    people: tuple[Person, ...]
    total: Fraction
    proved_optimal: bool
    at_limit: tuple[Clause, ...] = ()
    notes: tuple[Sentence, ...] = ()

    def __iter__(self) -> Iterator[Person]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids in their own order."""
        return tuple(person.id for person in self.people)

    def say(self) -> list[Sentence]:
        """Describe the group as a whole in plain words."""
        scored = any(person.score is not None for person in self.people)
        code = "cohort-total" if scored else "cohort-unscored"
        if not self.proved_optimal:
            code = "cohort-unproved"
        first = say(code, size=len(self), total=self.total)
        tight = [say("cohort-at-limit", rule=clause.say()) for clause in self.at_limit]
        return [first, say("cohort-drawn"), *self.notes, *tight]


class RulesContradict(NoAnswer):
    """No group meets all the rules.

    ``facts``: plain sums that show it (may be empty); ``contradiction``: clauses
    that cannot all hold, none of which can be left out; ``repairs``: the
    smallest changes that would do, cheapest first.
    """

    code = "rules-contradict"

    def __init__(
        self,
        facts: Sequence[Sentence],
        contradiction: Sequence[Clause],
        repairs: Sequence[Repair],
    ) -> None:
        self.facts = tuple(facts)
        self.contradiction = tuple(contradiction)
        self.repairs = tuple(repairs)
        clash = ["These cannot all hold.", *(clause.say() for clause in self.contradiction)]
        super().__init__(reason=" ".join(map(str, self.facts or clash)))


def cohort_of(
    pool: Pool, clauses: Sequence[Clause], scores: Scores, ids: Iterable[str], proved: bool
) -> Cohort:
    """Return these people as a cohort with its total, limits and notes."""
    people = tuple(pool[one] for one in sorted(ids))
    chosen = {person.id for person in people}
    notes = []
    if 0 < scores.unscored < len(pool):
        notes.append(say("unscored-as-zero", count=scores.unscored))
    if not scores.exact:
        notes.append(say("scores-stepped", step=scores.step))
    return Cohort(
        people=people,
        total=sum((Fraction(person.score or 0) for person in people), Fraction(0)),
        proved_optimal=proved,
        at_limit=tuple(clause for clause in clauses if clause.at_limit(chosen)),
        notes=tuple(notes),
    )
