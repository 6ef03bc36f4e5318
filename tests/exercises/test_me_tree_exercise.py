"""The Me-Tree keeps what it is told, and grows over its returns (method row E3)."""

from __future__ import annotations

import re

import pytest

from factories.tabletop import Tabletop
from thousandfold_core.drawing import Picture, facts_in_outline, facts_in_svg
from thousandfold_core.exercise import WALL, Act, Harvested, Reach, Surface
from thousandfold_core.exercise.conformance import check
from thousandfold_exercises.me_tree import exercise
from thousandfold_exercises.me_tree.growth import growth
from thousandfold_exercises.me_tree.values import VALUE_WORDS

STORY = "she hid the letters under the stove"


@pytest.fixture
def table() -> Tabletop:
    return Tabletop(exercise)


def drawn(table: Tabletop, surface: Surface = WALL) -> Picture:
    """The own tree of the first person."""
    return exercise.mine_on(table.state, table.places[0], "en", surface).blocks[0].picture


def width(picture: Picture) -> float:
    return float(re.search(r'viewBox="0 0 (\d+)', picture.svg).group(1))


def test_it_conforms():
    assert check(exercise) == []


def test_a_roots_story_never_leaves_its_author_however_far_the_root_travels(table):
    table.gives(0, "roots", reach=Reach.PUBLIC, label="the kitchen", story=STORY)
    for reach in Reach:
        if reach.leaves_the_author:
            assert STORY not in str(table.left(reach))
    assert STORY not in table.group(1)


def test_a_root_starts_with_its_author_alone(table):
    table.gives(0, "roots", label="the kitchen")
    assert table.left(Reach.GROUP) == []
    assert [one.text for one in table.left(Reach.ONLY_ME)] == ["the kitchen"]


def test_the_share_step_asks_how_far_each_item_may_travel_and_raises_none(table):
    table.gives(0, "roots", item="r", label="the kitchen")
    table.gives(0, "fruit", item="f", sentence="shade at every stop")
    asked = table.asked(0, "share")
    assert [(one.act, one.item, one.about) for one in asked["roots"] + asked["fruit"]] == [
        (Act.SHARE, "r", "the kitchen"),
        (Act.SHARE, "f", "shade at every stop"),
    ]
    assert table.left(Reach.GROUP) == []


def test_the_projector_shows_the_same_empty_tree_whatever_was_written(table):
    before = table.projector("fruit")
    table.gives(0, "fruit", reach=Reach.COHORT_NAMED, sentence="shade at every stop")
    assert table.projector("fruit") == before


def test_a_root_kept_on_the_device_is_a_closed_bud_of_the_own_tree(table):
    empty = table.own(0)
    table.does(0, "roots", Act.GIVE, item="secret", reach=Reach.ON_MY_DEVICE)
    assert table.own(0) != empty
    assert "kept to myself" in table.own(0)
    assert table.left(Reach.ONLY_ME) == []


def test_a_time_kept_on_the_device_is_there_without_its_words_and_its_year(table):
    table.does(0, "trunk", Act.GIVE, item="t", reach=Reach.ON_MY_DEVICE)
    assert ("ring:t", "kept to myself") in facts_in_outline(drawn(table).outline)
    assert 'stroke-dasharray="4 3"' in drawn(table).svg  # a ring that is not closed


def test_a_phone_shows_the_same_tree_drawn_tall(table):
    table.gives(0, "branches", item="b", words="nobody eats alone")
    wide, tall = (drawn(table, Surface(shape)) for shape in ("wide", "tall"))
    assert facts_in_outline(wide.outline) == facts_in_svg(tall.svg)
    assert width(tall) < width(wide)


def test_lowering_a_fruit_takes_it_out_at_once(table):
    table.gives(0, "fruit", item="f", reach=Reach.COHORT_UNNAMED, sentence="shade")
    assert len(table.left()) == 1
    table.shares(0, "fruit", "f", Reach.ONLY_ME)
    assert table.left() == []


def test_a_fruit_without_a_branch_is_a_question_to_its_author_only(table):
    table.gives(0, "fruit", reach=Reach.GROUP, sentence="shade at every stop")
    assert "What value is this for?" in table.own(0)
    assert "What value is this for?" not in table.own(1)
    assert "What value is this for?" not in table.group(1)


def test_a_fruit_names_the_branches_it_grew_from_only_when_they_travel_too(table):
    table.gives(0, "branches", item="b", words="room at the table")
    table.gives(0, "fruit", reach=Reach.COHORT_NAMED, sentence="shade", branches=["b"])
    assert table.left()[0].derived_from == ()
    table.shares(0, "branches", "b", Reach.COHORT_NAMED)
    branch = table.left(kind="branch")[0]
    assert table.left(kind="fruit")[0].derived_from == (branch.key,)


