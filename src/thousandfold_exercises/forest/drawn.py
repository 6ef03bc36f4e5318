# SPDX-License-Identifier: Apache-2.0
"""From the room's answers to the facts that the drawing of the forest is made of."""

from __future__ import annotations

from collections.abc import Iterable

from thousandfold_core.drawing import Picture
from thousandfold_core.exercise import WALL, Surface, key_of
from thousandfold_exercises.forest.picture import WORDS, draw_forest
from thousandfold_exercises.forest.picture_facts import (
    Beyond,
    Contested,
    ForestFacts,
    Ribbon,
    SharedRoot,
)
from thousandfold_exercises.forest.state import ForestState

#: More cannot be read in one drawing; its outline and the lists beside it have everything.
MOST_RIBBONS = 12
MOST_ROOTS = 6
MOST_HANGING = 5


def forest_picture(
    state: ForestState, language: str, surface: Surface = WALL, *, contested: bool
) -> Picture:
    """The drawing of the forest; contested fruit only when the room has come to them."""
    return draw_forest(
        forest_facts(state, contested=contested),
        WORDS.get(language.split("-")[0], WORDS["en"]),
        shape=surface.shape,
        selected=surface.picked or None,
        link=surface.link,
    )


def forest_facts(state: ForestState, *, contested: bool) -> ForestFacts:
    """Trees without names, what joins them, and fruit not all want whose counts may be shown.

    What is beyond the caps of the drawing stands in the outline beside it.
    """
    ribbons = tuple(
        Ribbon(one.branch.label, one.branch.breadth, _trees(state, one.branch.people), key=one.key)
        for one in state.common
    )
    roots = tuple(
        SharedRoot(one.label, _trees(state, one.people), key=key_of("shared root", one.label))
        for one in state.roots
    )
    fruit = _contested(state) if contested else ()
    return ForestFacts(
        trees=_trees(state, state.trees),
        ribbons=ribbons[:MOST_RIBBONS],
        shared_roots=roots[:MOST_ROOTS],
        contested=fruit[:MOST_HANGING],
        beyond=Beyond(ribbons[MOST_RIBBONS:], roots[MOST_ROOTS:], fruit[MOST_HANGING:]),
        seed=state.setting.seed,
    )


def _contested(state: ForestState) -> tuple[Contested, ...]:
    """Fruit not all want: those said to leave people out first, then the most evenly divided."""
    found = [count for count in state.counts.values() if count.contested]
    hanging = sorted(found, key=lambda one: (-one.flags, -min(one.agree, one.disagree)))
    return tuple(
        Contested(
            state.statements[count.statement].text, flagged=count.flags > 0, key=count.statement
        )
        for count in hanging
    )


def _trees(state: ForestState, places: Iterable[str]) -> tuple[str, ...]:
    """Opaque names for the trees of these places, in an order that says nothing."""
    return tuple(sorted(key_of(state.setting.seed, "tree", place) for place in places))
