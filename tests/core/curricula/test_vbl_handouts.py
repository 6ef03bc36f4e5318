"""The figures printed in the Values-Based Leadership handouts and what the notes say of them."""

import datetime
import re
from fractions import Fraction
from importlib.resources import files

import pytest

from thousandfold.curriculum import folders
from thousandfold_core.curricula.lint import lint

PACKAGE = files("thousandfold") / "curriculum/packages/values-based-leadership/activities"


def rows(activity, handout, language):
    """The rows of figures in a handout's tables, first cell kept as text."""
    text = (PACKAGE / activity / "handouts" / f"{handout}.{language}.md").read_text("utf-8")
    cells = ([each.strip() for each in line.strip("| ").split("|")] for line in text.splitlines())
    return [row for row in cells if len(row) == 4 and all(c.isdigit() for c in row[1:])]


def points(bid, price):
    """A bid's points when price has this weight and the other two share the rest."""
    rest = Fraction(100 - price) / 2
    return (price * bid[0] + rest * (bid[1] + bid[2])) / 100


def winner(bids, price):
    return max(range(len(bids)), key=lambda at: points(bids[at], Fraction(price)))


@pytest.fixture(params=["en", "es"])
def language(request):
    return request.param


def test_winner_of_bids_changes_at_the_weights_in_the_notes(language):
    bids = [[int(c) for c in row[1:]] for row in rows("everyday-decisions", "bids", language)]
    assert [winner(bids, price) for price in (80, 60, 40)] == [0, 1, 2]
    assert points(bids[0], Fraction(125, 2)) == points(bids[1], Fraction(125, 2))
    assert points(bids[1], Fraction(50)) == points(bids[2], Fraction(50))


def test_blocks_picked_by_each_rule_are_those_in_the_notes(language):
    blocks = [
        [int(c) for c in row] for row in rows("everyday-decisions", "twelve-blocks", language)
    ]
    first = {
        "complaints": sorted(blocks, key=lambda b: -b[2]),
        "worst": sorted(blocks, key=lambda b: (b[1], -b[3])),
        "wait": sorted((b for b in blocks if b[1] <= 4), key=lambda b: -b[3]),
    }
    picked = {rule: [b[0] for b in order[:4]] for rule, order in first.items()}
    assert picked == {"complaints": [1, 2, 3, 4], "worst": [9, 6, 7, 5], "wait": [10, 6, 7, 5]}
    assert max(blocks, key=lambda b: b[3])[0] == 11
    assert 11 not in {each for four in picked.values() for each in four}


FLOORS = {
    "riverside": lambda t: t["C"] != 1 and t["E"] != 1,
    "hilltop": lambda t: t["B"] == 3 or t["E"] == 3,
    "mill-road": lambda t: not (t["A"] == 3 and t["B"] == 3),
    "mayor": lambda t: not (t["A"] == 3 and t["D"] == 2),
    "homes-table": lambda t: t["C"] != 1 and (t["A"] == 3 or t["B"] == 3),
    "workers": lambda t: t["D"] != 1,
}


def test_text_named_in_the_battle_notes_breaks_no_floor(language):
    notes = (PACKAGE / "battle-debrief" / f"{language}.md").read_text("utf-8")
    named = re.search(r"A(\d), B(\d), C(\d), D(\d), E(\d)", notes)
    text = dict(zip("ABCDE", map(int, named.groups()), strict=True))
    assert [role for role, stands in FLOORS.items() if not stands(text)] == []


@pytest.mark.parametrize("broken", [{"C": 1}, {"B": 2, "E": 2}, {"D": 1}, {"A": 3}])
def test_changing_one_part_of_that_text_can_break_a_floor(broken):
    text = {"A": 2, "B": 3, "C": 2, "D": 2, "E": 3} | broken
    assert [role for role, stands in FLOORS.items() if not stands(text)]


@pytest.mark.parametrize(
    ("role", "parts"),
    [
        ("riverside", {"C1", "E1"}),
        ("hilltop", {"B3", "E3"}),
        ("mill-road", {"A3", "B3"}),
        ("mayor", {"A3", "D2"}),
        ("homes-table", {"C1", "A3", "B3"}),
        ("workers", {"D1"}),
    ],
)
def test_role_sheet_prints_the_floor_the_test_uses(role, parts, language):
    sheet = (PACKAGE / "battle-briefing/handouts" / f"role-{role}.{language}.md").read_text("utf-8")
    assert parts <= set(re.findall(r"\b[A-E]\d\b", sheet))


def test_package_has_neither_errors_nor_warnings_and_every_translation_is_fresh():
    package = folders.load_package("values-based-leadership")
    exercises = frozenset({"object-share", "me-tree", "forest", "closing"})
    found = lint(package, known_exercises=exercises, today=datetime.date(2025, 1, 1))
    assert [str(each) for each in found if each.level != "note"] == []
