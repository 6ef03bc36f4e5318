# SPDX-License-Identifier: Apache-2.0
"""The trunk: one piece of wood from the ground to the tip of its top branch, with its grain."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from thousandfold_core.drawing.limbs import Curve, outline, sliver
from thousandfold_core.drawing.svg import Svg, path_data


@dataclass(frozen=True)
class Trunk:
    """Base, fork and leader; ``thick`` is the width at half height."""

    base: complex
    leader: Curve
    thick: float
    leader_thick: float

    @property
    def stem(self) -> Curve:
        """The middle line from the ground to the fork, leaving the fork as the leader does."""
        fork = self.leader.start
        rise = (self.base - fork).imag
        out = self.leader.heading(0)
        return Curve(self.base, self.base - 0.35j * rise, fork - out * rise * 0.3, fork)

    def width_at(self, t: float) -> float:
        """Return the width at ``t`` of the stem: a flared foot, then a slow taper."""
        rise = (self.base - self.leader.start).imag
        top = max(self.leader_thick * 1.12, self.thick * 0.72)
        plain = self.thick * 1.06 + (top - self.thick * 1.06) * t
        return plain + self.thick * 0.95 * exp(-t * rise / 26)

    def at_height(self, y: float) -> tuple[complex, float]:
        """Return the middle and the width of the stem at a height."""
        low, high = 0.0, 1.0
        for _ in range(24):
            half = (low + high) / 2
            low, high = (half, high) if self.stem.at(half).imag > y else (low, half)
        return self.stem.at(low), self.width_at(low)

    def path(self) -> Svg:
        """Return the outline of the whole wood."""
        steps = (0.0, 0.04, 0.09, 0.16, 0.26, 0.45, 0.65, 0.85)
        points = [self.stem.at(t) for t in steps]
        widths = [self.width_at(t) for t in steps]
        top = max(self.leader_thick * 1.12, self.thick * 0.72)
        for i in range(11):
            t = i / 10
            points.append(self.leader.at(t))
            taper = 3 + (self.leader_thick - 3) * (1 - t) ** 0.85
            widths.append(taper + (top - self.leader_thick) * max(0.0, 1 - t / 0.3))
        return Svg(outline(points, widths) + self._foot())

    def _foot(self) -> Svg:
        """Return the underside from which the roots leave, with small roots of its own."""
        half = self.width_at(0) / 2
        low = 2j * self.thick * 0.24
        left, right = self.base - half, self.base + half
        under = path_data("M", right - 1j, "Q", self.base + low, left - 1j, "z")
        small = "".join(
            sliver(
                self.base + half * lean * 0.8,
                self.base + complex(half * lean * 2.3, self.thick * (0.62 - abs(lean) * 0.36)),
                lean * -0.12,
                self.thick * 0.2,
            )
            for lean in (-0.98, -0.55, 0.5, 0.95)
        )
        return Svg(under + small)

    def strand(self, low: float, high: float, first: float, last: float) -> Svg:
        """Return a line of grain between two heights (0..1), at shares of the width (-1..1)."""
        points = []
        for i in range(5):
            t = first + (last - first) * i / 4
            share = low + (high - low) * i / 4
            across = self.stem.heading(t) * 1j * self.width_at(t) / 2
            points.append(self.stem.at(t) + across * share)
        return path_data("M", points[0], "Q", points[1], points[2], "Q", points[3], points[4])
