# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands behind a plank now, as far as each author lets it travel today.

Planks hold keys. Words, names and counts are looked up in the room's harvest at
every view, so what an author takes back is gone at once (spec: exercises 1.2 and 1.4).
"""

from __future__ import annotations

from collections.abc import Iterable
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
class Voice:
    """Somebody's words; ``name`` is empty unless they let their name stand beside them."""

    words: str
    name: str = ""


@dataclass(frozen=True)
class Count:
    """How a fruit fared on private ballots: counts, never probabilities."""

    agree: int
    answered: int
    flags: int


@dataclass(frozen=True)
class Value:
    """A common branch; ``trees`` is None when it lies over the whole hill."""

    key: str
    label: str
    trees: int | None
    of: int
    sectors: int | None = None


@dataclass(frozen=True)
class Evidence:
    """What may be shown behind one plank.

    ``branches`` are only those whose author stands beside them with a name: an unnamed
    fruit beside unnamed branches would tell the room which were one person's.
    ``unnamed_branches`` counts the others. ``withdrawn`` counts what its author took
    back; ``lost`` what came from a run that is no longer kept. ``waits`` is true while
    somebody's "leaves us out" is open, even where one person alone raised it and no
    count is shown: it blocks adoption and stands on no page.
    """

    counts: tuple[Count, ...] = ()
    values: tuple[Value, ...] = ()
    fruit: tuple[Voice, ...] = ()
    branches: tuple[Voice, ...] = ()
    unnamed_branches: int = 0
    withdrawn: int = 0
    lost: int = 0
    waits: bool = False

    @property
    def flags(self) -> int:
        """Open "leaves us out" marks."""
        return sum(one.flags for one in self.counts)

    @property
    def is_empty(self) -> bool:
        """True when nothing stands behind it."""
        some = (*self.counts, *self.values, *self.fruit, *self.branches)
        return not (some or self.unnamed_branches or self.withdrawn or self.lost)


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
    return frozenset(Run.objects.filter(room__cohort=cohort_id).values_list("pk", flat=True))


def behind(plank: Any, harvest: Harvest) -> Evidence:
    """What stands behind one plank now."""
    derived = list(plank.derivations.all())
    keys = {one.key for one in derived if one.key in harvest.by_key}
    missing = [one for one in derived if one.kind in OWN and one.key not in keys]
    lost = sum(one.run not in harvest.runs for one in missing)
    branches = _of(harvest, keys, "branch")
    named = [one for one in branches if one.reach >= Reach.COHORT_NAMED]
    return Evidence(
        counts=tuple(_count(one) for one in _of(harvest, keys, CANDIDATE)),
        values=tuple(_values_of(harvest, {one.key for one in branches})),
        fruit=_voices(_of(harvest, keys, "fruit"), harvest),
        branches=_voices(named, harvest),
        unnamed_branches=len(branches) - len(named),
        withdrawn=len(missing) - lost,
        lost=lost,
        waits=any(one.key in harvest.unanswered for one in derived if one.kind == CANDIDATE),
    )


def _of(harvest: Harvest, keys: Iterable[str], kind: str) -> list[Harvested]:
    return [one for one in harvest.kind(kind) if one.key in keys]


def _count(one: Harvested) -> Count:
    more: dict[str, Any] = dict(one.more)
    return Count(int(more["agree"]), int(more["answered"]), int(more["flags"]))


def _value(one: Harvested, trees: int) -> Value:
    """All but one would point at that one, so then it is the whole hill."""
    more: dict[str, Any] = dict(one.more)
    breadth = int(more["breadth"])
    return Value(
        one.key, one.text, breadth if trees - breadth > 1 else None, trees, more.get("sectors")
    )


def _values_of(harvest: Harvest, branches: set[str]) -> Iterable[Value]:
    for one, value in harvest.values:
        if branches & set(one.derived_from):
            yield value


def _voices(found: list[Harvested], harvest: Harvest) -> tuple[Voice, ...]:
    """Their words, in an order that says nothing about who wrote when."""
    said = (
        Voice(one.text, harvest.names.get(one.place, "") if one.reach >= Reach.COHORT_NAMED else "")
        for one in found
    )
    return tuple(sorted(said, key=lambda one: (one.words, one.name)))
