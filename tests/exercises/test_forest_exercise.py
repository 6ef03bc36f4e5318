"""The forest: joined by authors, counted in private, nobody singled out (method row E4)."""

from __future__ import annotations

import pytest

from factories.tabletop import Tabletop
from thousandfold_core.chance import chance
from thousandfold_core.drawing import facts_in_outline, facts_in_svg, lines
from thousandfold_core.exercise import Act, Harvested, Reach, Surface
from thousandfold_core.exercise.conformance import check
from thousandfold_exercises.forest import exercise
from thousandfold_exercises.forest.asks import OUTCOMES
from thousandfold_exercises.forest.state import (
    MOST_STATEMENTS,
    statement_id,
)
from thousandfold_exercises.me_tree import exercise as me_tree

UNNAMED = Reach.COHORT_UNNAMED


def part(kind: str, who: int, text: str, reach: Reach = UNNAMED) -> Harvested:
    """One shared part of a tree; its key is its kind, its author and its words."""
    place = f"place-{who + 1:02d}"
    return Harvested(kind, f"{kind}-{who}-{text[:4]}", text, reach, place)


def fruit_of(people: int) -> tuple[Harvested, ...]:
    return tuple(part("fruit", who, f"outcome {who}") for who in range(people))


def vote(table: Tabletop, fruit: Harvested, votes: str, flags: str = "") -> None:
    """Ballots on one fruit: y, n, ? (unsure) or - (pass) for each person; x flags it."""
    words = {"y": "agree", "n": "disagree", "?": "unsure"}
    for who, one in enumerate(votes):
        flag = "yes" if who < len(flags) and flags[who] == "x" else "no"
        if one == "-":
            table.does(who, "ballot", Act.PASS, subject=statement_id(fruit))
        else:
            table.gives(
                who, "ballot", subject=statement_id(fruit), vote=words[one], leaves_out=flag
            )


BRANCHES = (
    part("branch", 0, "room at the table"),
    part("branch", 1, "nobody eats alone"),
    part("branch", 2, "keep your word"),
    part("branch", 3, "listen first"),
)


def joining(people: int = 6) -> Tabletop:
    """A table at which the first two branches are proposed as one."""
    table = Tabletop(exercise, people=people, carried=BRANCHES)
    table.gives(4, "merge", reach=UNNAMED, first=BRANCHES[0].key, second=BRANCHES[1].key)
    return table


def say(table: Tabletop, who: int, answer: str) -> None:
    ask = table.asked(who, "confirm")["same"][0]
    table.gives(who, "same", subject=ask.subject, reach=UNNAMED, answer=answer)


def test_it_conforms():
    assert check(exercise) == []


# --- common branches -----------------------------------------------------------------


def test_only_the_two_authors_are_asked_whether_branches_are_one():
    table = joining()
    assert [who for who in range(6) if table.asked(who, "confirm")] == [0, 1]


def test_one_yes_joins_nothing():
    table = joining()
    say(table, 0, "same")
    assert table.left(kind="common-branch") == []


def test_two_yeses_join_and_the_members_choose_the_words():
    table = joining()
    say(table, 0, "same")
    say(table, 1, "same")
    for who in (0, 1):
        ask = table.asked(who, "label")["label"][0]
        table.gives(who, "label", subject=ask.subject, reach=UNNAMED, branch=BRANCHES[1].key)
    joined = table.left(kind="common-branch")[0]
    assert joined.text == "nobody eats alone"
    assert set(joined.derived_from) == {BRANCHES[0].key, BRANCHES[1].key}
    assert joined.place == ""


def test_close_but_not_the_same_is_not_joined():
    table = joining()
    say(table, 0, "same")
    say(table, 1, "kin")
    assert table.left(kind="common-branch") == []


def test_somebody_who_is_not_on_a_branch_does_not_choose_its_words():
    table = joining()
    say(table, 0, "same")
    say(table, 1, "same")
    assert table.asked(2, "label") == {}


def test_branches_written_alike_are_asked_about_and_never_joined_unasked():
    alike = (*BRANCHES, part("branch", 4, "Listen  first"))
    table = Tabletop(exercise, people=6, carried=alike)
    assert table.left(kind="common-branch") == []
    assert "same" in table.asked(3, "confirm") and "same" in table.asked(4, "confirm")


