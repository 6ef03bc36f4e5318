# SPDX-License-Identifier: AGPL-3.0-or-later
"""A room of phones against a real server on SQLite: join, write, share, reveal, sleep, resume.

    python benchmarks/room.py --phones 30 --items 3 --window 10 --sleep 60

Two ways of writing stand side by side. *Spread*: within the window each phone posts once, at
a moment of its own, as people do who were asked the same at the same time; then once more,
``items`` times. *Burst*: all phones post at one instant, which no room of people does; it
shows where the queue ends. Every phone is a thread with its own connection and cookies.
Printed: seconds of a post (median, 95th in a hundred, longest), CPU time of the server for
each request (which other work on the machine hardly changes; as many times it as there are
phones is the least that the last post of a burst waits), refusals and errors, bytes of pages
as sent (gzip), and whether everybody is back where the room is after the sleep.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urljoin

SERVER = Path(sys.executable).with_name("thousandfold")


class Phone:
    """One browser: a connection, cookies, and how long its posts took."""

    def __init__(self, port: int, number: int) -> None:
        self.port, self.number = port, number
        self.cookies: dict[str, str] = {}
        self.posts: list[float] = []
        self.asked = 0
        self.errors: list[str] = []
        self.page, self.size, self.location, self.prompt = "", 0, "", ""

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> int:
        """One request; follows a redirect as browsers do."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        headers |= {"Accept-Encoding": "gzip", "Host": f"localhost:{self.port}"}
        body = None
        if data is not None:
            body = urlencode(data)
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.asked += 1
        began = time.perf_counter()
        line.request(method, path, body, headers)
        reply = line.getresponse()
        raw = reply.read()
        took = time.perf_counter() - began
        line.close()
        for cookie in reply.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if method == "POST":
            self.posts.append(took)
        if reply.status >= 400:
            self.errors.append(f"{method} {path}: {reply.status}")
        self.size = len(raw)
        self.page = _text(raw, reply.headers.get("Content-Encoding", ""))
        if reply.status in (302, 303):
            return self.ask("GET", reply.headers["Location"])
        self.location = path
        return reply.status

    def send(self, path: str, **values: str) -> int:
        """Post the page's form with these values."""
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.page)
        form = {name: value for name, value in reversed(found) if name != "answer"}
        return self.ask("POST", path, {**form, **values})


def _text(raw: bytes, encoding: str) -> str:
    import gzip

    return (gzip.decompress(raw) if encoding == "gzip" else raw).decode(errors="replace")


def join(phone: Phone, code: str, window: float) -> None:
    """From the code on the wall to the table."""
    time.sleep(random.Random(-phone.number).uniform(0, window))
    phone.ask("GET", "/join/")
    phone.send("/join/", code=code)
    phone.send(phone.location, called=f"Phone {phone.number} Đặng 🌻")


def open_prompt(phone: Phone) -> None:
    """Open what is asked, where others may read what is written."""
    phone.ask("GET", "/room/")
    at = re.search(r'name="at" value="([0-9a-f]+)"', phone.page)
    if at is None:
        phone.errors.append("no prompt")
        return
    phone.prompt = f"/room/?at={at.group(1)}&door=1&for=others"
    phone.ask("GET", phone.prompt)


def write(phone: Phone, number: int, window: float) -> None:
    """Write one branch at some moment of the window; then the form for the next stands there."""
    time.sleep(random.Random(f"{phone.number} {number}").uniform(0, window))
    words = f"value {number} of phone {phone.number}"
    phone.send("/room/", answer="send", f_words=words, reach="cohort_unnamed")
    phone.ask("GET", phone.prompt)


def look(phone: Phone, path: str = "/room/") -> None:
    """Open the room as it is now."""
    phone.ask("GET", path)


class Leader:
    """Who leads: moves the room by the use cases, in a process of its own beside the server."""

    def __init__(self) -> None:
        import django

        django.setup()
        from django.utils import timezone

        from thousandfold.base.choices import RoleKind
        from thousandfold.base.doorway.viewer import viewer_at
        from thousandfold.base.models import Account, Host, Role
        from thousandfold.base.scope import inside
        from thousandfold.exercises.usecases import rooms
        from thousandfold.recruitment.models import Cohort

        self.now = timezone.now
        host = Host.objects.create(slug="b", name="Bench", region="R", created_at=self.now())
        account = Account.objects.create_user("lead@example.org")
        self.scope = inside(host)
        self.scope.__enter__()
        Role.objects.create(host=host, account=account, kind=RoleKind.STAFF, since=self.now())
        self.viewer = viewer_at(account, host)
        cohort = Cohort.objects.create(
            host=host, title="Cohort", programme="vbl", seated_at=self.now()
        )
        self.room = rooms.open_room(viewer=self.viewer, cohort=cohort, at=self.now())

    def opens(self) -> str:
        """Open the doors; the code."""
        from thousandfold.exercises.usecases import rooms

        rooms.open_doors(viewer=self.viewer, room=self.room, minutes=60, at=self.now())
        return self.room.code

    def admits(self) -> int:
        """Let everybody in."""
        from thousandfold.exercises.usecases import places

        return places.admit_all(viewer=self.viewer, room=self.room, at=self.now())

    def starts(self, exercise: str, step: str) -> None:
        """Open an exercise at a step."""
        from thousandfold.exercises.usecases import runs, stepping

        self.run = runs.start_run(
            viewer=self.viewer, room=self.room, exercise=exercise, at=self.now()
        )
        if self.run.step != step:
            self.run = stepping.go_to_step(
                viewer=self.viewer, run=self.run, step_id=step, based_on=None, at=self.now()
            )

    def reveals(self) -> None:
        """Reveal what the step has."""
        from thousandfold.exercises.usecases import stepping

        stepping.reveal(viewer=self.viewer, run=self.run, based_on=None, at=self.now())

    def closes(self) -> None:
        """Close the run."""
        from thousandfold.exercises.usecases import runs

        runs.close_run(viewer=self.viewer, run=self.run, based_on=None, at=self.now())


