"""A whole PostgreSQL is killed amid the writing, again and again, and the site goes on.

The site is not started again: it finds its database again by itself. Four browsers send form
after form; one that was not answered with a success is sent again, under its key, until it is.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event

import psycopg
import pytest

from trust.faults.cluster import FORGETFUL, Cluster
from trust.faults.lives import Lives

pytestmark = pytest.mark.servers
NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
KILLS = 200 if NIGHT else 20
#: In two kills everything had come to the disk once, and nothing was lost to be found.
KILLS_OF_THE_FORGETFUL = 8
BROWSERS = 4
#: So many forms are acknowledged between the cluster's coming back and its next end.
BETWEEN = range(4, 20)
PERSONS = "SELECT name FROM people_person"
LINES = "SELECT count(*) FROM base_trailentry WHERE verb = 'registered'"
#: Every index against its table, every table page by page: PostgreSQL's own look at itself.
INDEXES = """
    SELECT bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND i.indisvalid
"""
TABLES = """
    SELECT r.relname, h.msg FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace,
    verify_heapam(r.oid) h WHERE r.relkind = 'r' AND n.nspname = 'public'
"""


@dataclass
class Browser:
    """Sends forms one after another; goes on when one was taken."""

    lives: Lives
    name: str
    over: Event
    acknowledged: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def sends(self) -> None:
        """Until it is over; the last form is left as it is."""
        number = 0
        while not self.over.is_set():
            name = f"{self.name} {number}"
            if self._is_taken(name):
                self.acknowledged.append(name)
                number += 1

    def _is_taken(self, name: str) -> bool:
        while not self.over.is_set():
            form = {"name": name, "once": f"key {name}"}
            status, page = self.lives.asks("POST", self.lives.address, self.lives.desk, **form)
            self.answers[status] += 1
            if status == 302:
                return True
            if status == 409 and "saved the first time" in page:
                return True
            if status not in (409, 503):
                self.wrong.append(f"answered {status}: {page[:300]}")
            time.sleep(0.1)
        return False


def killed_clusters(cluster: Cluster, folder: Path, kills: int, seed: int = 13) -> list[str]:
    """What kills of a whole PostgreSQL find wrong."""
    chance, over = Random(seed), Event()
    lives = Lives(folder, cluster.address)
    try:
        made(lives)
        lives.serves()
        browsers = [Browser(lives, f"b{number}", over) for number in range(BROWSERS)]
        with ThreadPoolExecutor(BROWSERS) as senders:
            sending = [senders.submit(one.sends) for one in browsers]
            try:
                for _ in range(kills):
                    acknowledged(browsers, chance.choice(BETWEEN))
                    cluster.dies()
                    cluster.starts()
                acknowledged(browsers, len(browsers))
            finally:
                over.set()
        for one in sending:
            one.result()
        print(sum((one.answers for one in browsers), Counter()))
        lives.dies()
        return [*answered(browsers), *kept(lives, browsers), *unsound(lives)]
    finally:
        lives.ends()


def acknowledged(browsers: list[Browser], more: int) -> None:
    """Wait until so many more forms were acknowledged."""
    before, until = _total(browsers), time.monotonic() + 120
    while _total(browsers) < before + more and not any(one.wrong for one in browsers):
        assert time.monotonic() < until, "the site did not go on"
        time.sleep(0.001)


def _total(browsers: list[Browser]) -> int:
    return sum(len(one.acknowledged) for one in browsers)


def made(lives: Lives) -> None:
    """Tables, a host and its staff."""
    lives.begins("make", "-")
    told = lives.told()
    assert told.startswith("made "), told
    lives.address, lives.desk = (json.loads(told[5:])[one] for one in ("address", "desk"))


def answered(browsers: list[Browser]) -> list[str]:
    """Answers that nobody should get, and browsers that nothing was taken from."""
    wrong = [one for browser in browsers for one in browser.wrong]
    return sorted(set(wrong)) + [f"{one.name}: 0" for one in browsers if not one.acknowledged]


def kept(lives: Lives, browsers: list[Browser]) -> list[str]:
    """Acknowledged acts that are not there, acts that are there twice or in part."""
    names = Counter(name for (name,) in lives.rows(PERSONS))
    [(lines,)] = lives.rows(LINES)
    lost = sum(1 for one in browsers for name in one.acknowledged if name not in names)
    twice = [name for name, count in names.items() if count > 1]
    print(f"{names.total()} persons, {lines} lines, {lost} lost, {len(twice)} twice")
    found = [f"lost: {lost} acknowledged"] if lost else []
    found += [f"twice: {one}" for one in twice]
    return found + ([f"{names.total()} persons, {lines} lines"] if names.total() != lines else [])


def unsound(lives: Lives) -> list[str]:
    """What the trail and PostgreSQL say against themselves."""
    lives.begins("look", "-")
    told = lives.told()
    trail = [f"trail: {one}" for one in json.loads(told.removeprefix("trail "))]
    with psycopg.connect(lives.database) as line:
        line.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        line.execute(INDEXES)
        return trail + [f"table {name}: {said}" for name, said in line.execute(TABLES)]


@pytest.fixture
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A PostgreSQL of our own, as it comes, or with settings that are asked for."""
    one = Cluster(*getattr(request, "param", ()))
    yield one
    one.ends()


def test_a_killed_postgresql_loses_nothing_and_the_site_goes_on(cluster, tmp_path):
    assert killed_clusters(cluster, tmp_path / "data", KILLS) == []


@pytest.mark.sabotage("test_a_killed_postgresql_loses_nothing_and_the_site_goes_on")
@pytest.mark.parametrize("cluster", [FORGETFUL], indirect=True)
def test_acknowledging_before_the_disk_has_it_is_found(cluster, tmp_path):
    found = killed_clusters(cluster, tmp_path / "data", KILLS_OF_THE_FORGETFUL)
    assert any("lost" in one for one in found)
