# SPDX-License-Identifier: Apache-2.0
"""The formative years: rings of text beside the trunk, the earliest lowest."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.svg import Svg, fact, path_data, tag
from thousandfold_core.drawing.trunks import Trunk
from thousandfold_core.drawing.words import SANS, Block, block, set_words
from thousandfold_exercises.me_tree.picture_facts import Ring
from thousandfold_exercises.me_tree.picture_outline import Telling

MANY = 8
SIZE = 17.0
LOWEST = 14.0


@dataclass(frozen=True)
class RingMark:
    """One ring: how high above the ground, on which side, its words."""

    ring: Ring
    high: float
    right: bool
    when: Block | None
    words: Block

    @property
    def top(self) -> float:
        """How far above the ground its words begin."""
        return self.high + (11 if self.when else self.words.size * 0.65)

    @property
    def bottom(self) -> float:
        """How far above the ground its words end."""
        return self.top - (18 if self.when else 0) - self.words.height


def ring_marks(telling: Telling) -> tuple[RingMark, ...]:
    """Return the rings, alternating sides, as low as their words allow.

    With many rings, year and words share a line.
    """
    dense = len(telling.facts.rings) > MANY
    step = 24.0 if dense else 42.0
    tops = {True: LOWEST, False: LOWEST}
    out = []
    for i, ring in enumerate(telling.facts.rings):
        right = i % 2 == 0
        mark = _mark(telling, ring, 62 + step * i, right, dense)
        lift = max(0.0, tops[right] - mark.bottom)
        mark = RingMark(ring, mark.high + lift, right, mark.when, mark.words)
        tops[right] = mark.top + 9
        out.append(mark)
    return tuple(out)


def _mark(telling: Telling, ring: Ring, high: float, right: bool, dense: bool) -> RingMark:
    if ring.private:
        return RingMark(ring, high, right, None, block(telling.words.kept, SIZE, 205, italic=True))
    if dense:
        return RingMark(ring, high, right, None, block(telling.ring(ring), SIZE - 1, 290))
    when = block(ring.when, 14.5, 205) if ring.when else None
    return RingMark(ring, high, right, when, block(ring.label, SIZE, 205))


def draw_ring(paint: Paint, telling: Telling, trunk: Trunk, mark: RingMark, ground: float) -> Svg:
    """Return one ring: a curved mark on the wood, a tick, the year and what happened."""
    y = ground - mark.high
    middle, wide = trunk.at_height(y)
    way = 1 if mark.right else -1
    edge = middle.real + way * wide / 2
    out = max(way * (edge - trunk.base.real) + 30, 66)
    x = trunk.base.real + way * out
    side = "left" if mark.right else "right"
    tick = path_data("M", complex(edge - way * 3, y), "H", x - way * 7)
    groove = path_data(
        "M",
        complex(edge - way * 2, y),
        "q",
        complex(-way * wide * 0.3, 7),
        complex(-way * wide * 0.62, 2),
    )
    top = ground - mark.top
    dashes = "4 3" if mark.ring.private else None
    parts = [
        tag("path", d=tick, stroke_width=1.6, stroke_dasharray=dashes, **paint("bark-line")),
        tag("path", d=groove, stroke_width=2.2, stroke_linecap="round", **paint("grain")),
    ]
    if mark.when:
        parts.append(set_words(mark.when, paint, "muted", x=x, top=top, side=side, font=SANS))
        top += 18
    parts.append(
        set_words(
            mark.words, paint, "muted" if mark.ring.private else "ink", x=x, top=top, side=side
        )
    )
    return fact("ring", mark.ring.key, telling.ring(mark.ring), *parts)
