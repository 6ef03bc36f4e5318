# SPDX-License-Identifier: Apache-2.0
"""Writing rows to a file that a spreadsheet program opens without running anything.

A cell that a spreadsheet program could take for a formula is written with an
apostrophe in front; ``denature`` takes it off again when the file comes back, so a
round trip keeps the value (trust rows IN-5 and X11).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from thousandfold_core.later import Later
from thousandfold_core.sheets.cleaning import EDGES, drop_controls
from thousandfold_core.sheets.limits import MAX_CELL
from thousandfold_core.sheets.refusals import CellTooLongToWrite

openpyxl = Later("openpyxl")
openpyxl_cell = Later("openpyxl.cell")

# Every character that folds (Unicode NFKC) to a sign a formula can start with: ASCII,
# full-width, small, raised and lowered forms, and the mathematical minus.
STARTERS = "=+-@|\u207a\u207b\u207c\u208a\u208b\u208c\u2212\u2a75\u2a76\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\uff5c"
# Spaces and all format characters (category Cf), but no line ends.
_BLANKS = re.escape(EDGES.replace("\n", "").replace("\r", "")) + (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\U000110bd"
    "\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f"
)
_LINE = rf"(?=[{_BLANKS}]*[{re.escape(STARTERS)}])"
# The first line of a cell is also risky when it starts with TAB, CR or LF.
_FIRST = re.compile(rf"'*(?:[\t\r\n]|{_LINE})")
_LATER = re.compile(rf"'*{_LINE}")
_LINE_END = re.compile(r"(\r\n|\r|\n)")

_ODD_LINE_ENDS = {0x0B: "\n", 0x0C: "\n"}
# Workbooks write a character by number as _x000D_; text that looks like it is escaped.
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIXED_TIME = "1980-01-01T00:00:00Z"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def neutralise(cell: str) -> str:
    """Return the cell with an apostrophe before each line that could act as a formula.

    Risky is a line that starts, after any space or invisible mark, with one of
    ``STARTERS``, and a cell that starts with TAB, CR or LF. Apostrophes already in front of
    such a line get one more, so that ``denature(neutralise(cell)) == cell`` for every cell.
    """
    return _each_line(cell, lambda line, risky: "'" + line if risky else line)


def denature(cell: str) -> str:
    """Undo ``neutralise``: take one apostrophe off each line that would be risky without."""
    return _each_line(cell, lambda line, risky: line[1:] if risky and line[:1] == "'" else line)


def to_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte-order mark and CRLF, every cell neutralised.

    ``None`` becomes blank; other values are written with ``str``. The mark makes
    spreadsheet programs show accents rightly.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([neutralise(_text(value)) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def to_xlsx(rows: Iterable[Sequence[object]], tab: str = "List") -> bytes:
    """Return rows as an XLSX workbook in which every cell is text and none is a formula.

    A risky cell is stored as text as it is, and marked so that editing it in a spreadsheet
    program keeps it text. The same rows give the same bytes. Raises
    :class:`CellTooLongToWrite` for a cell longer than the format allows.
    """
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(tab)
    for row in rows:
        page.append([_text_cell(page, _text(value)) for value in row])
    data = io.BytesIO()
    book.save(data)
    return _without_times(data.getvalue())


def _each_line(cell: str, change: Callable[[str, bool], str]) -> str:
    parts = _LINE_END.split(cell)
    lines = [change(parts[0], bool(_FIRST.match(cell)))]
    for ending, line in zip(parts[1::2], parts[2::2], strict=True):
        lines += ending, change(line, bool(_LATER.match(line)))
    return "".join(lines)


def _text(value: object) -> str:
    """Return what is written for a value: no control characters, blank for only blanks."""
    text = "" if value is None else drop_controls(str(value)).translate(_ODD_LINE_ENDS)
    return text if text.strip(EDGES) else ""


def _text_cell(page, text: str) -> Any | None:
    if not text:
        return None
    # A typed text cell needs no apostrophe. One that is really part of the value gets a
    # second, because reading takes one off.
    risky = neutralise(text) != text
    kept = neutralise(text) if denature(text) != text else text
    cell = openpyxl_cell.WriteOnlyCell(page, _fitting(_ESCAPE_LIKE.sub("_x005F_", kept)))
    cell.data_type = "s"  # openpyxl takes "=..." for a formula and "#N/A" for an error
    cell.quotePrefix = risky
    return cell


def _fitting(text: str) -> str:
    if len(text) > MAX_CELL:
        raise CellTooLongToWrite(length=len(text), limit=MAX_CELL)
    return text


def _without_times(data: bytes) -> bytes:
    """Return the workbook without the time of writing, so that chance and clock stay out."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(fresh, "w") as new:
        for part in old.namelist():
            body = _STAMP.sub(rb"\g<1>" + _FIXED_TIME.encode() + rb"\g<3>", old.read(part))
            new.writestr(zipfile.ZipInfo(part), body, zipfile.ZIP_DEFLATED)
    return fresh.getvalue()
