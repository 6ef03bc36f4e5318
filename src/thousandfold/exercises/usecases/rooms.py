# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room of a cohort: opening it, its doors, its agreements and support person."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises import codes, live
from thousandfold.exercises.models import Room
from thousandfold.exercises.refused import RoomAlreadyOpen
from thousandfold.recruitment.models import Cohort

SHORTEST, USUAL, LONGEST = 5, 15, 60


def open_room(*, viewer: Viewer, cohort: Cohort, at: datetime) -> Room:
    """Give a cohort its standing room.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
        RoomAlreadyOpen: when it has one.
    """
    require(viewer, Permission.ROOM_LEAD, cohort)
    if Room.objects.filter(cohort=cohort).exists():
        raise RoomAlreadyOpen
    with transaction.atomic():
        room = Room.objects.create(
            host=cohort.host,
            cohort=cohort,
            screen_token=secrets.token_urlsafe(24),
            opened_at=at,
        )
        trail.record(viewer, "opened_room", room, at)
    return room


def open_doors(*, viewer: Viewer, room: Room, minutes: int, at: datetime) -> Room:
    """Let people in with a new code, for 5 to 60 minutes.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    require(viewer, Permission.ROOM_LEAD, room)
    minutes = min(max(minutes, SHORTEST), LONGEST)
    with transaction.atomic():
        room.code = codes.spoken()
        room.doors_open_until = at + timedelta(minutes=minutes)
        room.save(update_fields=["code", "doors_open_until"])
        trail.record(viewer, "opened_doors", room, at, minutes=minutes)
        live.touch(room)
    return room


def shut_doors(*, viewer: Viewer, room: Room, at: datetime) -> Room:
    """Let nobody else in; the code is forgotten.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    require(viewer, Permission.ROOM_LEAD, room)
    with transaction.atomic():
        room.code, room.doors_open_until = "", None
        room.save(update_fields=["code", "doors_open_until"])
        trail.record(viewer, "shut_doors", room, at)
        live.touch(room)
    return room


def furnish_room(
    *,
    viewer: Viewer,
    room: Room,
    ask_at_the_door: bool,
    agreements: str,
    support_name: str,
    support_words: str,
    at: datetime,
) -> Room:
    """Say whether people wait at the door, what the room agreed on, and who supports.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
    """
    require(viewer, Permission.ROOM_LEAD, room)
    with transaction.atomic():
        room.ask_at_the_door = ask_at_the_door
        room.agreements = agreements
        room.support_name = support_name
        room.support_words = support_words
        room.save(update_fields=["ask_at_the_door", "agreements", "support_name", "support_words"])
        trail.record(viewer, "furnished_room", room, at, ask_at_the_door=ask_at_the_door)
        live.touch(room)
    return room
