# SPDX-License-Identifier: Apache-2.0
"""Fisher's exact test and Holm's correction, in whole numbers.

Sources: Fisher 1935, The Design of Experiments, chapter 2; Holm 1979.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Literal

Side = Literal["less", "greater", "both"]


@lru_cache(maxsize=4096)
def fisher(a: int, b: int, c: int, d: int, side: Side = "both") -> Fraction:
    """The exact p of the table [[a, b], [c, d]] with its margins held fixed.

    ``less``: as few or fewer in the first cell; ``greater``: as many or more;
    ``both``: all tables no likelier than this one. An empty table gives 1.
    O(smallest margin).
    """
    row, column, total = a + b, a + c, a + b + c + d
    ways = {x: _ways(x, row, column, total) for x in _possible(row, column, total)}
    if side == "less":
        counted = sum(w for x, w in ways.items() if x <= a)
    elif side == "greater":
        counted = sum(w for x, w in ways.items() if x >= a)
    else:
        counted = sum(w for w in ways.values() if w <= ways[a])
    return Fraction(counted, sum(ways.values()))


def holm(p_values: Sequence[Fraction]) -> list[Fraction]:
    """The p values corrected for asking many questions at once, in the given order.

    Step-down: the smallest times n, the next times n - 1, never falling, never
    above 1.
    """
    corrected = [Fraction(1)] * len(p_values)
    running = Fraction(0)
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    for place, i in enumerate(order):
        running = max(running, min(Fraction(1), p_values[i] * (len(p_values) - place)))
        corrected[i] = running
    return corrected


def _possible(row: int, column: int, total: int) -> range:
    return range(max(0, row + column - total), min(row, column) + 1)


def _ways(x: int, row: int, column: int, total: int) -> int:
    return comb(row, x) * comb(total - row, column - x)
