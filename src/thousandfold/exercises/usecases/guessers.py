# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wrong codes at a room's door: a try is written down before its code is looked at."""

from __future__ import annotations

from datetime import datetime

from thousandfold.base.running.faults import as_room_allows
from thousandfold.exercises import codes
from thousandfold.exercises.models import WrongCode
from thousandfold.exercises.refused import TooManyWrongCodes


def begin_try(address: str, at: datetime) -> WrongCode:
    """Begin a try; whoever finds the code right takes it back, so that only wrong ones stay.

    A hundred tries at the same instant see each other, in whatever thread or process. A
    refused one is not counted, so nobody stays shut out by trying again. Indexed counts.

    Raises:
        TooManyWrongCodes: when too many wrong ones came, from here or from everywhere; the
            code must not be looked at.
    """
    here = codes.digest(address, "address")
    _refuse(here, at, room=0)
    row = WrongCode.objects.create(address=here, at=at)
    try:
        _refuse(here, at, room=1)
    except TooManyWrongCodes:
        take_back(row)
        raise
    if row.pk % 100 == 0:
        WrongCode.objects.filter(at__lte=at - codes.WITHIN).delete()
    return row


def take_back(attempt: WrongCode) -> None:
    """A try that does not count: its code was right, or was not looked at.

    On a failing disk it may stay: it is one more in the count, and runs out with the others.
    """
    with as_room_allows():
        attempt.delete()


def _refuse(here: str, at: datetime, *, room: int) -> None:
    recent = WrongCode.objects.filter(at__gt=at - codes.WITHIN)
    if (
        recent.filter(address=here).count() >= codes.FROM_ONE_ADDRESS + room
        or recent.count() >= codes.EVERYWHERE + room
    ):
        raise TooManyWrongCodes(minutes=int(codes.WITHIN.total_seconds() // 60))
