# SPDX-License-Identifier: AGPL-3.0-or-later
"""The room's version: a number that rises with every change screens must show."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core import signing
from django.db import close_old_connections
from django.db.models import F

from thousandfold.base.scope import every_host
from thousandfold.exercises.models import Room

SALT = "thousandfold.live"


def token_of_room(room: Room) -> str:
    """A signed word that lets a page of this room hear its version, and nothing else."""
    return signing.dumps(str(room.id), salt=SALT, compress=False)


def room_of_token(token: str) -> UUID | None:
    """The room a token speaks of, or None when the token is not ours."""
    try:
        return UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError):
        return None


def versions(rooms: Iterable[UUID]) -> dict[UUID, int]:
    """The versions of these rooms now. One query."""
    close_old_connections()
    with every_host("a signed token names the room; nothing but a number is read"):
        return dict(Room.objects.filter(id__in=list(rooms)).values_list("id", "version"))


def touch(room: Room) -> None:
    """Raise the room's version; call it inside the transaction of the change."""
    Room.objects.filter(pk=room.pk).update(version=F("version") + 1)
