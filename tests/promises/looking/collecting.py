"""Somebody follows every link and form of the site; what is shown on the way is kept."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from promises.looking.key_screens import KEY
from promises.looking.pages import kind_of, route_of
from promises.looking.reading import Reading
from thousandfold.settings.languages import LANGUAGES as OFFERED

LANGUAGES = ("en", "es")
#: Offered and not whole yet. By night every page is asked for in these too.
PARTIAL = tuple(one.code for one in OFFERED if one.partial)
NIGHT = os.environ.get("THOUSANDFOLD_NIGHT", "") == "1"


@dataclass
class Person:
    """Somebody with a browser, the addresses they have from elsewhere, and how far they walk.

    ``for_whom`` sets their pages apart from pages of the same kind that others see.
    """

    name: str
    client: Client
    starts: tuple[str, ...] = ()
    stays_below: str = "/"
    for_whom: str = ""

    def speaks(self, language: str) -> Client:
        """Another browser with the same cookies, set to a language."""
        twin = type(self.client)(headers={"accept-language": language})
        twin.cookies = copy(self.client.cookies)
        return twin


@dataclass(frozen=True)
class Way:
    """Where something leads, and from where. A form may lead to what is not there yet."""

    to: str
    origin: str = ""
    by_form: bool = False


@dataclass(frozen=True)
class Shown:
    """A page as it was answered, in each language."""

    name: str
    address: str
    answers: dict[str, Any]


@dataclass
class Collection:
    """Every kind of page that somebody came to, and every link that led nowhere."""

    shown: dict[str, Shown] = field(default_factory=dict)
    routes: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)
    words: tuple[str, ...] = ()

    def walks(self, person: Person, few: int) -> None:
        """Follow links and forms from where a person starts; only so many pages of a kind."""
        ahead = [Way(one) for one in person.starts]
        asked: Counter[str] = Counter()
        known: set[str] = set()
        while ahead:
            way = ahead.pop(0)
            kind = kind_of(way.to) or way.to
            asked[kind] += way.to not in known
            if way.to not in known and asked[kind] <= few:
                known.add(way.to)
                ahead += self._goes(person, way)

    def _goes(self, person: Person, way: Way) -> list[Way]:
        reply = person.client.get(way.to, secure=True)
        if reply.status_code in (301, 302):
            return [Way(urljoin(way.to, reply["Location"]), way.to, way.by_form)]
        if reply.status_code != 200 and not way.by_form:
            self.dead.append(f"{reply.status_code} {way.to} from {way.origin} ({person.name})")
        if reply.status_code != 200 or not is_page(reply):
            return []
        page = Reading(way.to, reply.content.decode())
        ways = [Way(one, way.to) for one in page.links]
        ways += [Way(one.leads_to, way.to, by_form=True) for one in page.forms if one.leads_to]
        if self.keeps(kind_of(way.to) or "", person, way.to, known=reply):
            ways += [Way(one, way.to, by_form=True) for one in self._presses(person, page)]
        return [one for one in ways if one.to.startswith(person.stays_below)]

    def _presses(self, person: Person, page: Reading) -> Iterator[str]:
        """Send the forms of a page that ask for something: as they stand, then filled in wrongly.

        What is shown is kept, the first of the two of each form; where it leads is returned.
        """
        for number, form in enumerate(page.forms):
            if form.by_post and form.asks and route_of(form.action) == route_of(page.address):
                reply = answered(person.speaks(LANGUAGES[0]), form.action, form.data)
                kind = f"{kind_of(page.address)} sent {number}"
                if is_page(reply):
                    self.keeps(kind, person, form.action, form.data, languages=LANGUAGES[1:])
                elif reply.status_code == 302:
                    self._presses_wrongly(person, page, number)
                    yield urljoin(form.action, reply["Location"])

    def _presses_wrongly(self, person: Person, page: Reading, number: int) -> None:
        form = page.forms[number]
        sent = form.filled_wrongly
        reply = answered(person.speaks(LANGUAGES[0]), form.action, sent)
        if is_page(reply):
            kind = f"{kind_of(page.address)} wrong {number}"
            self.keeps(kind, person, form.action, sent, languages=LANGUAGES[1:])

    def keeps(
        self,
        kind: str,
        person: Person,
        address: str,
        data: Any = None,
        *,
        languages: tuple[str, ...] = LANGUAGES,
        known: Any = None,
        **more: Any,
    ) -> bool:
        """Keep the answer at an address in these languages, unless one of its kind is kept.

        ``known`` is what it answered in the first language, if it was asked already.
        """
        kind = person.for_whom + kind
        if kind in self.shown:
            return False
        answers = {} if known is None else {LANGUAGES[0]: known}
        for one in asked_in(kind, languages):
            if one not in answers:
                answers[one] = answered(person.speaks(one), address, data, **more)
        self.shown[kind] = Shown(f"{address} ({person.name})", address, answers)
        self.routes.add(route_of(address) or "")
        return True


def asked_in(kind: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that a page of this kind is kept in; a key screen is kept in more."""
    if NIGHT:
        return (*LANGUAGES, *PARTIAL)
    key = LANGUAGES if kind in KEY else ()
    return (*usual, *key)


def is_page(reply: Any) -> bool:
    """True for an answer that is a page, and neither a file nor a way on."""
    found = reply.headers.get("Content-Type", "").startswith("text/html")
    return found and reply.status_code not in (301, 302, 405)


def answered(client: Client, address: str, data: Any = None, **more: Any) -> Any:
    """What an address answers. Whatever a sent form changes is taken back."""
    given = {"secure": True, **more}
    if data is None:
        return client.get(address, **given)
    with taken_back():
        return client.post(address, data, **given)


@contextmanager
def taken_back() -> Iterator[None]:
    """Everything stored within the block is as before afterwards."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