def test_a_branch_keeps_at_most_three_tags(table):
    tags = [one.value for one in VALUE_WORDS[:5]]
    table.gives(0, "branches", reach=Reach.COHORT_NAMED, words="care", tags=tags)
    assert list(table.left()[0].more["tags"]) == tags[:3]


def test_about_forty_value_words_are_offered_second_in_both_languages():
    assert 36 <= len(VALUE_WORDS) <= 44
    assert all(one.label.es and one.label.en for one in VALUE_WORDS)
    assert len({one.value for one in VALUE_WORDS}) == len(VALUE_WORDS)


def test_words_a_person_brought_are_offered_to_that_person_only():
    mine = Harvested("value-word", "k1", "open doors", Reach.ONLY_ME, place="place-01")
    table = Tabletop(exercise, carried=(mine,))
    offered = [
        words.en for words in table.asked(0, "branches")["branches"][0].fields[0].suggestions
    ]
    assert offered[0] == "open doors"
    others = table.asked(1, "branches")["branches"][0].fields[0].suggestions
    assert "open doors" not in [words.en for words in others]


def test_a_return_can_graft_a_branch_the_cohort_joined():
    common = Harvested("common-branch", "k", "room at the table", Reach.COHORT_UNNAMED)
    table = Tabletop(exercise, carried=(common,)).setting_is(moment="a")
    offered = table.asked(2, "tend")["branches"][0].fields[0].suggestions
    assert offered[0].en == "room at the table"


def test_pruning_leaves_the_tree_and_stays_in_the_growth_view_of_its_author(table):
    table.gives(0, "branches", item="b", reach=Reach.COHORT_NAMED, words="winning")
    table.setting_is(moment="a")
    table.does(0, "branches", Act.WITHDRAW, item="b", body={"why": "it was never mine"})
    assert table.left() == []
    pruned = growth(table.state, table.places[0])[-1].changes[0]
    assert (pruned.what, pruned.words, pruned.why) == ("pruned", "winning", "it was never mine")
    assert "winning" not in table.own(1) + table.group(1)


def test_growth_tells_added_from_reworded_by_moment(table):
    table.gives(0, "branches", item="b", words="care")
    table.gives(0, "branches", item="b", words="care!")
    table.setting_is(moment="a")
    table.gives(0, "branches", item="b", words="care for all", why="heard it better")
    table.gives(0, "fruit", item="f", sentence="shade")
    rings = growth(table.state, table.places[0])
    told = [(ring.moment, change.what, change.words) for ring in rings for change in ring.changes]
    assert told == [
        ("first", "added", "care!"),
        ("a", "reworded", "care for all"),
        ("a", "added", "shade"),
    ]


def test_the_note_why_is_for_its_author_alone(table):
    table.setting_is(moment="a")
    table.gives(0, "branches", reach=Reach.PUBLIC, words="care", why="my brother")
    assert "my brother" not in str(table.left(Reach.GROUP))


def test_return_b_offers_the_own_branches_to_protect_and_the_mark_travels_only_if_let(table):
    table.gives(0, "branches", item="b", reach=Reach.COHORT_NAMED, words="care")
    table.setting_is(moment="b")
    options = table.asked(0, "protect")["protect"][0].fields[0].options
    assert [(one.value, one.label.en) for one in options] == [("b", "care")]
    table.gives(0, "protect", branches=["b"])
    assert table.left()[0].more["protected"] is False
    table.shares(0, "protect", "one", Reach.COHORT_NAMED)
    assert table.left()[0].more["protected"] is True


def test_return_b_without_branches_asks_for_branches_only(table):
    table.setting_is(moment="b")
    assert list(table.asked(0, "protect")) == ["branches"]


def test_roots_and_trunk_stand_behind_a_door_with_something_lighter(table):
    for step in ("roots", "trunk"):
        ask = table.asked(0, step)[step][0]
        assert ask.door is not None and ask.door.lighter.es
        assert ask.reach is Reach.ONLY_ME


def test_chosen_roots_count_the_same():
    assert (
        "chose"
        in exercise.asks(
            exercise.opening(exercise.example(2, "s")), exercise.step("roots"), "place-01"
        )[0].door.lighter.en
    )


def test_a_tree_of_forty_branches_is_drawn_and_shared(table):
    for number in range(40):
        table.gives(0, "branches", item=f"b{number}", words=f"branch {number}")
    assert len(table.asked(0, "share")["branches"]) == 40
    assert "branch 39" in table.own(0)


def test_the_table_sees_what_was_shared_with_it_and_nobody_elses_table_does():
    table = Tabletop(exercise, people=6)
    table.gives(0, "trunk", reach=Reach.GROUP, what="called the first meeting")
    assert "called the first meeting" in table.group(1)
    assert "called the first meeting" not in table.group(3)
