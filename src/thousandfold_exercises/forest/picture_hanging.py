# SPDX-License-Identifier: Apache-2.0
"""Where contested fruit hang: in a gap between two trees, their tags never on one another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from thousandfold_core.drawing.place import Box, crowding, least_crowded
from thousandfold_core.drawing.svg import clean
from thousandfold_core.drawing.words import Block, block
from thousandfold_exercises.forest.picture_facts import Contested, keyed_contested
from thousandfold_exercises.forest.picture_outline import Telling
from thousandfold_exercises.forest.picture_page import Page

#: From the middle of a contested fruit to the top of its tag.
DROP = 34.0
#: Rows are so far apart; each lower one is a little worse, so that tags never overlap.
ROW = 48.0
ROW_BESIDE = 36.0
ROW_DISLIKE = 20.0
ROW_BESIDE_DISLIKE = 6.0
MOST_ROWS = 400
#: On a narrow page the tag stands beside its fruit: how wide its words, how far away, and
#: half the height of the fruit in its ring.
ROOM_BESIDE, AWAY, RING = 156.0, 33.0, 29.0


@dataclass(frozen=True)
class Hanging:
    """A contested fruit: the gap it hangs in, its middle, its label."""

    key: str
    fruit: Contested
    left: float
    right: float
    middle: complex
    words: Block
    note: Block | None
    box: Box


def hangings(
    telling: Telling, page: Page, xs: dict[str, float], foot: float
) -> tuple[tuple[Hanging, ...], float]:
    """Return the contested fruit, each in a gap between trees, and how much height they need."""
    row = sorted(xs.values())
    own = keyed_contested(telling.facts)
    hanging: list[Hanging] = []
    taken: list[Box] = []
    for i, (key, fruit) in enumerate(own):
        tag = _FruitTag.of(telling, page, fruit)
        spot = _freest(_gaps(fruit, xs, row, (i + 0.5) / len(own)), tag, page, foot, taken)
        taken.append(spot.room)
        hanging.append(
            Hanging(key, fruit, spot.left, spot.right, spot.middle, tag.words, tag.note, spot.box)
        )
    lowest = max(
        (h.box.bottom - page.bend((h.box.left + h.box.right) / 2, page.fall) for h in hanging),
        default=foot,
    )
    return tuple(hanging), lowest - foot + DROP if hanging else 0.0


@dataclass(frozen=True)
class _FruitTag:
    """The paper tag of a contested fruit: its words, the note below, its size."""

    words: Block
    note: Block | None
    wide: float
    high: float

    @classmethod
    def of(cls, telling: Telling, page: Page, fruit: Contested) -> _FruitTag:
        """Wrap the words of a fruit for the page."""
        size, room = (page.size - 1, ROOM_BESIDE) if page.narrow else (page.size - 3, 212)
        words = block(clean(fruit.label), size, room)
        note = None
        if fruit.flagged:
            note = block(telling.words.leaves_out, size - 2, room, italic=True)
        wide = max(words.width, note.width if note else 0) + 26
        high = words.height + (note.height if note else 0) + 14
        return cls(words, note, wide, high)


@dataclass(frozen=True)
class _Spot:
    """Where a contested fruit may hang: how disliked, between which trees, its middle, its tag's
    box, and the room of both."""

    dislike: float
    left: float
    right: float
    middle: complex
    box: Box
    room: Box


def _freest(
    gaps: list[tuple[float, float, float]],
    tag: _FruitTag,
    page: Page,
    foot: float,
    taken: list[Box],
) -> _Spot:
    """Return the spot that is disliked and overlaps least, row below row.

    A lower row is sought only while it could still be better than the best spot above it.
    """
    best, least = None, float("inf")
    worse = ROW_BESIDE_DISLIKE if page.narrow else ROW_DISLIKE
    for row in range(MOST_ROWS):
        if row * worse >= least:
            break
        spots = [_spot(gap, row, tag, page, foot) for gap in gaps]
        roomy = [(spot.dislike, spot.room.grown(7)) for spot in spots]
        index = least_crowded(roomy, taken)
        cost = crowding(*roomy[index], taken, enough=least)
        if cost < least:
            best, least = spots[index], cost
    return best


def _spot(
    gap: tuple[float, float, float], row: int, tag: _FruitTag, page: Page, foot: float
) -> _Spot:
    dislike, left, right = gap
    between = (left + right) / 2
    down = 54 + row * ROW_BESIDE if page.narrow else 18 + row * ROW
    middle = complex(between, foot + page.bend(between, page.fall) + down)
    box, room = _beside(middle, tag, page) if page.narrow else _below(middle, tag, page)
    worse = ROW_BESIDE_DISLIKE if page.narrow else ROW_DISLIKE
    return _Spot(dislike + row * worse, left, right, middle, box, room)


def _below(middle: complex, tag: _FruitTag, page: Page) -> tuple[Box, Box]:
    """Return the box of a tag below its fruit, and the room of both."""
    x = min(max(middle.real, tag.wide / 2 + 8), page.width - tag.wide / 2 - 8)
    top = middle.imag + DROP
    box = Box(x - tag.wide / 2, top, x + tag.wide / 2, top + tag.high)
    return box, Box(box.left, middle.imag - DROP, box.right, box.bottom)


def _beside(middle: complex, tag: _FruitTag, page: Page) -> tuple[Box, Box]:
    """Return the box of a tag on the roomier side of its fruit, and the room of both."""
    right = middle.real < page.width / 2
    left = middle.real + AWAY if right else middle.real - AWAY - tag.wide
    half = max(RING, tag.high / 2)
    box = Box(left, middle.imag - tag.high / 2, left + tag.wide, middle.imag + tag.high / 2)
    ring = middle.real - RING if right else middle.real + RING
    low, high = min(box.left, ring), max(box.right, ring)
    return box, Box(low, middle.imag - half, high, middle.imag + half)


def _gaps(
    fruit: Contested, xs: dict[str, float], row: list[float], share: float
) -> list[tuple[float, float, float]]:
    """Return (dislike, left tree, right tree): the two that agreed to be shown, or any neighbours."""
    shown = sorted(xs[tree] for tree in fruit.between or () if tree in xs)
    if len(shown) == 2:
        return [(0.0, shown[0], shown[1])]
    wish = row[0] + (row[-1] - row[0]) * share
    return [(abs((a + b) / 2 - wish) * 0.06, a, b) for a, b in pairwise(row)]
