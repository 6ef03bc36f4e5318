# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses a person can type: whether one is free, and one as a picture."""

from __future__ import annotations

import io
import socket

import segno


def is_free(address: str, port: int) -> bool:
    """True when nothing listens on the port yet."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def drawn(address: str) -> str:
    """The address as a QR code made of text, for a terminal."""
    out = io.StringIO()
    segno.make(address, error="l").terminal(out, compact=True)
    return out.getvalue()
