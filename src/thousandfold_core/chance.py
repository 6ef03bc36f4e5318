# SPDX-License-Identifier: Apache-2.0
"""Seeded chance: the same seed gives the same draw on every machine.

Every draw names its purpose, so that adding a draw somewhere never shifts
the draws elsewhere (spec: exercises 4.8).
"""

from __future__ import annotations

import hashlib
import random


def chance(seed: int | str, *purpose: int | str) -> random.Random:
    """Return a random generator that depends only on the seed and the purpose.

    The seed words are hashed with SHA-256, so ``chance(7, "pairs", 2)`` is
    independent of ``chance(7, "pairs", 1)`` and the same on every platform.
    """
    words = "\x1f".join(str(word) for word in (seed, *purpose))
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return random.Random(int.from_bytes(digest, "big"))
