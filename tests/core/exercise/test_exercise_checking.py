"""An answer is looked over before it is stored, and refused with a sentence."""

from __future__ import annotations

import pytest

from thousandfold_core.exercise import Act, Answer, Ask, Field, Option, Reach, Words, checked
from thousandfold_core.exercise import checking as refusals

OPTIONS = (Option("a", Words("A", "A")), Option("b", Words("B", "B")), Option("c", Words("C", "C")))
ASK = Ask(
    "step",
    Words("One step?", "¿Un paso?"),
    (
        Field("what", Words("The step", "El paso"), longest=10),
        Field("kind", Words("Kind", "Tipo"), "choice", options=OPTIONS),
        Field("tags", Words("Tags", "Temas"), "choices", options=OPTIONS, at_most=2),
        Field("due", Words("Day", "Día"), "date"),
        Field("who", Words("Who", "Quién"), "place"),
    ),
    widest=Reach.GROUP,
)
GOOD = {"what": " call ", "kind": "a", "tags": ["a", "b"], "due": "2030-05-01", "who": "p2"}


def look(reach=Reach.ONLY_ME, **body) -> Answer:
    return checked(ASK, Answer("p1", "step", body=GOOD | body, reach=reach), ("p1", "p2"))


def test_a_fitting_answer_comes_back_with_spaces_trimmed():
    assert look().text("what") == "call"


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"what": "  "}, refusals.NothingWritten),
        ({"what": "x" * 11}, refusals.TooLong),
        ({"what": ["x"]}, refusals.NotOffered),
        ({"kind": "z"}, refusals.NotOffered),
        ({"tags": ["a", "b", "c"]}, refusals.NotOffered),
        ({"tags": ["z"]}, refusals.NotOffered),
        ({"due": "tomorrow"}, refusals.NoSuchDay),
        ({"due": "2030-02-30"}, refusals.NoSuchDay),
        ({"who": "p1"}, refusals.NotOffered),
        ({"who": "p9"}, refusals.NotOffered),
        ({"status": "x"}, refusals.FieldNotAsked),
    ],
)
def test_what_does_not_fit_is_refused(body, refusal):
    with pytest.raises(refusal):
        look(**body)


def test_nothing_travels_further_than_the_ask_allows():
    with pytest.raises(refusals.TooWide, match="group"):
        look(reach=Reach.COHORT_NAMED)
    with pytest.raises(refusals.TooWide):
        checked(ASK, Answer("p1", "step", Act.SHARE, "i", reach=Reach.PUBLIC))


def test_an_answer_to_something_else_is_refused():
    with pytest.raises(refusals.AnswersAnotherAsk):
        checked(ASK, Answer("p1", "step", body=GOOD, subject="x"))


@pytest.mark.parametrize("act", [Act.PASS, Act.TOLD_ALOUD, Act.WITHDRAW])
def test_passing_needs_no_words(act):
    answer = Answer("p1", "step", act)
    assert checked(ASK, answer) == answer


def test_an_item_kept_on_the_device_needs_no_words():
    answer = Answer("p1", "step", item="i", reach=Reach.ON_MY_DEVICE)
    assert checked(ASK, answer) == answer


def test_marking_none_of_several_is_an_answer():
    ask = Ask("protect", Words("Which?", "¿Cuál?"), (ASK.field("tags"),))
    assert checked(ask, Answer("p1", "protect", body={"tags": []})).body == {"tags": []}
