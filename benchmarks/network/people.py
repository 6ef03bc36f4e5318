# SPDX-License-Identifier: AGPL-3.0-or-later
"""People of a host and their times in roles over the years."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from network.ground import Life
from network.hosts import Region, account
from network.names import TOWNS, languages_of, name_of
from thousandfold.people.choices import Post
from thousandfold.people.models import Person, Spell
from thousandfold.people.usecases.persons import sort_name

#: Most people were met in a community or a union; few sit inside government.
POSTS, HOW_OFTEN = Post.values, (2, 3, 4, 12, 14, 8, 30)


def person(life: Life, draw: Random, region: Region, number: int, signs_in: bool) -> Person:
    """Somebody with one time in a role, or two or three."""
    at = life.host.created_at + timedelta(seconds=number * _pace(life))
    name = name_of(draw)
    made = life.make(
        Person,
        at,
        name=name,
        sort_name=sort_name(name),
        called=name.split()[0] if draw.random() < 0.3 else "",
        email=f"p{number}@{life.host.slug}.example" if draw.random() < 0.8 else "",
        phone=f"408-555-{number % 10_000:04}" if draw.random() < 0.5 else "",
        town=draw.choice(TOWNS),
        languages=languages_of(draw),
        account=account(life, f"m{number}@{life.host.slug}.example", name) if signs_in else None,
        needs="Step-free access" if draw.random() < 0.03 else "",
    )
    for place in range(draw.choice((1, 1, 1, 1, 2, 2, 3))):
        _spell(life, draw, region, made, place)
    if number % 8 == 0:
        life.did(at, "registered", made)
    return made


def _spell(life: Life, draw: Random, region: Region, who: Person, place: int) -> None:
    """The newest goes on; earlier ones ended before it."""
    post = draw.choices(POSTS, HOW_OFTEN)[0]
    since = life.at.date() - timedelta(days=600 * place + draw.randrange(30, 500))
    ends = since + timedelta(days=draw.randrange(5, 200))
    life.make(
        Spell,
        life.host.created_at,
        person_id=who.id,
        organisation_id=draw.choice(region.organisations).id if draw.random() < 0.9 else None,
        post=post,
        title="" if draw.random() < 0.6 else "Organiser",
        since=since,
        until=ends if place or draw.random() < 0.1 else None,
    )


def _pace(life: Life) -> float:
    """People were registered evenly over the host's years."""
    return (life.at - life.host.created_at).total_seconds() / (life.size + 1)
