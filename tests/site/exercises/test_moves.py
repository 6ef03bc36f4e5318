"""Leading: each move, each refusal, two facilitators at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from factories.hosts import make_viewer
from factories.rooms import Round, phone
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.exercises.choices import Mode, RunState
from thousandfold.exercises.models import Room, Run, RunEvent
from thousandfold.exercises.refused import (
    AnotherRunIsLive,
    MovedMeanwhile,
    NoSuchExerciseHere,
    NoSuchStep,
    NotEnoughForGroups,
    NothingToUndo,
    RoomAlreadyOpen,
    WrongTurn,
)
from thousandfold.exercises.usecases import rooms, runs, stepping


def lead(round_: Round, verb, **more):
    """One move of the leader, on top of whatever stands."""
    module = runs if hasattr(runs, verb) else stepping
    more.setdefault("based_on", None)
    more.setdefault("viewer", round_.leader)
    more.setdefault("at", round_.now())
    if verb in ("hide_screens", "show_screens"):
        more.pop("based_on")
    round_.run = getattr(module, verb)(run=round_.run, **more)
    return round_.run


def test_a_cohort_has_one_room(round_):
    with pytest.raises(RoomAlreadyOpen):
        rooms.open_room(viewer=round_.leader, cohort=round_.cohort, at=round_.now())


def test_only_who_leads_opens_a_room(round_, here):
    from factories.rooms import make_cohort

    with pytest.raises(NotAllowed):
        rooms.open_room(viewer=round_.leader, cohort=make_cohort(here, "8"), at=round_.now())


def test_a_run_starts_at_its_first_step_and_says_so(round_):
    round_.starts("me-tree")
    assert (round_.run.state, round_.run.step) == (RunState.LIVE, "frame")
    assert RunEvent.objects.get().verb == "start"
    assert TrailEntry.objects.filter(verb="run_start").count() == 1


def test_a_return_starts_at_its_own_first_step(round_):
    assert round_.starts("me-tree", moment="c").run.step == "season"


def test_an_exercise_that_is_not_here_is_refused(round_):
    with pytest.raises(NoSuchExerciseHere):
        round_.starts("river-crossing")


def test_a_moment_that_the_exercise_has_not_is_refused(round_):
    with pytest.raises(NoSuchStep):
        round_.starts("object-share", moment="b")


def test_a_room_plays_one_exercise_at_a_time(round_):
    round_.starts("me-tree")
    with pytest.raises(AnotherRunIsLive):
        round_.starts("closing")


def test_an_exercise_alone_runs_beside_the_rooms_own(round_):
    round_.starts("me-tree", mode=Mode.ALONE)
    round_.starts("closing")
    assert Run.objects.count() == 2


def test_a_participant_cannot_move_the_run(round_):
    round_.starts()
    with pytest.raises(NotAllowed):
        lead(round_, "go_to_step", step_id="roots", viewer=phone(round_.places[0]))


def test_the_room_goes_forward_and_back(round_):
    round_.starts(step="fruit").goes("roots")
    assert round_.run.step == "roots"
    assert [one.verb for one in RunEvent.objects.all()] == ["start", "step", "step"]


def test_a_step_of_another_moment_is_refused(round_):
    round_.starts()
    with pytest.raises(NoSuchStep):
        lead(round_, "go_to_step", step_id="season")


def test_the_second_of_two_facilitators_is_told_what_the_first_did(round_):
    round_.starts()
    seen = round_.run.moves
    other = make_viewer(round_.host, RoleKind.STAFF, email="second@host.example")
    lead(round_, "go_to_step", step_id="roots", based_on=seen, viewer=other)
    with pytest.raises(MovedMeanwhile) as refused:
        lead(round_, "go_to_step", step_id="trunk", based_on=seen)
    assert refused.value.params == {"who": "second", "what": "went to a step: Roots"}
    round_.run.refresh_from_db()
    assert round_.run.step == "roots"


def test_hiding_the_screens_never_waits_for_anybody(round_):
    round_.starts()
    assert lead(round_, "hide_screens").hidden
    assert not lead(round_, "show_screens").hidden


def test_a_pause_stops_the_clock_and_going_on_gives_back_the_rest(round_):
    round_.starts()
    ends = round_.run.step_ends_at
    at = round_.now()
    lead(round_, "pause_run", at=at)
    lead(round_, "resume_run", at=at + timedelta(minutes=3))
    assert round_.run.step_ends_at == ends + timedelta(minutes=3)
    assert round_.run.state == RunState.LIVE


@pytest.mark.parametrize(("before", "verb"), [(None, "resume_run"), ("pause_run", "pause_run")])
def test_pausing_and_going_on_need_their_turn(round_, before, verb):
    round_.starts()
    if before:
        lead(round_, before)
    with pytest.raises(WrongTurn):
        lead(round_, verb)


def test_more_time_after_the_end_counts_from_now(round_):
    round_.starts()
    late = round_.run.step_ends_at + timedelta(minutes=5)
    lead(round_, "extend_clock", minutes=2, at=late)
    assert round_.run.step_ends_at >= round_.run.step_began_at + timedelta(minutes=12)


def test_one_place_gets_more_time_and_the_rooms_clock_does_not_show_it(round_):
    from thousandfold.exercises.showing import clock_of

    round_.starts()
    key = round_.places[0].key
    lead(round_, "extend_quietly", place=key, minutes=3)
    at = round_.at
    mine, others = clock_of(round_.run, at, key), clock_of(round_.run, at)
    assert (mine["left"], others["left"]) == ("13 min", "10 min")


def test_only_a_revealing_step_can_be_revealed(round_):
    round_.starts("me-tree")
    with pytest.raises(WrongTurn):
        lead(round_, "reveal")


def test_a_reveal_can_be_covered_but_not_undone(round_):
    round_.starts("forest")
    assert lead(round_, "reveal").revealed
    with pytest.raises(NothingToUndo):
        lead(round_, "undo")
    assert not lead(round_, "cover").revealed


def test_the_last_step_can_be_taken_back_within_a_minute(round_):
    round_.starts().goes("roots")
    lead(round_, "undo", at=round_.at + timedelta(seconds=59))
    assert round_.run.step == "frame"


def test_after_a_minute_it_cannot(round_):
    round_.starts().goes("roots")
    with pytest.raises(NothingToUndo):
        lead(round_, "undo", at=round_.at + timedelta(seconds=62))


def test_undo_goes_one_step_back_only(round_):
    round_.starts().goes("roots").goes("trunk")
    lead(round_, "undo")
    with pytest.raises(NothingToUndo):
        lead(round_, "undo")
    assert round_.run.step == "roots"


def test_groups_leave_nobody_alone_and_are_the_same_for_the_same_draw(round_):
    for number in range(3):
        round_.places.append(round_.sits(f"more {number}"))
    round_.starts(step="triads")
    sizes = sorted(
        list(round_.run.groups.values()).count(n) for n in set(round_.run.groups.values())
    )
    assert sizes == [3, 4]


def test_groups_need_two_people(here):
    alone = Round(here, people=1).starts()
    with pytest.raises(NotEnoughForGroups):
        lead(alone, "make_groups", size=3)


def test_a_latecomer_joins_the_smallest_group(round_):
    from thousandfold.exercises.choices import PlaceState
    from thousandfold.exercises.usecases import places

    round_.starts(step="triads")
    late = round_.sits("late")
    late.state = PlaceState.WAITING
    late.save()
    places.admit(viewer=round_.leader, place=late, at=round_.now())
    round_.run.refresh_from_db()
    assert late.key in round_.run.groups


def test_a_run_closed_by_mistake_is_opened_again_as_a_new_revision(round_):
    round_.starts(step="roots").gives(0, "roots", label="hall")
    round_.closes()
    lead(round_, "reopen_run")
    assert (round_.run.state, round_.run.revision) == (RunState.LIVE, 2)
    assert round_.left() == []


def test_closing_twice_is_refused(round_):
    round_.starts().closes()
    with pytest.raises(WrongTurn):
        round_.closes()


def test_a_run_cannot_be_reopened_beside_a_live_one(round_):
    first = round_.starts("me-tree").closes().run
    round_.starts("closing")
    with pytest.raises(AnotherRunIsLive):
        runs.reopen_run(viewer=round_.leader, run=first, based_on=None, at=round_.now())


def test_every_move_renews_every_screen(round_):
    before = Room.objects.get().version
    round_.starts()
    assert Room.objects.get().version > before


def test_an_answer_renews_only_screens_that_count(round_):
    round_.starts(step="roots")
    before = Room.objects.get()
    round_.gives(0, "roots", label="hall")
    after = Room.objects.get()
    assert (after.version, after.tally) == (before.version, before.tally + 1)
