"""A long day of writing leaves a short log of changes: SQLite's WAL (trust row DU-7)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from thousandfold.settings.database import PRAGMAS

MOST = 16 * 1024 * 1024
#: Enough to write twice as much as the log may hold.
ACTS, WORDS = 1_500, b"w" * 16_000


def connected(file: Path, more: str = "") -> sqlite3.Connection:
    """A connection as the site opens it, to a file of its own; nothing need reach a disk here."""
    made = sqlite3.connect(file)
    made.executescript(PRAGMAS + "PRAGMA synchronous=OFF;" + more)
    return made


def too_long(file: Path, more: str = "") -> list[str]:
    """The log of changes, if it is over its limit while many write and others read."""
    log, largest = file.with_name(f"{file.name}-wal"), 0
    with closing(connected(file, more)) as writer, closing(connected(file, more)) as reader:
        writer.execute("CREATE TABLE said (words BLOB)")
        for number in range(ACTS):
            with writer:
                writer.execute("INSERT INTO said VALUES (?)", [WORDS])
            if number % 50 == 0:
                reader.execute("SELECT count(*) FROM said").fetchone()
                largest = max(largest, log.stat().st_size)
    return [f"the log of changes has {largest} bytes"] if largest > MOST else []


def test_the_log_of_changes_stays_short(tmp_path):
    assert too_long(tmp_path / "day.sqlite3") == []


@pytest.mark.sabotage("test_the_log_of_changes_stays_short")
def test_a_log_that_nobody_folds_in_is_found(tmp_path):
    assert too_long(tmp_path / "day.sqlite3", "PRAGMA wal_autocheckpoint=0;")
