"""The table of goals says of each what holds it, and everything it names is there."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "reference" / "trust-goals.csv"
HOW = {"gate", "drill", "not here"}


def rows() -> list[dict[str, str]]:
    """The goals as written down."""
    with TABLE.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def missing(place: str) -> str | None:
    """What a place (``file`` or ``file::test``) names and is not there."""
    name, _, test = place.partition("::")
    path = ROOT / name
    if not path.exists():
        return name
    if test and not re.search(rf"def {re.escape(test)}\b", path.read_text(encoding="utf-8")):
        return place
    return None


def places(cell: str) -> list[str]:
    """The places of a cell, which stand apart by semicolons."""
    return [one.strip() for one in cell.split(";") if one.strip()]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["goal"])
def test_a_goal_names_what_holds_it(row: dict[str, str]) -> None:
    assert row["how"] in HOW
    assert row["figure"]
    if row["how"] == "gate":
        assert places(row["gate"]) and places(row["sabotage"])
    if row["how"] == "drill":
        assert places(row["gate"])
    if row["how"] == "not here":
        assert len(row["gate"].split()) > 3, "the reason, in a sentence"
        return
    named = places(row["gate"]) + places(row["sabotage"])
    assert [missing(one) for one in named] == [None] * len(named)


def test_each_goal_stands_once() -> None:
    goals = [row["goal"] for row in rows()]
    assert len(goals) == len(set(goals))


@pytest.mark.sabotage("test_a_goal_names_what_holds_it")
def test_a_gate_that_is_not_there_is_noticed() -> None:
    assert missing("tests/trust/test_goals.py::test_that_nobody_wrote")
    assert missing("tests/trust/nowhere.py")
    assert missing("tests/trust/test_goals.py::test_each_goal_stands_once") is None


#: How many twins there are at the least, and what a twin says of itself.
TWINS = 100
MARK = re.compile(r'pytest\.mark\.sabotage\(\s*"(\w+)"')


def sources() -> str:
    """All tests."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def gates_of_twins(source: str) -> list[str]:
    """Every gate that a twin says it turns red."""
    return MARK.findall(source)


def gates_not_there(source: str) -> list[str]:
    """Gates that a twin names and nobody wrote."""
    there = set(re.findall(r"def (test_\w+)", source))
    return sorted(set(gates_of_twins(source)) - there)


def test_every_twin_breaks_a_gate_that_is_there() -> None:
    source = sources()
    assert gates_not_there(source) == []
    assert len(gates_of_twins(source)) >= TWINS


@pytest.mark.sabotage("test_every_twin_breaks_a_gate_that_is_there")
def test_a_twin_of_nothing_is_noticed() -> None:
    planted = "@pytest.mark." + 'sabotage("test_nobody_wrote_this")'
    assert gates_not_there(planted) == ["test_nobody_wrote_this"]
