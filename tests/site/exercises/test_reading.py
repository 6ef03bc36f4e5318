"""What the room hands to other stages, and how it is kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction

from factories.hosts import make_viewer
from factories.rooms import Round, phone
from thousandfold.base import keystore
from thousandfold.base.choices import RoleKind
from thousandfold.exercises import playing, queries
from thousandfold.exercises.models import StoredAnswer
from thousandfold.exercises.playing import Sitting, state_of
from thousandfold_core.exercise import Act, Reach


def grown(round_: Round, reach: Reach = Reach.COHORT_UNNAMED, people: int = 4) -> Round:
    round_.starts(step="branches")
    for who in range(people):
        round_.lets_out(who, "branches", f"value {who}", reach)
    return round_


def test_four_unnamed_branches_are_handed_out_without_their_places(round_):
    left = queries.harvest_of_room(round_.leader, grown(round_).room, kinds=("branch",))
    assert sorted(one.one.text for one in left) == [f"value {n}" for n in range(4)]
    assert {one.one.place for one in left} == {""}


def test_three_unnamed_branches_are_not_handed_out(round_):
    assert queries.harvest_of_room(round_.leader, grown(round_, people=3).room) == []


def test_named_branches_carry_their_place(round_):
    left = queries.harvest_of_room(None, grown(round_, Reach.COHORT_NAMED, people=1).room)
    assert [one.one.place for one in left] == [round_.places[0].key]


def test_nothing_below_the_cohort_is_ever_handed_out(round_):
    round_.starts(step="branches").gives(0, "branches", words="mine alone")
    assert queries.harvest_of_room(None, round_.cohort, Reach.ONLY_ME) == []


def test_a_stranger_gets_nothing(round_):
    grown(round_)
    stranger = make_viewer(round_.host, RoleKind.COMMITTEE)
    assert queries.harvest_of_room(stranger, round_.room) == []


def test_a_cohort_without_a_room_left_nothing(round_, here):
    from factories.rooms import make_cohort

    assert queries.harvest_of_room(None, make_cohort(here, "9")) == []


def test_commitments_are_those_that_go_with_the_name(round_):
    round_.starts("closing", step="commit")
    round_.lets_out(0, "commitment", "call the three shops", Reach.COHORT_NAMED, due="2027-01-09")
    round_.lets_out(1, "commitment", "rest", Reach.ONLY_ME)
    found = queries.commitments_of(round_.leader, round_.cohort)
    assert [(one.called, one.text, one.due) for one in found] == [
        ("Ana", "call the three shops", "2027-01-09")
    ]


def test_the_newest_forest_is_handed_out(round_):
    grown(round_).closes()
    round_.starts("forest")
    assert len(queries.forest_state(round_.leader, round_.cohort).branches) == 4


def test_no_forest_no_state(round_):
    assert queries.forest_state(None, round_.cohort) is None


@pytest.mark.parametrize("act", [Act.GIVE, Act.PASS, Act.TOLD_ALOUD])
def test_ready_counts_every_act_alike(round_, act):
    round_.starts(step="roots")
    body = {"label": "hall"} if act is Act.GIVE else {}
    round_.does(0, "roots", act, body=body)
    assert queries.ready(Sitting(round_.run.room), round_.run) == (1, 4)


def test_nobody_is_counted_where_nothing_is_asked(round_):
    round_.starts("me-tree")
    assert queries.ready(Sitting(round_.run.room), round_.run) is None


def test_remembering_and_working_out_anew_agree_after_every_answer(round_):
    round_.starts(step="branches")
    for number in range(6):
        round_.lets_out(number % 4, "branches", f"value {number}", Reach.COHORT_UNNAMED)
        remembered = state_of(round_.run)
        playing._MEMORY.clear()
        anew = state_of(round_.run)
        assert remembered.record == anew.record
        assert sorted(round_.left()) == sorted(f"value {n}" for n in range(number + 1))


class TakenBack(Exception):
    """Whatever keeps an act from being kept."""


def in_another_process() -> Any:
    """What happens meanwhile is remembered elsewhere."""
    return patch.object(playing, "_MEMORY", OrderedDict())


def _gives_and_looks(held: Round, words: str) -> None:
    held.lets_out(1, "branches", words, Reach.COHORT_UNNAMED)
    assert words in held.left()


def _keeps_one_and_takes_one_back(held: Round) -> None:
    held.starts(step="branches").lets_out(0, "branches", "kept", Reach.COHORT_UNNAMED)
    with suppress(TakenBack), transaction.atomic():
        _gives_and_looks(held, "never kept")
        raise TakenBack


def test_an_act_that_was_not_kept_is_not_remembered(round_):
    _keeps_one_and_takes_one_back(round_)
    with in_another_process():
        round_.lets_out(2, "branches", "another", Reach.COHORT_UNNAMED)
    assert sorted(round_.left()) == ["another", "kept"]


def test_what_follows_an_act_that_was_not_kept_is_all_there(round_):
    _keeps_one_and_takes_one_back(round_)
    with in_another_process():
        round_.lets_out(2, "branches", "another", Reach.COHORT_UNNAMED)
        round_.lets_out(3, "branches", "a third", Reach.COHORT_UNNAMED)
    assert sorted(round_.left()) == ["a third", "another", "kept"]


def test_another_process_forgets_a_last_answer_that_was_erased(round_):
    round_.starts(step="branches").lets_out(0, "branches", "kept", Reach.COHORT_UNNAMED)
    _gives_and_looks(round_, "erased elsewhere")
    with in_another_process():
        StoredAnswer.objects.order_by("-number").first().delete()
        round_.lets_out(2, "branches", "another", Reach.COHORT_UNNAMED)
    assert sorted(round_.left()) == ["another", "kept"]


def test_another_process_forgets_an_erased_place_whose_count_is_made_up_for(round_):
    round_.starts(step="branches").lets_out(0, "branches", "erased elsewhere", Reach.COHORT_UNNAMED)
    round_.lets_out(1, "branches", "waits for its yes", Reach.COHORT_UNNAMED)
    waits = StoredAnswer.objects.order_by("-number").first()
    StoredAnswer.objects.filter(pk=waits.pk).update(confirmed=False)
    _gives_and_looks(round_, "kept")
    with in_another_process():
        StoredAnswer.objects.filter(place=round_.places[0]).delete()
        keystore.destroy_key(round_.places[0].pk, round_.now())
        StoredAnswer.objects.filter(pk=waits.pk).update(confirmed=True)
    assert sorted(round_.left()) == ["kept", "waits for its yes"]


def test_an_answer_in_an_earlier_run_is_seen_by_a_later_one_at_once(round_):
    grown(round_).closes()
    tree = round_.run
    round_.starts("forest")
    assert len(state_of(round_.run).state.branches) == 4
    from thousandfold.exercises.usecases import reaching

    given = next(state_of(tree).record.items("branches", place=round_.places[3].key))
    reaching.take_back(
        viewer=phone(round_.places[3]),
        run=tree,
        place=round_.places[3],
        given=given,
        key="back",
        at=round_.now(),
    )
    assert len(state_of(round_.run).state.branches) == 0  # three are too few to hide among


def test_a_known_members_side_and_sector_reach_the_exercise_and_nobody_elses(round_):
    from factories.cohorts import make_member
    from factories.people import make_organisation, make_person, make_spell

    person = make_person(round_.host)
    make_spell(person, organisation=make_organisation(round_.host))
    round_.places[0].member = make_member(round_.cohort, person)
    round_.places[0].save()
    setting = state_of(round_.starts().run).setting
    key = round_.places[0].key
    assert (dict(setting.sectors), dict(setting.sides)) == ({key: "union"}, {key: "outside"})
