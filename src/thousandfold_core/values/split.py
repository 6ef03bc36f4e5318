# SPDX-License-Identifier: Apache-2.0
"""Cut a line of scores in two, and compare two ways of cutting."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

from thousandfold_core.later import Later

if TYPE_CHECKING:
    from numpy.typing import NDArray

np = Later("numpy")

#: Scores closer than this (as a share of the whole span) are one score.
_SAME = 1e-9


def two_means(scores: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The best cut into two groups: true marks the upper group.

    Exact: for one dimension the best two-means groups are intervals (Fisher
    1958), so all cuts between different scores are compared. Between equally
    good cuts the more even one is taken. All false if there is one score only.
    O(n log n).
    """
    order = np.argsort(scores, kind="stable")
    line = scores[order]
    upper = np.zeros(len(scores), dtype=bool)
    span = line[-1] - line[0] if len(line) else 0.0
    cuts = np.flatnonzero(np.diff(line) > _SAME * span) + 1 if span > 0 else np.empty(0, int)
    if not len(cuts):
        return upper
    # Least spread within groups = most spread between their means.
    lower_sum = np.cumsum(line)[cuts - 1]
    rest_sum = line.sum() - lower_sum
    between = lower_sum**2 / cuts + rest_sum**2 / (len(line) - cuts)
    good = cuts[between >= between.max() - _SAME * span**2]
    cut = min(good.tolist(), key=lambda c: (abs(2 * c - len(line)), c))
    upper[order[cut:]] = True
    return upper


def agreement(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Adjusted Rand index of two cuts of the same people (Hubert and Arabie 1985).

    1 = the same groups, about 0 = no more alike than chance.
    """
    table = [[int(np.sum((one == a) & (other == b))) for b in (0, 1)] for a in (0, 1)]
    together = sum(comb(n, 2) for row in table for n in row)
    in_one = sum(comb(sum(row), 2) for row in table)
    in_other = sum(comb(sum(column), 2) for column in zip(*table, strict=True))
    pairs = comb(len(one), 2)
    chance = in_one * in_other / pairs if pairs else 0.0
    most = (in_one + in_other) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)
