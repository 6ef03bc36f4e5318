"""The object share draws out values and leaves stories where they were told (method row E1)."""

from __future__ import annotations

import pytest

from factories.tabletop import Tabletop
from thousandfold_core.exercise import Act, Reach
from thousandfold_core.exercise.conformance import check
from thousandfold_exercises.object_share import exercise
from thousandfold_exercises.object_share.words import only_heard


@pytest.fixture
def table() -> Tabletop:
    return Tabletop(exercise, people=6)


def heard(table: Tabletop, by: int, of: int, word: str) -> None:
    table.gives(by, "heard", reach=Reach.GROUP, subject=table.places[of], word=word)


def accept(table: Tabletop, who: int, keep: str, word: str, reach=Reach.COHORT_UNNAMED) -> None:
    ask = table.asked(who, "keep")["accept"][0]
    table.gives(who, "accept", subject=ask.subject, reach=reach, keep=keep, word=word)


def test_it_conforms():
    assert check(exercise) == []


def test_the_story_of_an_object_never_leaves_the_table(table):
    table.gives(0, "object", reach=Reach.PUBLIC, name="a lunch pail", why="he shared it")
    assert "he shared it" in table.group(1)
    assert "he shared it" not in table.group(3)
    assert "he shared it" not in table.projector("gallery") + str(table.left(Reach.ONLY_ME))


def test_an_object_one_wishes_for_is_as_good_as_one_brought():
    ask = Tabletop(exercise).asked(0, "note")["object"][0]
    assert "wish" in ask.prompt.en and "quisieras" in ask.prompt.es


def test_listeners_are_asked_about_the_others_at_their_table_only(table):
    asked = table.asked(0, "triads")["heard"]
    assert [ask.whom for ask in asked] == ["place-02", "place-03"]


def test_a_heard_word_goes_to_the_person_who_told_and_to_nobody_else(table):
    heard(table, by=1, of=0, word="loyalty")
    assert "loyalty" in table.own(0)
    assert "loyalty" not in table.own(2) + table.group(2)
    assert table.left(Reach.GROUP) == []


def test_a_heard_word_hides_who_heard_it(table):
    heard(table, by=1, of=0, word="loyalty")
    assert "place-02" not in table.own(0) + str(table.asked(0, "keep"))


def test_an_accepted_word_becomes_the_authors_own(table):
    heard(table, by=1, of=0, word="loyalty")
    assert table.asked(0, "keep")["accept"][0].fields[1].start == "loyalty"
    accept(table, 0, "yes", "loyal to my block")
    assert [(one.text, one.place) for one in table.left()] == [("loyal to my block", "place-01")]


def test_a_declined_word_leaves_nothing(table):
    heard(table, by=1, of=0, word="loyalty")
    accept(table, 0, "no", "loyalty")
    assert table.left(Reach.ONLY_ME) == []


def test_a_word_its_listener_took_back_stands_no_longer(table):
    heard(table, by=1, of=0, word="loyalty")
    accept(table, 0, "yes", "loyalty")
    table.does(1, "heard", Act.WITHDRAW, item="one", subject=table.places[0])
    assert table.left(Reach.ONLY_ME) == []


def test_words_heard_that_the_speaker_had_not_named_are_told_to_the_speaker(table):
    table.gives(0, "value-words", word="Sharing")
    heard(table, by=1, of=0, word="sharing")
    heard(table, by=2, of=0, word="patience")
    assert only_heard(table.state, table.places[0]) == ["patience"]


@pytest.mark.parametrize(("authors", "shown"), [(3, False), (4, True)])
def test_the_gallery_shows_words_from_four_authors_on(table, authors, shown):
    for who in range(authors):
        table.gives(who, "value-words", reach=Reach.COHORT_UNNAMED, word=f"word {who}")
    assert ("word 0" in table.projector("gallery")) is shown


def test_the_gallery_shows_one_word_once_with_its_count(table):
    for who, word in enumerate(["hope", "Hope", "grit", "care"]):
        table.gives(who, "value-words", reach=Reach.COHORT_UNNAMED, word=word)
    gallery = table.projector("gallery")
    assert gallery.casefold().count("hope") == 1 and "× 2" in gallery


def test_one_author_with_four_words_is_still_one_author(table):
    for number in range(4):
        table.gives(0, "value-words", f"w{number}", Reach.COHORT_UNNAMED, word=f"word {number}")
    assert "word" not in table.projector("gallery").replace("words", "")
