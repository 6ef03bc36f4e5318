# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening, closing and reopening a run of an exercise."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from thousandfold.base import trail
from thousandfold.base.announcements import announce
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises import live
from thousandfold.exercises.choices import Mode, RunState
from thousandfold.exercises.models import Room, Run, RunEvent
from thousandfold.exercises.playing import exercise_named, exercise_of
from thousandfold.exercises.refused import AnotherRunIsLive, NoSuchStep, WrongTurn
from thousandfold.exercises.usecases.moving import move
from thousandfold.exercises.usecases.stepping import enter_step


def start_run(
    *,
    viewer: Viewer,
    room: Room,
    exercise: str,
    at: datetime,
    activity: str = "",
    moment: str = "first",
    mode: Mode = Mode.LIVE,
    alone_opens_at: datetime | None = None,
    alone_closes_at: datetime | None = None,
) -> Run:
    """Open an exercise in a room at its first step, or for a time alone.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
        NoSuchExerciseHere: when it is not installed.
        NoSuchStep: when the exercise has no such moment.
        AnotherRunIsLive: when the room plays another one.
    """
    require(viewer, Permission.ROOM_LEAD, room)
    played = exercise_named(exercise)
    if not played.steps_at(moment):
        raise NoSuchStep
    try:
        with transaction.atomic():
            run = Run.objects.create(
                host=room.host,
                room=room,
                exercise=exercise,
                exercise_version=played.card.version,
                activity=activity,
                mode=mode,
                moment=moment,
                state=RunState.LIVE,
                seed=secrets.token_hex(16),
                moves=1,
                alone_opens_at=alone_opens_at or (at if mode == Mode.ALONE else None),
                alone_closes_at=alone_closes_at,
                created_at=at,
            )
            enter_step(run, played.steps_at(moment)[0], at)
            run.save()
            _first_event(viewer, run, at)
            live.touch(room)
            announce("run_started", run=run.id, cohort=room.cohort_id)
    except IntegrityError as problem:
        raise AnotherRunIsLive from problem
    return run


def close_run(*, viewer: Viewer, run: Run, based_on: int | None, at: datetime) -> Run:
    """Close a run: no more answers. It can be reopened.

    Raises:
        NotAllowed, MovedMeanwhile.
        WrongTurn: when it is not open.
    """

    def close(one: Run) -> None:
        if not one.is_open:
            raise WrongTurn(state=one.get_state_display())
        one.state, one.closed_at = RunState.CLOSED, at
        one.paused_at = one.step_ends_at = None

    done = move(viewer=viewer, run=run, based_on=based_on, verb="close", change=close, at=at)
    announce("run_closed", run=run.id, cohort=done.room.cohort_id)
    return done


def reopen_run(*, viewer: Viewer, run: Run, based_on: int | None, at: datetime) -> Run:
    """Open a closed run again, as a new revision; nothing is overwritten.

    Raises:
        NotAllowed, MovedMeanwhile.
        WrongTurn: when it is not closed.
        AnotherRunIsLive: when the room plays another one.
    """

    def reopen(one: Run) -> None:
        if one.state != RunState.CLOSED:
            raise WrongTurn(state=one.get_state_display())
        one.state, one.closed_at = RunState.LIVE, None
        one.revision += 1
        step = exercise_of(one).step(one.step)
        one.step_ends_at = at + timedelta(minutes=step.minutes)

    try:
        return move(viewer=viewer, run=run, based_on=based_on, verb="reopen", change=reopen, at=at)
    except IntegrityError as problem:
        raise AnotherRunIsLive from problem


def _first_event(viewer: Viewer, run: Run, at: datetime) -> None:
    RunEvent.objects.create(
        host=run.host, run=run, number=1, verb="start", step=run.step, actor=viewer.actor, at=at
    )
    trail.record(viewer, "run_start", run, at, exercise=run.exercise, moment=run.moment)
