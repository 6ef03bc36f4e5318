# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passing on all that is left of one kind, and being asked again.

It is one stored answer, as a single ballot is: neither its number nor its length tells it.
"""

from __future__ import annotations

from datetime import datetime

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises import asking
from thousandfold.exercises.models import Place, Run, StoredAnswer
from thousandfold.exercises.playing import Played, state_of
from thousandfold.exercises.refused import NotAskedNow
from thousandfold.exercises.turn import still_open
from thousandfold.exercises.usecases.answers import asked_now, store
from thousandfold_core.exercise import Act, rest_passed, rest_taken_up


def answer_rest(
    *,
    viewer: Viewer,
    run: Run,
    place: Place,
    step_id: str,
    slug: str,
    act: Act,
    key: str,
    language: str,
    at: datetime,
    played: Played | None = None,
) -> StoredAnswer:
    """Pass on this prompt and its like that are still open, or (``WITHDRAW``) be asked them again.

    The same ``key`` again counts once.

    Raises:
        NotAllowed: unless the viewer holds the place.
        RunNotOpen, NotAskedNow.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    played = played or state_of(run)
    _step, asks = asked_now(played, place, step_id, at)
    ask = asking.find(asks, slug)
    if ask is None or not ask.subject or ask.act is not Act.GIVE:
        raise NotAskedNow
    told = {"moment": run.moment, "language": language}
    if act is Act.WITHDRAW:
        answer = rest_taken_up(place.key, ask.id, **told)
    else:
        left = still_open(played, place.key, asks, ask)
        answer = rest_passed(place.key, ask.id, [one.subject for one in left], **told)
    return store(run=run, place=place, answer=answer, key=key, at=at)
