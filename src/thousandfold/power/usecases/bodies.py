# SPDX-License-Identifier: AGPL-3.0-or-later
"""Following bodies and recording who sits there."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.people.models import Person
from thousandfold.power.models import FollowedBody, Sitting
from thousandfold.power.packs_of_bodies import bodies
from thousandfold_core.bodies.seats import NoSuchSeat
from thousandfold_core.errors import Refusal


class BodyUnknown(Refusal):
    """The pack has no such body."""

    code = "body-unknown"
    text = "No body of that name is in the starter pack."


class SeatTaken(Refusal):
    """Somebody sits there. Params: ``seat``."""

    code = "seat-taken"
    text = "Somebody sits on seat {seat}. End that time first."


class SittingEndsEarly(Refusal):
    """The end lies before the beginning."""

    code = "sitting-ends-early"
    text = "The end lies before the beginning. Check the two dates."


def follow_body(*, viewer: Viewer, key: str, at: datetime) -> FollowedBody:
    """Follow a body; following it again changes nothing.

    Raises:
        NotAllowed: unless the viewer may change bodies.
        BodyUnknown: when the pack has none of that key.
    """
    require(viewer, Permission.BODY_CHANGE)
    if key not in bodies():
        raise BodyUnknown
    with transaction.atomic():
        made, new = FollowedBody.objects.get_or_create(
            host=viewer.host, key=key, defaults={"since": at}
        )
        if new:
            trail.record(viewer, "followed", made, at)
    return made


def seat_person(
    *, viewer: Viewer, key: str, seat: str, person: Person, since: date, at: datetime
) -> Sitting:
    """Record that a person of ours sits on a seat since a day.

    Raises:
        NotAllowed: unless the viewer may change bodies.
        BodyUnknown, NoSuchSeat: when the pack has no such body or seat.
        SeatTaken: when somebody sits there.
    """
    body = follow_body(viewer=viewer, key=key, at=at)
    known = bodies()[key]
    if seat not in {one.number for one in known.places}:
        raise NoSuchSeat(seat=seat, body=known.name)
    if body.sittings.filter(seat=seat, until=None).exists():
        raise SeatTaken(seat=seat)
    with transaction.atomic():
        made = Sitting.objects.create(
            host=viewer.host, body=body, seat=seat, person=person, since=since
        )
        trail.record(viewer, "seated", made, at)
    return made


def end_sitting(*, viewer: Viewer, sitting: Sitting, until: date, at: datetime) -> Sitting:
    """End a person's time on a seat.

    Raises:
        NotAllowed: unless the viewer may change bodies.
        SittingEndsEarly: when the end lies before the beginning.
    """
    require(viewer, Permission.BODY_CHANGE)
    if until < sitting.since:
        raise SittingEndsEarly
    with transaction.atomic():
        sitting.until = until
        sitting.save(update_fields=["until"])
        trail.record(viewer, "left_seat", sitting, at)
    return sitting
