# SPDX-License-Identifier: AGPL-3.0-or-later
"""Read a table of votes: one row a person, one column a statement or plank."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thousandfold_core.errors import WrongInput


@dataclass(frozen=True)
class VotingTable:
    """Names of people and columns in file order, and the cells by person."""

    people: list[str]
    columns: list[str]
    rows: list[list[int | None]]


def read_votes(path: str, values: Mapping[str, int | None], allowed: str) -> VotingTable:
    """Read a CSV file (``-`` is standard input) whose cells are keys of ``values``.

    The first column names people when its header is ``id``; otherwise people
    are called by their row, 1 for the first below the header. Semicolons and
    tabs are understood too. ``allowed`` says in words what a cell may hold.
    Raises :class:`WrongInput` naming file, row (the header is row 1) and column.
    """
    where = "standard input" if path == "-" else path
    lines = _lines(_text(path, where), where)
    if len(lines) < 2:
        raise _wrong(where, "there are no people in it.", "Put a header first, then a row each.")
    header = [cell.strip() for cell in lines[0][1]]
    named = header[0].casefold() == "id"
    if named:  # A line of nothing but commas is what a spreadsheet leaves below its table.
        lines = [line for line in lines if any(cell.strip() for cell in line[1])]
    columns = header[1:] if named else header
    _check_header(columns, where, first=2 if named else 1)
    people, rows = [], []
    for count, (number, cells) in enumerate(lines[1:], start=1):
        if len(cells) != len(header):
            what = f"there are {len(cells)} cells under {len(header)} headers."
            raise _wrong(f"{where}, row {number}", what, "Give every column one cell.")
        person = cells[0].strip() if named else str(count)
        _check_person(person, people, f"{where}, row {number}")
        people.append(person)
        answers = cells[1:] if named else cells
        rows.append(
            [
                _cell(cell, values, allowed, f"{where}, row {number}, column “{column}”")
                for cell, column in zip(answers, columns, strict=True)
            ]
        )
    return VotingTable(people, columns, rows)


def _text(path: str, where: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as problem:
        reason = problem.strerror or "it cannot be opened"
        raise _wrong(where, f"{reason}.", "Check the name of the file.") from problem
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _wrong(where, "this is not text in UTF-8.", "Save it as CSV UTF-8.") from problem


def _lines(text: str, where: str) -> list[tuple[int, list[str]]]:
    """Lines that hold cells, each with its number in the file."""
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise _wrong(where, f"this is not CSV ({problem}).", "Save it again as CSV.") from problem
    return [(number, row) for number, row in enumerate(rows, start=1) if row]


def _check_header(columns: list[str], where: str, first: int) -> None:
    if not columns:
        raise _wrong(where, "there is no column to vote on.", "Add one column for each.")
    for place, name in enumerate(columns):
        here = f"{where}, row 1, column {place + first}"
        if not name:
            raise _wrong(here, "the header is empty.", "Give the column a name.")
        if name in columns[:place]:
            raise _wrong(here, f"“{name}” is there twice.", "Give each column its own name.")


def _check_person(person: str, people: list[str], where: str) -> None:
    if not person:
        raise _wrong(where, "the id is empty.", "Give each person an id.")
    if person in people:
        raise _wrong(where, f"the id “{person}” is there twice.", "Give each person one row.")


def _cell(cell: str, values: Mapping[str, int | None], allowed: str, where: str) -> int | None:
    key = cell.strip().replace("\N{MINUS SIGN}", "-")
    if key not in values:
        raise _wrong(where, f"“{cell.strip()}” is not a vote.", f"Write {allowed}.")
    return values[key]


def _wrong(where: str, what: str, todo: str) -> WrongInput:
    return WrongInput(where=where, what=what, todo=todo)
