"""Forms sent twice and three times over real lines: at once, after a lost reply, by going back.

One server process on SQLite, two on PostgreSQL; the copies of one form go to either.
"""

from __future__ import annotations

import os
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from factories.hosts import make_host, make_viewer
from site_addresses import free_port
from thousandfold.base.choices import RoleKind
from trust.faults.lives import CSRF, Lives

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
#: So many forms on each of the two databases.
FORMS = 10_000 if NIGHT else 1_000
#: What becomes of a form, and how many of a hundred.
FATES = {
    "twice at once": 30,
    "three at once": 20,
    "reply lost": 20,
    "gone back to": 20,
    "by somebody else": 4,
    "on another page": 3,
    "with other words": 3,
}
AT_ONCE = 4
#: What the other page asks besides a name.
MORE = {"sector": "education", "legal_form": "501c3"}


@dataclass
class Desk:
    """Somebody at a browser, who sends forms to one of the servers."""

    lives: Lives
    chance: Random
    wrong: list[str] = field(default_factory=list)
    expected: Counter[tuple[str, str]] = field(default_factory=Counter)
    earlier: list[tuple[str, str]] = field(default_factory=list)

    def sends(self, number: int) -> None:
        """One form, whatever becomes of it."""
        [fate] = self.chance.choices([*FATES], [*FATES.values()])
        name = f"form {number}"
        self.expected["person", name] += 1
        self._meets(fate, name)

    def _meets(self, fate: str, name: str) -> None:
        if fate == "three at once":
            self._alike(name, self._at_once(name, 3))
        elif fate == "reply lost":
            self._goes_unheard(name)
            self._alike(name, [self._taken(name), self._taken(name)])
        elif fate == "gone back to":
            self.earlier.append((name, self._taken(name)))
            old, led = self.earlier[self.chance.randrange(len(self.earlier))]
            self._alike(old, [led, self._taken(old)])
        elif fate == "by somebody else":
            self.expected["person", name] += 1
            self._differ(name, self._taken(name), self._taken(name, desk=self.lives.other))
        elif fate == "on another page":
            self.expected["organisation", name] += 1
            self._differ(name, self._taken(name), self._taken(name, page=self.lives.elsewhere))
        else:
            self._alike(name, self._at_once(name, 2))
            if fate == "with other words":
                self._is_offered_again(name)

    def _at_once(self, name: str, copies: int) -> list[str]:
        with ThreadPoolExecutor(copies) as senders:
            return list(senders.map(self._taken, [name] * copies))

    def _taken(self, name: str, page: str = "", desk: str = "") -> str:
        """Send until it is heard that it was taken; where it led, or that it was done."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            status, said = self._asks(name, name, page, desk)
            if status == 302:
                return said
            if status != 409:
                self.wrong.append(f"{name} was answered {status}: {said[:200]}")
                return ""
            if "saved the first time" in said:
                return "done"
            if "still at work on it" not in said:
                self.wrong.append(f"{name}: a 409 of another kind: {said[:200]}")
                return ""
            time.sleep(0.02)
        self.wrong.append(f"{name} was at work for a minute")
        return ""

    def _asks(self, name: str, key: str, page: str = "", desk: str = "") -> tuple[int, str]:
        address, cookie = page or self.lives.address, desk or self.lives.desk
        port = self.chance.choice(self.lives.ports)
        form = {"name": name, "once": f"key {key}", **MORE}
        return self.lives.asks("POST", address, cookie, port, **form)

    def _goes_unheard(self, name: str) -> None:
        """All of it arrives; whoever sent it has gone when the answer comes."""
        body = urlencode({"name": name, "once": f"key {name}", "csrfmiddlewaretoken": CSRF, **MORE})
        head = (
            f"POST {self.lives.address} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: {self.lives.desk}; csrftoken={CSRF}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        port = self.chance.choice(self.lives.ports)
        with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
            line.sendall((head + body).encode())
            time.sleep(self.chance.choice((0, 0.005, 0.02)))

    def _is_offered_again(self, name: str) -> None:
        """Other words under a key that counted: neither saved nor lost."""
        status, said = self._asks(f"{name} otherwise", name)
        if status != 409 or f"{name} otherwise" not in said:
            self.wrong.append(f"{name} with other words was answered {status}")

    def _alike(self, name: str, led: list[str]) -> None:
        """One place. Who only heard "done" came between the act and the note of where it led."""
        places = set(led) - {"done"} or {self._told(name)}
        if len(places) != 1 or "" in places:
            self.wrong.append(f"{name} led to {sorted(set(led))}")

    def _told(self, name: str) -> str:
        """Where a form led that is done, once that is noted; nothing when it never is."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            status, said = self._asks(name, name)
            if status == 302:
                return said
            time.sleep(0.02)
        return ""

    def _differ(self, name: str, one: str, other: str) -> None:
        if one == other:
            self.wrong.append(f"{name}: two acts led to {one}")


def sent_again_and_again(lives: Lives, forms: int, seed: int = 17) -> list[str]:
    """What forms that are sent more than once find wrong."""
    desks = [Desk(lives, Random(seed + number)) for number in range(AT_ONCE)]

    def works(which: int) -> None:
        for number in range(which, forms, AT_ONCE):
            desks[which].sends(number)

    with ThreadPoolExecutor(AT_ONCE) as all_at_once:
        list(all_at_once.map(works, range(AT_ONCE)))
    expected = sum((one.expected for one in desks), Counter())
    found = [one for desk in desks for one in desk.wrong]
    return found + differences(lives, expected) + lives.unsound()


def differences(lives: Lives, expected: Counter[tuple[str, str]]) -> list[str]:
    """Acts that are not there as often as they should be."""
    there: Counter[tuple[str, str]] = Counter()
    for kind in ("person", "organisation"):
        there.update((kind, name) for (name,) in lives.rows(f"SELECT name FROM people_{kind}"))
    return [
        f"{kind} {name}: {there[kind, name]} of {expected[kind, name]}"
        for kind, name in sorted(there.keys() | expected.keys())
        if there[kind, name] != expected[kind, name]
    ]


@pytest.fixture
def lives(transactional_db: None, tmp_path: Path) -> Iterator[Lives]:
    """A host with two of its staff; where forms are sent, and by whom."""
    host = make_host(is_demo=True)
    signed_in = []
    for email in ("one@host.example", "two@host.example"):
        desk = Client()
        desk.force_login(make_viewer(host, RoleKind.STAFF, email=email).account)
        signed_in.append(f"sessionid={desk.cookies['sessionid'].value}")
    made = Lives(tmp_path / "data")
    made.desk, made.other = signed_in
    made.address = reverse("people:person-register", args=[host.slug])
    made.elsewhere = reverse("people:organisation-register", args=[host.slug])
    made.ports = [made.port] if connection.vendor == "sqlite" else [made.port, free_port()]
    yield made
    made.ends()


def serve_all(lives: Lives, *hole: str) -> Lives:
    """A server at each port."""
    for port in lives.ports:
        lives.serves(*hole, port=port)
    return lives


def test_forms_sent_again_count_once(lives):
    assert sent_again_and_again(serve_all(lives), FORMS) == []


@pytest.mark.sabotage("test_forms_sent_again_count_once")
def test_keys_that_nobody_claims_are_found(lives):
    found = sent_again_and_again(serve_all(lives, "unclaimed"), 24)
    assert any("2 of 1" in one for one in found)
