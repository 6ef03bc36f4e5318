# SPDX-License-Identifier: Apache-2.0
"""How it grew: earlier versions as faint outlines around the same foot."""

from __future__ import annotations

from collections.abc import Sequence

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.crowns import Crown, clouds, crown_outline, grow
from thousandfold_core.drawing.limbs import closed_smooth
from thousandfold_core.drawing.place import Box, around, least_crowded, paper
from thousandfold_core.drawing.svg import Svg, fact, group, tag
from thousandfold_core.drawing.words import block, set_words
from thousandfold_exercises.me_tree.picture_outline import Telling


def draw_growth(
    paint: Paint, telling: Telling, crown: Crown, ground: float, taken: list[Box]
) -> Svg:
    """Return one dashed crown for each earlier version, smaller the older it is.

    ``taken`` are the boxes its name should not lie under.
    """
    earlier = telling.facts.earlier
    foot = complex(crown.fork.real, ground)
    boxes = list(taken)
    out = []
    for i, version in enumerate(earlier):
        scale = 0.5 + 0.42 * (i + 1) / (len(earlier) + 0.4)
        boughs = grow(crown, [(b.key, False) for b in version.branches])
        circles = [(foot + (c - foot) * scale, r * scale) for c, r in clouds(boughs, crown.vigour)]
        out.append(_ghost(paint, telling, i, crown_outline(circles, 28), boxes))
    return group(*out)


def _ghost(
    paint: Paint, telling: Telling, number: int, points: Sequence[complex], boxes: list[Box]
) -> Svg:
    words = block(telling.version_name(number), 14.5, 170, italic=True)
    high = min(point.imag for point in points)
    spots = [
        ((point.imag - high) * 0.5, around(point, words.width + 16, words.height + 6))
        for point in points
    ]
    box = spots[least_crowded(spots, boxes)][1]
    boxes.append(box.grown(6))
    shape = closed_smooth(points)
    plate = paper(box, rx=8, opacity=0.92, **paint("paper"))
    return fact(
        "earlier",
        str(number + 1),
        telling.earlier(number),
        tag("path", d=shape, stroke_width=4, opacity=0.5, **paint("halo")),
        tag(
            "path",
            d=shape,
            stroke_width=2,
            stroke_dasharray="8 6",
            stroke_linecap="round",
            **paint("ghost"),
        ),
        plate,
        set_words(
            words, paint, "muted", x=(box.left + box.right) / 2, top=box.top + 2.5, side="middle"
        ),
    )
