# SPDX-License-Identifier: Apache-2.0
"""Limbs: curves of living wood that taper. Points are complex numbers (x + y·i)."""

from __future__ import annotations

import cmath
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from thousandfold_core.drawing.svg import Svg, path_data


@dataclass(frozen=True)
class Curve:
    """A cubic Bézier curve."""

    start: complex
    lead: complex
    pull: complex
    end: complex

    def at(self, t: float) -> complex:
        """Return the point at ``t`` (0 the start, 1 the end)."""
        u = 1 - t
        return (
            u * u * u * self.start
            + 3 * u * u * t * self.lead
            + 3 * u * t * t * self.pull
            + t * t * t * self.end
        )

    def heading(self, t: float) -> complex:
        """Return the unit direction of growth at ``t``."""
        u = 1 - t
        slope = (
            u * u * (self.lead - self.start)
            + 2 * u * t * (self.pull - self.lead)
            + t * t * (self.end - self.pull)
        )
        return slope / abs(slope) if abs(slope) > 1e-9 else 1 + 0j


def pointing(degrees: float) -> complex:
    """Return the unit direction: 0 is straight up, positive leans right."""
    return cmath.rect(1, cmath.pi * (degrees - 90) / 180)


def turned(direction: complex, degrees: float) -> complex:
    """Return the direction turned clockwise."""
    return direction * cmath.rect(1, cmath.pi * degrees / 180)


def bow(start: complex, end: complex, bend: float) -> Curve:
    """Return a curve that leaves the straight line by ``bend`` of its length, to its left."""
    span = end - start
    side = span * -1j * bend
    return Curve(start, start + span / 3 + side, start + 2 * span / 3 + side, end)


def taper(curve: Curve, thick: float, thin: float, *, steps: int = 7, collar: float = 0.35) -> Svg:
    """Return the outline of a limb that narrows along its curve, with a swollen collar."""
    points = [curve.at(i / steps) for i in range(steps + 1)]
    widths = [_width(i / steps, thick, thin, collar) for i in range(steps + 1)]
    return outline(points, widths)


def _width(t: float, thick: float, thin: float, collar: float) -> float:
    return thin + (thick - thin) * (1 - t) ** 0.85 + collar * thick * max(0.0, 1 - t / 0.14) ** 2


def outline(points: Sequence[complex], widths: Sequence[float]) -> Svg:
    """Return the closed path around a line of points with a width at each."""
    left, right = [], []
    last = len(points) - 1
    for i, (point, wide) in enumerate(zip(points, widths, strict=True)):
        along = points[min(i + 1, last)] - points[max(i - 1, 0)]
        side = along / (abs(along) or 1) * -1j * wide / 2
        left.append(point + side)
        right.append(point - side)
    return path_data("M", left[0], *smooth(left), "L", right[-1], *smooth(right[::-1]), "z")


def smooth(points: Sequence[complex]) -> list[str | complex]:
    """Return path steps from the first point on: quadratic, through the middles of neighbours."""
    if len(points) == 2:
        return ["L", points[1]]
    steps: list[str | complex] = []
    for here, then in pairwise(points[1:]):
        steps += ["Q", here, (here + then) / 2]
    steps[-1] = points[-1]
    return steps


def sliver(start: complex, end: complex, bend: float, thick: float) -> Svg:
    """Return a thin twig as one small path: broad at its start, a point at its end."""
    span = end - start
    side = span / (abs(span) or 1) * -1j * thick / 2
    middle = start + span * 0.5 + span * -1j * bend
    return path_data(
        "M",
        start + side,
        "Q",
        middle + side * 0.6,
        end,
        "Q",
        middle - side * 0.6,
        start - side,
        "z",
    )


def closed_smooth(points: Sequence[complex]) -> Svg:
    """Return a closed soft line around the points (for the outline of a crown)."""
    middles = [(a + b) / 2 for a, b in zip(points, [*points[1:], points[0]], strict=True)]
    steps: list[str | complex] = ["M", middles[-1]]
    for point, middle in zip(points, middles, strict=True):
        steps += ["Q", point, middle]
    return path_data(*steps, "z")
