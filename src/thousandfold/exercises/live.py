# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room's version: a number that rises with every change screens must show.

Phones hear of moves only; the wall and the facilitator's screen also hear of each
answer, because they count. Thirty phones that each fetch thirty answers' pages would
be nine hundred pages for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core import signing
from django.db import close_old_connections
from django.db.models import F

from thousandfold.base.scope import every_host
from thousandfold.exercises.models import Room

SALT = "thousandfold.live"
COUNTING = "+"


def token_of_room(room: Room, *, counting: bool = False) -> str:
    """A signed word that lets a page of this room hear its version, and nothing else.

    ``counting`` is for screens that also show how many are ready.
    """
    key = f"{room.id}{COUNTING if counting else ''}"
    return signing.dumps(key, salt=SALT, compress=False)


def room_of_token(token: str) -> str | None:
    """The key a token stands for, to ask :func:`versions` with; None when it is not ours."""
    try:
        key = str(signing.loads(token, salt=SALT))
        UUID(key.rstrip(COUNTING))
    except (signing.BadSignature, ValueError):
        return None
    return key


def versions(keys: Iterable[str]) -> dict[str, int]:
    """The versions now, by key. One query."""
    asked = {key: UUID(key.rstrip(COUNTING)) for key in keys}
    with every_host("a signed token names the room; nothing but a number is read"):
        rows = Room.objects.filter(id__in=set(asked.values()))
        found = {
            one: (moves, tally) for one, moves, tally in rows.values_list("id", "version", "tally")
        }
    return {
        key: version_of(*found[room], counting=key.endswith(COUNTING))
        for key, room in asked.items()
        if room in found
    }


def versions_in_a_thread(keys: Iterable[str]) -> dict[str, int]:
    """As :func:`versions`, for a thread that lives longer than a request."""
    close_old_connections()
    return versions(keys)


def version_of(version: int, tally: int, *, counting: bool = False) -> int:
    """The number a screen holds: it rises whenever either part does."""
    return version + tally if counting else version


def touch(room: Room) -> None:
    """Every screen must be renewed; call it inside the transaction of the change."""
    Room.objects.filter(pk=room.pk).update(version=F("version") + 1)


def count(room: Room) -> None:
    """An answer came in: only counting screens must be renewed."""
    Room.objects.filter(pk=room.pk).update(tally=F("tally") + 1)
