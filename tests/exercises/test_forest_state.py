"""What the forest works out once is worked out anew as soon as an answer can change it."""

from __future__ import annotations

from functools import cached_property

import pytest

from thousandfold_core.exercise import Answer, PlainExercise
from thousandfold_core.exercise.rehearsal import REHEARSAL, rehearsed
from thousandfold_exercises.forest import exercise
from thousandfold_exercises.forest.state import RESTS_ON, ForestState

PEOPLE = 20
ASKS = sorted({ask for step in exercise.steps for ask in step.asks})


@pytest.fixture(scope="module")
def answers():
    """A rehearsal in which every kind of answer changes something (seen by breaking each rule)."""
    return rehearsed(exercise, PEOPLE, seed="4")[0]


@pytest.fixture
def opening():
    return exercise.opening(exercise.example(PEOPLE, REHEARSAL))


@pytest.mark.parametrize("ask", ASKS)
def test_answers_that_come_last_change_what_was_already_looked_at(answers, opening, ask):
    first = [one for one in answers if one.ask != ask]
    last = [one for one in answers if one.ask == ask]
    looked_at = exercise.fold_many(opening, first)
    worked_out(looked_at)
    fresh = PlainExercise.fold_many(exercise, opening, [*first, *last])
    assert worked_out(exercise.fold_many(looked_at, last)) == worked_out(fresh)


def test_ballots_change_which_pairs_are_worth_asking_about(opening):
    first, second, *_ = opening.statements
    votes = [
        one
        for number, place in enumerate(opening.setting.places)
        for one in apart(place, first, second, upside_down=number % 2 == 1)
    ]
    assert opening.askable == []
    assert len(exercise.fold_many(opening, votes).askable) == 1


def test_everything_worked_out_says_which_answers_it_rests_on():
    cached = {name for name, one in vars(ForestState).items() if isinstance(one, cached_property)}
    assert set(RESTS_ON) == cached
    assert set().union(*RESTS_ON.values()) <= set(ASKS)


def worked_out(state: ForestState) -> dict:
    return {name: getattr(state, name) for name in RESTS_ON}


def apart(place: str, first: str, second: str, *, upside_down: bool) -> list[Answer]:
    """Yes to one and no to the other."""
    votes = ("disagree", "agree") if upside_down else ("agree", "disagree")
    return [
        Answer(place, "ballot", item=key, subject=key, body={"vote": vote, "leaves_out": "no"})
        for key, vote in zip((first, second), votes, strict=True)
    ]
