# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lengths that tell little: steps of 1 KB up to 4 KB, then of 4 KB."""

from __future__ import annotations

SMALL, LARGE = 1024, 4096


def padded(content: bytes) -> bytes:
    """The content with its length before it, filled up to the next step."""
    framed = len(content).to_bytes(8, "big") + content
    step = SMALL if len(framed) <= LARGE else LARGE
    return framed + b"\0" * (-len(framed) % step)


def unpadded(framed: bytes) -> bytes:
    """What :func:`padded` framed."""
    length = int.from_bytes(framed[:8], "big")
    return framed[8 : 8 + length]