def test_a_common_branch_goes_no_further_than_its_nearest_member():
    carried = (part("branch", 0, "room at the table", Reach.COHORT_NAMED), *BRANCHES[1:])
    table = Tabletop(exercise, people=6, carried=carried)
    table.gives(4, "merge", reach=UNNAMED, first=carried[0].key, second=carried[1].key)
    say(table, 0, "same")
    say(table, 1, "same")
    assert table.left(Reach.COHORT_NAMED) == []
    assert table.left(UNNAMED)[0].reach is UNNAMED


# --- who can be recognised -------------------------------------------------------------


def test_three_peoples_branches_are_neither_shown_nor_proposed():
    table = Tabletop(exercise, people=6, carried=BRANCHES[:3])
    assert "room at the table" not in table.projector("gallery")
    assert table.asked(5, "merges") == {}


def test_four_peoples_branches_are_shown_without_places():
    table = Tabletop(exercise, people=6, carried=BRANCHES)
    gallery = table.projector("gallery")
    assert "room at the table" in gallery and "place-" not in gallery


def test_what_was_kept_is_not_in_the_forest_even_if_it_is_carried_here():
    kept = part("branch", 4, "my own", Reach.ONLY_ME)
    table = Tabletop(exercise, people=6, carried=(*BRANCHES, kept))
    assert "my own" not in table.projector("gallery") + str(table.asked(0, "merges"))


def test_a_common_branch_all_but_one_share_names_no_number():
    same = tuple(part("branch", who, "hope") for who in range(4))
    other = part("branch", 4, "grit")
    table = Tabletop(exercise, people=5, carried=(*same, other))
    for who in range(4):
        for ask in table.asked(who, "confirm")["same"]:
            table.gives(who, "same", subject=ask.subject, reach=UNNAMED, answer="same")
    assert table.left(kind="common-branch")[0].more["breadth"] == 4
    ground = table.projector("common-ground")
    assert "across the whole hill" in ground and "4 trees" not in ground


# --- ballots ---------------------------------------------------------------------------


def test_counts_are_shown_and_never_who():
    fruit = fruit_of(5)
    table = Tabletop(exercise, people=5, carried=fruit)
    vote(table, fruit[0], "yyyy?")
    ground = table.projector("common-ground")
    assert "4 of 5 say yes" in ground and "place-" not in ground
    assert table.left(kind="plank-candidate")[0].more == {
        "agree": 4,
        "disagree": 0,
        "answered": 5,
        "flags": 0,
    }


@pytest.mark.parametrize(("votes", "flags"), [("yyyyn", ""), ("yyyyy", "x"), ("nnnny", "")])
def test_a_count_that_points_at_one_person_is_held_back(votes, flags):
    fruit = fruit_of(5)
    table = Tabletop(exercise, people=5, carried=fruit)
    vote(table, fruit[0], votes, flags)
    assert table.left(kind="plank-candidate") == []
    assert "of 5" not in table.projector("common-ground") + table.projector("whole")


def test_the_one_person_is_asked_and_their_yes_shows_the_count():
    fruit = fruit_of(5)
    table = Tabletop(exercise, people=5, carried=fruit)
    vote(table, fruit[0], "yyyyn")
    assert [who for who in range(5) if "alone" in table.asked(who, "tensions")] == [4]
    assert "Kept back" in table.own(4) and "Kept back" not in table.own(0)
    table.gives(4, "alone", subject=statement_id(fruit[0]), show="yes")
    assert table.left(kind="plank-candidate")[0].more["disagree"] == 1
    assert "4 of 5 say yes" in table.projector("common-ground")


def test_fewer_than_four_ballots_make_no_count():
    fruit = fruit_of(5)
    table = Tabletop(exercise, people=5, carried=fruit)
    vote(table, fruit[0], "yyy--")
    assert "say yes" not in table.projector("common-ground")


def test_passing_leaves_nothing_in_the_figures():
    fruit = fruit_of(6)
    table = Tabletop(exercise, people=6, carried=fruit)
    vote(table, fruit[0], "yyyyy-")
    assert table.left(kind="plank-candidate")[0].more["answered"] == 5


