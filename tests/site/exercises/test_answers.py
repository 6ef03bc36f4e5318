"""Answering: what counts, what is refused, and what travels."""

from __future__ import annotations

import pytest

from factories.rooms import Round, phone
from thousandfold.base.permissions import NotAllowed
from thousandfold.exercises.models import StoredAnswer
from thousandfold.exercises.playing import state_of
from thousandfold.exercises.refused import (
    DoesNotFit,
    EnoughItems,
    KeptOnPhone,
    NoSuchItem,
    NotAskedNow,
    NothingWritten,
    ReachTooWide,
    RunNotOpen,
)
from thousandfold.exercises.usecases import reaching
from thousandfold_core.exercise import Act, Reach


def standing(round_: Round, who: int, ask: str):
    record = state_of(round_.run).record
    return list(record.items(ask, place=round_.places[who].key, reach=Reach.ON_MY_DEVICE))


def test_words_stand_for_their_author_alone_at_first(round_):
    round_.starts(step="roots").gives(0, "roots", label="the union hall")
    assert [one.reach for one in standing(round_, 0, "roots")] == [Reach.ONLY_ME]
    assert round_.left() == []


def test_the_same_key_counts_once(round_):
    round_.starts(step="roots")
    first = round_.does(0, "roots", body={"label": "hall"}, key="once")
    again = round_.does(0, "roots", body={"label": "hall"}, key="once")
    assert first == again
    assert StoredAnswer.objects.count() == 1


def test_the_second_copy_of_a_post_counts_once_after_the_run_was_closed(round_):
    round_.starts(step="roots")
    first = round_.does(0, "roots", body={"label": "hall"}, key="once")
    round_.closes()
    assert round_.does(0, "roots", body={"label": "hall"}, key="once") == first


def test_the_second_copy_of_what_was_taken_back_is_no_error(round_):
    round_.starts(step="roots").gives(0, "roots", item="r1", label="hall")
    first = round_.does(0, "roots", Act.WITHDRAW, item="r1", key="back")
    assert round_.does(0, "roots", Act.WITHDRAW, item="r1", key="back") == first


def test_the_same_key_of_another_place_is_another_answer(round_):
    round_.starts(step="roots")
    one = round_.does(0, "roots", body={"label": "hall"}, key="same")
    other = round_.does(1, "roots", body={"label": "hall"}, key="same")
    assert (one.number, other.number) == (1, 2)


def test_the_same_item_again_replaces_its_words(round_):
    round_.starts(step="roots").gives(0, "roots", item="r1", label="hall")
    round_.gives(0, "roots", item="r1", label="the union hall")
    assert [one.text("label") for one in standing(round_, 0, "roots")] == ["the union hall"]


def test_nobody_answers_for_another_place(round_):
    round_.starts(step="roots")
    with pytest.raises(NotAllowed):
        round_.does(0, "roots", body={"label": "x"}, viewer=phone(round_.places[1]))


def test_staff_cannot_answer_for_a_place(round_, staff):
    round_.starts(step="roots")
    with pytest.raises(NotAllowed):
        round_.does(0, "roots", body={"label": "x"}, viewer=staff)


def test_a_closed_run_takes_no_answer(round_):
    round_.starts(step="roots").closes()
    with pytest.raises(RunNotOpen):
        round_.gives(0, "roots", label="late")


def test_a_late_answer_to_an_earlier_step_is_welcome(round_):
    round_.starts(step="roots").goes("trunk")
    round_.does(0, "roots", step="roots", body={"label": "the hall"})
    assert len(standing(round_, 0, "roots")) == 1


def test_a_step_ahead_cannot_be_answered(round_):
    round_.starts(step="roots")
    with pytest.raises(NotAskedNow):
        round_.does(0, "fruit", step="fruit", body={"sentence": "shade"})


def test_an_empty_page_is_not_sent(round_):
    round_.starts(step="roots")
    with pytest.raises(NothingWritten):
        round_.gives(0, "roots", label="  ")


def test_words_beyond_the_field_are_refused(round_):
    round_.starts(step="roots")
    with pytest.raises(DoesNotFit):
        round_.gives(0, "roots", label="a" * 81)


def test_a_choice_that_was_not_offered_is_refused(round_):
    round_.starts(step="roots")
    with pytest.raises(DoesNotFit):
        round_.gives(0, "roots", label="hall", kind="status")


def test_forty_branches_fit_and_a_forty_first_does_not(round_):
    round_.starts(step="branches")
    for number in range(40):
        round_.gives(0, "branches", words=f"value {number}")
    assert len(standing(round_, 0, "branches")) == 40
    with pytest.raises(EnoughItems):
        round_.gives(0, "branches", words="one more")


def test_a_reach_beyond_the_asks_widest_is_refused(round_):
    round_.starts(step="trunk")
    with pytest.raises(ReachTooWide):
        round_.lets_out(0, "trunk", "first meeting", Reach.COHORT_NAMED)


def test_an_item_of_somebody_else_cannot_be_taken_back(round_):
    round_.starts(step="branches").gives(0, "branches", item="b1", words="care")
    with pytest.raises(NoSuchItem):
        round_.does(1, "branches", Act.WITHDRAW, item="b1")


def test_an_item_taken_back_is_gone(round_):
    round_.starts(step="branches").gives(0, "branches", item="b1", words="care")
    round_.does(0, "branches", Act.WITHDRAW, item="b1")
    assert standing(round_, 0, "branches") == []


