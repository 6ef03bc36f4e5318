# SPDX-License-Identifier: AGPL-3.0-or-later
"""The waiting room and the table, seen by who leads: admit, turn away, let go, paper places."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thousandfold.base import ids, trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises import codes, live
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, Room
from thousandfold.exercises.refused import RoomIsFull
from thousandfold.exercises.usecases.joining import MOST, sit_down


def admit(*, viewer: Viewer, place: Place, at: datetime) -> Place:
    """Let somebody who waits come to the table.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    return _set(viewer, place, PlaceState.HERE, "admitted", at)


def admit_all(*, viewer: Viewer, room: Room, at: datetime) -> int:
    """Let everybody who waits come to the table; how many they were.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    require(viewer, Permission.ROOM_LEAD, room)
    waiting = list(Place.objects.filter(room=room, state=PlaceState.WAITING))
    for place in waiting:
        _set(viewer, place, PlaceState.HERE, "admitted", at)
    return len(waiting)


def turn_away(*, viewer: Viewer, place: Place, at: datetime) -> Place:
    """Do not let somebody in.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    return _set(viewer, place, PlaceState.AWAY, "turned_away", at)


def let_go(*, viewer: Viewer, place: Place, at: datetime) -> Place:
    """Somebody left: nobody waits for them any more. What they gave stays theirs.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    return _set(viewer, place, PlaceState.GONE, "let_go", at)


def lay_paper_places(*, viewer: Viewer, room: Room, number: int, at: datetime) -> list[Place]:
    """Places for people on paper: a random code each, no name.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
        RoomIsFull: when there are not enough places left.
    """
    require(viewer, Permission.ROOM_LEAD, room)
    with transaction.atomic():
        taken = Place.objects.filter(room=room).exclude(state=PlaceState.AWAY).count()
        if taken + number > MOST:
            raise RoomIsFull(most=MOST)
        known = set(Place.objects.filter(room=room).values_list("paper_code", flat=True))
        made = []
        while len(made) < number:
            paper_code = ids.code(codes.PAPER)
            if paper_code not in known:
                known.add(paper_code)
                made.append(_paper_place(room, paper_code, at))
        trail.record(viewer, "laid_paper_places", room, at, number=number)
        live.touch(room)
    return made


def _paper_place(room: Room, paper_code: str, at: datetime) -> Place:
    place = Place.objects.create(
        host=room.host,
        room=room,
        called=paper_code,
        paper_code=paper_code,
        on_paper=True,
        state=PlaceState.HERE,
        joined_at=at,
        language=room.host.language,
    )
    sit_down(room, place)
    return place


def _set(viewer: Viewer, place: Place, state: PlaceState, verb: str, at: datetime) -> Place:
    require(viewer, Permission.ROOM_LEAD, place.room)
    with transaction.atomic():
        place.state = state
        place.hand_up_at = None if state != PlaceState.HERE else place.hand_up_at
        place.save(update_fields=["state", "hand_up_at"])
        if state == PlaceState.HERE:
            sit_down(place.room, place)
        trail.record(viewer, verb, place, at)
        live.touch(place.room)
    return place
