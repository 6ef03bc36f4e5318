# SPDX-License-Identifier: Apache-2.0
"""Showing words without names: only when four people gave something, and shuffled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Protocol, TypeVar

from thousandfold_core.exercise.reach import FEWEST_FOR_UNNAMED, Reach


class Placed(Protocol):
    """Anything with an author's place: an answer, or a harvested thing."""

    @property
    def place(self) -> str:
        """The author's opaque place."""

    @property
    def reach(self) -> Reach:
        """How far its author lets it travel."""


One = TypeVar("One", bound=Placed)


def unnamed(found: Iterable[One], *, seed: str) -> list[One]:
    """What may be shown without names, shuffled by the seed.

    Below four authors a thing can be guessed, so only what its author lets travel
    with their name (``COHORT_NAMED``) is left.
    The order depends on the seed and each thing, not on when it was given, so it
    tells nothing about who wrote when (spec: exercises 1.2). n log n.
    """
    found = list(found)
    if len({one.place for one in found}) < FEWEST_FOR_UNNAMED:
        found = [one for one in found if one.reach >= Reach.COHORT_NAMED]
    return sorted(found, key=lambda one: _shuffle_key(seed, one))


def _shuffle_key(seed: str, one: Placed) -> bytes:
    item = getattr(one, "key", "") or getattr(one, "item", "")
    return hashlib.sha256(f"{seed}\x1f{one.place}\x1f{item}".encode()).digest()
