"""Work that takes four gigabytes, piece by piece; where it may, it answers as a reader would."""

from __future__ import annotations

import json

PIECE = 64 * 1024 * 1024
FOUR_GIGABYTES = 64


def take() -> list[bytes]:
    """Ask for four gigabytes of memory; none of it is touched (``bytearray`` would), it costs nothing."""
    return [bytes(PIECE) for _ in range(FOUR_GIGABYTES)]


def read(given: bytes) -> bytes:
    """A reader of spreadsheets that needs that much for any file."""
    from thousandfold_core.sheets.plain import sheet_to_plain
    from thousandfold_core.sheets.reading import read_sheet

    held = take()
    name, _, data = given.partition(b"\n")
    made = sheet_to_plain(read_sheet(data, json.loads(name)))
    return json.dumps(made).encode() if held else b""
