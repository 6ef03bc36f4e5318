# SPDX-License-Identifier: Apache-2.0
"""Workbooks (XLSX): the first tab that holds something, as text.

Nothing is run or fetched: macros and links to other files never reach the reader, and of
a formula only the result saved in the file is taken.
"""

from __future__ import annotations

import datetime
import io

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from thousandfold_core.sheets.archive import Parts, all_names, open_parts, packed
from thousandfold_core.sheets.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_GRID,
    MAX_ROWS,
    MAX_UNPACKED,
)
from thousandfold_core.sheets.notes import Note, note
from thousandfold_core.sheets.refusals import (
    CellTooLong,
    Damaged,
    EmptyFile,
    ExpandsTooMuch,
    TabTooWide,
    TooManyColumns,
    TooManyRows,
)
from thousandfold_core.sheets.tabs import Look, NotPlainXml, look, shared_lengths, tab_parts

Value = str | float | bool | datetime.date | datetime.time | datetime.timedelta


def read_workbook(data: bytes, name: str) -> tuple[list[list[str]], list[Note]]:
    """Return the rows of the first tab with content (visible tabs first) and notes.

    Row n of the result is row n of the tab. Raises the refusals of ``archive``, and
    :class:`TabTooWide`, :class:`TooManyRows`, :class:`TooManyColumns`, :class:`EmptyFile`,
    :class:`CellTooLong`, :class:`Damaged`.
    """
    parts = open_parts(data, name)
    looks = _looks(parts, name)
    try:
        rows, notes = _read(parts, looks, name)
    except (CalamineError, NotPlainXml, OSError, ValueError, OverflowError):
        raise Damaged(name=name) from None
    except BaseException as fault:
        # A panic inside the reader arrives as a bare BaseException of its own kind.
        if type(fault).__name__ != "PanicException":
            raise
        raise Damaged(name=name) from None
    return rows, notes + _ignored_parts(data)


def _looks(parts: Parts, name: str) -> dict[str, Look]:
    try:
        shared = shared_lengths(parts)
        # Every part is looked at: the workbook may call any of them a tab.
        looks = {part: look(body, shared) for part, body in parts.items()}
    except NotPlainXml:
        raise Damaged(name=name) from None
    for seen in looks.values():
        if seen.is_tab and seen.grid > MAX_GRID:
            raise TabTooWide(name=name, row=seen.last_row, column=seen.last_column)
        if seen.letters > MAX_UNPACKED:
            raise ExpandsTooMuch(name=name)
    return looks


def _read(parts: Parts, looks: dict[str, Look], name: str) -> tuple[list[list[str]], list[Note]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(packed(parts))) as book:
        order = _tab_order(book)
        for tab in order:
            sheet = book.get_sheet_by_name(tab)
            if not sheet.height:
                continue
            _check_size(sheet, name)
            rows = [[_text(value) for value in row] for row in sheet.to_python(False)]
            if any(cell.strip() for row in rows for cell in row):
                _check_cells(rows, name)
                seen = looks.get(tab_parts(parts).get(tab, ""), Look())
                return rows, _other_tabs(tab, order) + _tab_notes(seen)
    raise EmptyFile(name=name)


def _tab_order(book: CalamineWorkbook) -> list[str]:
    """Visible tabs first, each group in the workbook's own order."""
    tabs = sorted(book.sheets_metadata, key=lambda tab: tab.visible != SheetVisibleEnum.Visible)
    return [tab.name for tab in tabs]


def _check_size(sheet: CalamineSheet, name: str) -> None:
    last_row, last_column = sheet.end or (0, 0)  # counted from 0
    height, width = last_row + 1, last_column + 1
    if width > MAX_COLUMNS:
        raise TooManyColumns(name=name, count=width, limit=MAX_COLUMNS)
    if height * width > MAX_GRID:
        raise TooManyRows(name=name, limit=MAX_ROWS)


def _check_cells(rows: list[list[str]], name: str) -> None:
    for number, row in enumerate(rows, 1):
        if any(len(cell) > MAX_CELL for cell in row):
            raise CellTooLong(name=name, row=number, limit=MAX_CELL)


def _other_tabs(tab: str, order: list[str]) -> list[Note]:
    others = tuple(other for other in order if other != tab)
    return [note("other-tabs", tab=tab, others=others)] if others else []


def _tab_notes(seen: Look) -> list[Note]:
    counts = {
        "formulas": seen.formulas - seen.empty_formulas,
        "formulas-without-result": seen.empty_formulas,
        "error-cells": seen.errors,
        "merged-cells": seen.merged,
        "hidden-rows": seen.hidden_rows,
    }
    return [note(code, count=count) for code, count in counts.items() if count]


def _ignored_parts(data: bytes) -> list[Note]:
    names = all_names(data)
    macros = any(part.endswith("vbaproject.bin") for part in names)
    links = any(part.startswith("xl/externallinks/") for part in names)
    found = {"macros-ignored": macros, "links-ignored": links}
    return [note(code) for code, there in found.items() if there]


def _text(value: Value) -> str:
    """Return what the person typed: 5.0 as "5", dates as ISO 8601, yes and no as TRUE, FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime.timedelta):
        return _length_of_time(value)
    return _moment(value)


def _number(value: float) -> str:
    whole = float(value).is_integer() and abs(value) < 1e22
    return str(int(value)) if whole else repr(float(value))


def _length_of_time(value: datetime.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _moment(value: datetime.date | datetime.time) -> str:
    if isinstance(value, datetime.datetime):
        value = value.replace(microsecond=0) + datetime.timedelta(
            seconds=round(value.microsecond / 1e6)
        )
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="minutes" if not value.second else "seconds")
    if isinstance(value, datetime.time):
        return value.isoformat(timespec="minutes" if not value.second else "seconds")
    return value.isoformat()
