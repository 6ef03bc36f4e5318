# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nominations as a table to download. It comes back through the import by its ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as say

from thousandfold.recruitment.features import value_label
from thousandfold.recruitment.models import Call, Nomination


def export_rows(call: Call, rows: Iterable[Nomination]) -> list[list[Any]]:
    """Headings and one row a nomination. What was written about people stays here."""
    headings = list(call.columns)
    opened = call.marks_opened_at is not None
    table = [[*_heads(opened), *headings]]
    for row in rows:
        own = [row.others.get(heading, "") for heading in headings]
        table.append([*_cells(row, opened), *own])
    return table


def _heads(opened: bool) -> list[str]:
    heads = [
        "Thousandfold id",
        say("Full name"),
        say("E-mail"),
        say("Phone"),
        say("Organisation"),
        say("Sector"),
        say("Inside or outside"),
        say("Role or title"),
        say("Town"),
        say("Languages"),
        say("Nominated by"),
        say("Reference"),
    ]
    return [*heads, *(results() if opened else results()[:1])]


def results() -> list[str]:
    """Headings of what became of a nomination: told in a download, never read from one."""
    return [say("Where it stands"), say("Average score"), say("Scores")]


def _cells(row: Any, opened: bool) -> list[Any]:
    cells = [
        row.id,
        row.name,
        row.email,
        row.phone,
        row.organisation,
        value_label("sector", row.sector),
        row.get_side_display(),
        row.role,
        row.town,
        ", ".join(row.languages),
        row.nominator_name,
        row.reference,
        row.get_state_display(),
    ]
    if not opened:
        return cells
    average = getattr(row, "average", None)
    return [*cells, "" if average is None else round(float(average), 2), row.scored or 0]
