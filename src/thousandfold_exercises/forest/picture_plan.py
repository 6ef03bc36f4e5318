# SPDX-License-Identifier: Apache-2.0
"""Where everything in the forest stands, before anything is painted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from thousandfold_core.chance import chance
from thousandfold_core.drawing.place import Box, around, least_crowded
from thousandfold_core.drawing.svg import clean
from thousandfold_core.drawing.words import Block, block
from thousandfold_exercises.forest.picture_facts import Contested, Strand, keyed_contested
from thousandfold_exercises.forest.picture_outline import Telling

CROWN_HIGH = 250.0
CROWN_WIDE = 250.0


@dataclass(frozen=True)
class Page:
    """A page: its width, text size, the arch of the ribbons, the fall of the hill."""

    width: float
    size: float
    arch: float
    fall: float
    edge: float
    narrow: bool

    def bend(self, x: float, depth: float) -> float:
        """Return how much lower than in the middle something arched lies at ``x``."""
        return depth * (2 * x / self.width - 1) ** 2


WIDE = Page(1600, 20, 84, 46, 70, False)
TALL = Page(420, 16, 12, 10, 20, True)


@dataclass(frozen=True)
class Plate:
    """A label: its words, its number, its room."""

    words: Block
    count: Block | None
    box: Box


@dataclass(frozen=True)
class Band:
    """A ribbon or shared root with its level (height in the middle of the page) and label."""

    strand: Strand
    level: float
    xs: tuple[float, ...]
    left: float
    right: float
    plate: Plate


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


@dataclass(frozen=True)
class Plan:
    """The whole forest."""

    page: Page
    xs: dict[str, float]
    scale: float
    stem: float
    ground: float
    ribbons: tuple[Band, ...]
    roots: tuple[Band, ...]
    hanging: tuple[Hanging, ...]
    height: float

    def hill(self, x: float) -> float:
        """Return the height of the hill at ``x``."""
        return self.ground + self.page.bend(x, self.page.fall)

    def crown_foot(self, x: float) -> float:
        """Return where the crown of a tree at ``x`` begins."""
        return self.hill(x) - self.stem


def plan(telling: Telling, page: Page) -> Plan:
    """Return the layout. The order of the trees depends on the seed alone."""
    xs = _places(telling, page)
    pitch = (page.width - 2 * page.edge) / len(xs)
    scale = min(0.8, pitch * 1.2 / CROWN_WIDE)
    step = _step(page, len(telling.ribbons))
    high = page.size * 1.4 + 26
    top = 26 + high / 2
    ribbons = _bands(telling.ribbons, telling, page, xs, top, step, up=True)
    crowns = top + step * max(0, len(ribbons) - 1) + 34 + page.arch - page.fall if ribbons else 40.0
    foot = crowns + CROWN_HIGH * scale
    hanging, zone = _hangings(telling, page, xs, foot, pitch)
    stem = max(140 * scale, zone)
    ground = foot + stem
    deep = ground + page.fall + 56 + page.size
    lower = step if page.narrow else 56.0
    roots = _bands(telling.roots, telling, page, xs, deep, lower, up=False)
    height = deep + lower * max(0, len(roots) - 1) + (62 if roots else 10)
    return Plan(page, xs, scale, stem, ground, ribbons, roots, hanging, height)


def _places(telling: Telling, page: Page) -> dict[str, float]:
    order = sorted(telling.facts.trees)
    chance(telling.facts.seed, "forest", "order").shuffle(order)
    pitch = (page.width - 2 * page.edge) / len(order)
    return {tree: page.edge + pitch * (i + 0.5) for i, tree in enumerate(order)}


def _step(page: Page, count: int) -> float:
    if page.narrow:
        return 56.0
    return 74.0 if count <= 4 else 60.0 if count <= 7 else 47.0


def _bands(
    own: tuple[Strand, ...],
    telling: Telling,
    page: Page,
    xs: dict[str, float],
    first: float,
    step: float,
    *,
    up: bool,
) -> tuple[Band, ...]:
    """Return the bands, one level each; ``up`` for ribbons, otherwise for roots."""
    bands: list[Band] = []
    for i, strand in enumerate(own):
        level = first + step * i
        inner = (26.0, page.width - 26.0)
        at = tuple(sorted(xs[tree] for tree in strand.trees))
        left, right = (
            inner if strand.whole else (max(10.0, at[0] - 30), min(page.width - 10, at[-1] + 30))
        )
        plate = _plate(
            telling, page, strand, level, at, (left, right), [b.plate.box for b in bands], up
        )
        bands.append(Band(strand, level, at, left, right, plate))
    return tuple(bands)


def _plate(
    telling: Telling,
    page: Page,
    strand: Strand,
    level: float,
    at: tuple[float, ...],
    span: tuple[float, float],
    taken: list[Box],
    up: bool,
) -> Plate:
    """Return the label where it hides the fewest knots; beside the band if it would hide any."""
    words = block(
        clean(strand.label), page.size, page.width * (0.22 if not page.narrow else 0.72), bold=True
    )
    number = telling.words.whole_short if strand.whole else str(strand.count)
    count = block(number, page.size * 0.84, 260)
    wide = words.width + count.width + page.size * 2.2
    high = words.height + 10
    arch = page.arch if up else -page.arch * 0.35
    if page.narrow:
        x = min(max(span[0], 12) + wide / 2, page.width - 12 - wide / 2)
        return Plate(words, count, around(complex(x, level - high / 2 - 8), wide, high))
    spots = []
    low, top = wide / 2 + 14, page.width - wide / 2 - 14
    centre = (span[0] + span[1]) / 2
    for i in range(41):
        x = min(max(span[0] + (span[1] - span[0]) * i / 40, low), top)
        hidden = sum(abs(x - knot) < wide / 2 + 10 for knot in at)
        for off in (0.0, -high / 2 - 9):
            cost = abs(x - centre) * 1.6 + (hidden * 4000 if not off else 700)
            spots.append((cost, around(complex(x, level + page.bend(x, arch) + off), wide, high)))
    return Plate(words, count, spots[least_crowded(spots, [b.grown(3) for b in taken])][1])


def _hangings(
    telling: Telling, page: Page, xs: dict[str, float], foot: float, pitch: float
) -> tuple[tuple[Hanging, ...], float]:
    """Return the contested fruit, each in a gap between trees, and how much height they need."""
    gaps = sorted(xs.values())
    out: list[Hanging] = []
    taken: list[Box] = []
    own = keyed_contested(telling.facts)
    for i, (key, fruit) in enumerate(own):
        words = block(clean(fruit.label), page.size - 1, 200 if not page.narrow else 320)
        note = (
            block(telling.words.leaves_out, page.size - 3, 200, italic=True)
            if fruit.flagged
            else None
        )
        wide = max(words.width, note.width if note else 0) + 26
        high = words.height + (note.height if note else 0) + 14
        choices = _gaps(fruit, xs, gaps, (i + 0.5) / len(own))
        spots = []
        for dislike, left, right in choices:
            for row in range(len(own)):
                x = min(max((left + right) / 2, wide / 2 + 8), page.width - wide / 2 - 8)
                middle = complex(
                    (left + right) / 2,
                    foot + page.bend(x, page.fall) + 18 + row * (74 + page.size * 3.2),
                )
                box = around(complex(x, middle.imag + 34 + high / 2), wide, high)
                spots.append(
                    (
                        dislike + row * 3000,
                        Box(box.left, middle.imag - 34, box.right, box.bottom),
                        middle,
                        left,
                        right,
                    )
                )
        best = spots[
            least_crowded([(cost * 1.0, room.grown(7)) for cost, room, *_ in spots], taken)
        ]
        _, room, middle, left, right = best
        taken.append(room)
        box = Box(room.left, middle.imag + 34, room.right, room.bottom)
        out.append(Hanging(key, fruit, left, right, middle, words, note, box))
    lowest = max(
        (h.box.bottom - page.bend((h.box.left + h.box.right) / 2, page.fall) for h in out),
        default=foot,
    )
    return tuple(out), lowest - foot + 34 if out else 0.0


def _gaps(
    fruit: Contested, xs: dict[str, float], row: list[float], share: float
) -> list[tuple[float, float, float]]:
    """Return (dislike, left tree, right tree): the two that agreed to be shown, or any neighbours."""
    shown = sorted(xs[tree] for tree in fruit.between or () if tree in xs)
    if len(shown) == 2:
        return [(0.0, shown[0], shown[1])]
    wish = row[0] + (row[-1] - row[0]) * share
    return [(abs((a + b) / 2 - wish) * 6, a, b) for a, b in pairwise(row)]
