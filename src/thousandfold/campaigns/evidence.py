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

from thousandfold.exercises.models import Run
from thousandfold.exercises.playing import Sitting
from thousandfold.exercises.refused import NoSuchExerciseHere
from thousandfold_core.exercise import Harvested, Reach, unnamed
from thousandfold_core.exercise.reach import FEWEST_FOR_UNNAMED

CANDIDATE = "plank-candidate"
COMMON = "common-branch"
#: Kinds that are one person's own, and may be taken back.
OWN = ("fruit", "branch")
_TREE = ("root", "branch", "fruit")


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

    ``withdrawn`` counts what its author took back; ``lost`` what is no longer kept;
    ``unseen`` what stays hidden because fewer than four people could have written it.
    """

    counts: tuple[Count, ...] = ()
    values: tuple[Value, ...] = ()
    fruit: tuple[Voice, ...] = ()
    branches: tuple[Voice, ...] = ()
    withdrawn: int = 0
    lost: int = 0
    unseen: int = 0

    @property
    def flags(self) -> int:
        """Open "leaves us out" marks."""
        return sum(one.flags for one in self.counts)

    @property
    def is_empty(self) -> bool:
        """True when nothing stands behind it."""
        return not (self.counts or self.values or self.fruit or self.branches or self.withdrawn)


@dataclass(frozen=True)
class Harvest:
    """What a cohort's room leaves at this moment, gathered once a view."""

    things: tuple[tuple[UUID, Harvested], ...] = ()
    runs: frozenset[UUID] = frozenset()
    names: dict[str, str] = field(default_factory=dict)

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
    def shown_fruit(self) -> frozenset[str]:
        """Keys of fruit that cannot be guessed: four people let some out, or a name stands there."""
        return frozenset(one.key for one in unnamed(self.kind("fruit"), seed=""))

    @cached_property
    def trees(self) -> int:
        """How many trees stand in the forest."""
        return len({one.place for kind in _TREE for one in self.kind(kind)})

    @cached_property
    def values(self) -> list[tuple[Harvested, Value]]:
        """Common branches, broadest first; none below four trees."""
        if self.trees < FEWEST_FOR_UNNAMED:
            return []
        found = [(one, _value(one, self.trees)) for one in self.kind(COMMON)]
        return sorted(found, key=lambda pair: (-int(pair[0].more["breadth"]), pair[1].label))


def harvest_of(cohort_id: Any, reach: Reach = Reach.COHORT_UNNAMED) -> Harvest:
    """What this cohort's room leaves now at a reach: every exercise's newest word."""
    newest = (
        Run.objects.filter(room__cohort=cohort_id)
        .exclude(state__in=["draft", "scheduled"])
        .select_related("room")
        .order_by("-created_at", "-id")
        .first()
    )
    if newest is None:
        return Harvest()
    sitting = Sitting(newest)
    last_of_chain = {sitting.chain(run)[0].pk: run for run in sitting.runs}
    things: list[tuple[UUID, Harvested]] = []
    runs: set[UUID] = set()
    for run in last_of_chain.values():
        try:
            played = sitting.played(run)
        except NoSuchExerciseHere:
            continue
        runs.update(one.pk for one in sitting.chain(run))
        things.extend((run.pk, one) for one in played.exercise.harvest(played.state, reach))
    return Harvest(tuple(things), frozenset(runs), dict(sitting.table.names))


def behind(plank: Any, harvest: Harvest) -> Evidence:
    """What stands behind one plank now."""
    derived = list(plank.derivations.all())
    keys = {one.key for one in derived if one.key in harvest.by_key}
    missing = [one for one in derived if one.kind in OWN and one.key not in keys]
    lost = sum(one.run not in harvest.runs for one in missing)
    fruit = _of(harvest, keys, "fruit")
    branches = _of(harvest, keys, "branch")
    seen_fruit = [one for one in fruit if one.key in harvest.shown_fruit]
    seen_branches = unnamed(branches, seed=str(plank.pk))
    return Evidence(
        counts=tuple(_count(one) for one in _of(harvest, keys, CANDIDATE)),
        values=tuple(_values_of(harvest, {one.key for one in branches})),
        fruit=tuple(_voice(one, harvest) for one in unnamed_order(seen_fruit, plank)),
        branches=tuple(_voice(one, harvest) for one in seen_branches),
        withdrawn=len(missing) - lost,
        lost=lost,
        unseen=len(fruit) + len(branches) - len(seen_fruit) - len(seen_branches),
    )


def unnamed_order(found: list[Harvested], plank: Any) -> list[Harvested]:
    """The same things in an order that says nothing about who wrote when."""
    return sorted(found, key=lambda one: (one.text, str(plank.pk), one.key))


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


def _voice(one: Harvested, harvest: Harvest) -> Voice:
    named = one.reach >= Reach.COHORT_NAMED
    return Voice(one.text, harvest.names.get(one.place, "") if named else "")
