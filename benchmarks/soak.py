# SPDX-License-Identifier: AGPL-3.0-or-later
"""A long day in small: phones and two who lead, against a real server on SQLite (trust row DU-7).

    python benchmarks/soak.py --phones 20 --minutes 20

Eight hours of a room in so many minutes: exercise after exercise is opened, every phone reads
each prompt and answers or passes, asks for the room's version as it would every two seconds,
looks at its own words; the two who lead move on, reveal, close, and read lists. Printed: answers
by status, seconds of a page (median, 95th in a hundred), the server's memory at the end of the
first tenth and at the end, and the largest size of the database's log of changes.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles

from room import SERVER, Leader, Phone, join, wait_for

#: Exercises and a step of each on which every phone is asked something, again and again.
ROUNDS = (
    ("object-share", ""),
    ("me-tree", "branches"),
    ("closing", "plus-delta"),
    ("closing", "word"),
)
HOURS = 8
LOOKS_AN_HOUR = 15  # pages that a phone opens without being moved


class Watch:
    """What is looked at while the day goes on: the server's memory and the log of changes."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid, self.log = pid, log
        self.memory: list[int] = []
        self.largest = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._go_on)
        self.thread.start()

    def stop(self) -> None:
        """The day is over."""
        self.over.set()
        self.thread.join()

    def _go_on(self) -> None:
        while not self.over.wait(1):
            found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())
            if found is None:
                raise SystemExit("The server has ended before its day was over.")
            self.memory.append(int(found[1]))
            if self.log.exists():
                self.largest = max(self.largest, self.log.stat().st_size)


class Day:
    """The phones of a day, and what they were answered."""

    def __init__(self, phones: list[Phone], minutes: float) -> None:
        self.phones, self.ends = phones, time.monotonic() + 60 * minutes
        self.statuses: Counter[int] = Counter()
        self.took: list[float] = []
        self.lock = threading.Lock()
        self.pause = 60 * minutes / (HOURS * LOOKS_AN_HOUR)

    def lives(self, phone: Phone) -> None:
        """Until the evening: read what is asked, say something or pass, look at one's words."""
        chance, number = random.Random(phone.number), 0
        while time.monotonic() < self.ends:
            number += 1
            self.asks(phone, "GET", "/room/")
            at = re.search(r'name="at" value="([0-9a-f]+)"', phone.page)
            if at:
                self.answers(phone, at[1], f"thing {number} of {phone.number}", chance)
            if number % 7 == 0:
                self.asks(phone, "GET", "/room/mine/")
            time.sleep(chance.uniform(0.5, 1.5) * self.pause)

    def answers(self, phone: Phone, at: str, words: str, chance: random.Random) -> None:
        """One answer, for others to read; every fourth passes."""
        self.asks(phone, "GET", f"/room/?at={at}&door=1&for=others")
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', phone.page)
        form = {name: value for name, value in reversed(found) if name != "answer"}
        fields = re.findall(r'<(?:textarea|input)[^>]* name="(f_[a-z_]+)"', phone.page)
        written = dict.fromkeys(fields[:1], words)
        act = "pass" if chance.random() < 0.25 or not written else "send"
        said = {**form, **written, "answer": act, "reach": "cohort_unnamed", "door": "1"}
        self.asks(phone, "POST", "/room/", said)

    def asks(self, phone: Phone, method: str, path: str, data: dict | None = None) -> None:
        """One request and those it leads to."""
        phone.errors = []
        began = time.perf_counter()
        try:
            phone.ask(method, path, data)
            status = 200
        except OSError:
            status = 0
        took = time.perf_counter() - began
        status = int(phone.errors[0].rsplit(" ", 1)[1]) if phone.errors else status
        with self.lock:
            self.statuses[status] += 1
            self.took.append(took)

    def looks(self, desk: Phone, path: str) -> None:
        """Look at the room from a desk, as often as four phones do."""
        while time.monotonic() < self.ends:
            self.asks(desk, "GET", path)
            time.sleep(self.pause / 4)

    def hears(self, phone: Phone) -> None:
        """Ask for the room's version every two seconds of the day, as fast as the day goes."""
        while time.monotonic() < self.ends:
            poll = re.search(r'data-live-poll="([^"]+)"', phone.page)
            if poll:
                listener = Phone(phone.port, phone.number)
                self.asks(listener, "GET", poll[1])
            time.sleep(2)


def second(leader: Leader, port: int) -> tuple[Phone, str]:
    """Whoever leads beside the first, at a desk: signed in, before the cohort's room."""
    from django.test import Client
    from django.urls import reverse

    desk, client = Phone(port, 999), Client()
    client.force_login(leader.viewer.account)
    desk.cookies["sessionid"] = client.cookies["sessionid"].value
    return desk, reverse("exercises:cohort-room", args=["b", leader.room.cohort_id])


def leads(leader: Leader, day: Day) -> None:
    """Open, move, reveal and close, one exercise after another."""
    each = max(5.0, (day.ends - time.monotonic()) / (HOURS * 3))
    number = 0
    while time.monotonic() < day.ends:
        exercise, step = ROUNDS[number % len(ROUNDS)]
        leader.starts(exercise, step or _first_step(leader, exercise))
        time.sleep(max(0.0, min(each, day.ends - time.monotonic())))
        leader.closes()
        number += 1


def _first_step(leader: Leader, exercise: str) -> str:
    from thousandfold.exercises import queries

    steps = queries.exercises()[exercise].steps
    return next(one.id for one in steps if one.asks)


def report(day: Day, watch: Watch) -> None:
    """The figures of a day."""
    cuts = quantiles(day.took, n=20)
    print(f"requests {len(day.took)}: {dict(sorted(day.statuses.items()))} (0: no answer)")
    print(f"5xx: {sum(n for status, n in day.statuses.items() if status >= 500 or not status)}")
    print(f"median {cuts[9] * 1000:.0f} ms, p95 {cuts[18] * 1000:.0f} ms")
    tenth = watch.memory[: max(1, len(watch.memory) // 10)][-1]
    last = watch.memory[-1]
    print(
        f"memory {tenth / 1024:.0f} MB, then {last / 1024:.0f} MB: {100 * last / tenth - 100:+.1f} %"
    )
    print(f"log of changes at most {watch.largest / 2**20:.1f} MB")


def main() -> None:
    """Set up, live through the day, clean up."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--phones", type=int, default=20)
    ask.add_argument("--minutes", type=float, default=20)
    ask.add_argument("--port", type=int, default=8398)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ["THOUSANDFOLD_DATA"] = data
        os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.site"
        command = [SERVER, "serve", "--port", str(given.port), "--address", "127.0.0.1"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            wait_for(given.port, 600)
            time.sleep(1)
            leader = Leader()
            phones = [Phone(given.port, number) for number in range(given.phones)]
            code = leader.opens()
            for one in phones:
                join(one, code, 0)
            leader.admits()
            lived(leader, phones, server.pid, Path(data), given.minutes)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def lived(leader: Leader, phones: list[Phone], pid: int, data: Path, minutes: float) -> None:
    """A day of everybody at once."""
    day = Day(phones, minutes)
    watch = Watch(pid, data / "thousandfold.sqlite3-wal")
    threads = [threading.Thread(target=day.lives, args=(one,)) for one in phones]
    threads += [threading.Thread(target=day.hears, args=(one,)) for one in phones]
    threads += [threading.Thread(target=day.looks, args=second(leader, phones[0].port))]
    for one in threads:
        one.start()
    leads(leader, day)
    for one in threads:
        one.join()
    watch.stop()
    report(day, watch)


if __name__ == "__main__":
    main()
