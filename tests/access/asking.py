"""Asking every address as everybody, and naming what came of it in a word."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse

from access.examples import POSTS, example_for, missing, own_for
from access.world import Looker, Part, World
from promises.addresses import Address
from thousandfold.base.permissions import NotAllowed

IN, SIGN_IN, NOT_OPEN, NOT_HERE = "in", "sign in", "403", "404"
SECOND_FACTOR, DOOR, WAIT, REFUSED = "second factor", "door", "wait", "refused"
#: Where answers lead that are no way in.
LEADS = {
    "/account/sign-in/": SIGN_IN,
    "/account/login/": SIGN_IN,
    "/join/": DOOR,
    "/room/waiting/": WAIT,
}

#: Whose the things in an address are.
NOTHING, OURS, OTHERS, OWN = "", "ours", "others' here", "one's own"
ELSEWHERE, THERE = "another host's", "at the other host"
CROSSED, SMUGGLED = "others' under ours", "another host's under ours"


@dataclass(frozen=True)
class Case:
    """One address with its arguments filled in, and whose they are.

    ``void`` is the same address with names of things that are nowhere; ``own`` has a path of
    their own for some lookers.
    """

    address: Address
    whose: str
    path: str = ""
    void: str = ""
    own: dict[str, str] = field(default_factory=dict)

    @property
    def has_things(self) -> bool:
        """Whether the address names things that belong to somebody."""
        return bool(_things(self.address))

    @property
    def is_theirs_abroad(self) -> bool:
        """Whether people of the other host may come in by it: no host stands in the address."""
        return self.whose == ELSEWHERE and ("host", "slug") not in self.address.arguments

    def path_of(self, looker: Looker) -> str:
        """The path that a looker asks for; empty when the case does not arise for them."""
        return self.own.get(looker.name, "") if self.own else self.path


def cases(address: Address, world: World) -> Iterator[Case]:
    """Every way of filling in an address that access may turn on."""
    sorts = [sort for sort, _name in _sorts(address)]
    mine = OURS if {"thing", "key"} & set(sorts) else NOTHING
    home, ours, foreign = world.home, world.ours, world.foreign
    yield Case(address, mine, filled(address, home, ours))
    if own_for(address):
        known = [one for one in world.lookers.values() if one.person and one.at is world.ours]
        yield Case(address, OWN, own={one.name: _own_path(address, world, one) for one in known})
    if "thing" in sorts and "key" not in sorts:
        void = address.filled(_values(address, home, ours) | _nowhere(address))
        yield Case(address, OTHERS, filled(address, home, world.others))
        yield Case(address, ELSEWHERE, filled(address, home, foreign), void)
    if "thing" in sorts and len(sorts) - sorts.count("common") > 1:
        void = address.filled(_values(address, home, ours) | _nowhere(address, last=True))
        yield Case(address, CROSSED, filled(address, home, ours, last=world.others), void)
        yield Case(address, SMUGGLED, filled(address, home, ours, last=foreign), void)
    if ("host", "slug") in address.arguments:
        yield Case(address, THERE, filled(address, world.abroad, foreign))


def _sorts(address: Address) -> list[tuple[str, str]]:
    """The sort of each argument but the host, with its name."""
    names = [name for name, _kind in address.arguments if name != "host"]
    return [(example_for(address, name)[0], name) for name in names]


def _values(address: Address, host: Any, part: Part) -> dict[str, Any]:
    found = {name: example_for(address, name)[1](part) for _sort, name in _sorts(address)}
    return {"host": host.slug, **found}


def filled(address: Address, host: Any, part: Part, last: Part | None = None) -> str:
    """The path with a part's things; the last thing may be another part's."""
    values = _values(address, host, part)
    if last is not None:
        name = _things(address)[-1]
        values[name] = example_for(address, name)[1](last)
    return address.filled(values)


def _things(address: Address) -> list[str]:
    return [name for sort, name in _sorts(address) if sort == "thing"]


def _own_path(address: Address, world: World, looker: Looker) -> str:
    own = {name: example(looker) for name, example in own_for(address).items()}
    return address.filled({**_values(address, world.home, world.ours), **own})


def _nowhere(address: Address, last: bool = False) -> dict[str, Any]:
    """Names of things that are nowhere: for each thing of the address, or its last."""
    kinds = dict(address.arguments)
    return {name: missing(kinds[name]) for name in _things(address)[-1 if last else 0 :]}


def methods(address: Address) -> list[str]:
    """Of "GET" and "POST" those that the view answers; the others are a 405 for whoever is in."""
    view = getattr(address.view, "view_class", address.view)
    if not isinstance(view, type):
        return ["GET", "POST"]
    named = getattr(view, "http_method_names", ["get", "post"])
    return [one for one in ("GET", "POST") if one.lower() in named and hasattr(view, one.lower())]


def answer(looker: Looker, method: str, name: str, path: str, data: Any = None) -> tuple[str, Any]:
    """What somebody is answered, in a word and in full; whatever the request did is undone."""
    cache.clear()
    refused: list[Any] = []
    heard = patch.object(NotAllowed, "__init__", _heard(refused))
    work = Work()
    with transaction.atomic(), heard, connection.execute_wrapper(work):
        reply = looker.ask(method, path, data or (POSTS.get(name) if method == "POST" else None))
        transaction.set_rollback(True)
    reply.work = work.count
    word = word_for(reply)
    return (REFUSED if refused and word == IN else word), reply


class Work:
    """Counts what the database is asked for: how much work an answer was, whatever the clock says.

    What is written is left out: a session is noted now and then, whoever asks for what.
    """

    count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """One more."""
        self.count += sql.startswith("SELECT")
        return execute(sql, params, many, context)


def _heard(refused: list[Any]) -> Any:
    """NotAllowed's making, overheard: a use case refuses where the page itself was open."""
    made = NotAllowed.__init__

    def init(self: NotAllowed, **params: Any) -> None:
        refused.append(params)
        made(self, **params)

    return init


def word_for(reply: Any) -> str:
    """An answer in a word."""
    if reply.status_code in (301, 302, 303):
        return LEADS.get(reply.headers["Location"].partition("?")[0], IN)
    if reply.status_code == 403:
        return SECOND_FACTOR if b"second-factor/totp/activate" in reply.content else NOT_OPEN
    if reply.status_code == 404:
        return NOT_HERE
    return IN if reply.status_code < 500 else str(reply.status_code)


@contextmanager
def unpainted() -> Iterator[None]:
    """Pages that are let in are not painted: the matrix asks who comes in, not what is there."""
    logging.disable(logging.ERROR)
    try:
        with patch.object(SimpleTemplateResponse, "rendered_content", ""):
            yield
    finally:
        logging.disable(logging.NOTSET)
