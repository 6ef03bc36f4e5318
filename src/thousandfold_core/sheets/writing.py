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

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from thousandfold_core.sheets.cleaning import EDGES, drop_controls

# ASCII starters, their full-width and small forms, and the mathematical minus.
STARTERS = "=+-@|＝＋－＠｜﹦﹢﹣﹫−"
_BLANKS = re.escape(EDGES.replace("\n", "").replace("\r", ""))
_LINE = rf"(?=[{_BLANKS}]*[{re.escape(STARTERS)}])"
# The first line of a cell is also risky when it starts with TAB, CR or LF.
_FIRST = re.compile(rf"'*(?:[\t\r\n]|{_LINE})")
_LATER = re.compile(rf"'*{_LINE}")
_LINE_END = re.compile(r"(\r\n|\r|\n)")

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
    program keeps it text. The same rows give the same bytes.
    """
    book = Workbook(write_only=True)
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
    return "" if value is None else drop_controls(str(value))


def _text_cell(page, text: str) -> WriteOnlyCell | None:
    if not text:
        return None
    # A typed text cell needs no apostrophe. One that is really part of the value gets a
    # second, because reading takes one off.
    risky = neutralise(text) != text
    cell = WriteOnlyCell(page, neutralise(text) if denature(text) != text else text)
    cell.data_type = "s"  # openpyxl takes "=..." for a formula and "#N/A" for an error
    cell.quotePrefix = risky
    return cell


def _without_times(data: bytes) -> bytes:
    """Return the workbook without the time of writing, so that chance and clock stay out."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(fresh, "w") as new:
        for part in old.namelist():
            body = _STAMP.sub(rb"\g<1>" + _FIXED_TIME.encode() + rb"\g<3>", old.read(part))
            new.writestr(zipfile.ZipInfo(part), body, zipfile.ZIP_DEFLATED)
    return fresh.getvalue()
