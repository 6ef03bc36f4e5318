# SPDX-License-Identifier: Apache-2.0
"""The picture of one person's tree, and its equal outline (method row E3; report lines 979-996)."""

from __future__ import annotations

from typing import Literal

from thousandfold_core.drawing import Paint, Picture, Theme
from thousandfold_exercises.me_tree.picture_empty import draw_empty
from thousandfold_exercises.me_tree.picture_facts import Branch, Fruit, Ring, Root, TreeFacts
from thousandfold_exercises.me_tree.picture_outline import Telling, outline_of
from thousandfold_exercises.me_tree.picture_tall import draw_tall
from thousandfold_exercises.me_tree.picture_wide import draw_wide
from thousandfold_exercises.me_tree.picture_words import ENGLISH, SPANISH, WORDS, TreeWords

__all__ = [
    "ENGLISH",
    "SPANISH",
    "WORDS",
    "Branch",
    "Fruit",
    "Ring",
    "Root",
    "Shape",
    "TreeFacts",
    "TreeWords",
    "draw_tree",
]

Shape = Literal["wide", "tall"]


def draw_tree(
    facts: TreeFacts,
    words: TreeWords = ENGLISH,
    *,
    theme: Theme = "light",
    shape: Shape = "wide",
    size: float | None = None,
    ids: str = "tree",
    ask: bool = True,
) -> Picture:
    """Return a person's tree as a drawing and as an outline with the same facts.

    The same facts give the same bytes. A tree without any part is drawn as the
    projector shows it: whole, with only its regions named. Words of private
    parts are in neither the drawing nor the outline.

    ``shape`` is ``wide`` (laptop, projector, A4) or ``tall`` (phone, 320 px and
    up). ``size`` is a fixed width in pixels for a file that travels alone;
    without it the picture takes the width it is given. ``ids`` starts the ids
    inside, so that two pictures may share a page. ``ask`` keeps the gentle
    questions to the author; leave it out for anybody else's eyes.
    Time grows with fruit squared; 40 parts take well under a second.
    """
    telling = Telling(facts, words, ask=ask)
    svg = _draw(telling, Paint(theme), shape, size, ids)
    return Picture(svg, outline_of(telling))


def _draw(telling: Telling, paint: Paint, shape: Shape, size: float | None, ids: str) -> str:
    if not telling.facts.count and not telling.facts.earlier:
        return draw_empty(telling, paint, ids, size, tall=shape == "tall")
    draw = draw_tall if shape == "tall" else draw_wide
    return draw(telling, paint, ids, size)
