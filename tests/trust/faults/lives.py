"""Servers and writers over what a test has stored, that can be ended without a goodbye."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection

from site_addresses import database_address, free_port

TESTS = Path(__file__).resolve().parents[2]
CSRF = "c" * 32
SECONDS = 240


class Lives:
    """A loaded process that begins one life after another, over a folder of its own.

    Its database is a copy of the tests' SQLite or the tests' PostgreSQL, or another PostgreSQL
    that is named. ``within`` are words of a command that the process is started by.
    """

    def __init__(self, folder: Path, database: str = "", within: Sequence[str] = ()) -> None:
        self.folder, self.port = folder, free_port()
        self.child = 0
        self.database = database or database_address()
        folder.mkdir(exist_ok=True)
        if not database:
            self._as_stored()
        surroundings = {
            "THOUSANDFOLD_DATA": str(folder),
            "THOUSANDFOLD_DATABASE": self.database,
            "THOUSANDFOLD_ADDRESS": f"http://127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "thousandfold.settings.test",
            "PYTHONPATH": str(TESTS),
            "PATH": os.environ["PATH"],
        }
        self.mother = subprocess.Popen(
            [*within, sys.executable, "-m", "trust.faults.zygote"],
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.heard: queue.Queue[str] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        try:
            assert self.hears() == "ready"
        except BaseException:
            self.ends()
            raise

    def _as_stored(self) -> None:
        """The keys of the test, and its database if that is a file."""
        if (Path(settings.DATA) / "keys").exists():
            shutil.copytree(Path(settings.DATA) / "keys", self.folder / "keys")
        if connection.vendor == "sqlite":
            copied = sqlite3.connect(self.folder / "thousandfold.sqlite3")
            stored = sqlite3.connect(connection.settings_dict["NAME"])
            with closing(copied), closing(stored):
                stored.backup(copied)

    def _listen(self) -> None:
        for line in self.mother.stdout:
            self.heard.put(line.strip())

    def hears(self) -> str:
        """The next line that was said."""
        return self.heard.get(timeout=SECONDS)

    def told(self) -> str:
        """The next line of the life that was begun last, also one said before we heard of it."""
        return self.early.pop(0) if self.early else self.hears()

    def begins(self, *words: str) -> None:
        """Begin a life: ``serve`` or ``write``; returns at once."""
        self.mother.stdin.write(" ".join(words) + "\n")
        self.mother.stdin.flush()
        self.early: list[str] = []
        while not (line := self.hears()).startswith("began "):
            self.early.append(line)
        self.child = int(line.split()[1])

    def serves(self, *hole: str, port: int = 0) -> None:
        """Begin a server, and wait until it answers."""
        self.begins("serve", str(port or self.port), *hole)
        for _ in range(SECONDS * 50):
            try:
                if self.asks("GET", "/healthz", port=port)[0] == 200:
                    return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("The server did not begin.")

    def dies(self) -> None:
        """No goodbye."""
        os.kill(self.child, signal.SIGKILL)
        while Path(f"/proc/{self.child}").exists():
            time.sleep(0.002)

    def ends(self) -> None:
        """The test is over."""
        mother = self.mother.pid
        for one in Path(f"/proc/{mother}/task/{mother}/children").read_text().split():
            with suppress(ProcessLookupError):
                os.kill(int(one), signal.SIGKILL)
        self.mother.kill()
        self.mother.wait()
        self.mother.stdin.close()
        self.listener.join()
        self.mother.stdout.close()

    def asks(
        self, method: str, path: str, cookie: str = "", port: int = 0, **fields: str
    ) -> tuple[int, str]:
        """One request; the status, and the page or where it leads.

        Raises:
            OSError: when nobody answered.
        """
        line = HTTPConnection("127.0.0.1", port or self.port, timeout=SECONDS)
        headers = {
            "Cookie": f"{cookie}; csrftoken={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        sent = urlencode({**fields, "csrfmiddlewaretoken": CSRF}) if fields else None
        try:
            line.request(method, path, sent, headers)
            answer = line.getresponse()
            body = answer.read().decode()
        except HTTPException as broken:
            raise ConnectionError("The line broke.") from broken
        finally:
            line.close()
        return answer.status, answer.headers.get("Location") or body

    def rows(self, question: str) -> list[tuple]:
        """What stands in the database."""
        if self.database:
            with psycopg.connect(self.database) as line:
                return line.execute(question).fetchall()
        with closing(sqlite3.connect(self.file(), timeout=20)) as one:
            return one.execute(question).fetchall()

    def file(self) -> Path:
        """Where the test can look into the SQLite database."""
        return self.folder / "thousandfold.sqlite3"

    def unsound(self) -> list[str]:
        """What the database says about itself, if it is not whole."""
        if self.database:
            return []
        checks = ("PRAGMA integrity_check(3)", "PRAGMA foreign_key_check")
        said = [row for check in checks for row in self.rows(check)]
        return [str(one) for one in said if one != ("ok",)]
