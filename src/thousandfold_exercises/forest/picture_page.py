# SPDX-License-Identifier: Apache-2.0
"""The two pages a forest is drawn on: wide for a wall, tall for a phone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page: its width, text size, the arch of the ribbons, the fall of the hill.

    ``crown`` is how wide a crown is at least: where trees stand close, crowns grow into
    one another as in any wood.
    """

    width: float
    size: float
    arch: float
    fall: float
    edge: float
    crown: float
    narrow: bool

    def bend(self, x: float, depth: float) -> float:
        """Return how much lower than in the middle something arched lies at ``x``."""
        return depth * (2 * x / self.width - 1) ** 2


WIDE = Page(1600, 25, 60, 40, 80, 168, False)
TALL = Page(420, 16, 12, 10, 26, 66, True)