@pytest.mark.parametrize("act", [Act.PASS, Act.TOLD_ALOUD])
def test_passing_and_telling_complete_an_ask(round_, act):
    round_.starts(step="roots").does(0, "roots", act)
    assert state_of(round_.run).record.has_settled(round_.places[0].key, "roots")


def test_a_pass_looks_like_words_in_the_stored_row(round_):
    round_.starts(step="roots").does(0, "roots", Act.PASS)
    round_.gives(1, "roots", label="hall", story="we sat there all summer")
    stored = StoredAnswer.objects.values_list("said", flat=True)
    assert len({len(one) for one in stored}) == 1


class TestOverAnOpenLine:
    def test_words_for_oneself_are_refused(self, round_):
        round_.starts(step="roots")
        with pytest.raises(KeptOnPhone):
            round_.does(0, "roots", body={"label": "hall"}, private=False)
        assert not StoredAnswer.objects.exists()

    def test_words_that_should_stay_on_the_phone_are_refused_even_when_sent(self, round_):
        round_.starts(step="roots")
        with pytest.raises(KeptOnPhone):
            round_.does(0, "roots", body={"label": "hall"}, reach=Reach.ON_MY_DEVICE, private=False)

    def test_that_something_is_kept_completes_the_ask(self, round_):
        round_.starts(step="roots").does(0, "roots", reach=Reach.ON_MY_DEVICE, private=False)
        assert state_of(round_.run).record.has_settled(round_.places[0].key, "roots")

    def test_words_for_the_cohort_are_taken(self, round_):
        round_.starts(step="branches")
        round_.does(
            0, "branches", body={"words": "care"}, reach=Reach.COHORT_UNNAMED, private=False
        )
        assert round_.left() == ["care"]

    def test_a_ballot_without_words_is_counted(self, round_):
        grow_fruit(round_)
        round_.starts("forest", step="ballots")
        round_.does(0, "ballot", body={"vote": "agree", "leaves_out": "no"}, private=False)
        assert len(list(state_of(round_.run).record.items("ballot"))) == 1

    def test_a_ballot_with_words_for_oneself_is_refused(self, round_):
        grow_fruit(round_)
        round_.starts("forest", step="ballots")
        with pytest.raises(KeptOnPhone):
            round_.does(0, "ballot", body={"vote": "agree", "words": "our street"}, private=False)


def grow_fruit(round_: Round) -> None:
    """Everybody lets a branch and a fruit out, unnamed."""
    round_.starts(step="fruit")
    for who in range(len(round_.places)):
        body = {"sentence": f"shade on street {who}"}
        round_.does(who, "fruit", item=f"f{who}", body=body, reach=Reach.COHORT_UNNAMED)
    round_.closes()


class TestChoosingHowFar:
    def test_lowering_changes_the_forest_on_the_next_view(self, round_):
        grow_fruit(round_)
        tree = round_.run
        round_.starts("forest", step="ballots")
        assert len(round_.asked(0)["ballot"]) == 4
        given = next(iter(state_of(tree).record.items("fruit", place=round_.places[1].key)))
        reaching.choose_reach(
            viewer=phone(round_.places[1]),
            run=tree,
            place=round_.places[1],
            given=given,
            reach=Reach.ONLY_ME,
            key="lower",
            at=round_.now(),
        )
        assert "ballot" not in round_.asked(0)  # below four authors nothing is shown

    def test_taking_back_at_a_return_changes_the_forest_held_before(self, round_):
        grow_fruit(round_)
        round_.starts("forest").closes()
        forest = round_.run
        round_.starts("me-tree", moment="a")
        round_.does(2, "fruit", Act.WITHDRAW, item="f2")
        left = state_of(forest).setting.brought("fruit")
        assert sorted(one.text[-1] for one in left) == ["0", "1", "3"]

    def test_what_is_added_at_a_return_is_not_in_the_forest_held_before(self, round_):
        grow_fruit(round_)
        round_.starts("forest").closes()
        forest = round_.run
        round_.starts("me-tree", moment="a")
        round_.lets_out(0, "fruit", "a new one", Reach.COHORT_UNNAMED)
        assert len(state_of(forest).setting.brought("fruit")) == 4

    def test_a_return_carries_the_tree_on(self, round_):
        grow_fruit(round_)
        round_.starts("me-tree", moment="a")
        assert len(standing(round_, 0, "fruit")) == 1

    def test_raising_beyond_what_is_offered_is_refused(self, round_):
        round_.starts(step="trunk").gives(0, "trunk", item="t", what="first meeting")
        given = standing(round_, 0, "trunk")[0]
        with pytest.raises(ReachTooWide):
            reaching.choose_reach(
                viewer=phone(round_.places[0]),
                run=round_.run,
                place=round_.places[0],
                given=given,
                reach=Reach.PUBLIC,
                key="raise",
                at=round_.now(),
            )

    def test_nobody_else_chooses(self, round_, staff):
        round_.starts(step="trunk").gives(0, "trunk", item="t", what="first meeting")
        with pytest.raises(NotAllowed):
            reaching.take_back(
                viewer=staff,
                run=round_.run,
                place=round_.places[0],
                given=standing(round_, 0, "trunk")[0],
                key="x",
                at=round_.now(),
            )


def test_passing_on_every_prompt_completes_every_step(round_):
    round_.starts("me-tree")
    for step in state_of(round_.run).exercise.steps_at("first"):
        round_.goes(step.id)
        for who in range(4):
            for ask, found in round_.asked(who).items():
                for number in range(len(found)):
                    round_.does(who, ask, Act.PASS, number=number)
    round_.closes()
    assert round_.left(Reach.ONLY_ME) == []
