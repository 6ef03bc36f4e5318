# SPDX-License-Identifier: Apache-2.0
"""Finding room: boxes that must not touch, words stacked in a margin, paper cut to a box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thousandfold_core.drawing.svg import Svg, Value, tag


@dataclass(frozen=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """Return the area that both cover."""
        if (
            self.left >= other.right
            or other.left >= self.right
            or self.top >= other.bottom
            or other.top >= self.bottom
        ):
            return 0.0  # the usual case, found without arithmetic
        wide = min(self.right, other.right) - max(self.left, other.left)
        return wide * (min(self.bottom, other.bottom) - max(self.top, other.top))

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


def paper(box: Box, **look: Value) -> Svg:
    """Return a rectangle as large as the box; ``look`` is its paint, corners (``rx``), line."""
    wide, high = box.right - box.left, box.bottom - box.top
    return tag("rect", x=box.left, y=box.top, width=wide, height=high, **look)


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

    One unit of dislike weighs as much as one unit of covered area; of equals the
    first. Candidates are tried from the least disliked on and the search ends where
    dislike alone is worse than the best found, so a crowded page costs at most
    O(candidates × taken) and a roomy one hardly more than sorting.
    """
    boxes = list(taken)
    best, least = 0, float("inf")
    for index in sorted(range(len(candidates)), key=lambda i: candidates[i][0]):
        dislike, box = candidates[index]
        if dislike > least:
            break
        cost = crowding(dislike, box, boxes, enough=least)
        if (cost, index) < (least, best):
            best, least = index, cost
    return best


def crowding(
    dislike: float, box: Box, taken: Iterable[Box], *, enough: float = float("inf")
) -> float:
    """Return the dislike of a spot with every overlap added; beyond ``enough`` it stops counting."""
    for other in taken:
        dislike += box.shared(other)
        if dislike > enough:
            break
    return dislike


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
