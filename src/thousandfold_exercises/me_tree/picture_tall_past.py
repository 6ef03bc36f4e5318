# SPDX-License-Identifier: Apache-2.0
"""Earlier trees on the narrow page: a row of small outlines."""

from __future__ import annotations

from thousandfold_core.chance import chance
from thousandfold_core.drawing.limbs import (
    closed_smooth,
    pointing,
)
from thousandfold_core.drawing.svg import Svg, fact, join, path_data, tag
from thousandfold_core.drawing.words import Block, block, set_words
from thousandfold_exercises.me_tree.picture_tall_sheet import (
    Sheet,
)


def draw_past(sheet: Sheet, first: int, last: int) -> Svg:
    """Return up to three earlier trees side by side, as faint outlines with their names."""
    out, deep = [], 0.0
    foot = sheet.y + 84
    for place, number in enumerate(range(first, last)):
        x = 80 + 130 * place
        grown = 0.6 + 0.4 * (number + 1) / len(sheet.telling.facts.earlier)
        words = block(sheet.telling.version_name(number), 14.5, 120, italic=True)
        out.append(_small_outline(sheet, number, complex(x, foot), grown, words))
        deep = max(deep, words.height)
    sheet.y = foot + deep + 16
    return join(out)


def _small_outline(sheet: Sheet, number: int, foot: complex, grown: float, words: Block) -> Svg:
    dice = chance("small", number)
    middle = foot - 50j * grown
    round_points = [
        middle + pointing(i * 40) * 30 * grown * dice.uniform(0.85, 1.15) for i in range(9)
    ]
    stem = path_data(
        "M",
        foot,
        "L",
        middle + 12j,
        "M",
        foot - 8j - 9 * grown,
        "Q",
        foot - 1j,
        foot - 6,
        "M",
        foot - 8j + 9 * grown,
        "Q",
        foot - 1j,
        foot + 6,
    )
    line = sheet.paint("ghost") | {"stroke_width": 1.8, "stroke_linecap": "round"}
    return fact(
        "earlier",
        str(number + 1),
        sheet.telling.earlier(number),
        tag("path", d=closed_smooth(round_points), stroke_dasharray="5 4", **line),
        tag("path", d=stem, **line),
        set_words(words, sheet.paint, "muted", x=foot.real, top=foot.imag + 2, side="middle"),
    )
