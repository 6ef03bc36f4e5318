# SPDX-License-Identifier: AGPL-3.0-or-later
"""A place on another phone: its way-back code, holding it, letting the phone go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.ids import as_typed, code
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import every_host
from thousandfold.exercises import codes, live
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place
from thousandfold.exercises.refused import (
    NoWayBack,
)
from thousandfold.exercises.usecases import phones
from thousandfold.exercises.usecases.guessers import begin_try, take_back


def hold_place(*, viewer: Viewer, place: Place, token: str, at: datetime, held: str = "") -> Place:
    """Bring one's own place to this phone, as after confirming what stood on paper.

    Whoever holds the paper's link may do so; a place that had a phone opens as by a card.

    Raises:
        NotAllowed: unless the viewer is the place.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    with transaction.atomic():
        device = phones.renew(held, token, into=place)
        place.refresh_from_db(fields=["device"])
        phones.free(place.room, device, but=place)
        place.by_card = place.by_card or place.device not in ("", device)
        place.device, place.entered_at = device, at
        place.save(update_fields=["by_card", "device", "entered_at"])
        live.count(place.room)
    return place


def make_way_back(*, viewer: Viewer, place: Place, at: datetime) -> str:
    """A short code that brings this place to another phone; shown once, used once.

    Raises:
        NotAllowed: unless the viewer holds the place.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    way = code(codes.WAY_BACK)
    place.way_back = codes.digest(way, "way-back")
    place.way_back_from = place.device
    place.way_back_until = at + codes.WAY_BACK_FOR
    place.save(update_fields=["way_back", "way_back_from", "way_back_until"])
    return way


def come_back(*, typed: str, token: str, address: str, at: datetime, held: str = "") -> Place:
    """Bring a place to the phone that ``held`` one token and sits by a new one from now on.

    Its old phone lets go.

    What the phone that made the code could open, this one can; what was closed there stays
    closed, also when somebody brought the place elsewhere by a card in between.

    Raises:
        NoWayBack: when the code is wrong, used, or more than a day old.
        TooManyWrongCodes: when too many wrong ones came.
    """
    attempt = begin_try(address, at)
    with every_host("a way-back code names its place, whose host is not known yet"):
        way = codes.digest(as_typed(typed), "way-back")
        found = Place.objects.filter(way_back=way, way_back_until__gt=at).exclude(way_back="")
        place = found.select_related("room", "host").first()
        if place is None:
            raise NoWayBack
        take_back(attempt)
        with transaction.atomic():
            device = phones.renew(held, token, into=place)
            place.refresh_from_db(fields=["way_back_from"])
            phones.free(place.room, device, but=place)
            place.answers.filter(phone=place.way_back_from).exclude(phone="").update(phone=device)
            place.device, place.entered_at = device, at
            place.way_back, place.way_back_from, place.way_back_until = "", "", None
            if place.state == PlaceState.GONE:
                place.state = PlaceState.HERE
            place.save()
            live.touch(place.room)
    return place


def leave_phone(*, viewer: Viewer, place: Place, at: datetime) -> None:
    """Let this phone go, so that somebody else may use it next. The place stays.

    Raises:
        NotAllowed: unless the viewer holds the place.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    with transaction.atomic():
        place.device = ""
        place.save(update_fields=["device"])
        live.count(place.room)
