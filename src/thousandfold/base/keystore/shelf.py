# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keystore's file: wrapped keys and the marks of destroyed ones, in an SQLite of its own.

Apart from the main database, whichever that is, and in none of its backups. WAL and FULL keep
an acknowledged key through a power cut, several processes may use the file at once, and what
is deleted is overwritten (docs/decisions/0090).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=20000")
TABLES = (
    "CREATE TABLE IF NOT EXISTS keys (owner TEXT PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS destroyed "
    "(number INTEGER PRIMARY KEY AUTOINCREMENT, mark BLOB NOT NULL UNIQUE, day TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS gone (owner TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS done (what TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS begun "
    "(number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, told TEXT NOT NULL)",
)
AT_ONCE = 500


def mark_of(owner: str) -> bytes:
    """What stays of an owner whose key is gone: a digest of the random id."""
    return hashlib.blake2b(owner.encode(), digest_size=16, person=b"1000f destroyed").digest()


class Shelf:
    """One keystore file. Safe between threads and between processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.opened: sqlite3.Connection | None = None

    def connection(self) -> sqlite3.Connection:
        """The open file, made on the first use (mode 0600)."""
        if self.opened is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            self.opened = opened(self.path)
        return self.opened

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            if self.opened is not None:
                self.opened.close()
            self.opened = None

    def wrapped(self, owner: str) -> bytes | None:
        """The wrapped key of an owner, if there is one."""
        with self.lock:
            found = self.connection().execute("SELECT wrapped FROM keys WHERE owner=?", (owner,))
            row = found.fetchone()
        return row[0] if row else None

    def missing(self, owners: Iterable[str]) -> list[str]:
        """Those of the owners who have no key yet."""
        wanted, had = list(dict.fromkeys(owners)), set()
        with self.lock:
            for start in range(0, len(wanted), AT_ONCE):
                part = wanted[start : start + AT_ONCE]
                marks = ",".join("?" * len(part))
                found = self.connection().execute(
                    f"SELECT owner FROM keys WHERE owner IN ({marks})",  # noqa: S608 - our marks
                    part,
                )
                had.update(row[0] for row in found)
        return [one for one in wanted if one not in had]

    def add(self, made: dict[str, bytes]) -> None:
        """Keep wrapped keys, all of them or none; nobody's is replaced, or made once destroyed."""
        rows: list[tuple[object, ...]] = [(one, key, mark_of(one)) for one, key in made.items()]
        self._write(
            [
                (
                    "INSERT OR IGNORE INTO keys (owner, wrapped) "
                    "SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM destroyed WHERE mark=?)",
                    rows,
                )
            ]
        )

    def destroy(self, owner: str, at: datetime) -> bool:
        """Overwrite a key and mark its owner. False when that was done before."""
        with self.lock:
            if self.is_destroyed(owner):
                return False
            day = at.date().isoformat()
            self._write(
                [
                    ("DELETE FROM keys WHERE owner=?", [(owner,)]),
                    ("DELETE FROM gone WHERE owner=?", [(owner,)]),
                    (
                        "INSERT OR IGNORE INTO destroyed (mark, day) VALUES (?, ?)",
                        [(mark_of(owner), day)],
                    ),
                ]
            )
            self.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return True

    def is_destroyed(self, owner: str) -> bool:
        """True when this owner's key was destroyed."""
        with self.lock:
            found = self.connection().execute(
                "SELECT 1 FROM destroyed WHERE mark=?", (mark_of(owner),)
            )
            return found.fetchone() is not None

    def destroyed_so_far(self) -> int:
        """A number that rises with every key destroyed, in whichever process."""
        with self.lock:
            found = self.connection().execute("SELECT max(number) FROM destroyed").fetchone()
        return found[0] or 0

    def count(self) -> int:
        """How many keys there are."""
        with self.lock:
            return int(self.connection().execute("SELECT count(*) FROM keys").fetchone()[0])

    def owners(self) -> Iterator[str]:
        """Everybody who has a key, in order; read in parts."""
        last = ""
        while True:
            with self.lock:
                found = self.connection().execute(
                    "SELECT owner FROM keys WHERE owner > ? ORDER BY owner LIMIT ?",
                    (last, AT_ONCE),
                )
                part = [row[0] for row in found]
            if not part:
                return
            yield from part
            last = part[-1]

    def begin_day(self, what: str, at: datetime) -> bool:
        """True the first time that something is begun on a day."""
        day = at.date().isoformat()
        with self.lock:
            begun = self.connection().execute(
                "INSERT INTO done (what, day) VALUES (?, ?) "
                "ON CONFLICT (what) DO UPDATE SET day=excluded.day WHERE day < excluded.day",
                (what, day),
            )
            return begun.rowcount > 0

    def note_gone(self, owners: Iterable[str], at: datetime) -> None:
        """Note since when owners' rows are gone; who is back is noted no more."""
        day, gone = at.date().isoformat(), list(owners)
        with self.lock:
            noted = {row[0] for row in self.connection().execute("SELECT owner FROM gone")}
            back = noted - set(gone)
            self._write(
                [
                    ("DELETE FROM gone WHERE owner=?", [(one,) for one in back]),
                    (
                        "INSERT OR IGNORE INTO gone (owner, day) VALUES (?, ?)",
                        [(one, day) for one in gone],
                    ),
                ]
            )

    def gone_since(self, at: datetime) -> list[str]:
        """Owners whose rows have been gone since a day, or longer."""
        day = at.date().isoformat()
        with self.lock:
            found = self.connection().execute("SELECT owner FROM gone WHERE day <= ?", (day,))
            return [row[0] for row in found]

    def _write(self, acts: list[tuple[str, list[tuple[object, ...]]]]) -> None:
        with self.lock:
            file = self.connection()
            file.execute("BEGIN IMMEDIATE")
            try:
                for words, rows in acts:
                    file.executemany(words, rows)
            except BaseException:
                file.execute("ROLLBACK")
                raise
            file.execute("COMMIT")


def opened(path: Path) -> sqlite3.Connection:
    """A connection to a keystore file, with its tables."""
    file = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=20)
    for one in PRAGMAS:
        file.execute(f"PRAGMA {one}").fetchall()
    for one in TABLES:
        file.execute(one)
    return file
