"""The record: latest words, settled asks, revisions; twice counts once (spec: exercises 1.1-1.3)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.exercise import Act, Answer, Ask, Field, Reach, Record, Words, unnamed

ASK = Ask("roots", Words("Root?", "¿Raíz?"), (Field("label", Words("Name", "Nombre")),), most=3)


def give(place="p1", item="a", reach=Reach.ONLY_ME, label="the hall", **more) -> Answer:
    return Answer(place, "roots", item=item, reach=reach, body={"label": label}, **more)


def labels(record: Record, **which) -> list[str]:
    return [one.text("label") for one in record.items("roots", **which)]


def test_the_same_item_given_again_replaces_its_words_and_keeps_the_earlier_ones():
    record = Record().folded([give(), give(label="the old hall")])
    assert labels(record) == ["the old hall"]
    assert [one.text("label") for one in record.revisions["p1", "roots", "a"]] == [
        "the hall",
        "the old hall",
    ]


def test_a_reworded_item_keeps_its_place_in_the_list():
    record = Record().folded([give(), give(item="b", label="river"), give(label="hall")])
    assert labels(record) == ["hall", "river"]


def test_sharing_changes_how_far_and_nothing_else():
    share = Answer("p1", "roots", Act.SHARE, "a", reach=Reach.COHORT_NAMED)
    record = Record().folded([give(), share])
    assert labels(record, reach=Reach.COHORT_NAMED) == ["the hall"]
    assert len(record.revisions["p1", "roots", "a"]) == 1


def test_lowering_takes_effect_at_once():
    lower = Answer("p1", "roots", Act.SHARE, "a", reach=Reach.ONLY_ME)
    record = Record().folded([give(reach=Reach.PUBLIC), lower])
    assert labels(record, reach=Reach.GROUP) == []


def test_nobody_shares_what_was_never_given():
    record = Record().folded([Answer("p2", "roots", Act.SHARE, "a", reach=Reach.PUBLIC)])
    assert labels(record) == []


def test_nobody_shares_another_places_item():
    record = Record().folded([give(), Answer("p2", "roots", Act.SHARE, "a", reach=Reach.PUBLIC)])
    assert labels(record, reach=Reach.GROUP) == []


def test_taking_an_item_back_to_the_device_takes_its_words_out():
    back = Answer("p1", "roots", Act.SHARE, "a", reach=Reach.ON_MY_DEVICE)
    record = Record().folded([give(), back])
    kept = list(record.items("roots", reach=Reach.ON_MY_DEVICE))
    assert labels(record) == [] and kept[0].body == {}


def test_words_we_never_had_cannot_be_shared_from_here():
    bud = Answer("p1", "roots", item="a", reach=Reach.ON_MY_DEVICE)
    share = Answer("p1", "roots", Act.SHARE, "a", reach=Reach.COHORT_NAMED)
    record = Record().folded([bud, share])
    assert labels(record) == []


def test_a_withdrawn_item_stands_no_longer():
    record = Record().folded([give(), Answer("p1", "roots", Act.WITHDRAW, "a")])
    assert labels(record) == []


def test_passing_telling_aloud_and_answering_settle_an_ask_alike():
    acts = [give("p1"), Answer("p2", "roots", Act.PASS), Answer("p3", "roots", Act.TOLD_ALOUD)]
    record = Record().folded(acts)
    assert [record.done(place, ASK) for place in ("p1", "p2", "p3", "p4")] == [
        True,
        True,
        True,
        False,
    ]
    assert len(record.settled) == 3


def test_a_share_is_done_item_by_item_and_a_pass_does_it_too():
    share_a = ASK.to_share(give(item="a"), prompt=Words("How far?", "¿Hasta dónde?"))
    share_b = ASK.to_share(give(item="b"), prompt=Words("How far?", "¿Hasta dónde?"))
    record = Record().folded([give(item="a"), give(item="b")])
    assert not record.done("p1", share_a)
    record = record.folded([Answer("p1", "roots", Act.PASS, "a")])
    assert record.done("p1", share_a) and not record.done("p1", share_b)


def test_an_answer_about_one_subject_says_nothing_about_another():
    record = Record().folded([Answer("p1", "ballot", Act.PASS, subject="x")])
    assert record.has_settled("p1", "ballot", "x") and not record.has_settled("p1", "ballot", "y")


ANSWERS = st.lists(
    st.builds(
        lambda place, item, act, reach, label: Answer(
            place,
            "roots",
            act,
            item,
            {} if reach is Reach.ON_MY_DEVICE else {"label": label},
            reach,
        ),
        place=st.sampled_from(["p1", "p2"]),
        item=st.sampled_from(["a", "b"]),
        act=st.sampled_from(list(Act)),
        reach=st.sampled_from(list(Reach)),
        label=st.sampled_from(["hall", "river"]),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(ANSWERS)
def test_each_answer_twice_in_a_row_is_the_same_as_once(answers):
    twice = [one for one in answers for _ in range(2)]
    assert Record().folded(twice) == Record().folded(answers)


@settings(deadline=None, max_examples=60)
@given(ANSWERS, st.integers(0, 12))
def test_folding_in_parts_is_the_same_as_in_one_go(answers, cut):
    parts = Record().folded(answers[:cut]).folded(answers[cut:])
    assert parts == Record().folded(answers)


@settings(deadline=None, max_examples=60)
@given(ANSWERS)
def test_what_stands_is_the_last_thing_said_of_each_item(answers):
    """Slow and obvious: walk back from the end to the last give or withdraw."""
    record = Record().folded(answers)
    for place in ("p1", "p2"):
        for item in ("a", "b"):
            own = [one for one in answers if (one.place, one.item) == (place, item)]
            said = [one for one in own if one.act in (Act.GIVE, Act.WITHDRAW)]
            stands = bool(said) and said[-1].act is Act.GIVE
            assert ((place, "roots", item) in record.standing) is stands


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["p1", "p2", "p3", "p4", "p5"]), max_size=8), st.text(max_size=3))
def test_unnamed_words_are_shown_from_four_authors_on_in_an_order_free_of_time(places, seed):
    found = [give(place, str(n), Reach.COHORT_UNNAMED) for n, place in enumerate(places)]
    shown = unnamed(found, seed=seed)
    assert (shown == []) == (len(set(places)) < 4)
    assert shown == unnamed(reversed(found), seed=seed)


def test_below_four_authors_only_words_that_may_be_named_are_shown():
    found = [give("p1", reach=Reach.COHORT_UNNAMED), give("p2", reach=Reach.COHORT_NAMED)]
    assert [one.place for one in unnamed(found, seed="s")] == ["p2"]
