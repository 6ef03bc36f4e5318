# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading a spreadsheet in a child process, so that a file made to do harm harms nothing.

The child runs :func:`read`; it imports the core alone. The server calls :func:`read_apart`.
"""

from __future__ import annotations

import json
from typing import Any

from thousandfold.base.files.confined import USUAL, ChildFailed, Limits, TookTooMuch, confined
from thousandfold_core.sheets import refusals
from thousandfold_core.sheets.limits import MAX_BYTES, MEGABYTE
from thousandfold_core.sheets.plain import sheet_to_plain
from thousandfold_core.sheets.reading import read_sheet

WORK = f"{__name__}:read"


def read(given: bytes) -> bytes:
    """The child's work: a name, a line's end and a file in; a sheet or a refusal as JSON out."""
    name, _, data = given.partition(b"\n")
    filename = json.loads(name)
    try:
        made: dict[str, Any] = sheet_to_plain(read_sheet(data, filename))
    except refusals.UnreadableSheet as refusal:
        made = {"refused": type(refusal).__name__, "params": refusal.params}
    return json.dumps(made, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read_apart(data: bytes, filename: str, limits: Limits = USUAL) -> dict[str, Any]:
    """A spreadsheet as plain values (``sheets.plain``), read in a child with limits.

    Raises:
        UnreadableSheet: with the sentence that says what to do about the file; also
            when a limit stopped the child, or the file confused it.
    """
    if len(data) > MAX_BYTES:
        raise refusals.TooLarge(name=filename, limit=MAX_BYTES // MEGABYTE)
    given = json.dumps(filename).encode() + b"\n" + data
    try:
        answer = confined(WORK, given, limits)
    except TookTooMuch:
        raise refusals.ExpandsTooMuch(name=filename) from None
    except ChildFailed as fault:
        raise refusals.Damaged(name=filename) from fault
    made: dict[str, Any] = json.loads(answer.decode("utf-8", "surrogatepass"))
    if "refused" in made:
        raise getattr(refusals, made["refused"])(**made["params"])
    return made
