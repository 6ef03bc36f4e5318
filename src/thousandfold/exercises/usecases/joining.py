# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming in: by code, by personal card, signed in, by link, and back again.

Nobody needs an account. A phone holds one place a room; a place may move to another
phone by its way-back code, and never sits on two. A phone comes in with what it ``held``
and sits by a new ``token`` from then on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.ids import as_typed
from thousandfold.base.scope import every_host
from thousandfold.exercises import codes, grouping, live
from thousandfold.exercises.choices import PlaceState, RunState
from thousandfold.exercises.models import Place, Room, Run
from thousandfold.exercises.refused import (
    DoorsAreShut,
    NameMissing,
    NoSuchCard,
    NoSuchCode,
    RoomIsFull,
)
from thousandfold.exercises.usecases import phones
from thousandfold.exercises.usecases.guessers import begin_try, take_back
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models import Member

MOST = 60


def find_room(*, typed: str, address: str, at: datetime) -> Room:
    """The room whose open doors answer to a code.

    Raises:
        NoSuchCode: for a wrong code and for one that has run out, in the same words.
        TooManyWrongCodes: when too many wrong ones came, from here or from everywhere.
    """
    attempt = begin_try(address, at)
    with every_host("a code names its room, whose host is not known yet"):
        rooms = Room.objects.filter(code=as_typed(typed), doors_open_until__gt=at)
        room = rooms.exclude(code="").select_related("host", "cohort").first()
    if room is None:
        raise NoSuchCode
    take_back(attempt)
    return room


def take_place(
    *,
    viewer: Viewer,
    room: Room,
    called: str,
    card: str,
    language: str,
    token: str,
    address: str,
    at: datetime,
    held: str = "",
) -> Place:
    """Take a place with this phone; one that has a place returns to it and keeps its token.

    A personal code from a member's card links the place to the member and needs no
    waiting at the door. Otherwise people wait where the room asks them to.

    Raises:
        NameMissing, NoSuchCard, RoomIsFull, TooManyWrongCodes.
    """
    mine = [codes.digest(one, "device") for one in (held, token) if one]
    known = Place.objects.filter(room=room, device__in=mine).first()
    if known is not None:
        return _again(known, at)
    member = _member_of_card(room, card, address, at)
    if member is not None:
        return place_for_member(
            viewer=viewer,
            room=room,
            member=member,
            token=token,
            at=at,
            language=language,
            held=held,
        )
    called = " ".join(called.split())[:80]
    if not called:
        raise NameMissing
    state = PlaceState.WAITING if room.ask_at_the_door else PlaceState.HERE
    phone = (held, token)
    return _seat(viewer, room, at, phone, called=called, language=language, state=state)


def place_for_member(
    *,
    viewer: Viewer,
    room: Room,
    member: Member,
    token: str,
    language: str,
    at: datetime,
    by_card: bool = True,
    held: str = "",
) -> Place:
    """The member's one place, brought to this phone; made when there is none yet.

    Staff print cards, so a card alone (``by_card``) opens no words that another phone
    kept for their author: a way-back code or the member's own sign-in does.

    Raises:
        RoomIsFull: when a new place is needed and all are taken.
    """
    if not Place.objects.filter(room=room, member=member).exists():
        name, phone = member.person.short[:80], (held, token)
        return _seat(viewer, room, at, phone, called=name, language=language, member=member)
    with transaction.atomic():
        place = Place.objects.get(room=room, member=member)
        device = phones.renew(held, token, into=place)
        place.refresh_from_db(fields=["device", "way_back_from"])
        phones.free(room, device, but=place)
        moved = place.device != device
        place.by_card = by_card and (place.by_card or moved)
        place.device, place.entered_at, place.state = device, at, PlaceState.HERE
        place.on_paper = False
        if not by_card:  # a code made by whoever held only the card ends with the sign-in
            place.way_back, place.way_back_from, place.way_back_until = "", "", None
        place.save()
        if moved:
            trail.record(replace(viewer, place=place.id), "brought_place", place, at)
        live.touch(room)
    return place


def come_in_as_member(
    *,
    viewer: Viewer,
    room: Room,
    member: Member,
    token: str,
    language: str,
    at: datetime,
    by_card: bool,
    held: str = "",
) -> Place:
    """Come in without a code: while the doors are open, to work alone, or back to one's place.

    ``by_card`` is False for a member who signed in.

    Raises:
        DoorsAreShut: at any other time.
        RoomIsFull: when a new place is needed and all are taken.
    """
    sits = Place.objects.filter(room=room, member=member).exists()
    if not (sits or room.doors_are_open(at) or _is_open_alone(room, at)):
        raise DoorsAreShut
    return place_for_member(
        viewer=viewer,
        room=room,
        member=member,
        token=token,
        language=language,
        at=at,
        by_card=by_card,
        held=held,
    )


def sit_down(room: Room, place: Place) -> None:
    """Give somebody who came late a group, if the room sits in groups now."""
    live_run = Run.objects.select_for_update().filter(
        room=room, state__in=[RunState.LIVE, RunState.PAUSED]
    )
    for run in live_run:
        if run.groups and place.key not in run.groups:
            run.groups = {**run.groups, place.key: grouping.smallest(run.groups)}
            run.save(update_fields=["groups"])


def _is_open_alone(room: Room, at: datetime) -> bool:
    runs = Run.objects.filter(room=room, alone_opens_at__lte=at)
    return any(one.takes_alone(at) for one in runs)


def _again(place: Place, at: datetime) -> Place:
    """The same phone at the same door: it goes on where it was."""
    place.entered_at = at
    if place.state == PlaceState.AWAY:
        place.state = PlaceState.WAITING
    elif place.state == PlaceState.GONE:
        place.state = PlaceState.HERE
    with transaction.atomic():
        place.save(update_fields=["entered_at", "state"])
        live.touch(place.room)
    return place


def _seat(
    viewer: Viewer, room: Room, at: datetime, phone: tuple[str, str], **fields: object
) -> Place:
    with transaction.atomic():
        Room.objects.select_for_update().get(pk=room.pk)
        fields["device"] = phones.renew(*phone)
        # Two taps at one instant, or a tap whose answer was lost: still one place.
        sits = {"device": fields["device"], "member": fields.get("member")}
        known = Place.objects.filter(room=room, **sits).first()
        if known is not None:
            return _again(known, at)
        if Place.objects.filter(room=room).exclude(state=PlaceState.AWAY).count() >= MOST:
            raise RoomIsFull(most=MOST)
        fields.setdefault("state", PlaceState.HERE)
        place = Place.objects.create(
            host=room.host, room=room, joined_at=at, entered_at=at, **fields
        )
        if place.state == PlaceState.HERE:
            sit_down(room, place)
        trail.record(replace(viewer, place=place.id), "took_place", place, at)
        live.touch(room)
    return place


def _member_of_card(room: Room, card: str, address: str, at: datetime) -> Member | None:
    card = as_typed(card)
    if not card:
        return None
    attempt = begin_try(address, at)
    members = Member.objects.filter(cohort=room.cohort, state=MemberState.SEATED)
    found = next((one for one in members if as_typed(one.card) == card), None)
    if found is None:
        raise NoSuchCard
    take_back(attempt)
    return found
