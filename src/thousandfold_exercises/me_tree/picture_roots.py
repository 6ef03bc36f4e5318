# SPDX-License-Identifier: Apache-2.0
"""The roots: they spread under the trunk, fork, and carry their words at the tips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thousandfold_core.drawing.limbs import Curve
from thousandfold_core.drawing.words import Block

FORKED = 7.0


@dataclass(frozen=True)
class RootRun:
    """One root: its curve, its thickness at both ends, where its words stand (top middle)."""

    index: int
    curve: Curve
    thick: float
    words_at: complex


@dataclass(frozen=True)
class RootPlan:
    """All roots, the shared main roots of crowded columns, and how deep they reach."""

    runs: tuple[RootRun, ...]
    mains: tuple[tuple[Curve, float, float], ...]
    bottom: float


def columns_for(count: int, most: int = 5) -> int:
    """Return how many columns of words the roots have."""
    return max(1, min(count, most))


def plan_roots(
    base: complex,
    blocks: Sequence[Block],
    *,
    left: float,
    right: float,
    thick: float,
    most: int = 5,
    rise: float = 90,
) -> RootPlan:
    """Return where each root runs. Columns fill from left to right in the given order.

    The first root of each column has its own way to its words; a column with
    more roots sends a main root down its inner side, and each further root
    forks from it.
    """
    count = len(blocks)
    columns = columns_for(count, most)
    pitch = (right - left) / columns
    runs: list[RootRun] = []
    mains: list[tuple[Curve, float, float]] = []
    bottom = base.imag + 60
    sizes = [count // columns + (1 if i < count % columns else 0) for i in range(columns)]
    first = 0
    for column, size in enumerate(sizes):
        middle = left + pitch * (column + 0.5)
        own = list(range(first, first + size))
        first += size
        depth = _first_depth(column, columns, rise)
        bottom = max(bottom, _column(base, blocks, own, middle, pitch, depth, thick, runs, mains))
    return RootPlan(tuple(runs), tuple(mains), bottom)


def _first_depth(column: int, columns: int, rise: float) -> float:
    """Outer columns lie shallow, inner ones deep, as roots do."""
    if columns == 1:
        return rise + 76
    outward = abs(2 * column - (columns - 1)) / (columns - 1)
    return rise + 112 * (1 - outward)


def _column(
    base: complex,
    blocks: Sequence[Block],
    own: Sequence[int],
    middle: float,
    pitch: float,
    depth: float,
    thick: float,
    runs: list[RootRun],
    mains: list[tuple[Curve, float, float]],
) -> float:
    inward = 1 if middle < base.real - 1 else -1
    lane = middle + inward * (pitch / 2 - 9)
    top = base.imag + depth
    tip = complex(middle, top)
    runs.append(RootRun(own[0], _way(base, tip), thick, tip + 8j))
    below = top + 8 + blocks[own[0]].height
    fork = complex(lane, top + 4)
    for place, index in enumerate(own[1:]):
        tip = complex(middle, below + 38)
        if place == 0:
            fork = _lane_start(base, lane, top)
        runs.append(RootRun(index, _fork(complex(lane, below - 6), tip), FORKED, tip + 8j))
        below = tip.imag + 8 + blocks[index].height
        last = tip
    if len(own) > 1:
        end = complex(lane, last.imag - 30)
        mains.append((_way(base, fork, upright=True), thick, 9))
        mains.extend(_lane(fork, end))
    return below


def _lane_start(base: complex, lane: float, top: float) -> complex:
    return complex(lane, max(top - 14, base.imag + 60))


def _lane(start: complex, end: complex) -> list[tuple[Curve, float, float]]:
    """Return a main root going down its lane with a slight sway, in pieces that narrow."""
    pieces = max(1, round((end - start).imag / 90))
    step = (end - start) / pieces
    out = []
    for i in range(pieces):
        a, b = start + step * i, start + step * (i + 1)
        sway = 7 if i % 2 else -7
        out.append(
            (
                Curve(a, a + step / 3 + sway, b - step / 3 + sway, b),
                9 - 5 * i / pieces,
                9 - 5 * (i + 1) / pieces,
            )
        )
    return out


def _way(base: complex, tip: complex, *, upright: bool = False) -> Curve:
    """Return a root from under the trunk: first outward, then down to its tip."""
    across, down = tip.real - base.real, tip.imag - base.imag
    start = base + complex(max(-34.0, min(34.0, across * 0.16)), -6)
    lead = start + complex(across * 0.36, down * 0.16 + 12)
    pull = tip - (max(26.0, down * 0.5) * 1j if upright else complex(across * 0.16, down * 0.42))
    return Curve(start, lead, pull, tip)


def _fork(start: complex, tip: complex) -> Curve:
    down = tip.imag - start.imag
    return Curve(
        start, start + 0.55j * down, complex((start.real + tip.real) / 2, tip.imag - 8), tip
    )