def test_a_changed_fruit_is_a_new_statement_without_ballots():
    fruit = fruit_of(5)
    table = Tabletop(exercise, people=5, carried=fruit)
    vote(table, fruit[0], "yyyyy")
    before = table.left(kind="plank-candidate")[0].key
    changed = part("fruit", 0, "outcome 0, and its streets")
    table.setting_is(carried=(changed, *fruit[1:]))
    assert statement_id(changed) != before
    assert table.left(kind="plank-candidate") == []


def test_a_fruit_with_one_supporter_is_told_to_that_person_only():
    fruit = fruit_of(5)
    table = Tabletop(exercise, people=5, carried=fruit)
    vote(table, fruit[0], "ynnnn")
    assert "find a second voice" in table.own(0)
    assert all("find a second voice" not in table.own(who) for who in range(1, 5))


def test_everybody_has_a_fruit_on_the_ballot_before_anybody_has_two():
    many = tuple(part("fruit", who, f"{n} outcome") for who in range(30) for n in range(4))
    table = Tabletop(exercise, people=30, carried=many)
    on = list(table.state.statements.values())
    assert len(on) == MOST_STATEMENTS
    assert len({one.fruit.place for one in on[:30]}) == 30
    assert "60 fruit did not fit" in str(exercise.desk(table.state, exercise.step("ballots"), "en"))


def test_noise_draws_no_camps_and_says_what_that_does_not_prove():
    fruit = tuple(part("fruit", who % 16, f"{who:02d} thing") for who in range(24))
    table = Tabletop(exercise, people=16, carried=fruit)
    draw = chance("noise", 1)
    for one in fruit:
        vote(table, one, "".join(draw.choice("yn") for _ in range(16)))
    assert "does not prove" in table.projector("common-ground")


def test_planted_camps_are_two_groups_without_names_or_members():
    fruit = tuple(part("fruit", who % 16, f"{who:02d} thing") for who in range(24))
    table = Tabletop(exercise, people=16, carried=fruit)
    draw = chance("camps", 1)
    for number, one in enumerate(fruit):
        sides = "y" * 10 + "n" * 6 if number % 2 else "".join(draw.choice("yn") for _ in range(16))
        vote(table, one, sides)
    ground = table.projector("common-ground")
    assert "two groups, 10 and 6" in ground and "place-" not in ground


# --- flags -----------------------------------------------------------------------------


def test_an_open_flag_keeps_a_fruit_out_of_common_ground_but_in_the_conversation():
    fruit = fruit_of(6)
    table = Tabletop(exercise, people=6, carried=fruit)
    vote(table, fruit[0], "yyyyyy", "xx")
    assert "outcome 0" not in table.projector("common-ground").split("Fruit that carries")[1]
    assert "2 say it leaves their community out" in table.projector("whole")
    assert table.left(kind="plank-candidate")[0].more["flags"] == 2


def test_only_those_who_flagged_can_say_that_it_is_answered():
    fruit = fruit_of(6)
    table = Tabletop(exercise, people=6, carried=fruit)
    vote(table, fruit[0], "yyyyyy", "xx")
    assert [who for who in range(6) if "answered" in table.asked(who, "carry")] == [0, 1]
    for who in (0, 1):
        table.gives(who, "answered", subject=statement_id(fruit[0]), answered="yes")
    assert table.left(kind="plank-candidate")[0].more["flags"] == 0


# --- conflict --------------------------------------------------------------------------


def conflict() -> tuple[Tabletop, tuple[Harvested, ...]]:
    fruit = fruit_of(8)
    table = Tabletop(exercise, people=8, carried=fruit)
    pair = {"first": statement_id(fruit[0]), "second": statement_id(fruit[1])}
    table.gives(2, "tension", reach=UNNAMED, kind="timing", **pair)
    return table, fruit


def test_the_desk_counts_who_named_a_pair_and_the_projector_does_not_show_it():
    table, _ = conflict()
    desk = str(exercise.desk(table.state, exercise.step("tensions"), "en"))
    assert "named by 1" in desk and "place-" not in desk
    assert "outcome 0" not in table.projector("tensions")


def test_the_card_speaks_in_both_authors_words_and_offers_no_resolved():
    table, _ = conflict()
    card = table.asked(0, "cards")["card"][0]
    assert "outcome 0" in card.about and "outcome 1" in card.about
    assert [one.value for one in OUTCOMES] == [
        "reframed",
        "sequenced",
        "both-kept",
        "parked",
        "disagree",
    ]
    assert all("resolved" not in one.label.en.lower() for one in OUTCOMES)


