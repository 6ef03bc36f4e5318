# SPDX-License-Identifier: Apache-2.0
"""Finding room: boxes that must not touch, and words stacked in a margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """Return the area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0

    def grown(self, by: float) -> Box:
        """Return the box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, by: complex) -> Box:
        """Return the box moved right by the real part and down by the imaginary part."""
        across, down = by.real, by.imag
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def holds(self, point: complex) -> bool:
        """Tell whether a point lies inside."""
        return self.left <= point.real <= self.right and self.top <= point.imag <= self.bottom


def around(centre: complex, wide: float, high: float) -> Box:
    """Return the box of the given size around a point."""
    return Box(
        centre.real - wide / 2,
        centre.imag - high / 2,
        centre.real + wide / 2,
        centre.imag + high / 2,
    )


def least_crowded(candidates: Sequence[tuple[float, Box]], taken: Iterable[Box]) -> int:
    """Return the index of the candidate that overlaps least; ``float`` is its own dislike.

    One unit of dislike weighs as much as one unit of covered area. O(candidates × taken).
    """
    boxes = list(taken)
    costs = [dislike + sum(box.shared(other) for other in boxes) for dislike, box in candidates]
    return costs.index(min(costs))


def stack(
    wanted: Sequence[float], heights: Sequence[float], *, gap: float, top: float, bottom: float
) -> list[float]:
    """Return the top edge of each item so that none overlap, each as near its wish as can be.

    ``wanted`` are the wished centres, in ascending order. Neighbours that would
    touch are pooled and moved together (pool adjacent violators), which gives
    the least sum of squared moves; the whole then slides into ``top..bottom``
    if it fits, and otherwise starts at ``top``. O(n).
    """
    offsets = [0.0]
    for height in heights:
        offsets.append(offsets[-1] + height + gap)
    pools: list[list[float]] = []
    for centre, height, offset in zip(wanted, heights, offsets, strict=False):
        pools.append([centre - height / 2 - offset, 1.0])
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            mean, count = pools.pop()
            before, n = pools[-1]
            pools[-1] = [(before * n + mean * count) / (n + count), n + count]
    starts = [mean for mean, count in pools for _ in range(int(count))]
    limit = max(top, bottom - offsets[-1] + gap)
    return [
        min(max(start, top), limit) + offset for start, offset in zip(starts, offsets, strict=False)
    ]
