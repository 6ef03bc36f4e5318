# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cohorts of twelve to twenty, their sessions from the shipped programme, and who was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from network.calls import Held
from network.ground import Life
from network.hosts import account, role
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account
from thousandfold.curriculum.queries import programme
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Cohort, Decision, Member
from thousandfold.training.models import Attendance, Day, Session
from thousandfold.training.usecases.planning import _titled, slot_for

MARKS, HOW_OFTEN = ("here", "late", "left_early", "away"), (88, 6, 2, 4)
#: Days between the first days of two sessions, and from seating to the first.
BETWEEN, FIRST = 28, 14


@dataclass
class Seated:
    """A cohort with its members, and who leads its room."""

    cohort: Cohort
    members: list[Member]
    leader: Account
    first_day: date


@lru_cache(maxsize=1)
def package() -> Any:
    """The shipped programme."""
    return programme("values-based-leadership")


@lru_cache(maxsize=1)
def agendas() -> tuple[tuple[Any, ...], ...]:
    """By session: its days, each with its lines as a plan copies them."""
    return tuple(
        tuple((day, [_titled(item, package()) for item in day.items]) for day in one.days)
        for one in package().sessions
    )


def cohort(life: Life, held: Held, number: int, people: list[Person], at: datetime) -> Seated:
    """Seat a cohort at a moment, plan its sessions, mark who came up to now."""
    draw = life.chance("cohort", number)
    text = package()
    finished = at + timedelta(days=FIRST + 3 * BETWEEN + 20)
    made = life.make(
        Cohort,
        at,
        call=held.call,
        coalition=held.call.coalition,
        title=f"Cohort {number + 1}",
        programme=text.id,
        programme_version=text.version,
        programme_digest=text.digest,
        seated_at=at,
        finished_at=finished if finished < life.at else None,
    )
    life.did(at, "seated", made)
    chosen = sorted(str(one.id) for one in held.nominations[: len(people)])
    life.make(Decision, at, cohort=made, chosen=chosen, reason="", at=at)
    members = [_member(life, draw, made, one, at) for one in people]
    leader = account(life, f"lead{number}@{life.host.slug}.example", f"Leader {number + 1}")
    role(life, leader, RoleKind.FACILITATOR, made.id)
    first = (at + timedelta(days=FIRST)).date()
    _sessions(life, draw, made, members, first)
    return Seated(made, members, leader, first)


def _member(life: Life, draw: Random, cohort: Cohort, who: Person, at: datetime) -> Member:
    state = draw.choices(("seated", "left", "declined"), weights=(93, 4, 3))[0]
    given = {"state": state, "left_at": at if state != "seated" else None}
    if who.account is not None:
        role(life, who.account, RoleKind.MEMBER, cohort.id)
    return life.make(
        Member,
        at,
        cohort=cohort,
        person=who,
        account=who.account,
        seated_at=at,
        card=life.word(8).upper(),
        feed=life.word(32),
        **given,
    )


def _sessions(life: Life, draw: Random, cohort: Cohort, members: list[Member], first: date) -> None:
    for number, (outline, days) in enumerate(zip(package().sessions, agendas(), strict=True)):
        at = cohort.seated_at + timedelta(days=1)
        made = life.make(
            Session,
            at,
            cohort=cohort,
            number=number + 1,
            outline=outline.id,
            title=dict(outline.title),
            programme=cohort.programme,
            programme_version=cohort.programme_version,
            programme_digest=cohort.programme_digest,
        )
        begins = first + timedelta(days=number * BETWEEN)
        for place, (each, items) in enumerate(days):
            day = _day(life, made, each, place, begins)
            for line, item in enumerate(items, start=1):
                slot = slot_for(day, line, item)
                slot.id = life.id(at)
                life.pile.put(slot)
            _attendance(life, draw, day, members)
    life.did(cohort.seated_at + timedelta(days=1), "planned", cohort)


def _day(life: Life, session: Session, each: Any, place: int, begins: date) -> Day:
    return life.make(
        Day,
        session.cohort.seated_at,
        session=session,
        number=place + 1,
        title=dict(each.title),
        date=begins + timedelta(days=place),
        starts=each.starts,
        ends_by=each.ends,
        place="Parish hall" if place else "",
    )


def _attendance(life: Life, draw: Random, day: Day, members: list[Member]) -> None:
    """Marked the same evening; one day in fifty is still owed."""
    evening = datetime.combine(day.date, day.ends_by or day.starts, life.at.tzinfo)
    if day.date >= life.at.date() or draw.random() < 0.02 / _plenty(life):
        return
    for one in members:
        if one.state == "seated":
            mark = draw.choices(MARKS, weights=HOW_OFTEN)[0]
            life.make(
                Attendance, evening, day_id=day.id, member_id=one.id, mark=mark, marked_at=evening
            )


def _plenty(life: Life) -> float:
    """A large host has more staff, and owes no longer a list than a small one."""
    return max(1.0, life.size / 1_000)
