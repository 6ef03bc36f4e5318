# SPDX-License-Identifier: Apache-2.0
"""Keys that name a thing and say nothing about whose it is."""

from __future__ import annotations

import hashlib


def key_of(*words: str) -> str:
    """A short key, the same for the same words on every machine (64 bits of SHA-256).

    Put the author's place among the words, and the key names the thing without
    showing the place. Put the text in as well, and changed words get a new key.
    """
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]
