# SPDX-License-Identifier: Apache-2.0
"""From the room's answers to the facts that the drawing of the forest is made of."""

from __future__ import annotations

from collections.abc import Iterable

from thousandfold_core.drawing import Picture
from thousandfold_core.exercise import key_of
from thousandfold_exercises.forest.picture import WORDS, draw_forest
from thousandfold_exercises.forest.picture_facts import (
    Contested,
    ForestFacts,
    Ribbon,
    SharedRoot,
)
from thousandfold_exercises.forest.state import ForestState

#: More cannot be read in one drawing; the lists beside it have everything.
MOST_RIBBONS = 12
MOST_ROOTS = 8
MOST_HANGING = 12


def forest_picture(state: ForestState, language: str, *, contested: bool) -> Picture:
    """The drawing of the forest; contested fruit only when the room has come to them."""
    words = WORDS.get(language.split("-")[0], WORDS["en"])
    return draw_forest(forest_facts(state, contested=contested), words)


def forest_facts(state: ForestState, *, contested: bool) -> ForestFacts:
    """Trees without names, what joins them, and fruit not all want whose counts may be shown."""
    found = [count for count in state.counts.values() if contested and count.contested]
    hanging = sorted(found, key=lambda one: (-one.flags, -min(one.agree, one.disagree)))
    return ForestFacts(
        trees=_trees(state, state.trees),
        ribbons=tuple(
            Ribbon(
                one.branch.label, one.branch.breadth, _trees(state, one.branch.people), key=one.key
            )
            for one in state.common[:MOST_RIBBONS]
        ),
        shared_roots=tuple(
            SharedRoot(one.label, _trees(state, one.people), key=key_of("shared root", one.label))
            for one in state.roots[:MOST_ROOTS]
        ),
        contested=tuple(
            Contested(
                state.statements[count.statement].text,
                flagged=count.flags > 0,
                key=count.statement,
            )
            for count in hanging[:MOST_HANGING]
        ),
        seed=state.setting.seed,
    )


def _trees(state: ForestState, places: Iterable[str]) -> tuple[str, ...]:
    """Opaque names for the trees of these places, in an order that says nothing."""
    return tuple(sorted(key_of(state.setting.seed, "tree", place) for place in places))
