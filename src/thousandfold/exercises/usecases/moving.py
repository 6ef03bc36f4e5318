# SPDX-License-Identifier: AGPL-3.0-or-later
"""One move of a run: locked, checked against what the mover saw, kept as an event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Account
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises import live
from thousandfold.exercises.choices import MOVES
from thousandfold.exercises.models import Run, RunEvent
from thousandfold.exercises.playing import exercise_of
from thousandfold.exercises.refused import MovedMeanwhile

Change = Callable[[Run], None]
#: What a move can change, and undo brings back.
KEPT = ("state", "step", "hidden", "revealed", "groups", "extensions")
TIMES = ("step_began_at", "step_ends_at", "paused_at", "closed_at")


def move(
    *, viewer: Viewer, run: Run, based_on: int | None, verb: str, change: Change, at: datetime
) -> Run:
    """Make one move if nobody moved since ``based_on`` (None: whatever happened).

    Raises:
        NotAllowed: unless the viewer leads the cohort.
        MovedMeanwhile: when another move came first; it says who and what.
    """
    require(viewer, Permission.ROOM_LEAD, run)
    with transaction.atomic():
        locked = Run.objects.select_for_update(of=("self",)).select_related("room").get(pk=run.pk)
        if based_on is not None and locked.moves != based_on:
            raise _meanwhile(locked)
        before = snapshot(locked)
        change(locked)
        locked.moves += 1
        locked.save()
        RunEvent.objects.create(
            host=locked.host,
            run=locked,
            number=locked.moves,
            verb=verb,
            step=locked.step,
            before=before,
            actor=viewer.actor,
            at=at,
        )
        trail.record(viewer, f"run_{verb}", locked, at, step=locked.step, number=locked.moves)
        live.touch(locked.room)
    return locked


def snapshot(run: Run) -> dict[str, Any]:
    """How the run stood, in what JSON can hold."""
    times = {name: getattr(run, name) for name in TIMES}
    return {
        **{name: getattr(run, name) for name in KEPT},
        **{name: value.isoformat() if value else None for name, value in times.items()},
    }


def bring_back(run: Run, before: dict[str, Any]) -> None:
    """Set the run to how it stood."""
    for name in KEPT:
        setattr(run, name, before[name])
    for name in TIMES:
        setattr(run, name, parse_datetime(before[name]) if before[name] else None)


def _meanwhile(run: Run) -> MovedMeanwhile:
    last = run.events.order_by("-number").first()
    who = Account.objects.filter(pk=last.actor).first() if last else None
    return MovedMeanwhile(who=str(who or "—"), what=said_of(run, last))


def said_of(run: Run, event: RunEvent | None) -> str:
    """What an event did, in words, with the title of its step."""
    if event is None:
        return "—"
    steps = {one.id: one.title.to(get_language() or "en") for one in exercise_of(run).steps}
    title = steps.get(event.step, "")
    said = str(dict(MOVES).get(event.verb, event.verb))
    return f"{said}: {title}" if title else said
