# SPDX-License-Identifier: Apache-2.0
"""The tree on a wide page: words of the fruit in both margins, roots across the width."""

from __future__ import annotations

from thousandfold_core.drawing import Paint, crowns
from thousandfold_core.drawing.ground import draw_ground
from thousandfold_core.drawing.svg import Svg, group
from thousandfold_core.drawing.words import block, set_words
from thousandfold_exercises.me_tree.picture_growth import draw_growth
from thousandfold_exercises.me_tree.picture_outline import Telling
from thousandfold_exercises.me_tree.picture_parts import (
    draw_clouds,
    draw_leaves,
    frame,
    paper,
)
from thousandfold_exercises.me_tree.picture_rings import draw_ring
from thousandfold_exercises.me_tree.picture_wide_facts import branches, one_fruit, roots
from thousandfold_exercises.me_tree.picture_wide_plan import MARGIN, Page, plan
from thousandfold_exercises.me_tree.picture_wide_wood import foliage, wood


def draw_wide(telling: Telling, paint: Paint, ids: str, size: float | None) -> str:
    """Return the finished ``<svg>``."""
    it = plan(telling)
    back, front = foliage(it)
    layers = (
        paper(paint, it.page.width, it.height),
        draw_ground(paint, it.page.width, it.height, it.ground),
        draw_clouds(paint, crowns.clouds(it.boughs, it.crown.vigour)),
        draw_leaves(paint, back),
        wood(paint, it),
        draw_leaves(paint, front),
        draw_growth(paint, telling, it.crown, it.ground, [box for _, box in it.tags]),
        _title(paint, telling, it.page),
        group(*(draw_ring(paint, telling, it.trunk, mark, it.ground) for mark in it.rings)),
        group(*roots(paint, telling, it)),
        group(*(one_fruit(paint, telling, hung, it.page) for hung in it.hung)),
        group(*branches(paint, telling, it)),
    )
    return frame(telling, ids, it.page.width, it.height, size, *layers)


def _title(paint: Paint, telling: Telling, page: Page) -> Svg:
    if not telling.facts.title:
        return Svg("")
    words = block(telling.title(), 28, page.width - 2 * MARGIN, bold=True)
    return set_words(words, paint, "ink", x=MARGIN, top=24)
