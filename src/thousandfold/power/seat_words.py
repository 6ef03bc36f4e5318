# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a seat is called: a district by its number, the others by what they are."""

from __future__ import annotations

from django.utils.translation import gettext as say

from thousandfold_core.bodies.seats import Body, Seat


def name_of(seat: Seat) -> str:
    """A seat in words, for rows and forms."""
    number = seat.number.removeprefix(seat.kind).strip()
    if seat.kind == "mayor":
        return say("Mayor")
    if seat.kind == "at-large":
        return " ".join((say("At large"), number)).strip()
    return seat.number


def short_of(seat: Seat) -> str:
    """A seat in at most three signs, for a circle."""
    number = seat.number.removeprefix(seat.kind).strip()
    if seat.kind == "mayor":
        # Translators: the mayor's seat, in one or two letters.
        return say("M")
    if seat.kind == "at-large":
        # Translators: a seat elected at large, in one letter before its number.
        return say("A") + number
    return seat.number


def name_on(body: Body, number: str) -> str:
    """The name of a seat of a body, from its stored number."""
    return next((name_of(one) for one in body.places if one.number == number), number)
