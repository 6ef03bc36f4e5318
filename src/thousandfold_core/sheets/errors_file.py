# SPDX-License-Identifier: Apache-2.0
"""Rows that could not be taken, given back with the reason: fix them, upload only those.

The columns are the file's own, so the same mapping fits again; columns that are never
read are not given back either.
"""

from __future__ import annotations

from collections.abc import Callable

from thousandfold_core.sheets.headings import plain_heading
from thousandfold_core.sheets.mapping import PROBLEM_HEADINGS, Mapping
from thousandfold_core.sheets.notes import Note
from thousandfold_core.sheets.outcomes import ImportPlan, PlannedRow
from thousandfold_core.sheets.reading import Row, Sheet

_LEFT_OUT = "value-left-out"


def errors_file(
    plan: ImportPlan,
    sheet: Sheet,
    mapping: Mapping,
    say: Callable[[Note], str] = lambda note: note.text,
    heading: str = "problem",
) -> list[list[str]]:
    """Return headings and rows for ``writing.to_csv``; only headings when all went well.

    In it: rows skipped for a fault (not those a person left out) and rows of which a value
    was left out, in the order of the file, with the reasons in the last column. ``say``
    turns a note into words (for translation).
    """
    problems = {
        number: " ".join(map(say, notes))
        for row in plan.rows
        for notes in [_problems(row)]
        for number in row.numbers
        if notes
    }
    places = _shown_places(sheet, mapping)
    wrong = [row for row in sheet.rows if row.number in problems]
    over = max((len(row.extra) for row in wrong), default=0)
    headings = [sheet.headers[place] for place in places]
    extra = [f"Column {len(sheet.headers) + count}" for count in range(1, over + 1)]
    table = [[*headings, *extra, heading]]
    return table + [[*_cells(row, places, over), problems[row.number]] for row in wrong]


def _problems(row: PlannedRow) -> list[Note]:
    fault = [row.why] if row.status == "skipped" and row.why.code != "chosen-skip" else []
    return fault + [item for item in row.warnings if item.code == _LEFT_OUT]


def _shown_places(sheet: Sheet, mapping: Mapping) -> list[int]:
    hidden = {column.header for column in mapping.never}
    return [
        place
        for place, header in enumerate(sheet.headers)
        if header not in hidden and plain_heading(header) not in PROBLEM_HEADINGS
    ]


def _cells(row: Row, places: list[int], over: int) -> list[str]:
    extra = [*row.extra, *[""] * (over - len(row.extra))]
    return [*(row.cells[place] for place in places), *extra]