def everybody(phones: list[Phone], act: object, *more: object) -> float:
    """All phones at once; the seconds until the last is done."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(phones)) as pool:
        list(pool.map(lambda one: act(one, *more), phones))  # type: ignore[operator]
    return time.perf_counter() - began


def first_visit(phone: Phone, path: str) -> tuple[int, int, int]:
    """Bytes of a page as sent, of everything it loads, and of its scripts."""
    phone.ask("GET", path)
    page, loads = phone.size, re.findall(r'(?:href|src)="(/static/[^"]+)"', phone.page)
    total, scripts = page, 0
    for one in loads:
        phone.ask("GET", urljoin(path, one))
        total += phone.size
        scripts += phone.size if one.endswith(".js") else 0
    return page, total, scripts


def watch(phone: Phone, address: str, stop: threading.Event) -> None:
    """Ask for the version every two seconds, as a page does."""
    while not stop.wait(2):
        phone.ask("GET", address)


def wait_for(port: int, seconds: int = 60) -> None:
    """Until the server answers, for so long at most."""
    for _ in range(4 * seconds):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.25)
    raise SystemExit("The server did not start.")


def report(name: str, posts: list[float]) -> None:
    """One line of figures."""
    p95 = quantiles(posts, n=20)[-1] if len(posts) > 1 else posts[0]
    print(
        f"{name:<8} {len(posts):>4} posts  median {median(posts) * 1000:6.0f} ms  "
        f"p95 {p95 * 1000:6.0f} ms  longest {max(posts) * 1000:6.0f} ms"
    )


def taken(phones: list[Phone]) -> list[float]:
    """The posts since the last look."""
    found = [one for phone in phones for one in phone.posts]
    for phone in phones:
        phone.posts = []
    return found


def cpu_of(pid: int) -> float:
    """Seconds of processor that a process has used (Linux)."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def written(phones: list[Phone], server: int, name: str, rounds: range, window: float) -> None:
    """Let all phones write these rounds, each within a window; print times and CPU."""
    cpu, asked = cpu_of(server), sum(one.asked for one in phones)
    for number in rounds:
        everybody(phones, write, number, window)
    cpu, asked = cpu_of(server) - cpu, sum(one.asked for one in phones) - asked
    report(name, taken(phones))
    each = 1000 * cpu / asked
    print(f"{name:<8} server: {each:.1f} ms of CPU for each of {asked} requests, polls included")


def play(
    phones: list[Phone], leader: Leader, server: int, items: int, sleep: float, window: float
) -> None:
    """The whole evening."""
    code = leader.opens()
    everybody(phones, join, code, window)
    report("join", taken(phones))
    print(f"admitted {leader.admits()}")
    leader.starts("me-tree", "branches")
    stop = threading.Event()
    poll = re.search(r'data-live-poll="([^"]+)"', (look(phones[0]), phones[0].page)[1])
    watchers = [Phone(one.port, one.number) for one in phones]
    threads = [
        threading.Thread(target=watch, args=(one, poll.group(1), stop)) for one in watchers if poll
    ]
    for one in threads:
        one.start()
    everybody(phones, open_prompt)
    written(phones, server, "spread", range(items), window)
    written(phones, server, "burst", range(items, 2 * items), 0)
    leader.closes()
    leader.starts("forest", "gallery")
    leader.reveals()
    seconds = everybody(phones, look)
    shown = sum("value 0 of phone" in one.page for one in phones)
    print(f"revealed on {shown} of {len(phones)} phones in {seconds:.2f} s")
    time.sleep(sleep)
    everybody(phones, look)
    back = sum("value 0 of phone" in one.page for one in phones)
    print(f"after {sleep:.0f} s of sleep {back} of {len(phones)} are where the room is")
    stop.set()
    for one in threads:
        one.join()
    errors = [one for phone in (*phones, *watchers) for one in phone.errors]
    print(f"errors: {len(errors)} {errors[:3]}")


def main() -> None:
    """Set up, play, and clean up."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--phones", type=int, default=30)
    ask.add_argument("--items", type=int, default=3)
    ask.add_argument("--sleep", type=float, default=60)
    ask.add_argument("--window", type=float, default=10, help="seconds in which all post once")
    ask.add_argument("--port", type=int, default=8397)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ["THOUSANDFOLD_DATA"] = data
        os.environ["DJANGO_SETTINGS_MODULE"] = "thousandfold.settings.site"
        command = [SERVER, "serve", "--port", str(given.port), "--address", "127.0.0.1"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            wait_for(given.port)
            time.sleep(1)
            leader = Leader()
            phones = [Phone(given.port, n) for n in range(given.phones)]
            play(phones, leader, server.pid, given.items, given.sleep, given.window)
            sizes(given.port, phones[0])
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def sizes(port: int, phone: Phone) -> None:
    """Bytes on the line."""
    page, total, scripts = first_visit(Phone(port, 99), "/join/")
    print(f"join page {page} B, first visit {total} B, of it script {scripts} B")
    page, total, scripts = first_visit(phone, "/room/")
    print(f"room page {page} B, with everything it loads {total} B, of it script {scripts} B")


if __name__ == "__main__":
    main()
