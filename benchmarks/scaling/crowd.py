# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fifty staff at work at once over many hosts, against real servers."""

from __future__ import annotations

import http.client
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from typing import Any

from django.conf import settings
from django.db import connection

from scaling.ground import Ground
from scaling.pages import ADMINISTRATOR, STAFF, Asked, pages
from scaling.reading import signed_in
from scaling.servers import megabytes, processor_seconds, serving
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Host

STAFF_AT_WORK = 50
#: Seconds that somebody reads before the next page, in the mean: at work as the standard
#: benchmark of web pages has it (TPC-W: exponential, mean 7 s, ten times that at
#: most), and in a rush that no office knows.
PACES = {"at work": 7.0, "in a rush": 2.0}
#: Seconds of a rush before it counts, so that servers and database have at hand what a working
#: day's first minute brings there.
WARM = 45
#: So many hosts share them: the first, the largest, and others in between.
HOSTS = 12


@dataclass
class Worker:
    """One person: opens a page, reads for a while, opens the next."""

    number: int
    port: int
    cookie: str
    pages: list[Asked]
    think: float = 0.0
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def work(self, until: float) -> None:
        """Until a moment."""
        draw = Random(self.number)
        time.sleep(draw.uniform(0, self.think))
        while time.perf_counter() < until:
            page = draw.choice(self.pages)
            began = time.perf_counter()
            status = self._open(page.path)
            self.took[page.name].append((time.perf_counter() - began) * 1000)
            if status != 200:
                self.errors.append(f"{status} {page.path}")
            time.sleep(min(10 * self.think, draw.expovariate(1 / self.think)))

    def _open(self, path: str) -> int:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            cookie = f"{settings.SESSION_COOKIE_NAME}={self.cookie}"
            heads = {"Host": "localhost", "Cookie": cookie, "Accept-Encoding": "gzip"}
            line.request("GET", path, headers=heads)
            answer = line.getresponse()
            answer.read()
            return answer.status
        except OSError:
            return 0
        finally:
            line.close()


def work(ground: Ground, people: int, seconds: float) -> dict[str, Any]:
    """Percentiles of all pages and the slowest pages, pages a second, memory, processor."""
    workers = _workers()
    connection.close()
    with serving(ground, people) as (port, pid):
        for one in workers:
            one.port, one.think = port, PACES["in a rush"]
        _at_once(workers, time.perf_counter() + WARM)
        told = {name: _paced(workers, think, seconds, pid) for name, think in PACES.items()}
        return {**told, "memory_mb": megabytes(pid)}


def _paced(workers: list[Worker], think: float, seconds: float, pid: int) -> dict[str, Any]:
    for one in workers:
        one.think = think
        one.took.clear()
    used, began = processor_seconds(pid), time.perf_counter()
    _at_once(workers, began + seconds)
    took = time.perf_counter() - began
    return _told(workers, took, processor_seconds(pid) - used)


def _at_once(workers: list[Worker], until: float) -> None:
    threads = [threading.Thread(target=one.work, args=(until,)) for one in workers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _workers() -> list[Worker]:
    hosts = list(Host.objects.order_by("slug"))
    chosen = hosts[: HOSTS // 2] + hosts[HOSTS // 2 :: max(1, len(hosts) // (HOSTS // 2))]
    made = []
    for number in range(STAFF_AT_WORK):
        host = chosen[number % len(chosen[:HOSTS])]
        kind = RoleKind.ADMINISTRATOR if number % 25 == 24 else RoleKind.STAFF
        who = ADMINISTRATOR if number % 25 == 24 else STAFF
        mine = [one for one in pages(host) if one.who == who]
        key = signed_in(host, kind).cookies[settings.SESSION_COOKIE_NAME].value
        made.append(Worker(number, 0, key, mine))
    return made


def _told(workers: list[Worker], seconds: float, used: float) -> dict[str, Any]:
    by_page: dict[str, list[float]] = defaultdict(list)
    for one in workers:
        for name, took in one.took.items():
            by_page[name] += took
    every = [each for took in by_page.values() for each in took]
    cuts = quantiles(every, n=100)
    slowest = sorted(by_page.items(), key=lambda row: -max(row[1]))[:8]
    return {
        "pages": len(every),
        "think": workers[0].think,
        "a_second": round(len(every) / seconds, 1),
        "p50": round(cuts[49]),
        "p95": round(cuts[94]),
        "p99": round(cuts[98]),
        "cpu_ms_a_page": round(1000 * used / max(1, len(every)), 1),
        "errors": [each for one in workers for each in one.errors][:5],
        "slowest": {name: round(max(took)) for name, took in slowest},
    }
