# SPDX-License-Identifier: Apache-2.0
"""Made-up trees to rehearse the forest with, as Me-Trees would leave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from thousandfold_core.chance import chance
from thousandfold_core.exercise import Harvested, Reach, Setting, key_of

_ROOTS = ("the union hall", "Sunday kitchen", "the river", "my grandmother's sayings")
_BRANCHES = (
    "nobody eats alone",
    "keep your word",
    "room at the table",
    "listen first",
    "those who build it share it",
    "stubborn hope",
)
_FRUIT = (
    "Shade at every bus stop on the east side",
    "No family is moved out for a road",
    "A grocery store within a walk of every school",
    "Night buses until the last shift ends",
    "Repair the oldest pipes first",
    "A clinic that is open on weekends",
    "Rent help before eviction court",
    "Young people at the budget table",
    "Street lights where people asked for them",
    "Public land for homes people can pay",
)
_SECTORS = ("union", "congregation", "community", "government")
#: Most let things out unnamed, some with their name, some keep them.
_REACHES = (
    Reach.COHORT_UNNAMED,
    Reach.COHORT_UNNAMED,
    Reach.COHORT_NAMED,
    Reach.ONLY_ME,
)


def example_trees(setting: Setting) -> Setting:
    """The setting with a small made-up tree at every place; the same for the same seed."""
    carried = tuple(one for place in setting.places for one in _tree(setting.seed, place))
    sectors = {one: _SECTORS[number % 4] for number, one in enumerate(setting.places)}
    sides = {one: "inside" if sectors[one] == "government" else "outside" for one in sectors}
    return replace(setting, carried=carried, sectors=sectors, sides=sides)


def _tree(seed: str, place: str) -> Iterator[Harvested]:
    draw = chance(seed, "example tree", place)
    yield _part("root", place, draw.choice(_ROOTS), draw.choice(_REACHES))
    branches = [
        _part("branch", place, text, draw.choice(_REACHES)) for text in draw.sample(_BRANCHES, 2)
    ]
    yield from branches
    for text in draw.sample(_FRUIT, 2):
        fruit = _part("fruit", place, text, draw.choice(_REACHES))
        yield replace(fruit, derived_from=(draw.choice(branches).key,))


def _part(kind: str, place: str, text: str, reach: Reach) -> Harvested:
    return Harvested(kind, key_of("example", kind, place, text), text, reach, place)
