"""Words in bytes, however they lie there: wide, small, escaped, in hex, in base64, packed."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

#: The word of a canary, as it looks once everything around it is taken off.
WORD = re.compile(rb"zq[a-z2-7]{5}")
ESCAPED = re.compile(rb"\\u00([0-9a-f]{2})")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{10,}")
HEX = re.compile(rb"(?:[0-9a-f]{2}){7,}")
#: How packed bytes begin: gzip, which zip files' members do without their own head, and zlib.
PACKED = re.compile(rb"\x1f\x8b\x08|x\x01|x\x9c|x\xda|PK\x03\x04")
#: Packed in packed in packed is looked into so deep; more than this is not unpacked.
DEPTH, MOST = 3, 200_000_000


def words_in(data: bytes, depth: int = 0) -> set[str]:
    """Every word that has the form of a canary in these bytes."""
    found: set[bytes] = set()
    for way in _unwrapped(data):
        found |= set(WORD.findall(way))
    words = {one.decode() for one in found}
    if depth < DEPTH:
        for inner in unpacked(data):
            words |= words_in(inner, depth + 1)
    return words


def _unwrapped(data: bytes) -> Iterator[bytes]:
    small = data.lower()
    yield small
    if b"\0" in small:
        yield small.replace(b"\0", b"")  # two and four bytes a letter, either end first
    if b"\\u00" in small:
        yield ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), small)
    yield b"\n".join(bytes.fromhex(one.decode()) for one in HEX.findall(small)).lower()
    yield b"\n".join(_from_base64(data)).lower()


def _from_base64(data: bytes) -> Iterator[bytes]:
    for one in BASE64.findall(data):
        for shift in range(4):
            yield _decoded(one[shift:])


def _decoded(one: bytes) -> bytes:
    """Letters of either alphabet as bytes; one that is left over says nothing."""
    text = one.translate(bytes.maketrans(b"-_", b"+/"))
    text = text[:-1] if len(text) % 4 == 1 else text
    return base64.b64decode(text + b"=" * (-len(text) % 4))


def unpacked(data: bytes) -> Iterator[bytes]:
    """What is packed in these bytes, wherever it begins."""
    for found in PACKED.finditer(data):
        at, bits = found.start(), 47  # gzip or zlib, by their heads
        if found[0] == b"PK\x03\x04":
            names = int.from_bytes(data[at + 26 : at + 28], "little")
            more = int.from_bytes(data[at + 28 : at + 30], "little")
            at, bits = at + 30 + names + more, -15
        try:
            inner = zlib.decompressobj(bits).decompress(memoryview(data)[at:], MOST)
        except zlib.error:
            continue
        if len(inner) > 6:
            yield inner
    for one in BASE64.findall(data):
        if len(one) > 24:
            for part in (one, one[1:]):
                if PACKED.match(raw := _decoded(part)):
                    yield raw
