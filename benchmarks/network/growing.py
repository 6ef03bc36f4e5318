# SPDX-License-Identifier: AGPL-3.0-or-later
"""Growing a network: host by host, in one process or in several side by side."""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

from django.db import connections

from network import alumni, calls, cohorts, hosts, paper, people, platforms, power, rooms
from network.ground import Life, Pile
from network.shapes import Shape
from thousandfold.base.models import Host
from thousandfold.base.scope import inside
from thousandfold_core.chance import chance

#: So many of a hundred people sit in a cohort, or sat in one.
SEATED = 6
Say = Callable[[str], None]


def grow(shape: Shape, say: Say = lambda line: None) -> Counter[str]:
    """Fill the database of this process's settings; return the rows written, by table."""
    return _some((shape, range(shape.hosts)), say)


def grow_side_by_side(shape: Shape, processes: int, say: Say) -> Counter[str]:
    """The same, by several processes with connections of their own; the large hosts first."""
    parts = [(shape, range(number, shape.hosts, processes)) for number in range(processes)]
    written: Counter[str] = Counter()
    connections.close_all()
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=forked) as pool:
        for part in pool.map(_told, parts):
            written.update(part)
    say(f"{sum(written.values()):,} rows")
    return written


def _told(given: tuple[Shape, range]) -> Counter[str]:
    return _some(given, lambda line: print(line, file=sys.stderr, flush=True))


def _some(given: tuple[Shape, range], say: Say = lambda line: None) -> Counter[str]:
    shape, numbers = given
    pile, sizes = Pile(), shape.sizes()
    for number in numbers:
        host_of(shape, number, sizes[number], pile)
        say(f"host {number}: {sizes[number]:,} people")
    return pile.written


def host_of(shape: Shape, number: int, size: int, pile: Pile) -> None:
    """One host with all its years."""
    draw = chance(shape.seed, number, "host")
    at = shape.at - timedelta(days=draw.randrange(900, 2_900))
    host = Host(
        slug=f"host-{number:04}",
        name=f"Host {number}",
        region=f"Region {number}",
        created_at=at,
        looked_over_at=shape.at,
    )
    life = Life(host, number, size, shape.seed, shape.at, pile)
    host.id = life.id(at)
    pile.put(host)
    with inside(host):
        _years(life)
        pile.write()


def _years(life: Life) -> None:
    region, draw = hosts.region(life), life.chance("people")
    many = max(1 + (life.size >= 40), life.size * SEATED // 100 // 16)
    kept = []
    for number in range(life.size):
        seated = number < many * 20
        made = people.person(life, draw, region, number, seated and draw.random() < 0.4)
        kept += [made] * seated
        life.pile.pause()
    life.pile.write()
    for number in range(many):
        _cohort(life, region, number, many, kept)
        life.pile.pause()
    _open_call(life, region, many)
    power.follow(life, kept)
    paper.trail(life, region)


def _cohort(life: Life, region: hosts.Region, number: int, many: int, known: list) -> None:
    """A call, the cohort it led to, its room, platform and alumni; the newest meets now."""
    size = 12 + life.chance("size", number).randrange(9)
    chosen = known[number * 20 : number * 20 + size]
    years = (life.at - life.host.created_at).days - 160
    seated_at = life.ago(45 + years * (many - 1 - number) / many)
    opened = seated_at - timedelta(days=calls.OPEN_FOR + 20)
    held = calls.call(life, region, number, opened, chosen, "decided")
    paper.letters(life, held)
    seated = cohorts.cohort(life, held, number, chosen, seated_at)
    table = rooms.room(life, seated, number, newest=number == many - 1)
    if table is not None:
        platforms.platform(life, table, number)
        alumni.alumni(life, seated, table, number)


def _open_call(life: Life, region: hosts.Region, number: int) -> None:
    """One call takes nominations now, and one is being read by its committee."""
    for place, (days, state) in enumerate(((20, "open"), (45, "closed"))):
        held = calls.call(life, region, number + place, life.ago(days), [], state)
        paper.letters(life, held)
