# SPDX-License-Identifier: AGPL-3.0-or-later
"""Read the files of `thousandfold select`: people, targets, who goes together, who must be in."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from thousandfold_core.errors import WrongInput
from thousandfold_core.selection import Must, Pool, Size, Target, Together
from thousandfold_core.selection.table import tidy, values_in

Rows = list[dict[str, str]]

#: Headers of a targets file, as published files name them: (feature, value).
NAMINGS = [("feature", "value"), ("category", "feature"), ("category", "name")]


def read_rows(path: str) -> Rows:
    """Read a CSV file (``-`` is standard input) as rows by header. Raises WrongInput."""
    lines = read_cells(path)
    if not lines:
        raise _wrong(call(path), "The file is empty.", "Put a header first, then one row each.")
    header = [tidy(name) for name in lines[0]]
    for name in header:
        if header.count(name) > 1:
            what = f"Two columns are called {name!r}."
            raise _wrong(f"{call(path)}, header", what, "Give every column its own name.")
    for at, cells in enumerate(lines[1:], start=1):
        if len(cells) > len(header):
            what = f"There are {len(cells)} cells under {len(header)} headers."
            todo = "Put values that hold a comma in double quotes."
            raise _wrong(f"{call(path)}, {_row(at)}, column {len(header) + 1}", what, todo)
    rows = [[tidy(cell) for cell in cells] for cells in lines[1:]]
    return [dict(zip(header, cells + [""] * len(header), strict=False)) for cells in rows]


def read_cells(path: str) -> list[list[str]]:
    """Read a CSV file as lists of cells, blank lines left out. Raises WrongInput."""
    text = _text(path)
    separator = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [cells for cells in reader if cells]
    except csv.Error as problem:
        what = f"Line {reader.line_num} is not CSV ({problem})."
        raise _wrong(call(path), what, "Save the table again as CSV.") from None


def read_targets(path: str, people: Rows, people_path: str) -> list[Target]:
    """Read the balance wanted, and hold it against the people's columns. Raises WrongInput."""
    rows = read_rows(path)
    feature, value = _naming(rows, path)
    targets: dict[tuple[str, str], Target] = {}
    for at, row in enumerate(rows, start=1):
        if not any(row.values()):
            continue
        pair, where = (row[feature], row[value]), f"{call(path)}, {_row(at)}"
        _check_pair(pair, people, where, (feature, value), call(people_path))
        if pair in targets:
            what = f"{pair[0]}: {pair[1]} is there twice."
            raise _wrong(f"{where}, column {value}", what, "Keep one of the two rows.")
        low = _whole(row, "min", where) or 0
        targets[pair] = _target(pair, low, _whole(row, "max", where), where)
    return list(targets.values())


def read_size(text: str) -> Size:
    """Read ``16`` or ``12-20``. Raises WrongInput."""
    found = re.fullmatch(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*", text)
    least, most = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if least > most or most == 0:
        raise _wrong("--size", f"{text!r} is no size.", "Give a number or a range: 16 or 12-20.")
    return Size(least, most)


def read_together(path: str, pool: Pool) -> list[Together]:
    """Read who goes together: ids in one line, separated by commas. Raises WrongInput."""
    found = []
    for at, ids in _lines_of_ids(path, pool):
        if len(set(ids)) < 2:
            what = "A line needs at least two different people."
            todo = "Write all who go together in one line, separated by commas."
            raise _wrong(f"{call(path)}, row {at}, column 1", what, todo)
        found.append(Together(tuple(ids)))
    return found


def read_musts(path: str, pool: Pool) -> list[Must]:
    """Read who must be in: one id a line. Raises WrongInput."""
    return [Must(one) for _, ids in _lines_of_ids(path, pool) for one in ids]


def call(path: str) -> str:
    """Return what messages call a file."""
    return "standard input" if path == "-" else path


def _text(path: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as problem:
        what = f"The file cannot be opened ({problem.strerror})."
        raise _wrong(call(path), what, "Check its name and place.") from None
    try:
        if b"\0" in raw:
            raise ValueError
        return raw.decode("utf-8-sig")
    except ValueError:
        what = "The file is not text in UTF-8."
        raise _wrong(call(path), what, "Save the table as CSV (UTF-8).") from None


def _naming(rows: Rows, path: str) -> tuple[str, str]:
    header = set(rows[0]) if rows else set()
    for naming in NAMINGS:
        if header.issuperset({*naming, "min", "max"}):
            return naming
    what = "The columns are not those of a targets file."
    todo = "Use the header feature,value,min,max and at least one row below it."
    raise _wrong(f"{call(path)}, header", what, todo)


def _check_pair(
    pair: tuple[str, str], people: Rows, where: str, columns: tuple[str, str], people_name: str
) -> None:
    feature, value = pair
    if people and feature not in people[0]:
        todo = "Use one of: " + ", ".join(people[0]) + "."
        what = f"{people_name} has no column {feature!r}."
        raise _wrong(f"{where}, column {columns[0]}", what, todo)
    there = {held for row in people for held in values_in(row[feature])}
    if value in there:
        return
    for held in sorted(there):
        if held.casefold() == value.casefold():
            what = f"Nobody has {feature}: {value}, but {people_name} has {held!r}."
            raise _wrong(f"{where}, column {columns[1]}", what, "Write both the same way.")


def _whole(row: dict[str, str], column: str, where: str) -> int | None:
    if not row[column]:
        return None
    if not re.fullmatch(r"\d{1,6}", row[column]):
        what = f"{row[column]!r} is not a whole number."
        raise _wrong(f"{where}, column {column}", what, "Write 0, 1, 2 … or leave it empty.")
    return int(row[column])


def _target(pair: tuple[str, str], low: int, high: int | None, where: str) -> Target:
    if high is not None and high < low:
        what = f"The maximum {high} is below the minimum {low}."
        raise _wrong(f"{where}, column max", what, "Raise the one or lower the other.")
    return Target(*pair, low, high)


def _lines_of_ids(path: str, pool: Pool) -> Iterable[tuple[int, list[str]]]:
    for at, cells in enumerate(read_cells(path), start=1):
        ids = [one for cell in cells for one in values_in(cell)]
        if at == 1 and ids and ids[0] not in pool and ids[0].casefold() in ("id", "ids"):
            continue
        for column, one in enumerate(ids, start=1):
            if one not in pool:
                where = f"{call(path)}, row {at}, column {column}"
                todo = "Write ids as --id gives them, or row numbers without --id."
                raise _wrong(where, f"Nobody has the id {one!r}.", todo)
        if ids:
            yield at, ids


def _row(at: int) -> str:
    return f"row {at} (not counting the header)"


def _wrong(where: str, what: str, todo: str) -> WrongInput:
    return WrongInput(where=where, what=what, todo=todo)
