# SPDX-License-Identifier: AGPL-3.0-or-later
"""Governing bodies that a host follows, and who of its people sits there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from network.ground import Life
from thousandfold.people.models import Person
from thousandfold.power.models import FollowedBody, Sitting
from thousandfold.power.packs_of_bodies import bodies


def follow(life: Life, people: Sequence[Person]) -> None:
    """Two to twelve bodies; on each, a seat or two held by somebody known."""
    draw = life.chance("bodies")
    known = sorted(bodies())
    for key in draw.sample(known, min(len(known), 2 + min(10, life.size // 300))):
        at = life.host.created_at + timedelta(days=40)
        body = life.make(FollowedBody, at, key=key, since=at)
        life.did(at, "followed", body)
        for seat in range(draw.choice((0, 1, 1, 2))):
            since = life.at.date() - timedelta(days=draw.randrange(100, 900))
            who = draw.choice(people)
            life.make(Sitting, at, body=body, seat=str(seat + 1), person=who, since=since)
