"""The power goes at any moment: what was acknowledged is there, and the database is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import apsw
import pytest

from thousandfold.settings.database import PRAGMAS
from trust.faults.held_disk import Disk

NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
CUTS = 20_000 if NIGHT else 1_000
#: An act writes so many rows and its line; so many acts stay before they are taken out again.
ROWS, STAY = 3, 40
TABLES = """
    CREATE TABLE act (number INTEGER, part INTEGER, words TEXT, PRIMARY KEY (number, part));
    CREATE INDEX act_words ON act (words);
    CREATE TABLE trail (number INTEGER PRIMARY KEY, at TEXT);
    CREATE TABLE last (number INTEGER);
    INSERT INTO last VALUES (0);
"""


class Cutter:
    """Writes acts on a disk that holds back, and looks at what a cut would leave."""

    def __init__(self, pragmas: str, cuts: int, folder: Path, seed: int) -> None:
        self.left, self.folder, self.chance = cuts, folder, Random(seed)
        self.acknowledged, self.looking, self.within_checkpoints = 0, False, 0
        self.findings: list[str] = []
        self.disk = Disk(f"held-{id(self)}", self._may_be_cut)
        self.line = apsw.Connection("acts.sqlite3", vfs=self.disk.name)
        # Alone on its disk: this keeps the log's index in memory, where the cut takes it too.
        self.line.execute("PRAGMA locking_mode=EXCLUSIVE")
        self.line.execute(pragmas).fetchall()
        assert self.line.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
        self.line.execute(TABLES)
        self.line.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for one in self.disk.files.values():
            one.sync()  # what follows is tested, not the making of the tables
        self.looking = True

    def run(self) -> list[str]:
        """Write until there were enough cuts, some within checkpoints; return what was found."""
        while self.left > 0:
            self._act(self.acknowledged + 1)
            self.acknowledged += 1
        self.looking = False
        self.line.close()
        self.disk.unregister()
        if self.within_checkpoints < 10:
            self.findings.append("no cut fell into a checkpoint: nothing is said about those")
        return self.findings

    def _act(self, number: int) -> None:
        words = [f"{number} " + "x" * self.chance.randrange(10, 900) for _ in range(ROWS)]
        self.line.execute("BEGIN IMMEDIATE")
        for part, one in enumerate(words):
            self.line.execute("INSERT INTO act VALUES (?, ?, ?)", (number, part, one))
        self.line.execute("INSERT INTO trail VALUES (?, 'now')", (number,))
        self.line.execute("DELETE FROM act WHERE number = ?", (number - STAY,))
        self.line.execute("DELETE FROM trail WHERE number = ?", (number - STAY,))
        self.line.execute("UPDATE last SET number = ?", (number,))
        self.line.execute("COMMIT")

    def _may_be_cut(self, what: str, path: str) -> None:
        """Before each write: perhaps the power goes here. Checkpoints are seldom, and looked at."""
        into_log = path.endswith("-wal")
        if self.looking and self.left > 0 and self.chance.random() < (0.05 if into_log else 0.3):
            self.left -= 1
            self.within_checkpoints += not into_log
            self.findings += [f"{what} {path}: {one}" for one in self._after_cut()]

    def _after_cut(self) -> Iterator[str]:
        for old in self.folder.iterdir():
            old.unlink()
        self.disk.image(self.chance, self.folder)
        try:
            with closing(apsw.Connection(str(self.folder / "acts.sqlite3"))) as found:
                yield from self._wrong_in(found)
        except apsw.Error as problem:
            yield f"corrupt: {problem}"

    def _wrong_in(self, found: apsw.Connection) -> Iterator[str]:
        found.execute("PRAGMA synchronous=OFF")  # a picture of the disk need not last
        sound = found.execute("PRAGMA integrity_check(1)").fetchall()
        if sound != [("ok",)]:
            yield f"corrupt: {sound}"
        [(last,)] = found.execute("SELECT max(number) FROM last").fetchall()
        if last is None:
            yield "corrupt: nothing is known of the last act"
            return
        if last < self.acknowledged:
            yield f"lost: {self.acknowledged - last} acknowledged"
        there = list(range(max(1, last - STAY + 1), last + 1))
        whole = found.execute("SELECT number, count(*) FROM act GROUP BY number").fetchall()
        lines = [one for (one,) in found.execute("SELECT number FROM trail ORDER BY 1")]
        if whole != [(one, ROWS) for one in there] or lines != there:
            yield "half: an act is there in part"


def cut_findings(pragmas: str, cuts: int, folder: Path, seed: int = 7) -> list[str]:
    """What ``cuts`` cuts of the power find wrong with these settings."""
    folder.mkdir(exist_ok=True)
    return Cutter(pragmas, cuts, folder, seed).run()


def test_no_power_cut_loses_or_harms_anything(tmp_path):
    assert cut_findings(PRAGMAS, CUTS, tmp_path / "disk") == []


@pytest.mark.sabotage("test_no_power_cut_loses_or_harms_anything")
def test_a_log_that_is_not_synced_at_each_act_loses_acts(tmp_path):
    weaker = PRAGMAS.replace("synchronous=FULL", "synchronous=NORMAL")
    found = cut_findings(weaker, 200, tmp_path / "disk")
    assert any("lost" in one for one in found)
    assert not any("corrupt" in one for one in found)


@pytest.mark.sabotage("test_no_power_cut_loses_or_harms_anything")
def test_a_database_that_is_never_synced_is_harmed(tmp_path):
    weakest = PRAGMAS.replace("synchronous=FULL", "synchronous=OFF")
    assert any("corrupt" in one for one in cut_findings(weakest, 300, tmp_path / "disk"))
