# SPDX-License-Identifier: Apache-2.0
"""Where everything in the forest stands, before anything is painted."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.chance import chance
from thousandfold_core.drawing.place import Box, around, least_crowded
from thousandfold_core.drawing.svg import clean
from thousandfold_core.drawing.words import Block, block
from thousandfold_exercises.forest.picture_facts import Strand
from thousandfold_exercises.forest.picture_hanging import Hanging, hangings
from thousandfold_exercises.forest.picture_outline import Telling
from thousandfold_exercises.forest.picture_page import Page

CROWN_HIGH = 248.0
CROWN_WIDE = 250.0
#: Half a knot; what it costs to hide one of its own (a quarter for a neighbour's), and to
#: stand above the band.
KNOT = 8.0
HIDDEN = 400.0
ABOVE = 70.0


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
    scale = min(0.8, max(pitch * 1.2, page.crown) / CROWN_WIDE)
    step = _step(page, len(telling.ribbons))
    high = page.size * 1.4 + (26 if page.narrow else 10)
    top = (26 if page.narrow else 44) + high / 2
    ribbons = _bands(telling.ribbons, telling, page, xs, top, step, up=True)
    crowns = top + step * max(0, len(ribbons) - 1) + 34 + page.arch - page.fall if ribbons else 40.0
    foot = crowns + CROWN_HIGH * scale
    hanging, zone = hangings(telling, page, xs, foot)
    stem = max(120 * scale, zone)
    ground = foot + stem
    deep = ground + page.fall + 30 + page.size
    lower = step if page.narrow else 46.0
    roots = _bands(telling.roots, telling, page, xs, deep, lower, up=False)
    height = max((b.level for b in roots), default=deep - page.size - 16) + (46 if roots else 30)
    return Plan(page, xs, scale, stem, ground, ribbons, roots, hanging, height)


def _places(telling: Telling, page: Page) -> dict[str, float]:
    order = sorted(telling.facts.trees)
    chance(telling.facts.seed, "forest", "order").shuffle(order)
    pitch = (page.width - 2 * page.edge) / len(order)
    return {tree: page.edge + pitch * (i + 0.5) for i, tree in enumerate(order)}


def _step(page: Page, count: int) -> float:
    if page.narrow:
        return 56.0
    return 62.0 if count <= 4 else 54.0 if count <= 7 else 50.0


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
    arch = page.arch if up else -page.arch * 0.35
    ats = [tuple(sorted(xs[tree] for tree in strand.trees)) for strand in own]
    levels = [first + step * row for row in _rows(own, ats, page, together=not up)]
    knots = [
        [complex(x, level + page.bend(x, arch)) for x in at]
        for at, level in zip(ats, levels, strict=True)
    ]
    for i, (strand, at, level) in enumerate(zip(own, ats, levels, strict=True)):
        span = (
            (26.0, page.width - 26.0)
            if strand.whole
            else (max(10.0, at[0] - 30), min(page.width - 10, at[-1] + 30))
        )
        near = [(HIDDEN, knot) for knot in knots[i]]
        beside = (*knots[max(0, i - 1) : i], *knots[i + 1 : i + 2])
        near += [(HIDDEN / 4, knot) for row in beside for knot in row]
        plate = _plate(telling, page, strand, level, arch, span, near, [b.plate.box for b in bands])
        bands.append(Band(strand, level, at, *span, plate))
    return tuple(bands)


def _rows(
    own: tuple[Strand, ...], ats: list[tuple[float, ...]], page: Page, *, together: bool
) -> list[int]:
    """Return the row of each band: one each, or ``together`` where they leave each other room."""
    if not together or page.narrow:
        return list(range(len(own)))
    ends: list[float] = []
    rows: list[int] = []
    spans = [
        (0.0, page.width) if s.whole else (at[0], at[-1]) for s, at in zip(own, ats, strict=True)
    ]
    for left, right in spans:
        wide = max(right - left, page.width * 0.28)
        start = (left + right - wide) / 2
        row = next((i for i, end in enumerate(ends) if end + 40 < start), len(ends))
        ends[row : row + 1] = [start + wide]
        rows.append(row)
    return rows


def _plate(
    telling: Telling,
    page: Page,
    strand: Strand,
    level: float,
    arch: float,
    span: tuple[float, float],
    knots: list[tuple[float, complex]],
    taken: list[Box],
) -> Plate:
    """Return the label where it hides the fewest knots, on its band or just above."""
    words = block(
        clean(strand.label), page.size, page.width * (0.36 if not page.narrow else 0.72), bold=True
    )
    number = telling.words.whole_short if strand.whole else str(strand.count)
    count = block(number, page.size * 0.84, 260)
    wide = words.width + count.width + page.size * 2.2
    high = words.height + (10 if page.narrow else 6)
    if page.narrow:
        x = min(max(span[0], 12) + wide / 2, page.width - 12 - wide / 2)
        return Plate(words, count, around(complex(x, level - high / 2 - 8), wide, high))
    spots = []
    low, top = wide / 2 + 14, page.width - wide / 2 - 14
    centre = (span[0] + span[1]) / 2
    for i in range(41):
        x = min(max(span[0] + (span[1] - span[0]) * i / 40, low), top)
        for off in (0.0, -high / 2 - 12):
            box = around(complex(x, level + page.bend(x, arch) + off), wide, high)
            reach = box.grown(KNOT)
            hidden = sum(cost for cost, knot in knots if reach.holds(knot))
            above = ABOVE if off else 0.0
            spots.append((abs(x - centre) * 0.16 + hidden + above, box))
    return Plate(words, count, spots[least_crowded(spots, [b.grown(3) for b in taken])][1])
