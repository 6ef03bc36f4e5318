"""Every address, asked by somebody who comes in, so that every kind of answer is had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction

from access.asking import IN, NOTHING, OURS, OWN, answer, cases, methods, unpainted
from access.examples import example_for
from access.world import Looker, World
from promises.addresses import Address, every_address

#: Who is asked first whether they come in: those with most doors.
FIRST = ("administrator", "staff", "facilitator", "member", "alumnus", "phone", "nobody")


@dataclass(frozen=True)
class Way:
    """An address with its arguments, and somebody who comes in by it."""

    address: Address
    path: str
    looker: Looker


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is stored within the block is as before afterwards."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


#: Ways that were found already.
_known: dict[tuple[int, str], list[Way]] = {}


def ways(world: World, method: str) -> list[Way]:
    """For each address that answers a method, a way in: its first looker who is let in.

    An address where nobody is let in is asked as nobody. Looked for once a world.
    """
    key = (id(world), method)
    if key not in _known:
        known = [one for one in every_address() if method in methods(one) and has_examples(one)]
        with unpainted():
            _known[key] = [way_in(one, world, method) for one in known]
    return _known[key]


def has_examples(address: Address) -> bool:
    """Whether its arguments can be filled in. Where not, the access matrix says so, in red."""
    try:
        return all(example_for(address, name) for name, _ in address.arguments if name != "host")
    except AssertionError:
        return False


def way_in(address: Address, world: World, method: str) -> Way:
    """The first looker who is let in at this address."""
    tries = [one for one in cases(address, world) if one.whose in (OURS, OWN, NOTHING)]
    for case in tries:
        for name in FIRST:
            looker = world.lookers[name]
            path = case.path_of(looker)
            if path and answer(looker, method, address.name, path)[0] == IN:
                return Way(address, path, looker)
    return Way(address, tries[0].path or case.path_of(looker), world.lookers["nobody"])


def asked(looker: Looker, method: str, path: str, data: Any = None) -> Any:
    """What somebody is answered; undone afterwards."""
    with undone():
        return looker.ask(method, path, data)


def with_own_cookies(looker: Looker) -> Any:
    """The looker's browser as it was at first, whatever it was given meanwhile."""
    client = looker.client
    client.cookies.clear()
    for name, value in looker._kept.items():
        client.cookies[name] = value
    client.raise_request_exception = False
    return client
