# SPDX-License-Identifier: Apache-2.0
"""A sheet as values that JSON can hold, and back: for keeping it and for handing it over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thousandfold_core.sheets.notes import Note
from thousandfold_core.sheets.reading import Row, Sheet


def sheet_to_plain(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as headers, rows, notes and format."""
    return {
        "headers": list(sheet.headers),
        "rows": [[row.number, list(row.cells), list(row.extra)] for row in sheet.rows],
        "notes": [[one.code, dict(one.params)] for one in sheet.notes],
        "format": sheet.source_format,
    }


def sheet_from_plain(kept: Mapping[str, Any]) -> Sheet:
    """Return the sheet that :func:`sheet_to_plain` wrote down."""
    return Sheet(
        tuple(kept["headers"]),
        tuple(Row(number, tuple(cells), tuple(extra)) for number, cells, extra in kept["rows"]),
        tuple(Note(code, _tuples(params)) for code, params in kept["notes"]),
        kept["format"],
    )


def _tuples(params: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in params.items()}
