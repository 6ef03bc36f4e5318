# SPDX-License-Identifier: Apache-2.0
"""The tree on a narrow page: it grows along the left edge, and all words stand in one column."""

from __future__ import annotations

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.ground import draw_ground
from thousandfold_core.drawing.svg import Svg, group, join, tag
from thousandfold_core.drawing.words import block, set_words
from thousandfold_exercises.me_tree.picture_outline import Telling
from thousandfold_exercises.me_tree.picture_parts import (
    draw_clouds,
    draw_leaves,
    frame,
    paper,
)
from thousandfold_exercises.me_tree.picture_tall_crown import draw_tier, draw_top
from thousandfold_exercises.me_tree.picture_tall_fruit import draw_lying
from thousandfold_exercises.me_tree.picture_tall_past import draw_past
from thousandfold_exercises.me_tree.picture_tall_sheet import (
    WIDTH,
    Sheet,
)
from thousandfold_exercises.me_tree.picture_tall_wood import draw_ring, draw_roots, draw_stem


def draw_tall(telling: Telling, paint: Paint, ids: str, size: float | None) -> str:
    """Return the finished ``<svg>``: crown first, then trunk, ground, roots."""
    sheet = Sheet(paint, telling, 20.0)
    head = _head(sheet)
    tip = sheet.y + 24
    for number, branch in enumerate(telling.facts.branches):
        draw_tier(sheet, branch, number)
    if not telling.facts.branches:
        draw_top(sheet)
    sheet.y += 26
    for ring in reversed(telling.facts.rings):
        draw_ring(sheet, ring)
    sheet.y += 24 if telling.facts.rings else 80
    fallen = [f for f in telling.facts.fruit if telling.facts.branch_of(f) is None]
    for fruit in fallen:
        draw_lying(sheet, fruit)
    ground = sheet.y
    sheet.y += 34
    bottom = draw_roots(sheet, ground)
    draw_stem(sheet, tip, ground, bottom)
    height = sheet.y + 26
    kept = [
        leaf
        for leaf in sheet.leaves
        if not any(b.holds(leaf.tip) or b.holds(leaf.middle) for b in sheet.keep)
    ]
    return frame(
        telling, ids, WIDTH, height, size,
        paper(paint, WIDTH, height),
        draw_ground(paint, WIDTH, height, ground, 6),
        draw_clouds(paint, sheet.circles),
        draw_leaves(paint, [leaf for leaf in kept if leaf.shade < 2]),
        tag("path", d=Svg("".join(sheet.wood)), **paint("bark")),
        draw_leaves(paint, [leaf for leaf in kept if leaf.shade >= 2]),
        head,
        group(*sheet.facts),
    )  # fmt: skip


def _head(sheet: Sheet) -> Svg:
    """Return the title and, when the tree has a past, a row of its earlier outlines."""
    parts = []
    if sheet.telling.facts.title:
        words = block(sheet.telling.title(), 24, WIDTH - 40, bold=True)
        parts.append(set_words(words, sheet.paint, "ink", x=20, top=sheet.y))
        sheet.y += words.height + 12
    earlier = sheet.telling.facts.earlier
    for row in range(0, len(earlier), 3):
        parts.append(draw_past(sheet, row, min(row + 3, len(earlier))))
    return join(parts)
