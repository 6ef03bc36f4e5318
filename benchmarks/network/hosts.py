# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hosts, who works there, their organisations, coalition and principles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from network.ground import Life
from network.names import TOWNS, name_of
from network.words import value, wanted
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account, Role
from thousandfold.people.choices import LegalForm, Sector
from thousandfold.people.models import Adoption, Coalition, Membership, Organisation, Principles

KINDS = ("Local", "Alliance", "Council", "Parish", "Clinic", "School", "Tenants", "Workers")


@dataclass
class Region:
    """What a host's later years rest on."""

    staff: list[Account]
    administrators: list[Account]
    organisations: list[Organisation]
    coalitions: list[Coalition] = field(default_factory=list)


def account(life: Life, email: str, name: str) -> Account:
    """Somebody who signs in."""
    made = Account(id=life.id(life.host.created_at), email=email, name=name)
    made.set_unusable_password()
    return life.pile.put(made)


def role(life: Life, who: Account, kind: RoleKind, subject: Any = None) -> None:
    """A role since the host began."""
    since = life.host.created_at
    life.make(Role, since, account=who, kind=kind, subject=subject, since=since)


def region(life: Life) -> Region:
    """People who work at the host, organisations, and one coalition or two."""
    draw = life.chance("region")
    made = Region(
        staff=[
            _worker(life, draw, RoleKind.STAFF, n) for n in range(min(30, 2 + life.size // 500))
        ],
        administrators=[
            _worker(life, draw, RoleKind.ADMINISTRATOR, n) for n in range(1 + life.size // 20_000)
        ],
        organisations=[_organisation(life, draw, n) for n in range(min(400, 4 + life.size // 25))],
    )
    for number in range(1 + (life.size > 5_000)):
        made.coalitions.append(_coalition(life, draw, made, number))
    return made


def _worker(life: Life, draw: Random, kind: RoleKind, number: int) -> Account:
    who = account(life, f"{kind}{number}@{life.host.slug}.example", name_of(draw))
    role(life, who, kind)
    return who


def _organisation(life: Life, draw: Random, number: int) -> Organisation:
    at = life.host.created_at + timedelta(days=number % 60)
    town = draw.choice(TOWNS)
    made = life.make(
        Organisation,
        at,
        name=f"{town} {draw.choice(KINDS)} {number + 1}",
        sector=draw.choice(Sector.values),
        legal_form=draw.choice(LegalForm.values),
        place=town,
        base_words=f"About {draw.randrange(20, 4000)} members" if draw.random() < 0.6 else "",
    )
    life.did(at, "added", made)
    return made


def _coalition(life: Life, draw: Random, region: Region, number: int) -> Coalition:
    at = life.host.created_at + timedelta(days=number)
    made = life.make(
        Coalition, at, name=f"{life.host.region} Together {number + 1}", region=life.host.region
    )
    members = region.organisations[number :: 2 if life.size > 5_000 else 1]
    for one in members:
        since = (at + timedelta(days=draw.randrange(1, 200))).date()
        life.make(Membership, at, coalition=made, organisation=one, since=since)
    for version in (1, 2):
        _principles(life, draw, made, members, version)
    return made


def _principles(
    life: Life, draw: Random, coalition: Coalition, members: list[Organisation], number: int
) -> None:
    at = life.host.created_at + timedelta(days=60 * number)
    text = "\n".join(f"We stand for {value(draw)}: {wanted(draw)}." for _ in range(5))
    made = life.make(Principles, at, coalition=coalition, number=number, text=text, proposed_at=at)
    for one in members:
        if draw.random() < 0.7:
            on = (at + timedelta(days=draw.randrange(5, 90))).date()
            life.make(
                Adoption, at, principles=made, organisation=one, adopted_on=on, signer=name_of(draw)
            )
