"""One command serves with several processes and a worker on PostgreSQL: pages, rooms, work, end."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from trust.operations.servers import end, free_port, postgresql
from trust.operations.test_workers import TESTS, within

pytestmark = pytest.mark.servers
COMMAND = Path(sys.executable).with_name("thousandfold")


class Several:
    """A running site of two server processes and one worker."""

    def __init__(self, home: Path, database: str) -> None:
        self.port = free_port()
        self.log = home / "site.log"
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("THOUSANDFOLD", "DJANGO"))},
            "THOUSANDFOLD_SETTINGS": "/nonexistent",
            "THOUSANDFOLD_DATA": str(home / "data"),
            "THOUSANDFOLD_DATABASE": database,
            "THOUSANDFOLD_ADDRESS": f"http://127.0.0.1:{self.port}",
            "THOUSANDFOLD_METRICS": "here",
            "THOUSANDFOLD_LOGS": "json",
            "PYTHONPATH": str(TESTS),
        }
        self.begins()

    def begins(self) -> None:
        """Begin, and wait until it says that it is ready."""
        words = ["serve", "--servers", "2", "--address", "127.0.0.1", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(COMMAND), *words], env=self.env, start_new_session=True, stdout=log, stderr=log
            )
        within(120, lambda: self.is_ready() or self.process.poll() is not None, 0.5)
        assert self.is_ready(), self.log.read_text()[-2000:]

    def get(self, path: str, timeout: float = 10) -> tuple[int, str]:
        """A page over a connection of its own; 0 where nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            line.close()

    def is_ready(self) -> bool:
        """Whether it says so itself."""
        return self.get("/health/ready")[0] == 200

    def outside(self, command: str) -> str:
        """What a test does to it from outside."""
        call = [sys.executable, "-m", "trust.operations.outside", command]
        done = subprocess.run(call, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    def move(self) -> None:
        """The room moves on by one, at once."""
        with psycopg.connect(self.env["THOUSANDFOLD_DATABASE"]) as line:
            line.execute("UPDATE exercises_room SET version = version + 1")

    def servers(self) -> list[int]:
        """Processes that serve pages, oldest first."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        found = []
        for one in map(int, children.split()):
            words = Path(f"/proc/{one}/cmdline").read_bytes()
            if b"spawn_main" in words:
                found.append(one)
        return found


@contextmanager
def resting(process: int) -> Iterator[None]:
    """A process that does nothing for a moment, so that another must."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    """A site on a PostgreSQL of its own."""
    home = tmp_path_factory.mktemp("several")
    with postgresql() as database:
        one = Several(home, database)
        try:
            yield one
        finally:
            end(one.process)


@pytest.fixture
def site(standing: Several) -> Several:
    """The site; begun again where the test before, in whatever order, told it to stop."""
    if standing.process.poll() is not None:
        standing.begins()
    return standing


@pytest.fixture(scope="module")
def token(standing: Several) -> str:
    """A room's live token; a long import was asked for at the same time."""
    return standing.outside("make")


class Phone:
    """A phone that follows the room, and has read the first version."""

    def __init__(self, site: Several, token: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        self.line.request("GET", f"/live/{token}/stream")
        self.answer = self.line.getresponse()
        self.told()

    def told(self) -> int:
        """The next version that it is told."""
        while not (line := self.answer.readline()).startswith(b"data: "):
            assert line, "the stream ended"
        return int(line.split()[1])

    def hang_up(self) -> None:
        """Close both ends of it."""
        self.answer.close()
        self.line.close()


@pytest.fixture
def call_in(site: Several, token: str) -> Iterator[Callable[[], Phone]]:
    """Phones, hung up when the test is over."""
    phones: list[Phone] = []

    def call() -> Phone:
        phones.append(Phone(site, token))
        return phones[-1]

    yield call
    for one in phones:
        one.hang_up()


def test_either_process_serves_pages(site):
    first, second = site.servers()
    for other in (first, second):
        with resting(other):
            assert site.get("/")[0] == 200


def on_each(site: Several, call_in: Callable[[], Phone]) -> list[Phone]:
    """Two phones that each process holds."""
    phones = []
    for other in reversed(site.servers()):
        with resting(other):
            phones += [call_in(), call_in()]
    return phones


def untold(site: Several, phones: list[Phone], seconds: float) -> list[int]:
    """Places of the phones that are not told within a time that the room moved on."""
    site.move()
    found = []
    for place, one in enumerate(phones):
        one.line.sock.settimeout(seconds)
        try:
            one.told()
        except TimeoutError:
            found.append(place)
    return found


def test_a_move_is_told_by_either_process(site, call_in):
    assert untold(site, on_each(site, call_in), 20) == []


@pytest.mark.sabotage("test_a_move_is_told_by_either_process")
def test_a_process_that_hears_nothing_of_the_room_is_noticed(site, call_in):
    phones = on_each(site, call_in)
    first, _second = site.servers()
    with resting(first):
        assert untold(site, phones, 1.0) == [0, 1]


def test_a_long_import_is_done_by_the_worker(site, token):
    wanted = "done 2000"
    assert within(60, lambda: site.outside("imported").startswith(wanted), 1.0), site.outside(
        "imported"
    )


def test_counts_are_those_of_both_processes(site):
    site.get("/")
    status, text = site.get("/metrics")
    assert status == 200
    assert 'thousandfold_page_seconds_count{answer="2xx"' in text
    assert 'thousandfold_jobs{state="waiting"}' in text


def test_a_process_that_dies_is_started_again(site):
    victim = site.servers()[0]
    os.kill(victim, signal.SIGKILL)
    assert within(40, lambda: len(site.servers()) == 2 and victim not in site.servers(), 0.3)
    assert within(40, site.is_ready, 0.3)


def test_told_to_stop_it_lets_phones_go_and_leaves_nothing_behind(site, call_in):
    phone = call_in()
    site.process.terminate()
    assert phone.answer.read() is not None, "a stream that is cut off raises"
    assert site.process.wait(timeout=30) == 0
    assert within(5, lambda: not left_in_session(site.process.pid)), site.log.read_text()[-2000:]


def left_in_session(leader: int) -> list[str]:
    """Processes of a session that still are there."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "-s", str(leader)], capture_output=True, text=True, check=False
    )
    return [line for line in found.stdout.splitlines() if line.strip()]


def test_one_database_file_is_no_ground_for_several(tmp_path):
    env = {**os.environ, "THOUSANDFOLD_DATA": str(tmp_path), "THOUSANDFOLD_DATABASE": ""}
    call = [str(COMMAND), "serve", "--servers", "2", "--port", str(free_port())]
    done = subprocess.run(call, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "Several servers need a PostgreSQL" in done.stderr
