# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calls, nominations that come in by the dozen or by the hundred, committees and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from network.ground import Life
from network.hosts import Region, account, role
from network.names import TOWNS, languages_of, name_of
from network.words import sentence
from thousandfold.base.choices import RoleKind
from thousandfold.people.choices import Post, Sector
from thousandfold.people.models import Person
from thousandfold.people.usecases.persons import sort_name
from thousandfold.recruitment.models import Balance, Call, Mark, Nomination, Reviewer, ToldApart

#: From the call's opening to its close, in days.
OPEN_FOR = 40
STATES, HOW_OFTEN = ("confirmed", "sent", "withdrawn"), (70, 20, 10)
SECTORS, POSTS = Sector.values, Post.values
VALUES = {"Gender": ["Female", "Male", "Nonbinary"], "Age": ["20+", "30+", "40+", "50+", "60+"]}


@dataclass
class Held:
    """A call with who was put forward in it."""

    call: Call
    nominations: list[Nomination]


def call(
    life: Life, region: Region, number: int, opened: datetime, chosen: Sequence[Person], state: str
) -> Held:
    """One call. ``chosen`` are the people who will be seated: they stand among its nominees."""
    draw = life.chance("call", number)
    made = life.make(
        Call,
        opened,
        coalition=region.coalitions[number % len(region.coalitions)],
        title=f"Leaders of {life.host.region}, cohort {number + 1}",
        programme="values-based-leadership",
        welcome="Whom do you see leading already?",
        opens_on=opened.date(),
        closes_on=(opened + timedelta(days=OPEN_FOR)).date(),
        state=state,
        link=life.word(18),
        created_at=opened,
        columns=VALUES,
        marks_opened_at=opened + timedelta(days=OPEN_FOR + 9) if state == "decided" else None,
    )
    life.did(opened, "opened", made)
    life.make(Balance, opened, call=made)
    held = Held(made, [_nominee(life, draw, made, opened, one) for one in chosen])
    for _ in range(_how_many(draw) - len(chosen)):
        held.nominations.append(_nominee(life, draw, made, opened, None))
    if state != "open":
        _committee(life, draw, region, held, number)
    _told_apart(life, held, opened)
    return held


def _how_many(draw: Random) -> int:
    """Nominees of a call: mostly thirty to sixty, now and then some hundreds."""
    return min(600, int(24 + 12 * draw.paretovariate(1.4)))


def _nominee(life: Life, draw: Random, call: Call, opened: datetime, seated: Any) -> Nomination:
    at = opened + timedelta(days=draw.random() * OPEN_FOR)
    name = seated.name if seated else name_of(draw)
    state = "confirmed" if seated else draw.choices(STATES, weights=HOW_OFTEN)[0]
    post = draw.choice(POSTS)
    return life.make(
        Nomination,
        at,
        call_id=call.id,
        state=state,
        source=draw.choice(("link", "link", "import", "staff", "self")),
        name=name,
        sort_name=sort_name(name),
        email=seated.email if seated else f"{life.word(8)}@{life.host.slug}.example",
        town=draw.choice(TOWNS),
        organisation=f"{draw.choice(TOWNS)} Council {draw.randrange(40)}",
        sector=draw.choice(SECTORS),
        side=Post(post).side,
        post=post,
        role="Organiser",
        languages=languages_of(draw),
        others={name: draw.choice(values) for name, values in VALUES.items()},
        nominator_name=name_of(draw),
        nominator_email=f"n{life.word(6)}@{life.host.slug}.example",
        story={"why": sentence(draw), "change": sentence(draw, 1)},
        nominator_key=life.word(30),
        nominee_key=life.word(30),
        person_id=seated.id if seated else None,
        created_at=at,
        answered_at=at + timedelta(days=2) if state == "confirmed" else None,
    )


def _committee(life: Life, draw: Random, region: Region, held: Held, number: int) -> None:
    """Three who mark; everybody marks who said yes, in the newest calls with a note."""
    closed = held.call.created_at + timedelta(days=OPEN_FOR)
    yes = [one for one in held.nominations if one.state == "confirmed"]
    for place in range(3):
        who = account(life, f"c{number}r{place}@{life.host.slug}.example", name_of(draw))
        role(life, who, RoleKind.COMMITTEE, held.call.id)
        seat = life.make(
            Reviewer,
            closed,
            call=held.call,
            account=who,
            organisation=draw.choice(region.organisations),
            invited_at=closed,
            locked_at=closed + timedelta(days=8),
        )
        for one in yes[:: 2 if number % 4 else 1]:
            _mark(life, draw, seat, one, closed)


def _mark(life: Life, draw: Random, seat: Reviewer, one: Nomination, closed: datetime) -> None:
    kind = draw.choices(("scored", "abstained", "conflict"), weights=(90, 7, 3))[0]
    points = Decimal(draw.randrange(6, 21)) / 2 if kind == "scored" else None
    at = closed + timedelta(days=draw.random() * 8)
    given = {"nomination_id": one.id, "reviewer_id": seat.id, "kind": kind, "points": points}
    life.make(Mark, at, note="Steady." if draw.random() < 0.1 else "", marked_at=at, **given)


def _told_apart(life: Life, held: Held, at: datetime) -> None:
    """Two whom somebody said are not one."""
    first, second = sorted(held.nominations[:2], key=lambda one: one.id)
    life.make(ToldApart, at, call=held.call, first=first, second=second, at=at)
