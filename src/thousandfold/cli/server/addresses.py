# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses a person can type: this computer's, and the room network's."""

from __future__ import annotations

import io
import socket

import segno


def network_address() -> str | None:
    """This computer's address on the room's network, or None without one.

    Asks the routing table by "connecting" a datagram socket; nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return None
        found = probe.getsockname()[0]
    return None if found.startswith("127.") else found


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
