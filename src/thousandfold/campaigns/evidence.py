# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands behind a plank now, as far as each author lets it travel today.

Planks hold keys. Words, names and counts are looked up in the room's harvest at
every view, so what an author takes back is gone at once (spec: exercises 1.2 and 1.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thousandfold.campaigns.harvesting import CANDIDATE, OWN, Harvest, Value
from thousandfold_core.exercise import Harvested, Reach


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
class Evidence:
    """What may be shown behind one plank.

    ``branches`` are only those whose author stands beside them with a name: an unnamed
    fruit beside unnamed branches would tell the room which were one person's.
    ``unnamed_branches`` counts the others. ``withdrawn`` counts what its author took
    back; ``lost`` what came from a run that is no longer kept. Words that an erased author
    let stay stand among the fruit, unnamed; a branch of theirs is only counted. ``waits`` is true while
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


def behind(plank: Any, harvest: Harvest) -> Evidence:
    """What stands behind one plank now."""
    derived = list(plank.derivations.all())
    keys = {one.key for one in derived if one.key in harvest.by_key}
    staying = [one for one in derived if one.key not in keys and one.stays is not None]
    left = {one.pk for one in staying}
    missing = [
        one for one in derived if one.kind in OWN and one.key not in keys and one.pk not in left
    ]
    lost = sum(one.run not in harvest.runs for one in missing)
    branches = _of(harvest, keys, "branch")
    named = [one for one in branches if one.reach >= Reach.COHORT_NAMED]
    return Evidence(
        counts=tuple(_count(one) for one in _of(harvest, keys, CANDIDATE)),
        values=tuple(_values_of(harvest, {one.key for one in branches})),
        fruit=_with(_voices(_of(harvest, keys, "fruit"), harvest), staying),
        branches=_voices(named, harvest),
        unnamed_branches=len(branches) - len(named) + sum(not one.stays for one in staying),
        withdrawn=len(missing) - lost,
        lost=lost,
        waits=any(one.key in harvest.unanswered for one in derived if one.kind == CANDIDATE),
    )


def _of(harvest: Harvest, keys: Iterable[str], kind: str) -> list[Harvested]:
    return [one for one in harvest.kind(kind) if one.key in keys]


def _count(one: Harvested) -> Count:
    more: dict[str, Any] = dict(one.more)
    return Count(int(more["agree"]), int(more["answered"]), int(more["flags"]))


def _values_of(harvest: Harvest, branches: set[str]) -> Iterable[Value]:
    for one, value in harvest.values:
        if branches & set(one.derived_from):
            yield value


def _with(voices: tuple[Voice, ...], staying: Iterable[Any]) -> tuple[Voice, ...]:
    """Words that may stay stand among the others, in an order that says nothing."""
    more = (Voice(one.stays) for one in staying if one.stays)
    return tuple(sorted((*voices, *more), key=lambda one: (one.words, one.name)))


def _voices(found: list[Harvested], harvest: Harvest) -> tuple[Voice, ...]:
    """Their words, in an order that says nothing about who wrote when."""
    said = (
        Voice(one.text, harvest.names.get(one.place, "") if one.reach >= Reach.COHORT_NAMED else "")
        for one in found
    )
    return tuple(sorted(said, key=lambda one: (one.words, one.name)))
