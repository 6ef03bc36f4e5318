# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far one's own things travel, and taking them back: at any time, the run open or closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises.models import Place, Run, StoredAnswer
from thousandfold.exercises.playing import Played, Sitting
from thousandfold.exercises.refused import (
    NoSuchItem,
    ReachTooWide,
)
from thousandfold.exercises.usecases.answers import store
from thousandfold.exercises.veiling import refuse_closed
from thousandfold_core.exercise import Act, Answer, Reach


def choose_reach(
    *,
    viewer: Viewer,
    run: Run,
    place: Place,
    given: Answer,
    reach: Reach,
    key: str,
    at: datetime,
) -> StoredAnswer:
    """Choose how far an own item may travel, at any time, the run open or closed.

    Lowering holds on the next view of every screen. Raising needs that the exercise
    still offers it.

    Raises:
        NotAllowed: unless the viewer holds the place.
        NoSuchItem: when the item does not stand.
        ReachTooWide: when it may not go so far.
        ClosedHere: when it should go further from a phone to which it is closed.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    head, standing = _standing(run, given)
    widest = max(standing.reach, widest_of(head, standing))
    if not Reach.ONLY_ME <= reach <= widest or standing.reach is Reach.ON_MY_DEVICE:
        raise ReachTooWide
    if reach > standing.reach:
        refuse_closed(place, standing)
    share = replace(standing, act=Act.SHARE, reach=reach, body={}, moment=head.run.moment)
    return store(run=head.run, place=place, answer=share, key=key, at=at, loud=True)


def take_back(
    *, viewer: Viewer, run: Run, place: Place, given: Answer, key: str, at: datetime
) -> StoredAnswer:
    """Take an own item back everywhere, at any time.

    Raises:
        NotAllowed: unless the viewer holds the place.
        NoSuchItem: when the item does not stand.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    head, standing = _standing(run, given)
    gone = replace(standing, act=Act.WITHDRAW, body={}, reach=Reach.ONLY_ME, moment=head.run.moment)
    return store(run=head.run, place=place, answer=gone, key=key, at=at, loud=True)


def widest_of(played: Played, given: Answer) -> Reach:
    """How far the exercise lets this item go: as asked at any step; else not beyond where it is."""
    for step in (*played.exercise.steps_at(played.run.moment), *played.exercise.steps):
        for ask in played.exercise.asks(played.state, step, given.place):
            if (ask.id, ask.subject) == (given.ask, given.subject):
                return ask.widest
    return given.reach


def _standing(run: Run, given: Answer) -> tuple[Played, Answer]:
    """The newest return of the run's exercise, and the item as it stands there."""
    sitting = Sitting(run.room)
    head = sitting.played(sitting.chain(run)[-1])
    found = head.record.items(
        given.ask, reach=Reach.ON_MY_DEVICE, place=given.place, subject=given.subject
    )
    standing = next((one for one in found if one.item == given.item), None)
    if standing is None:
        raise NoSuchItem
    return head, standing
