# SPDX-License-Identifier: Apache-2.0
"""The crown: branches in a fan, the middle one being the trunk run on; twigs and leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from random import Random

from thousandfold_core.chance import chance
from thousandfold_core.drawing.leaves import Leaf, spray
from thousandfold_core.drawing.limbs import Curve, pointing, turned
from thousandfold_core.drawing.place import Box

WIDEST = {0: 0.0, 1: 50.0, 2: 71.0, 3: 77.0}


@dataclass(frozen=True)
class Twig:
    """A short limb of a bough."""

    start: complex
    end: complex
    bend: float
    thick: float

    @property
    def heading(self) -> complex:
        """The direction of growth."""
        span = self.end - self.start
        return span / (abs(span) or 1)


@dataclass(frozen=True)
class Bough:
    """A branch as it grows: its curve, how thick it leaves the trunk, its twigs."""

    key: str
    curve: Curve
    thick: float
    twigs: tuple[Twig, ...]
    bare: bool = False


@dataclass(frozen=True)
class Crown:
    """Where the crown stands and how far it reaches."""

    fork: complex
    reach: complex
    vigour: float


def angles(count: int) -> list[float]:
    """Return the lean of each branch in degrees, left to right; the leader is nearest to upright."""
    left = count // 2
    right = count - 1 - left
    lean = 0.0 if left == right else 7.0
    fan = [-_widest(left) * (left - i) / left for i in range(left)]
    fan.append(lean)
    step = _widest(right) - lean
    return fan + [lean + step * (i + 1) / right for i in range(right)]


def _widest(side: int) -> float:
    return WIDEST.get(side, 82.0)


def leader_index(count: int) -> int:
    """Return which branch continues the trunk."""
    return count // 2


def grow(crown: Crown, keys: Sequence[tuple[str, bool]]) -> list[Bough]:
    """Return a bough for each (key, private) branch; without branches, one unnamed leader."""
    named = list(keys) or [("", False)]
    fan = angles(len(named))
    middle = leader_index(len(named))
    leader = _leader_curve(crown, fan[middle])
    return [
        _bough(crown, key, private, angle, leader, i == middle, len(named))
        for i, ((key, private), angle) in enumerate(zip(named, fan, strict=True))
    ]


def _leader_curve(crown: Crown, lean: float) -> Curve:
    end = crown.fork + complex(crown.reach.real * sin(radians(lean)) * 0.6, -crown.reach.imag)
    rise = crown.reach.imag
    lead = crown.fork + complex(-0.02 * rise, -rise * 0.33)
    pull = end + complex(-0.05 * rise, rise * 0.3)
    return Curve(crown.fork, lead, pull, end)


def _bough(
    crown: Crown, key: str, private: bool, angle: float, leader: Curve, leads: bool, count: int
) -> Bough:
    dice = chance("bough", key, round(angle))
    curve = leader if leads else _side_curve(crown, angle, leader, dice)
    thick = crown.vigour * (44 if leads else max(18.0, 36 - 1.3 * count))
    twigs = () if private else tuple(_twigs(crown, curve, dice, leads, count))
    return Bough(key, curve, thick, twigs, private)


def _side_curve(crown: Crown, angle: float, leader: Curve, dice: Random) -> Curve:
    reach = complex(crown.reach.real * sin(radians(angle)), -crown.reach.imag * cos(radians(angle)))
    end = crown.fork + reach * dice.uniform(0.97, 1.04)
    climb = 1 - abs(angle) / 82
    start = (
        leader.at(climb * 0.42)
        if climb > 0.15
        else crown.fork + 26j * crown.vigour * (1 - climb * 6)
    )
    span = abs(end - start)
    lead = start + 0.38 * span * pointing(angle * dice.uniform(0.98, 1.1))
    pull = end - 0.34 * span * pointing(angle * dice.uniform(0.66, 0.82))
    return Curve(start, lead, pull, end)


def _twigs(crown: Crown, curve: Curve, dice: Random, leads: bool, count: int) -> Iterable[Twig]:
    number = max(5, round(8 - count / 3)) + (7 if count == 1 else 0)
    gap = pi / max(2, count) if count > 1 else 2.0
    room = min(150.0, 34 + gap * 0.42 * crown.reach.real) * crown.vigour**0.5
    first = 0.3 if leads else 0.36
    for i in range(number):
        t = first + (0.95 - first) * i / (number - 1)
        side = 1 if i % 2 else -1
        way = turned(curve.heading(t), side * dice.uniform(42, 64))
        way = (way - 0.18j) / abs(way - 0.18j)
        length = room * (1.05 - 0.5 * t) * dice.uniform(0.85, 1.1)
        start = curve.at(t)
        yield Twig(start, start + way * length, side * -0.12, 3 + 5 * (1 - t))


def leaves_of(bough: Bough, crown: Crown, fill: float) -> tuple[list[Leaf], list[Leaf]]:
    """Return (leaves behind the wood, leaves before it). ``fill`` thins them in a large crown."""
    dice = chance("leaves", bough.key)
    back: list[Leaf] = []
    front: list[Leaf] = []
    if bough.bare:
        return back, front
    size = 27 * crown.vigour**0.35
    for twig in bough.twigs:
        span = abs(twig.end - twig.start)
        many = max(4, round((4 + span / 18) * fill))
        front += spray(
            dice, twig.end, twig.heading, many, length=size, spread=span * 0.42, shades=(2, 3, 3, 4)
        )
        front += _along(dice, twig, size * 0.9, fill)
    end, ahead = bough.curve.end, bough.curve.heading(1)
    back += spray(dice, end, ahead, 5, length=size * 1.2, spread=20, shades=(1, 2))
    front += spray(dice, end, ahead, 8, length=size, spread=26, shades=(2, 3, 4))
    return back, front


def _along(dice: Random, twig: Twig, size: float, fill: float) -> list[Leaf]:
    leaves = []
    for i in range(max(1, round(3 * fill))):
        held = twig.start + (twig.end - twig.start) * (0.35 + 0.18 * i)
        way = turned(twig.heading, (1 if i % 2 else -1) * dice.uniform(35, 65))
        leaves.append(Leaf(held, way, size * dice.uniform(0.8, 1.1), dice.choice((1, 2, 3))))
    return leaves


def clear(leaves: Iterable[Leaf], taken: Sequence[Box], inside: Box) -> list[Leaf]:
    """Return the leaves that stay inside and off everything that must be read."""
    return [
        leaf
        for leaf in leaves
        if inside.holds(leaf.tip)
        and inside.holds(leaf.base)
        and not any(box.holds(leaf.tip) or box.holds(leaf.middle) for box in taken)
    ]


def clouds(boughs: Iterable[Bough], vigour: float) -> list[tuple[complex, float]]:
    """Return the (centre, radius) circles whose union is the soft shape of the crown."""
    found = []
    for bough in boughs:
        if bough.bare:
            continue
        found.append((bough.curve.end, 44 * vigour**0.5))
        for twig in bough.twigs:
            span = abs(twig.end - twig.start)
            found.append((twig.start + (twig.end - twig.start) * 0.72, 20 + span * 0.34))
    return found


def crown_outline(circles: Sequence[tuple[complex, float]], steps: int = 40) -> list[complex]:
    """Return points around the union of circles, seen from its middle."""
    middle = sum(centre for centre, _ in circles) / len(circles)
    points = []
    for i in range(steps):
        way = pointing(360 * i / steps)
        points.append(middle + way * max(_soft_exit(middle, way, *circle) for circle in circles))
    return points


def _soft_exit(origin: complex, way: complex, centre: complex, radius: float) -> float:
    """Return the way out of the circle, and some of it also for rays that pass beside it."""
    support = ((centre - origin) * way.conjugate()).real + radius
    return max(_exit(origin, way, centre, radius), 0.72 * support)


def filling(circles: Sequence[tuple[complex, float]], pitch: float, length: float) -> list[Leaf]:
    """Return deep leaves spread evenly through the crown, so that it is full between the twigs."""
    dice = chance("filling", len(circles))
    middle = sum(centre for centre, _ in circles) / len(circles)
    leaves = []
    for x, y in _grid(circles, pitch):
        spot = complex(x + dice.uniform(-0.4, 0.4) * pitch, y + dice.uniform(-0.4, 0.4) * pitch)
        if any(abs(spot - centre) < radius * 0.92 for centre, radius in circles):
            out = spot - middle
            way = turned(out / (abs(out) or 1), dice.uniform(-70, 70))
            leaves.append(
                Leaf(
                    spot - way * length / 2,
                    way,
                    length * dice.uniform(0.8, 1.15),
                    dice.choice((1, 2)),
                )
            )
    return leaves


def _grid(circles: Sequence[tuple[complex, float]], pitch: float) -> Iterable[tuple[float, float]]:
    left = min(c.real - r for c, r in circles)
    right = max(c.real + r for c, r in circles)
    top = min(c.imag - r for c, r in circles)
    bottom = max(c.imag + r for c, r in circles)
    for row in range(int((bottom - top) / pitch) + 1):
        for column in range(int((right - left) / pitch) + 1):
            yield left + (column + 0.5 * (row % 2)) * pitch, top + row * pitch


def _exit(origin: complex, way: complex, centre: complex, radius: float) -> float:
    """Return how far a ray from the origin goes before it leaves the circle (0 if it misses)."""
    offset = (centre - origin) * way.conjugate()
    inside = radius * radius - offset.imag * offset.imag
    return max(0.0, offset.real + inside**0.5) if inside > 0 else 0.0
