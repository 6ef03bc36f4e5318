"""The disk fails at one of its operations: what was acknowledged stays, and nothing is in part.

As in SQLite's own tests of I/O errors, at the first operation, then at the second, and so on:
each time the same acts, once with a disk that fails that one time and once with one that stays
broken. Then the disk works again, the database is opened anew, and looked through.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count

import apsw
import pytest

from thousandfold.settings.database import PRAGMAS
from trust.faults.held_disk import Disk, Held

NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
#: The first so many operations, each of which fails.
OPERATIONS = 2_000
#: A disk that stays broken is broken at each of them at night, else at every so manieth.
STEP = 1 if NIGHT else 4
#: So many acts of three rows and a line, with a checkpoint of the log after every few; so many
#: of them stay before they are taken out again.
ACTS, ROWS, CHECKPOINT, STAY = 80, 3, 8, 20
TABLES = """
    CREATE TABLE act (number INTEGER, part INTEGER, words TEXT, PRIMARY KEY (number, part));
    CREATE INDEX act_words ON act (words);
    CREATE TABLE trail (number INTEGER PRIMARY KEY);
"""
_names = count()


class Broken:
    """A disk that fails at its n-th operation, and from then on if it ``stays``."""

    def __init__(self, at: int, stays: bool) -> None:
        self.at, self.stays, self.now = 0, stays, 0
        self.disk = Disk(f"broken-{next(_names)}", self._may_fail, tells_all=True)
        self.line = apsw.Connection("acts.sqlite3", vfs=self.disk.name)
        self.at, self.now = at, 0

    def _may_fail(self, what: str, path: str) -> None:
        self.now += 1
        if self.now == self.at or (self.stays and self.now > self.at > 0):
            raise apsw.IOError("The disk does not answer.")

    def left(self) -> Disk:
        """What a process that ended now would leave behind, on a disk that works."""
        made = Disk(f"mended-{next(_names)}", lambda *_what: None)
        for path, file in self.disk.files.items():
            made.files[path] = Held(seen=bytearray(file.seen))
        self.at = 0  # the old one is put away in peace
        return made


def error_findings(at: int, stays: bool, one_by_one: bool = False) -> tuple[list[str], bool]:
    """What a fault at one operation leaves wrong; and whether there were so many operations."""
    broken = Broken(at, stays)
    acknowledged: list[int] = []
    with suppress(apsw.Error):
        _acts(broken, acknowledged, one_by_one)
    reached, left = broken.now >= at, broken.left()
    broken.line.close(True)
    try:
        with closing(apsw.Connection("acts.sqlite3", vfs=left.name)) as opened:
            opened.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
            wrong = list(_wrong_in(opened, acknowledged))
    except apsw.Error as problem:
        wrong = [f"cannot be opened: {problem}"]
    left.unregister()
    broken.disk.unregister()
    return [f"operation {at}: {one}" for one in wrong], reached


def _acts(broken: Broken, acknowledged: list[int], one_by_one: bool) -> None:
    """Acts one after another, some more after the fault; one that fails is taken back."""
    line, after = broken.line, 0
    line.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    line.execute(PRAGMAS).fetchall()
    line.execute("BEGIN IMMEDIATE;" + TABLES + "COMMIT")
    for number in range(1, ACTS + 1):
        try:
            _act(line, number, one_by_one)
            acknowledged.append(number)
        except apsw.Error:
            if line.in_transaction:
                line.execute("ROLLBACK")
        if number % CHECKPOINT == 0:
            with suppress(apsw.Error):
                line.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        after += broken.now >= broken.at
        if after > CHECKPOINT:
            return


def _act(line: apsw.Connection, number: int, one_by_one: bool) -> None:
    if not one_by_one:
        line.execute("BEGIN IMMEDIATE")
    for part in range(ROWS):
        words = f"{number} {part} " + "x" * (37 * number % 900)
        line.execute("INSERT INTO act VALUES (?, ?, ?)", (number, part, words))
    line.execute("INSERT INTO trail VALUES (?)", (number,))
    line.execute("DELETE FROM act WHERE number <= ?", (number - STAY,))
    line.execute("DELETE FROM trail WHERE number <= ?", (number - STAY,))
    if not one_by_one:
        line.execute("COMMIT")


def _wrong_in(line: apsw.Connection, acknowledged: list[int]) -> Iterator[str]:
    if not list(line.execute("SELECT 1 FROM sqlite_schema WHERE name = 'trail'")):
        if acknowledged:
            yield "the tables are gone"
        return
    sound = line.execute("PRAGMA integrity_check(1)").fetchall()
    if sound != [("ok",)]:
        yield f"corrupt: {sound}"
    whole = {number for (number,) in line.execute("SELECT number FROM trail")}
    parts = dict(line.execute("SELECT number, count(*) FROM act GROUP BY number"))
    if parts != dict.fromkeys(whole, ROWS):
        yield "half: an act is there in part"
    newest = max(whole | {*acknowledged, 0})
    lost = [one for one in acknowledged if one > newest - STAY and one not in whole]
    if lost:
        yield f"lost: {lost} acknowledged"


def first_operations(stays: bool) -> Iterator[str]:
    """Whatever a fault at each of the first operations leaves wrong."""
    for at in range(1, OPERATIONS + 1, STEP if stays else 1):
        found, reached = error_findings(at, stays)
        yield from found
        if not reached:
            yield f"only {at} operations: nothing is said about the later ones"
            return


@pytest.mark.parametrize("stays", [False, True])
def test_a_disk_error_at_any_operation_leaves_all_whole(stays):
    assert list(first_operations(stays)) == []


@pytest.mark.sabotage("test_a_disk_error_at_any_operation_leaves_all_whole")
def test_acts_outside_a_transaction_are_found_half_done():
    found = [one for at in range(900, 960) for one in error_findings(at, False, True)[0]]
    assert any("half" in one for one in found)
