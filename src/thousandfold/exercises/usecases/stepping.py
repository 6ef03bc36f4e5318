# SPDX-License-Identifier: AGPL-3.0-or-later
"""Moves of a live run: steps, clock, pause, reveal, hiding, groups, undo."""

from __future__ import annotations

from datetime import datetime, timedelta

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.exercises import grouping
from thousandfold.exercises.choices import RunState
from thousandfold.exercises.models import Run
from thousandfold.exercises.playing import exercise_of
from thousandfold.exercises.refused import (
    NoSuchStep,
    NotEnoughForGroups,
    NothingToUndo,
    WrongTurn,
)
from thousandfold.exercises.table import table_of
from thousandfold.exercises.usecases.moving import Change, bring_back, move
from thousandfold_core.exercise import Step

UNDO_FOR = timedelta(seconds=60)
#: Moves that are never taken back: what was seen was seen.
FOR_GOOD = frozenset({"reveal", "undo", "start", "reopen"})


def go_to_step(
    *, viewer: Viewer, run: Run, step_id: str, based_on: int | None, at: datetime
) -> Run:
    """Go to a step, forward or back. Groups are drawn where the step sits in groups.

    Raises:
        NotAllowed, MovedMeanwhile.
        WrongTurn: when the run is not open.
        NoSuchStep: when the step is not of this moment.
    """

    def go(one: Run) -> None:
        _must_be_open(one)
        steps = {step.id: step for step in exercise_of(one).steps_at(one.moment)}
        if step_id not in steps:
            raise NoSuchStep
        enter_step(one, steps[step_id], at)

    return move(viewer=viewer, run=run, based_on=based_on, verb="step", change=go, at=at)


def enter_step(run: Run, step: Step, at: datetime) -> None:
    """Set a run to the beginning of a step; the caller saves it."""
    run.step = step.id
    run.state, run.paused_at = RunState.LIVE, None
    run.step_began_at = at
    run.step_ends_at = at + timedelta(minutes=step.minutes)
    run.revealed = False
    run.extensions = {}
    if step.groups and _size_of(run) != step.groups:
        places = table_of(run.room).here
        if len(places) > 1:
            run.groups = grouping.drawn(places, step.groups, run.seed, run.moves)


def pause_run(*, viewer: Viewer, run: Run, based_on: int | None, at: datetime) -> Run:
    """Stop the clock. Answers still come in.

    Raises:
        NotAllowed, MovedMeanwhile.
        WrongTurn: when the run is not live.
    """

    def pause(one: Run) -> None:
        if one.state != RunState.LIVE:
            raise WrongTurn(state=one.get_state_display())
        one.state, one.paused_at = RunState.PAUSED, at

    return move(viewer=viewer, run=run, based_on=based_on, verb="pause", change=pause, at=at)


def resume_run(*, viewer: Viewer, run: Run, based_on: int | None, at: datetime) -> Run:
    """Let the clock go on with what was left.

    Raises:
        NotAllowed, MovedMeanwhile.
        WrongTurn: when the run is not paused.
    """

    def resume(one: Run) -> None:
        if one.state != RunState.PAUSED or one.paused_at is None:
            raise WrongTurn(state=one.get_state_display())
        if one.step_ends_at:
            one.step_ends_at += at - one.paused_at
        one.state, one.paused_at = RunState.LIVE, None

    return move(viewer=viewer, run=run, based_on=based_on, verb="resume", change=resume, at=at)


def extend_clock(
    *, viewer: Viewer, run: Run, minutes: int, based_on: int | None, at: datetime
) -> Run:
    """Give everybody more time: from now on if the clock has run out.

    Raises:
        NotAllowed, MovedMeanwhile, WrongTurn.
    """

    def extend(one: Run) -> None:
        _must_be_open(one)
        ends = max(one.step_ends_at or at, one.paused_at or at)
        one.step_ends_at = ends + timedelta(minutes=minutes)

    return move(viewer=viewer, run=run, based_on=based_on, verb="extend", change=extend, at=at)


def extend_quietly(
    *, viewer: Viewer, run: Run, place: str, minutes: int, based_on: int | None, at: datetime
) -> Run:
    """Give one place more time; only its own clock shows it.

    Raises:
        NotAllowed, MovedMeanwhile, WrongTurn.
    """

    def extend(one: Run) -> None:
        _must_be_open(one)
        had = int(one.extensions.get(place, 0))
        one.extensions = {**one.extensions, place: had + minutes}

    return move(viewer=viewer, run=run, based_on=based_on, verb="extend_one", change=extend, at=at)


def reveal(*, viewer: Viewer, run: Run, based_on: int | None, at: datetime) -> Run:
    """Show on the wall what the step reveals. It can only be covered again.

    Raises:
        NotAllowed, MovedMeanwhile.
        WrongTurn: when the run is not open, or the step reveals nothing.
    """

    def show(one: Run) -> None:
        _must_be_open(one)
        if exercise_of(one).step(one.step).phase != "revealed":
            raise WrongTurn(state=one.get_state_display())
        one.revealed = True

    return move(viewer=viewer, run=run, based_on=based_on, verb="reveal", change=show, at=at)


def cover(*, viewer: Viewer, run: Run, based_on: int | None, at: datetime) -> Run:
    """Take what was revealed off the wall.

    Raises:
        NotAllowed, MovedMeanwhile.
    """
    change = _setter("revealed", False)
    return move(viewer=viewer, run=run, based_on=based_on, verb="cover", change=change, at=at)


def hide_screens(*, viewer: Viewer, run: Run, at: datetime) -> Run:
    """Cover the wall now, whatever else happened meanwhile.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    change = _setter("hidden", True)
    return move(viewer=viewer, run=run, based_on=None, verb="hide", change=change, at=at)


def show_screens(*, viewer: Viewer, run: Run, at: datetime) -> Run:
    """Uncover the wall.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    change = _setter("hidden", False)
    return move(viewer=viewer, run=run, based_on=None, verb="show", change=change, at=at)


def make_groups(*, viewer: Viewer, run: Run, size: int, based_on: int | None, at: datetime) -> Run:
    """Draw new groups of everybody here.

    Raises:
        NotAllowed, MovedMeanwhile, WrongTurn.
        NotEnoughForGroups: with fewer than two people.
    """

    def group(one: Run) -> None:
        _must_be_open(one)
        places = table_of(one.room).here
        if len(places) < 2:
            raise NotEnoughForGroups
        one.groups = grouping.drawn(places, max(2, size), one.seed, one.moves)

    return move(viewer=viewer, run=run, based_on=based_on, verb="group", change=group, at=at)


def undo(*, viewer: Viewer, run: Run, based_on: int | None, at: datetime) -> Run:
    """Take the last move back, within 60 seconds of it.

    Raises:
        NotAllowed, MovedMeanwhile.
        NothingToUndo: when it is older, was a reveal, or there is none.
    """

    def back(one: Run) -> None:
        last = one.events.order_by("-number").first()
        if last is None or last.verb in FOR_GOOD or at - last.at > UNDO_FOR:
            raise NothingToUndo
        bring_back(one, last.before)

    return move(viewer=viewer, run=run, based_on=based_on, verb="undo", change=back, at=at)


def _must_be_open(run: Run) -> None:
    if not run.is_open:
        raise WrongTurn(state=run.get_state_display())


def _size_of(run: Run) -> int:
    """The size that the run's groups were drawn for, as far as it can be told."""
    tables = len(set(run.groups.values()))
    return round(len(run.groups) / tables) if tables else 0


def _setter(name: str, value: bool) -> Change:
    def change(run: Run) -> None:
        setattr(run, name, value)

    return change
