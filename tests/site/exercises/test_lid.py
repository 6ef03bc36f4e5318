"""The laptop's lid is closed in the middle: when the server runs again, the room goes on."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from thousandfold.exercises import codes
from thousandfold.exercises.live import token_of_room
from thousandfold.exercises.models import Place

#: What the test stores is really stored, so that it can be copied.
pytestmark = pytest.mark.django_db(transaction=True)


class Laptop:
    """A server of its own over a copy of what the test has stored so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        shutil.copytree(Path(settings.DATA) / "keys", folder / "keys")
        if connection.vendor == "sqlite":
            copied = sqlite3.connect(folder / "thousandfold.sqlite3")
            stored = sqlite3.connect(connection.settings_dict["NAME"])
            stored.backup(copied)
            copied.close()
            stored.close()
        self.port = free_port()

    def opens(self) -> None:
        """Start, and wait until the first page comes."""
        call = [sys.executable, "-m", "uvicorn", "thousandfold.cli.server.asgi:application"]
        surroundings = {
            "THOUSANDFOLD_DATA": str(self.folder),
            "THOUSANDFOLD_DATABASE": address_of_database(),
            "DJANGO_SETTINGS_MODULE": "thousandfold.settings.test",
            "PATH": "/usr/bin:/bin",
        }
        self.server = subprocess.Popen(
            [*call, "--port", str(self.port), "--log-level", "error"], env=surroundings
        )
        for _ in range(600):
            try:
                if self.asks("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                assert self.server.poll() is None
            time.sleep(0.1)
        raise AssertionError("The server did not start.")

    def dies(self) -> None:
        """No goodbye: the lid is closed, the battery is out."""
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def asks(self, method: str, path: str, cookie: str = "", **fields: str) -> tuple[int, str]:
        """One request; the status, and the page or where it leads."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, path, urlencode(fields) if fields else None, headers)
        answer = line.getresponse()
        body = answer.read().decode()
        line.close()
        return answer.status, answer.headers.get("Location") or body

    def stored(self, question: str) -> list[tuple]:
        """What stands in the database."""
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchall()
        with closing(sqlite3.connect(self.folder / "thousandfold.sqlite3")) as one:
            return one.execute(question).fetchall()


def address_of_database() -> str:
    """The tests' PostgreSQL, which the server shares; nothing for SQLite, which is copied."""
    if connection.vendor == "sqlite":
        return ""
    given = connection.settings_dict
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
    return f"postgresql://{who}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def laptop(round_, tmp_path):
    """A room of four in the middle of an exercise, on a laptop that was just opened."""
    round_.starts("me-tree", step="branches").gives(1, "branches", words="care")
    Place.objects.filter(pk=round_.places[0].pk).update(
        device=codes.digest("token-0", "device"), entered_at=round_.at
    )
    desk = Client()
    desk.force_login(round_.leader.account)
    made = Laptop(tmp_path / "data")
    made.desk = f"sessionid={desk.cookies['sessionid'].value}; csrftoken={'c' * 32}"
    made.phone = f"place=token-0; csrftoken={'c' * 32}"
    made.opens()
    yield made
    made.dies()


CSRF = {"csrfmiddlewaretoken": "c" * 32}


def prompt_of(page: str) -> dict[str, str]:
    """The hidden fields of the phone's prompt."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    wanted = ("once", "run", "step", "at", "door", "item", "for")
    return {name: value for name, value in found if name in wanted}


def test_the_room_goes_on_where_it_was(laptop, round_):
    live = f"/live/{token_of_room(round_.room, counting=True)}/version"
    console = reverse("exercises:run", args=["south-bay", round_.cohort.pk, round_.run.pk])
    sent = {**prompt_of(laptop.asks("GET", "/room/", laptop.phone)[1]), "answer": "pass", **CSRF}
    assert laptop.asks("POST", "/room/", laptop.phone, **sent)[0] == 302
    moved = {"move": "step", "step": "fruit", "moves": str(round_.run.moves), **CSRF}
    assert laptop.asks("POST", f"{console}move/", laptop.desk, **moved)[0] == 302
    before = int(laptop.asks("GET", live)[1])

    laptop.dies()
    laptop.opens()

    assert laptop.stored("SELECT step, state FROM exercises_run") == [("fruit", "live")]
    assert int(laptop.asks("GET", live)[1]) == before
    status, page = laptop.asks("GET", console, laptop.desk)
    assert (status, "Fruit" in page) == (200, True)
    assert laptop.asks("GET", "/room/", laptop.phone)[0] == 200
    # What a phone sends again, because it never heard the answer, counts once.
    assert laptop.asks("POST", "/room/", laptop.phone, **sent)[0] == 302
    assert laptop.stored("SELECT count(*) FROM exercises_storedanswer") == [(2,)]
    # A move from a page that was open before the lid was closed is told what stands.
    assert laptop.asks("POST", f"{console}move/", laptop.desk, **moved)[0] == 302
    assert laptop.stored("SELECT step FROM exercises_run") == [("fruit",)]
