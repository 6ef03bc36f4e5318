"""Work that takes too much, for children that may not."""

from __future__ import annotations

import os
import time


def memory(given: bytes) -> bytes:
    """Take as many megabytes as were asked for."""
    return bytes(bytearray(int(given) * 1024 * 1024)[:1])


def processor(given: bytes) -> bytes:
    """Count for ever."""
    number = 0
    while True:
        number += 1


def clock(given: bytes) -> bytes:
    """Wait for ever."""
    time.sleep(3600)
    return b""


def words(given: bytes) -> bytes:
    """Answer with as many bytes as were asked for."""
    return b"x" * int(given)


def fault(given: bytes) -> bytes:
    """Fail with what was given."""
    raise KeyError(given.decode())


def surroundings(given: bytes) -> bytes:
    """Tell the names of everything that the child was told."""
    return " ".join(sorted(os.environ)).encode()


def file(given: bytes) -> bytes:
    """Leave something on the disk."""
    with open(given.decode(), "wb") as out:
        out.write(b"x")
    return b"written"