def test_a_card_stays_with_its_table_and_only_its_outcome_line_leaves():
    table, fruit = conflict()
    for who in (0, 3, 5, 6):
        key = table.asked(who, "cards")["card"][0].subject
        table.gives(
            who,
            "card",
            subject=key,
            reach=UNNAMED,
            cost=f"cost {who}",
            outcome="disagree",
            line=f"line {who}",
        )
    assert "cost 0" in table.group(1) and "cost 0" not in table.group(3)
    assert "line 0" in table.projector("whole") and "cost" not in table.projector("whole")
    left = table.left(kind="conflict-outcome")
    assert {one.text for one in left} == {"line 0", "line 3", "line 5", "line 6"}
    assert set(left[0].derived_from) == {fruit[0].key, fruit[1].key}


# --- returning to the trees ------------------------------------------------------------


def test_lowering_a_fruit_in_the_me_tree_changes_the_forest_on_the_next_view():
    trees = Tabletop(me_tree, people=5)
    for who in range(5):
        trees.gives(who, "fruit", item="f", reach=UNNAMED, sentence=f"outcome {who}")
        trees.gives(who, "branches", item="b", reach=UNNAMED, words=f"value {who}")
    forest = Tabletop(exercise, people=5, carried=tuple(trees.left()))
    vote(forest, trees.left(kind="fruit")[0], "yyyyy")
    assert len(forest.left(kind="plank-candidate")) == 1
    assert "value 0" in forest.projector("gallery")
    trees.shares(0, "fruit", "f", Reach.ONLY_ME)
    trees.shares(0, "branches", "b", Reach.ONLY_ME)
    forest.setting_is(carried=tuple(trees.left()))
    assert forest.left(kind="plank-candidate") == []
    gallery = forest.projector("gallery") + forest.projector("whole")
    assert "outcome 0" not in gallery and "value 0" not in gallery


def test_the_last_screen_points_back_to_the_own_tree_in_both_languages():
    table = Tabletop(exercise)
    assert "prune" in table.projector("whole") and "poda" in table.projector("whole", "es")


def test_with_three_ballots_nobody_is_told_how_alone_they_are():
    fruit = fruit_of(5)
    table = Tabletop(exercise, people=5, carried=fruit)
    vote(table, fruit[0], "ynn--")
    assert "find a second voice" not in table.own(0)
    assert "alone" not in table.asked(0, "tensions")


def fifteen_common_branches() -> Tabletop:
    carried = tuple(part("branch", who, f"{n:02d} value") for n in range(15) for who in (n % 4, 5))
    table = Tabletop(exercise, people=8, carried=carried)
    for who in range(6):
        for ask in table.asked(who, "confirm").get("same", ()):
            table.gives(who, "same", subject=ask.subject, reach=UNNAMED, answer="same")
    return table


def test_the_drawing_takes_the_broadest_ribbons_and_the_list_beside_it_all():
    table = fifteen_common_branches()
    screen = exercise.reveal(table.state, exercise.step("whole"), "en")
    drawing, common = screen.blocks[:2]
    assert len(common.items) == 15
    assert sum(one.text in drawing.picture.svg for one in common.items) == 12


def test_the_outline_has_what_the_drawing_cannot_hold():
    table = fifteen_common_branches()
    screen = exercise.reveal(table.state, exercise.step("whole"), "en")
    outline = screen.blocks[0].picture.outline
    ribbons = [one for one in lines(outline) if one.kind == "ribbon"]
    assert len(ribbons) == 15
    assert sum(bool(one.key) for one in ribbons) == 12
    assert facts_in_outline(outline) == facts_in_svg(screen.blocks[0].picture.svg)


def test_on_a_phone_the_forest_is_tall_and_a_branch_in_it_can_be_picked():
    table = fifteen_common_branches()
    key = table.state.common[0].key
    phone = Surface("tall", picked=key, link=lambda one: f"?picked={one or ''}")
    screen = exercise.reveal_on(table.state, exercise.step("whole"), "en", phone)
    svg = screen.blocks[0].picture.svg
    assert 'viewBox="0 0 420 ' in svg
    assert svg.count("tf-picked") == 1 and "tf-quiet" in svg
    assert 'href="?picked="' in svg and svg.count("tf-link") == 12
