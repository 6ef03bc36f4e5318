# SPDX-License-Identifier: Apache-2.0
"""Reading the spreadsheets people really have, by what they hold and not by their name.

Every file ends in one of two ways: a :class:`Sheet` with notes on whatever was not plain,
or a refusal whose sentence says what to do (trust rows IN-3 and X12).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from thousandfold_core.sheets.cleaning import clean_cell, drop_controls
from thousandfold_core.sheets.delimited import heading_place, read_delimited
from thousandfold_core.sheets.kinds import what_is
from thousandfold_core.sheets.letters import read_letters
from thousandfold_core.sheets.limits import MAX_COLUMNS, MAX_ROWS
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.refusals import EmptyFile, NoRows, TooManyColumns, TooManyRows
from thousandfold_core.sheets.workbook import read_workbook
from thousandfold_core.sheets.writing import denature

_EMAIL_LIKE = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
Numbered = tuple[int, list[str]]


@dataclass(frozen=True)
class Row:
    """One row: its number as the spreadsheet shows it, one cell a heading, and what is over."""

    number: int
    cells: tuple[str, ...]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table as read. Every row has as many cells as there are headings; headings differ.

    ``source_format``: csv, csv-semicolon, csv-bar, tsv, one-column or xlsx; for text with
    the encoding after a space, as "csv utf-16-le".
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    source_format: str

    def column(self, header: str) -> tuple[str, ...]:
        """Return the cells under a heading. Raises ValueError for an unknown one."""
        place = self.headers.index(header)
        return tuple(row.cells[place] for row in self.rows)


def read_sheet(data: bytes, filename: str) -> Sheet:
    """Read a CSV, TSV, semicolon or XLSX file, whatever its name ends in.

    ``filename`` is only shown in refusals. Cells come back trimmed, in Unicode NFC, with
    the apostrophes of our own export taken off. Raises a subclass of
    :class:`~thousandfold_core.sheets.refusals.UnreadableSheet`. Linear in the file's size.
    """
    name = re.split(r"[\\/]", filename)[-1] or "file"
    if what_is(data, name) == "workbook":
        cells, notes = read_workbook(data, name)
        return _sheet(cells, notes, "xlsx", name)
    text, encoding, notes = read_letters(data, name)
    cells, form, more = read_delimited(text, name)
    return _sheet(cells, notes + more, f"{form} {encoding}", name)


def _sheet(cells: list[list[str]], notes: list[Note], form: str, name: str) -> Sheet:
    rows = [(number, _clean(row)) for number, row in enumerate(cells, 1)]
    heading, rows, more = _split(rows, name)
    if form == "xlsx":
        heading += [""] * (max((len(row) for _, row in rows), default=0) - len(heading))
    keep = _kept_columns(heading, rows)
    if len(keep) > MAX_COLUMNS:
        raise TooManyColumns(name=name, count=len(keep), limit=MAX_COLUMNS)
    headers, naming = _headers(heading, keep)
    body = tuple(_row(number, row, len(heading), keep) for number, row in rows)
    lengths = _length_notes(rows, heading, body) if form != "xlsx" else []
    return Sheet(headers, body, tuple(notes + more + naming + lengths), form)


def _clean(row: list[str]) -> list[str]:
    return [_clean_cell(cell) for cell in row]


def _clean_cell(cell: str) -> str:
    if cell.isascii() and cell.isprintable() and "'" not in cell:
        return cell.strip()
    cell = clean_cell(drop_controls(cell))
    return clean_cell(denature(cell)) if "'" in cell else cell


def _split(rows: list[Numbered], name: str) -> tuple[list[str], list[Numbered], list[Note]]:
    """Return headings, rows that hold something, and notes on what was left out."""
    filled = [(number, row) for number, row in rows if any(row)]
    if not filled:
        raise EmptyFile(name=name)
    place = heading_place([row for _, row in filled[:10]])
    number, heading = filled[place]
    body = filled[place + 1 :]
    if not body:
        raise NoRows(name=name)
    if len(body) > MAX_ROWS:
        raise TooManyRows(name=name, limit=MAX_ROWS)
    blank = body[-1][0] - number - len(body)
    counts = {"title-rows": place, "blank-rows": blank}
    return heading, body, [note(code, count=count) for code, count in counts.items() if count]


def _kept_columns(heading: list[str], rows: list[Numbered]) -> list[int]:
    """Return the places of columns with a heading or at least one cell."""
    used = {place for _, row in rows for place, cell in enumerate(row) if cell}
    return [place for place, header in enumerate(heading) if header or place in used]


def _headers(heading: list[str], keep: list[int]) -> tuple[tuple[str, ...], list[Note]]:
    taken = {heading[place].casefold() for place in keep}
    seen: set[str] = set()
    names, blank, again = [], [], []
    for place in keep:
        wanted = " ".join(heading[place].split()) or f"Column {place + 1}"
        header = _free(wanted, seen, taken)
        seen.add(header.casefold())
        names.append(header)
        if not heading[place]:
            blank.append(header)
        elif header != wanted:
            again.append(header)
    found = {"blank-headings": blank, "duplicate-headings": again}
    notes = [note(code, columns=tuple(cols)) for code, cols in found.items() if cols]
    if any(_EMAIL_LIKE.match(header) for header in names):
        notes.append(note("headings-look-like-people"))
    return tuple(names), notes


def _free(wanted: str, seen: set[str], taken: set[str]) -> str:
    """Return the heading, or "heading (2)" and so on, never one that the file itself uses."""
    if wanted.casefold() not in seen:
        return wanted
    count = 2
    while f"{wanted} ({count})".casefold() in seen | taken:
        count += 1
    return f"{wanted} ({count})"


def _row(number: int, row: list[str], width: int, keep: list[int]) -> Row:
    padded = row + [""] * (width - len(row))
    extra = row[width:]
    return Row(number, tuple(padded[p] for p in keep), tuple(extra) if any(extra) else ())


def _length_notes(rows: list[Numbered], heading: list[str], body: tuple[Row, ...]) -> list[Note]:
    found = {
        "short-rows": tuple(number for number, row in rows if len(row) < len(heading)),
        "long-rows": tuple(row.number for row in body if row.extra),
    }
    return [note(code, rows=numbers) for code, numbers in found.items() if numbers]
