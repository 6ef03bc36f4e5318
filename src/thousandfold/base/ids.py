# SPDX-License-Identifier: AGPL-3.0-or-later
"""Public ids: time-ordered, unguessable, unique on every machine (UUID version 7)."""

from __future__ import annotations

import os
import secrets
import time
import uuid

#: Letters of spoken and typed codes: Crockford's, without I, L, O and U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> uuid.UUID:
    """Return a UUID of version 7 (RFC 9562): 48 bits of time, 74 of chance."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return uuid.UUID(int=value)


def code(length: int = 8) -> str:
    """Return a random code of ``length`` letters, 5 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def as_typed(text: str) -> str:
    """Return a code as people type it: any case, O for 0, I and L for 1, no dashes."""
    plain = "".join(ch for ch in text.upper() if ch.isalnum())
    return plain.replace("O", "0").replace("I", "1").replace("L", "1").replace("U", "V")
