"""kill -9 at any moment: what was acknowledged is there, and nothing is there in part."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from factories.hosts import make_host, make_viewer
from factories.rooms import Round
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import inside
from thousandfold.exercises import codes
from thousandfold.exercises.models import Place
from trust.faults.lives import SECONDS, Lives
from trust.faults.phones import room_page, say_one

#: What the test stores is really stored, so that it can be copied.
pytestmark = pytest.mark.django_db(transaction=True)

NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
WRITERS = 2_000 if NIGHT else 180
SERVERS = 200 if NIGHT else 20
PERSONS = "SELECT name FROM people_person"
LINES = "SELECT count(*) FROM base_trailentry WHERE verb = 'registered'"


@pytest.fixture
def lives(transactional_db: None, tmp_path: Path) -> Iterator[Lives]:
    """A host with somebody of its staff, copied for lives of their own."""
    host = make_host(is_demo=True)
    staff = make_viewer(host, RoleKind.STAFF)
    desk = Client()
    desk.force_login(staff.account)
    made = Lives(tmp_path / "data")
    made.address = reverse("people:person-register", args=[host.slug])
    made.desk = f"sessionid={desk.cookies['sessionid'].value}"
    yield made
    made.ends()


def in_part(lives: Lives) -> list[str]:
    """Acts of which only a part is there: a person without a line in the trail, or twice."""
    names = [name for (name,) in lives.rows(PERSONS)]
    [(lines,)] = lives.rows(LINES)
    twice = [f"twice: {one}" for one in {n for n in names if names.count(n) > 1}]
    return [*twice, *([f"{len(names)} persons, {lines} lines"] if len(names) != lines else [])]


def killed_writers(lives: Lives, times: int, hole: str = "", seed: int = 3) -> list[str]:
    """What kills of a writer find wrong."""
    chance, acknowledged = Random(seed), set()
    for number in range(times):
        lives.begins("write", f"w{number}", *([hole] if hole else []))
        acknowledged.update(lives.early)
        acknowledged.add(lives.hears())
        time.sleep(chance.uniform(0, 0.03))
        lives.dies()
        with suppress(Empty):
            while True:
                acknowledged.add(lives.heard.get(timeout=0.003))
    there = {name for (name,) in lives.rows(PERSONS)}
    lost = [f"lost: {len(acknowledged - there)}"] if acknowledged - there else []
    return [*lost, *in_part(lives), *lives.unsound()]


def killed_servers(lives: Lives, times: int, seed: int = 5) -> list[str]:
    """What kills of the server find wrong, while somebody sends forms and sends them again."""
    chance, acknowledged, number = Random(seed), [], 0
    for _ in range(times):
        lives.serves()
        until = time.monotonic() + chance.uniform(0.01, 0.12)
        while time.monotonic() < until:
            form = {"name": f"h{number}", "once": f"key-{number}"}
            status, where = lives.asks("POST", lives.address, lives.desk, **form)
            if status != 302:
                return [f"{form['name']} was answered {status}: {where[:500]}"]
            acknowledged.append(form["name"])
            number += 1
        # One more is on its way when the server dies; it is sent again to the next one.
        last = {"name": f"h{number}", "once": f"key-{number}"}
        with _dying(lives, chance.uniform(0, 0.02)), suppress(OSError):
            lives.asks("POST", lives.address, lives.desk, **last)
        lives.serves()
        status, where = lives.asks("POST", lives.address, lives.desk, **last)
        if status == 409 and not _can_wait(lives, last):
            return [f"{last['name']}: neither done nor to be sent again: {where[:300]}"]
        lives.dies()
        number += 1
    names = {name for (name,) in lives.rows(PERSONS)}
    lost = [f"lost: {one}" for one in acknowledged if one not in names]
    return [*lost, *in_part(lives), *lives.unsound()]


def _can_wait(lives: Lives, form: dict[str, str]) -> bool:
    """Done before the death; or claimed and not done, which a minute later may be sent again."""
    [(acted, *_more)] = lives.rows("SELECT acted FROM base_oncepost ORDER BY at DESC LIMIT 1")
    there = (form["name"],) in lives.rows(PERSONS)
    return bool(acted) == there


class _dying:
    """The server dies a moment after the block begins, or when it ends."""

    def __init__(self, lives: Lives, wait: float) -> None:
        self.lives, self.wait = lives, wait

    def __enter__(self) -> None:
        self.timer = threading.Timer(self.wait, self.lives.dies)
        self.timer.start()

    def __exit__(self, *_problem) -> None:
        if self.wait >= SECONDS:
            self.timer.cancel()
            self.lives.dies()
        self.timer.join()


@pytest.mark.both
def test_writers_that_are_killed_lose_nothing(lives):
    assert killed_writers(lives, WRITERS) == []


@pytest.mark.both
def test_servers_that_are_killed_lose_nothing(lives):
    assert killed_servers(lives, SERVERS) == []


@pytest.mark.both
@pytest.mark.sabotage("test_writers_that_are_killed_lose_nothing")
def test_a_use_case_without_its_transaction_is_found(lives):
    assert any("lines" in one for one in killed_writers(lives, 60, "bare"))


@pytest.mark.both
@pytest.mark.sabotage("test_writers_that_are_killed_lose_nothing")
def test_an_acknowledgement_before_the_commit_is_found(lives):
    assert any("lost" in one for one in killed_writers(lives, 60, "early"))


@pytest.fixture
def room(transactional_db: None, tmp_path: Path) -> Iterator[Lives]:
    """Ten phones in the middle of an exercise."""
    host = make_host(is_demo=True)
    with inside(host):
        held = Round(host, people=10).starts("closing", step="plus-delta")
        runs_of = [str(one.pk) for one in held.places]
        for number, place in enumerate(held.places):
            device = codes.digest(f"token-{number}", "device")
            Place.objects.filter(pk=place.pk).update(device=device, entered_at=held.at)
    made = Lives(tmp_path / "data")
    made.places = runs_of
    yield made
    made.ends()


def room_findings(room: Lives, deaths: int, *, keys: bool = True, seed: int = 11) -> list[str]:
    """A room in which everybody writes five things while the server dies again and again."""
    chance, heard = Random(seed), {one: [] for one in range(10)}
    room.serves()
    pages = {one: room_page(room, f"place=token-{one}") for one in range(10)}
    turns = [one for one in range(10) for _ in range(5)]
    chance.shuffle(turns)
    deadly = set(chance.sample(range(len(turns)), deaths))
    for at, phone in enumerate(turns):
        words = f"thing {len(heard[phone])} of {phone}"
        key = f"k-{phone}-{len(heard[phone])}" if keys else ""
        if at in deadly:
            # It dies while the words are on their way, or before their answer is heard.
            wait = chance.choice((0, 0.01, 0.03, SECONDS))
            with _dying(room, wait), suppress(OSError):
                say_one(room, f"place=token-{phone}", pages[phone], words, key)
            room.serves()
        status, _where = say_one(room, f"place=token-{phone}", pages[phone], words, key)
        if status != 302:
            return [f"phone {phone} was answered {status}"]
        heard[phone].append(words)
    room.dies()
    given = room.rows("SELECT place_id, count(*) FROM exercises_storedanswer GROUP BY place_id")
    counts = {str(place).replace("-", ""): count for place, count in given}
    wrong = [
        f"phone {phone}: {counts.get(place.replace('-', ''))} of {len(heard[phone])}"
        for phone, place in enumerate(room.places)
        if counts.get(place.replace("-", "")) != len(heard[phone])
    ]
    return [*wrong, *room.unsound()]


@pytest.mark.both
def test_a_room_whose_server_dies_goes_on(room):
    assert room_findings(room, 12) == []


@pytest.mark.both
@pytest.mark.sabotage("test_a_room_whose_server_dies_goes_on")
def test_phones_without_keys_are_found_to_say_things_twice(room):
    assert room_findings(room, 20, keys=False)
