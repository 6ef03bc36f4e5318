"""Passing on all that is left: one answer that settles what was asked then, and nothing later."""

from dataclasses import replace

import pytest

from thousandfold_core.exercise import (
    Act,
    Answer,
    Ask,
    Field,
    Record,
    Words,
    rest_passed,
    rest_taken_up,
)

ASK = Ask("ballot", Words("This?", "¿Esto?"), (Field("vote", Words("Vote", "Voto")),))
ON = [replace(ASK, subject=f"fruit {number}") for number in range(60)]


def passed(*numbers: int) -> Answer:
    return rest_passed("p1", "ballot", [ON[number].subject for number in numbers])


def done(record: Record, place: str = "p1") -> list[int]:
    return [number for number, ask in enumerate(ON) if record.done(place, ask)]


def test_what_was_asked_is_done():
    assert done(Record().folded([passed(*range(60))])) == list(range(60))


def test_what_is_asked_later_is_open():
    assert done(Record().folded([passed(3, 7)])) == [3, 7]


def test_it_speaks_for_one_place():
    assert done(Record().folded([passed(3)]), "p2") == []


def test_it_leaves_nothing_standing():
    record = Record().folded([passed(3)])
    assert not record.standing and not record.revisions


def test_the_ask_without_a_subject_is_not_done_by_it():
    assert not Record().folded([passed(3)]).done("p1", ASK)


def test_taken_up_all_of_it_is_open_again():
    assert done(Record().folded([passed(3), passed(7), rest_taken_up("p1", "ballot")])) == []


def test_taken_up_what_was_answered_stays_done():
    given = Answer("p1", "ballot", subject=ON[5].subject, body={"vote": "yes"})
    record = Record().folded([given, passed(3), rest_taken_up("p1", "ballot")])
    assert done(record) == [5]


@pytest.mark.parametrize("act", [Act.GIVE, Act.PASS])
def test_one_thing_may_still_be_answered_alone(act):
    answer = Answer("p1", "ballot", act, subject=ON[3].subject, body={"vote": "yes"})
    record = Record().folded([passed(3, 7), answer, rest_taken_up("p1", "ballot")])
    assert done(record) == [3]
