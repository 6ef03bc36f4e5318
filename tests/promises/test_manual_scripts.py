"""What only people can test says who did it, or that nobody has."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "manual-tests.md"
#: "Name, 2026-05-01, NVDA 2026.1"
DONE = re.compile(r"^\w[^,]+, \d{4}-\d{2}-\d{2}, \S.+$")


def steps(text: str) -> list[list[str]]:
    """The rows of the tables that are steps: number, what to do, what should happen, by whom."""
    rows = [
        line.strip("|").split("|") for line in text.splitlines() if re.match(r"\| \d+ \|", line)
    ]
    return [[cell.strip() for cell in row] for row in rows]


def unclear(text: str) -> list[str]:
    """Steps that claim to be done without a name, a day and what with; or that say nothing."""
    return [
        " ".join(row)
        for row in steps(text)
        if len(row) != 4 or not all(row) or not (row[3] == "not done" or DONE.match(row[3]))
    ]


def test_every_step_says_who_did_it_or_that_nobody_has() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert unclear(text) == []
    assert len(steps(text)) >= 30


def test_a_step_that_passes_by_itself_is_noticed() -> None:
    assert unclear("| 1 | open it | it opens | yes |") == ["1 open it it opens yes"]
    assert unclear("| 1 | open it | it opens | |")
    assert unclear("| 1 | open it | it opens | Ana Ruiz, 2026-05-01, TalkBack 15 |") == []
