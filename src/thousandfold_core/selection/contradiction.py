# SPDX-License-Identifier: Apache-2.0
"""Which rules contradict each other: a set from which none can be left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .clauses import Clause
from .model import Model


def smallest_contradiction(
    model: Model,
    *,
    low: Mapping[int, int] | None = None,
    high: Mapping[int, int] | None = None,
) -> tuple[Clause, ...] | None:
    """Return clauses that cannot all hold, every proper part of which can; None if all can.

    ``low`` and ``high`` are facts taken as given (a person forced in, say).
    A deletion filter by halves (Junker, *QuickXplain*, AAAI 2004): about
    2k log2(n / k) feasibility questions for a set of k among n clauses.
    """
    everything = range(len(model.clauses))

    def possible(kept: Sequence[int]) -> bool:
        off = model.off(set(everything).difference(kept))
        return model.program.maximise({}, low=low, high=high, off=off) is not None

    if possible(everything):
        return None
    found = _needed([], False, list(everything), possible)
    return tuple(model.clauses[at] for at in sorted(found))


def _needed(given: list[int], changed: bool, open_: list[int], possible) -> list[int]:
    """Return the part of ``open_`` needed, with ``given``, for a contradiction."""
    if changed and not possible(given):
        return []
    if len(open_) == 1:
        return open_
    half = len(open_) // 2
    first, second = open_[:half], open_[half:]
    needed_second = _needed(given + first, bool(first), second, possible)
    needed_first = _needed(given + needed_second, bool(needed_second), first, possible)
    return needed_first + needed_second
