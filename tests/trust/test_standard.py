"""The table of the standard is whole, and what it names is there."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "reference" / "asvs.csv"
STANDINGS = {"met", "deviation", "not applicable"}
#: OWASP's numbers of level 1 and 2 in version 5.0.0, by chapter; V9, V10 and V17 stand as one line.
BY_CHAPTER = {
    1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16,
}  # fmt: skip
PLACE = re.compile(r"(?:tests|src|docs|requirements)/[\w./-]*\w|pyproject\.toml")
#: Libraries that would make a chapter apply that is said not to.
WOULD_APPLY = re.compile(r"^(pyjwt|jwcrypto|authlib|oauthlib|django-oauth-toolkit|aiortc)\b", re.M)


def rows() -> list[dict[str, str]]:
    """The table as written down."""
    with TABLE.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def faults(table: list[dict[str, str]]) -> list[str]:
    """Lines without a known standing, without a reason, or that name what is not there."""
    found = []
    for row in table:
        where, number = row["where"], row["requirement"]
        found += [f"{number}: {one}" for one in PLACE.findall(where) if not (ROOT / one).exists()]
        if row["standing"] not in STANDINGS or not where.strip():
            found.append(f"{number}: says nothing")
        if row["standing"] == "deviation" and len(where.split()) < 6:
            found.append(f"{number}: a deviation needs a reason")
    return found


def by_chapter(table: list[dict[str, str]]) -> dict[int, int]:
    """How many requirements of level 1 and 2 each chapter has."""
    counted: dict[int, int] = {}
    for row in table:
        chapter, dot, _ = row["requirement"][1:].partition(".")
        if dot and row["level"] in "12":
            counted[int(chapter)] = counted.get(int(chapter), 0) + 1
    return counted


def test_every_requirement_has_its_line_and_what_it_names_is_there() -> None:
    table = rows()
    assert faults(table) == []
    assert by_chapter(table) == BY_CHAPTER
    assert len({row["requirement"] for row in table}) == len(table)


def test_chapters_that_do_not_apply_do_not() -> None:
    lock = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
    assert WOULD_APPLY.findall(lock) == []


@pytest.mark.sabotage("test_every_requirement_has_its_line_and_what_it_names_is_there")
def test_an_empty_promise_is_noticed() -> None:
    def line(standing: str, where: str) -> dict[str, str]:
        return {"requirement": "V1.1.1", "level": "2", "standing": standing, "where": where}

    assert faults([line("met", "tests/trust/nowhere.py")])
    assert faults([line("fine", "by a sentence")])
    assert faults([line("deviation", "not yet")])
    assert faults([line("met", "tests/trust/test_goals.py")]) == []


@pytest.mark.sabotage("test_chapters_that_do_not_apply_do_not")
def test_a_library_of_such_a_chapter_is_noticed() -> None:
    assert WOULD_APPLY.findall("numpy==2.0\npyjwt==2.9\n") == ["pyjwt"]
