"""What a package says once it is read; translations side by side; version steps."""

from __future__ import annotations

from datetime import time

import pytest
from curriculum_sample import add, drop, good, spoiled, swap

from thousandfold_core.curricula.package import Minutes
from thousandfold_core.curricula.reading import read_package
from thousandfold_core.curricula.side_by_side import side_by_side
from thousandfold_core.curricula.versions import change_between, next_version

P, S = "package.toml", "sessions/01-roots.toml"
TREE, TREE_ES = "activities/tree/en.md", "activities/tree/es.md"


def states(files: dict[str, str], language: str) -> list[str]:
    return [
        pair.state
        for pair in side_by_side(read_package(files).activities["tree"].texts, "en", language)
    ]


def test_package_says_what_its_files_say():
    package = read_package(good())
    assert (package.id, package.version, package.languages) == ("small", "1.0.0", ("en", "es"))
    assert package.title == {"en": "Small", "es": "Pequeño"}
    assert package.lineage is None
    assert package.findings == ()


def test_activity_says_exercise_contract_minutes_and_parts():
    tree = read_package(good()).activities["tree"]
    assert (tree.exercise, tree.contract) == ("me-tree", 1)
    assert tree.minutes == Minutes(45, 60, 75)
    assert tree.parts == ("return-a",)
    assert [step.id for step in tree.steps()] == ["roots", "choose"]
    assert [step.id for step in tree.steps("return-a")] == ["look-again"]


def test_handout_and_materials_are_there_in_each_language():
    tree = read_package(spoiled(swap(TREE_ES, '["Paper"]', '["Papel"]'))).activities["tree"]
    assert (tree.materials("en"), tree.materials("es")) == (("Paper",), ("Papel",))
    assert tree.handout("sheet").title("es") == "Sheet"
    assert tree.handout("map") is None


def test_items_say_their_kind_and_fixed_start():
    day = read_package(good()).sessions[0].days[0]
    kinds = [item.kind for item in day.items]
    assert kinds == ["other", "activity", "break", "activity", "meal", "activity"]
    assert (day.starts, day.ends, day.items[4].at) == (time(9), time(13), time(11, 30))
    assert day.items[5].part == "return-a"


def test_sessions_come_in_the_order_of_their_file_names():
    files = spoiled(add("sessions/00-before.toml", good()[S].replace('"roots"', '"before"')))
    assert [session.id for session in read_package(files).sessions] == ["before", "roots"]


def test_aims_carry_their_words_in_each_language():
    (aim,) = read_package(good()).programme.aims
    assert (aim.id, aim.tenet) == ("a.root", "values")
    assert aim.text == {"en": "Name a root.", "es": "Nombrar una raíz."}


def test_lineage_is_read():
    lineage = '\n[lineage]\nparent = "big"\nversion = "2.0.0"\ndigest = "abc"\n'
    files = spoiled(lambda files: files.update({P: files[P] + lineage}))
    assert read_package(files).lineage.parent == "big"


def test_no_files_at_all_still_give_a_package_with_a_finding():
    package = read_package({})
    assert [f.code for f in package.findings] == ["file-missing"]
    assert (package.activities, package.sessions) == ({}, ())


def test_unknown_keys_and_files_are_kept():
    files = spoiled(swap(TREE, "tenets =", "moon = 1\ntenets ="), add("local/san-jose.md", "x"))
    package = read_package(files)
    assert package.files == files
    assert package.activities["tree"].original.front.data["moon"] == 1


def test_fresh_translation_stands_beside_its_source():
    pairs = side_by_side(read_package(good()).activities["tree"].texts, "en", "es")
    assert {pair.state for pair in pairs} == {"fresh"}
    assert pairs[0].shown.text == "Dibuja your roots."


def test_stale_translation_is_marked_and_still_shown():
    files = spoiled(swap(TREE, "Draw your roots.", "Draw roots."))
    assert states(files, "es") == ["stale", "fresh", "fresh", "fresh"]


def test_unstamped_translation_is_marked():
    assert states(spoiled(swap(TREE_ES, ' of="', ' off="')), "es")[0] == "unstamped"


def test_language_that_is_not_there_shows_the_source_and_says_so():
    pairs = side_by_side(read_package(good()).activities["tree"].texts, "en", "fr")
    assert {pair.state for pair in pairs} == {"missing"}
    assert pairs[0].shown.text == "Draw your roots."


def test_source_language_is_the_original():
    assert set(states(good(), "en")) == {"original"}


def test_missing_source_gives_no_pairs():
    assert states(spoiled(drop(TREE)), "es") == []


@pytest.mark.parametrize(
    ("spoiling", "size"),
    [
        (swap("CHANGES.md", "first", "First"), "patch"),
        (swap(TREE, "Draw your roots.", "Draw roots."), "patch"),
        (swap(S, '"Saturday"', '"Sunday"'), "patch"),
        (swap(S, "minutes = 60", "minutes = 65"), "minor"),
        (swap(TREE, "min=40", "min=35"), "minor"),
        (add("activities/new/en.md", good()[TREE]), "minor"),
        (swap(TREE, '"me-tree@1"', '"me-tree@2"'), "major"),
        (swap(TREE, ', "revisit"', ""), "major"),
        (swap(TREE, '["branches"]', '["twigs"]'), "major"),
    ],
)
def test_size_of_a_change(spoiling, size):
    assert change_between(read_package(good()), read_package(spoiled(spoiling))) == size


def test_taking_an_activity_out_is_major_and_nothing_is_none():
    less = read_package({k: v for k, v in good().items() if "storm" not in k})
    assert change_between(read_package(good()), less) == "major"
    assert change_between(less, less) == "none"


@pytest.mark.parametrize(
    ("size", "version"),
    [("major", "2.0.0"), ("minor", "1.5.0"), ("patch", "1.4.3"), ("none", "1.4.2")],
)
def test_next_version(size, version):
    assert next_version("1.4.2", size) == version
