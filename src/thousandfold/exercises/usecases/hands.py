# SPDX-License-Identifier: AGPL-3.0-or-later
"""The quiet hand: one tap reaches a named person, not the room. It leaves no trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thousandfold.base.doorway import acting
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises import live
from thousandfold.exercises.models import Place


def raise_hand(*, viewer: Viewer, place: Place, at: datetime) -> Place:
    """Ask for somebody, quietly. A hand that is up stays up.

    Raises:
        NotAllowed: unless the viewer holds the place.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    return _set(place, place.hand_up_at or at)


def lower_hand(*, viewer: Viewer, place: Place) -> Place:
    """Take the hand down again: by its owner, or by who came.

    Raises:
        NotAllowed: unless the viewer holds the place or leads the room.
    """
    if viewer.place != place.id:
        require(viewer, Permission.ROOM_LEAD, place.room)
    return _set(place, None)


def _set(place: Place, up: datetime | None) -> Place:
    place.hand_up_at = up
    with transaction.atomic():
        place.save(update_fields=["hand_up_at"])
        live.count(place.room)
        acting.note_act()
    return place
