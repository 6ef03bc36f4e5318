"""A worker that is killed amid its work loses nothing: another ends it, once in effect.

With the database's own queue, and over a real RabbitMQ with Celery's workers.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from trust.operations.servers import end, rabbitmq

TESTS = Path(__file__).resolve().parents[2]
#: Seconds that another worker has for ending what one left.
PATIENCE = 60.0


class Site:
    """A data folder with a database, and workers of its own."""

    def __init__(self, data: Path, broker: str = "", **more: str) -> None:
        self.data = data
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("THOUSANDFOLD", "DJANGO"))},
            "THOUSANDFOLD_SETTINGS": "/nonexistent",
            "THOUSANDFOLD_DATA": str(data),
            "THOUSANDFOLD_BROKER": broker,
            "PYTHONPATH": str(TESTS),
            **more,
        }

    def call(self, *words: str) -> str:
        """What the site answers to a question from outside."""
        command = [sys.executable, "-m", "trust.operations.worker", *words]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker in a session of its own."""
        command = [sys.executable, "-m", "trust.operations.worker", "work"]
        return subprocess.Popen(
            command, env=self.env, start_new_session=True, stderr=subprocess.DEVNULL
        )

    @contextmanager
    def working(self) -> Iterator[None]:
        """A worker for the time of a test."""
        worker = self.worker()
        try:
            yield
        finally:
            end(worker)

    def hold(self, place: str) -> None:
        """Let the next worker wait there."""
        (self.data / f"hold-{place}").touch()

    def let_go(self, place: str) -> None:
        """Nobody waits there any more."""
        (self.data / f"hold-{place}").unlink()

    def is_at(self, place: str) -> bool:
        """Whether a worker came there."""
        return (self.data / f"at-{place}").exists()

    def ended(self, seconds: float = PATIENCE) -> bool:
        """Whether all that was asked for is done within a time."""
        return within(seconds, lambda: set(self.told()[0].split()) == {"done"})

    def told(self) -> tuple[str, int]:
        """States of all jobs, and how many effects they had."""
        database = sqlite3.connect(f"file:{self.data / 'thousandfold.sqlite3'}?mode=ro", uri=True)
        try:
            states = [row[0] for row in database.execute("SELECT state FROM base_job")]
            return " ".join(states), database.execute(
                "SELECT count(*) FROM base_message"
            ).fetchone()[0]
        finally:
            database.close()


def within(seconds: float, holds: Callable[[], bool], every: float = 0.05) -> bool:
    """Whether something comes to hold within a time."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a database that was just made."""
    folder = tmp_path_factory.mktemp("empty-site")
    site = Site(folder)
    command = [sys.executable, "-m", "django", "migrate", "-v", "0"]
    env = {**site.env, "DJANGO_SETTINGS_MODULE": "thousandfold.settings.site"}
    subprocess.run(command, env=env, check=True)
    return folder


@pytest.fixture
def data(empty: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(empty, tmp_path / "data"))


@pytest.fixture(scope="module")
def rabbit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a RabbitMQ of our own."""
    with rabbitmq(tmp_path_factory.mktemp("rabbit")) as address:
        yield address


def after_a_kill(site: Site, place: str, seconds: float = PATIENCE) -> list[str]:
    """What is wrong after a worker was killed at a place of its work and another came."""
    site.hold(place)
    site.call("ask", "one")
    first = site.worker()
    try:
        assert within(PATIENCE * 2, lambda: site.is_at(place)), "no worker came"
    finally:
        end(first, signal.SIGKILL)
    site.let_go(place)
    with site.working():
        ended = site.ended(seconds)
    found = [] if ended else [f"left undone: {site.told()[0]}"]
    return found + [f"{count} effects" for count in [site.told()[1]] if count != 1]


@pytest.mark.parametrize("place", ["prepare", "write"])
def test_a_killed_worker_of_the_database_loses_nothing(data: Path, place: str) -> None:
    assert after_a_kill(Site(data, SOON="yes"), place) == []


@pytest.mark.sabotage("test_a_killed_worker_of_the_database_loses_nothing")
def test_work_that_nobody_takes_up_again_is_noticed(data: Path) -> None:
    assert after_a_kill(Site(data, WEAKER="no-reaper"), "prepare", 10.0)


@pytest.mark.servers
def test_a_killed_worker_of_the_broker_loses_nothing(data: Path, rabbit: str) -> None:
    assert after_a_kill(Site(data, rabbit), "write") == []


@pytest.mark.servers
@pytest.mark.sabotage("test_a_killed_worker_of_the_broker_loses_nothing")
def test_work_that_is_acknowledged_early_is_lost(data: Path, rabbit: str) -> None:
    assert after_a_kill(Site(data, rabbit, WEAKER="acks-early"), "prepare", 10.0)


@pytest.mark.servers
def test_work_that_the_broker_never_got_is_put_in_line_again(data: Path, rabbit: str) -> None:
    """Handed over while no broker answered, it waits; who looks after it hands it over again."""
    away = Site(data, "amqp://guest:guest@127.0.0.1:1//")
    away.call("ask", "one")
    assert away.told() == ("waiting", 0)
    site = Site(data, rabbit)
    with site.working():
        site.call("look-after")
        assert site.ended()
    assert site.told()[1] == 1
