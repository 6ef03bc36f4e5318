# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a cohort's room leaves now, gathered once a view, with its values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from thousandfold.exercises.models import Place, Run
from thousandfold.exercises.queries import forest_state, harvest_of_room
from thousandfold_core.exercise import Harvested, Reach
from thousandfold_core.exercise.reach import FEWEST_FOR_UNNAMED
from thousandfold_core.values.ballots import Ballots

CANDIDATE = "plank-candidate"
COMMON = "common-branch"
#: Kinds that are one person's own, and may be taken back.
OWN = ("fruit", "branch")
KINDS = (CANDIDATE, COMMON, *OWN)


@dataclass(frozen=True)
class Value:
    """A common branch; ``trees`` is None when it lies over the whole hill."""

    key: str
    label: str
    trees: int | None
    of: int
    sectors: int | None = None


@dataclass(frozen=True)
class Harvest:
    """What a cohort's room leaves at this moment, gathered once a view."""

    things: tuple[tuple[UUID, Harvested], ...] = ()
    runs: frozenset[UUID] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    trees: int = 0
    unanswered: frozenset[str] = frozenset()

    @cached_property
    def by_key(self) -> dict[str, Harvested]:
        """Things by key."""
        return {one.key: one for _, one in self.things}

    @cached_property
    def run_of(self) -> dict[str, UUID]:
        """The run that a key comes from."""
        return {one.key: run for run, one in self.things}

    def kind(self, kind: str) -> list[Harvested]:
        """Things of a kind."""
        return [one for _, one in self.things if one.kind == kind]

    @cached_property
    def values(self) -> list[tuple[Harvested, Value]]:
        """Common branches, broadest first; none below four trees."""
        if self.trees < FEWEST_FOR_UNNAMED:
            return []
        found = [(one, _value(one, self.trees)) for one in self.kind(COMMON)]
        return sorted(found, key=lambda pair: (-int(str(pair[0].more["breadth"])), pair[1].label))


def harvest_of(cohort_id: Any) -> Harvest:
    """What this cohort's room leaves now, fit for the cohort. A fixed number of queries.

    The room hands out unnamed things only from four authors on, and a place only
    where its author goes with the name.
    """
    left = harvest_of_room(None, cohort_id, Reach.COHORT_UNNAMED, KINDS)
    if not left:
        return Harvest(runs=_runs(cohort_id))
    forest = forest_state(None, cohort_id)
    named = {each.one.place for each in left if each.one.place}
    names = dict(Place.objects.filter(pk__in=named).values_list("pk", "called"))
    return Harvest(
        things=tuple((each.run, each.one) for each in left),
        runs=_runs(cohort_id),
        names={str(key): called for key, called in names.items()},
        trees=len(forest.trees) if forest else 0,
        unanswered=_unanswered(forest.ballots) if forest else frozenset(),
    )


def _unanswered(ballots: Ballots) -> frozenset[str]:
    """Statements with an open flag, shown or not."""
    return frozenset(one for one in ballots.statements if ballots.tally(one).flags)


def _runs(cohort_id: Any) -> frozenset[UUID]:
    """Runs of which anything is kept: after their term no words are."""
    rows = Run.objects.filter(room__cohort=cohort_id, answers__isnull=False)
    return frozenset(rows.order_by().values_list("pk", flat=True).distinct())


def _value(one: Harvested, trees: int) -> Value:
    """All but one would point at that one, so then it is the whole hill."""
    more: dict[str, Any] = dict(one.more)
    breadth = int(more["breadth"])
    return Value(
        one.key, one.text, breadth if trees - breadth > 1 else None, trees, more.get("sectors")
    )
