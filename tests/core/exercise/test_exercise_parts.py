"""Answers, asks, words, keys, settings: the small parts of the exercise contract."""

from __future__ import annotations

import pytest

from thousandfold_core.exercise import (
    Act,
    Answer,
    Ask,
    Field,
    Harvested,
    Reach,
    Setting,
    Words,
    WordsStayOnDevice,
    key_of,
)
from thousandfold_core.exercise.door import admit
from thousandfold_core.exercise.rehearsal import RoomOfAnotherSize, rehearsed

NAME = Field("label", Words("Name", "Nombre"))
STORY = Field("story", Words("Story", "Historia"), widest=Reach.ONLY_ME)
ASK = Ask("roots", Words("Root?", "¿Raíz?"), (NAME, STORY), widest=Reach.COHORT_NAMED)


def test_words_kept_on_the_device_are_refused_if_they_are_sent():
    with pytest.raises(WordsStayOnDevice, match="without its words"):
        Answer("p", "roots", reach=Reach.ON_MY_DEVICE, body={"label": "the hall"})


def test_only_fields_that_may_travel_that_far_do():
    body = {"label": "hall", "story": "we hid", "unknown": "x"}
    answer = Answer("p", "roots", reach=Reach.PUBLIC, body=body)
    assert ASK.body_at(answer, Reach.ONLY_ME) == {"label": "hall", "story": "we hid"}
    assert ASK.body_at(answer, Reach.COHORT_NAMED) == {"label": "hall"}
    assert ASK.body_at(answer, Reach.PUBLIC) == {}


def test_a_share_ask_carries_the_words_and_no_field():
    answer = Answer("p", "roots", item="i", body={"label": "hall"})
    ask = ASK.to_share(answer, prompt=Words("How far?", "¿Hasta dónde?"))
    assert (ask.act, ask.item, ask.about, ask.fields) == (Act.SHARE, "i", "hall", ())
    assert ask.widest is Reach.COHORT_NAMED


def test_a_regional_language_falls_back_to_its_language_then_to_english():
    words = Words("Root", "Raíz", {"vi": "Rễ"})
    assert [words.to(code) for code in ("es-mx", "vi", "fr")] == ["Raíz", "Rễ", "Root"]


def test_a_persons_words_are_never_translated_for_them():
    words = Words.as_given("خبز وكرامة")
    assert words.to("en") == words.to("es") == words.to("ar") == "خبز وكرامة"


def test_a_key_is_stable_and_tells_words_apart():
    assert key_of("a", "b") == "f04cdced9736a69d"
    assert key_of("a", "b") != key_of("ab") != key_of("a", "b", "")


def test_what_was_carried_is_read_by_reach_and_a_places_own_by_place():
    kept = Harvested("fruit", "1", "x", Reach.ONLY_ME, "p1")
    shared = Harvested("fruit", "2", "y", Reach.COHORT_UNNAMED, "p2")
    setting = Setting(carried=(kept, shared))
    assert setting.brought("fruit") == (shared,)
    assert setting.brought_by("p1", "fruit") == (kept,)
    assert setting.brought("fruit", Reach.COHORT_NAMED) == ()


def test_a_place_without_a_group_has_no_table():
    setting = Setting(groups={"p1": 0, "p2": 0, "p3": 1})
    assert setting.table_of("p1") == ("p2",)
    assert setting.table_of("p4") == ()


@pytest.mark.parametrize("people", [1, 61])
def test_a_room_the_exercise_does_not_serve_is_refused_with_its_numbers(people):
    with pytest.raises(RoomOfAnotherSize, match="2 to 60"):
        rehearsed(admit().exercise("me-tree"), people, 0)


def test_a_rehearsal_is_the_same_for_the_same_seed_and_another_for_another():
    closing = admit().exercise("closing")
    assert rehearsed(closing, 5, "a")[0] == rehearsed(closing, 5, "a")[0]
    assert rehearsed(closing, 5, "a")[0] != rehearsed(closing, 5, "b")[0]


@pytest.mark.parametrize("exercise_id", ["object-share", "me-tree", "forest", "closing"])
def test_every_step_that_asks_prints_a_sheet_in_both_languages(exercise_id):
    exercise = admit().exercise(exercise_id)
    state = exercise.opening(exercise.example(8, "paper"))
    sheets = exercise.paper(state, "place-01")
    assert sheets
    for _, asks in sheets:
        for ask in asks:
            assert ask.prompt.es and ask.fields and 1 <= ask.blanks <= ask.most
            assert all(one.label.en and one.label.es for one in ask.fields)


def test_a_forests_sheet_prints_the_ballots_of_this_room():
    forest = admit().exercise("forest")
    setting = forest.example(8, "paper")
    sheets = {step.id: asks for step, asks in forest.paper(forest.opening(setting), "place-01")}
    printed = {ask.about for ask in sheets["ballots"]}
    assert printed == {one.text for one in setting.brought("fruit")}
