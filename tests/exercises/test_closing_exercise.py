"""The closing turns lessons into a next step that somebody will ask about (method row E27)."""

from __future__ import annotations

import pytest

from factories.tabletop import Tabletop
from thousandfold_core.exercise import Act, Reach
from thousandfold_core.exercise.conformance import check
from thousandfold_exercises.closing import exercise

STEP = {"what": "call the three shop owners", "due": "2030-05-01"}


@pytest.fixture
def table() -> Tabletop:
    return Tabletop(exercise)


def commit(table: Tabletop, who: int = 0, witness: str = "place-02", reach=Reach.GROUP) -> None:
    table.gives(who, "commitment", reach=reach, witness=witness, **STEP)


def test_it_conforms():
    assert check(exercise) == []


def test_a_witness_is_asked_about_the_step_that_names_them_and_nobody_else_is(table):
    commit(table)
    asked = table.asked(1, "witness")["witness"]
    assert [(ask.about, ask.whom) for ask in asked] == [(STEP["what"], "place-01")]
    assert table.asked(2, "witness") == {}


def test_a_step_kept_to_oneself_has_no_witness(table):
    commit(table, reach=Reach.ONLY_ME)
    assert table.asked(1, "witness") == {}
    assert table.left(Reach.ONLY_ME)[0].more["witness"] == ""


def test_nobody_witnesses_their_own_step(table):
    commit(table, witness="place-01")
    assert table.asked(0, "witness") == {}


def test_a_confirmed_witness_stands_in_the_harvest_with_the_day(table):
    commit(table)
    key = table.asked(1, "witness")["witness"][0].subject
    table.gives(1, "witness", reach=Reach.GROUP, subject=key, answer="yes")
    left = table.left(Reach.GROUP, kind="commitment")[0]
    assert left.more == {"due": "2030-05-01", "witness": "place-02", "witnessed": "yes"}
    assert STEP["what"] in table.own(1)


def test_a_witness_who_passes_leaves_the_step_standing(table):
    commit(table)
    key = table.asked(1, "witness")["witness"][0].subject
    table.does(1, "witness", Act.PASS, subject=key)
    assert table.left(Reach.GROUP, kind="commitment")[0].more["witnessed"] == ""


def test_a_step_put_another_way_is_witnessed_anew_under_the_same_harvest_key(table):
    commit(table)
    before = table.left(Reach.GROUP)[0].key
    key = table.asked(1, "witness")["witness"][0].subject
    table.gives(1, "witness", reach=Reach.GROUP, subject=key, answer="yes")
    table.gives(0, "commitment", reach=Reach.GROUP, what="move the meeting", witness="place-02")
    assert table.left(Reach.GROUP)[0].more["witnessed"] == ""
    assert table.left(Reach.GROUP)[0].key == before


def test_the_reflection_is_for_its_writer_alone(table):
    table.gives(0, "articulate", reach=Reach.PUBLIC, text="I learned that I speak too soon")
    assert "speak too soon" in table.own(0)
    assert table.left(Reach.ONLY_ME) == []
    assert "speak too soon" not in table.projector("out") + table.own(1) + table.group(1)


@pytest.mark.parametrize(("writers", "shown"), [(3, False), (4, True)])
def test_changes_are_shown_from_four_writers_on(table, writers, shown):
    for who in range(writers):
        table.gives(who, "delta", reach=Reach.COHORT_UNNAMED, text=f"start later {who}")
    assert ("start later 0" in table.projector("out")) is shown


def test_changes_are_left_for_the_next_session(table):
    table.gives(0, "delta", reach=Reach.COHORT_UNNAMED, text="bigger print")
    assert [one.text for one in table.left(kind="delta")] == ["bigger print"]


def test_a_step_says_that_only_its_witness_reads_it(table):
    ask = table.asked(0, "commit")["commitment"][0]
    assert ask.reach is Reach.GROUP
    assert (ask.group_words.en, ask.group_words.es) == (
        "You and your witness",
        "Tú y quien es tu testigo",
    )
