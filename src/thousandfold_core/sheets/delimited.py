# SPDX-License-Identifier: Apache-2.0
"""Tables as plain text: comma, semicolon, tab or bar between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from thousandfold_core.sheets.limits import MAX_CELL
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.refusals import CellTooLong, QuoteNotClosed

FORMATS = {",": "csv", ";": "csv-semicolon", "\t": "tsv", "|": "csv-bar"}
ALONE = "\x1f"  # between the cells of a table with one column: a mark no cell can hold
_LAST = "\x1e"  # handed in after the last line, to see whether a quotation mark is open
_DECLARED = re.compile(r'\A"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
_SAMPLE = 100  # rows
_SAMPLE_LETTERS = 250_000

Cells = list[str]


def read_delimited(text: str, name: str) -> tuple[list[Cells], str, list[Note]]:
    """Return every record (blank ones too, so that row numbers hold), the format and notes.

    Raises :class:`QuoteNotClosed` or :class:`CellTooLong` with the row.
    """
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    between = declared[1] if declared else _delimiter(text)
    records = list(_records(text, between, name))
    loose = _loose_quotes(text, between)
    notes = [note("quote-inside", lines=loose)] if loose else []
    return records, FORMATS.get(between, "one-column"), notes


def _records(text: str, between: str, name: str) -> Iterator[Cells]:
    """Yield records. A sentinel line after the end shows whether a quotation stayed open."""
    reader = _reader(text, between)
    for number, record in enumerate(_guarded(reader, name), 1):
        if record and record[-1].endswith(_LAST):
            if record != [_LAST]:
                raise QuoteNotClosed(name=name, row=number)
            return
        if any(len(cell) > MAX_CELL for cell in record):
            raise CellTooLong(name=name, row=number, limit=MAX_CELL)
        yield record


def _guarded(reader: Iterator[Cells], name: str) -> Iterator[Cells]:
    row = 1
    try:
        for record in reader:
            yield record
            row += 1
    except csv.Error:  # the only fault left in lenient reading: a cell beyond csv's own limit
        raise CellTooLong(name=name, row=row, limit=MAX_CELL) from None


def _reader(text: str, between: str) -> Iterator[Cells]:
    body = text if text.endswith(("\n", "\r")) else text + "\n"
    lines = io.StringIO(body + _LAST, newline="")
    return csv.reader(lines, delimiter=between, skipinitialspace=between != "\t")


def _delimiter(text: str) -> str:
    """Return the mark whose rows agree best in width; ``ALONE`` when none makes columns."""
    sample = text[:_SAMPLE_LETTERS]
    if not sample.strip('\r\n ,;\t|"'):
        return ","  # nothing but marks: blank cells, whichever mark it is
    scores = {mark: _score(sample, mark) for mark in FORMATS}
    best = max(scores, key=lambda mark: scores[mark])
    return best if scores[best] > (0, 0) else ALONE


def _score(text: str, mark: str) -> tuple[float, int]:
    """Return (share of rows as wide as the headings, that width) over the first rows."""
    if mark not in text:
        return 0, 0
    try:
        sample = [record for record in islice(_reader(text, mark), _SAMPLE) if any(record)]
    except csv.Error:
        return 0, 0
    sample = [record for record in sample if record != [_LAST]]
    sample = sample[heading_place(sample) :]
    width = len(sample[0]) if sample else 0
    if width < 2:
        return 0, 0
    return sum(len(record) == width for record in sample) / len(sample), width


def heading_place(rows: list[Cells]) -> int:
    """Return the place of the headings: lines with one cell above a wide row are a title."""
    for place, row in enumerate(rows[:10]):
        filled = sum(bool(cell.strip()) for cell in row)
        if filled > 1:
            return place if filled >= 3 else 0
    return 0


def _loose_quotes(text: str, between: str) -> tuple[int, ...]:
    """Return the lines in which letters follow a closing quotation mark."""
    edge = re.escape(between)
    loose = re.compile(rf'(?:^|{edge}) *"(?:[^"\r\n]|"")*"(?!") *(?!{edge}|\s|$)', re.MULTILINE)
    if '"' not in text or not loose.search(text):
        return ()
    lines = re.split(r"\r\n|\r|\n", text)
    return tuple(number for number, line in enumerate(lines, 1) if loose.search(line))
