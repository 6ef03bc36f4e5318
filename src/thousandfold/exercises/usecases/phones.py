# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which phone sits where: its token is a new one each time it comes in.

Whoever planted a token on a phone, or read it before, holds nothing by it afterwards.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from thousandfold.base.scope import every_host
from thousandfold.exercises import codes
from thousandfold.exercises.models import Place, Room, StoredAnswer


def renew(held: str, token: str, *, into: Place | None = None) -> str:
    """Give what a phone had under ``held`` to ``token``; the digest it sits by now.

    Its places at any host, the ways back made on it, and there and in the place it comes
    ``into`` the marks on answers that say by which phone they came. Call it inside the
    transaction that brings the phone in. A phone that keeps its token changes nothing.
    """
    device, before = codes.digest(token, "device"), codes.digest(held, "device")
    if held and device != before:
        with every_host("a phone keeps its places in other rooms, at whatever host"):
            _give(before, device, {into.pk} if into else set())
    return device


def _give(before: str, device: str, places: set[UUID]) -> None:
    """The places are named, so that no answer of anybody else is looked at."""
    had = Place.objects.filter(Q(device=before) | Q(way_back_from=before))
    places |= set(had.values_list("pk", flat=True))
    if places:
        StoredAnswer.objects.filter(place__in=places, phone=before).update(phone=device)
        Place.objects.filter(pk__in=places, way_back_from=before).update(way_back_from=device)
        Place.objects.filter(pk__in=places, device=before).update(device=device)


def free(room: Room, device: str, *, but: Place) -> None:
    """A phone sits on one place of a room only: it leaves any other than ``but``."""
    Place.objects.filter(room=room, device=device).exclude(pk=but.pk).update(device="")


def sits(token: str) -> bool:
    """Whether the phone that holds this token has a place anywhere."""
    with every_host("a phone's token names its place, whose host is not known yet"):
        return Place.objects.filter(device=codes.digest(token, "device")).exists()
