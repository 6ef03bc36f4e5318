# SPDX-License-Identifier: AGPL-3.0-or-later
"""Made-up words of rooms and platforms: values as Zipf would count them, and things wanted."""

from __future__ import annotations

from itertools import accumulate
from random import Random

VALUES = [
    "dignity",
    "family",
    "justice",
    "care",
    "faith",
    "respect",
    "community",
    "courage",
    "honesty",
    "belonging",
    "equity",
    "love",
    "dignidad",
    "familia",
    "solidarity",
    "patience",
    "listening",
    "joy",
    "gia đình",
    "justicia",
    "humility",
    "service",
    "hope",
    "learning",
    "rest",
    "accountability",
    "la tierra",
    "memory",
    "welcome",
    "gratitude",
    "bayanihan",
    "公道",
    "truth",
    "play",
    "generosity",
    "roots",
    "healing",
    "freedom",
    "hard work",
    "mutual aid",
    "tenderness",
    "la lucha",
    "ancestors",
    "craft",
]
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(VALUES) + 1)))
WHERE = ("on every city contract", "in every school", "a bus ride away", "by next winter",
         "at every hearing", "in our own language", "on our street", "for who rents")  # fmt: skip
WHAT = ("a living wage", "a clinic", "interpreters", "shade at every stop", "a library open at night",
        "no eviction", "clean water", "a seat for tenants", "child care", "a crossing that is safe")  # fmt: skip


def value(chance: Random) -> str:
    """A value in somebody's words; the first is said most, the second half as often."""
    return chance.choices(VALUES, cum_weights=_WEIGHTS)[0]


def wanted(chance: Random) -> str:
    """Something that a cohort may want."""
    return f"{chance.choice(WHAT)} {chance.choice(WHERE)}"


def sentence(chance: Random, parts: int = 3) -> str:
    """A few made-up sentences, as long as ``parts``."""
    return ". ".join(f"They work for {wanted(chance)}" for _ in range(parts)) + "."
