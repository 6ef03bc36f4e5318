# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small groups for one step: drawn by chance, as equal as can be, nobody alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from thousandfold_core.chance import chance


def drawn(places: Sequence[str], size: int, seed: str, *purpose: int | str) -> dict[str, int]:
    """Split places into groups of about ``size``, numbered from 1.

    Sizes differ by one at most and nobody sits alone. The same seed and purpose
    draw the same groups. n log n.
    """
    order = sorted(places)
    chance(seed, "groups", *purpose).shuffle(order)
    tables = how_many(len(order), size)
    return {place: number % tables + 1 for number, place in enumerate(order)}


def how_many(people: int, size: int) -> int:
    """The number of groups nearest to the size that leaves nobody alone."""
    nearest = (people + size // 2) // size if size else 1
    return max(1, min(nearest, people // 2))


def smallest(groups: Mapping[str, int]) -> int:
    """The group a latecomer joins: the smallest, the first among equals."""
    sizes = Counter(groups.values())
    return min(sizes, key=lambda number: (sizes[number], number))
