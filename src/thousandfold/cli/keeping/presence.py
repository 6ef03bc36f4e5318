# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the site is open: while it runs it holds a lock, which a restore wants for itself.

On SQLite a file of the data folder is locked; on PostgreSQL an advisory lock of the database,
which every computer sees. Both end with the process, however it ends; neither blocks a page
(docs/decisions/0134).
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from thousandfold_core.errors import Refusal

try:
    import fcntl
except ImportError:  # a system without such locks: SQLite itself refuses while somebody writes
    fcntl = None  # type: ignore[assignment]

#: The number of the advisory lock, in each database of ours.
NUMBER = 1_000_005
#: Seconds between two looks whether the database still knows that the site is open.
EVERY = 5.0
#: Seconds that a connection which was just closed may still be listed.
SETTLING = 3.0
log = logging.getLogger("thousandfold.presence")


class SiteIsRunning(Refusal):
    """The site has the data open. Params: ``folder``."""

    code = "site-is-running"
    text = "The site in {folder} is running. Stop it first, then restore."


class DatabaseInUse(Refusal):
    """Others are connected to the PostgreSQL. Params: ``name``, ``who``."""

    code = "database-in-use"
    text = (
        "Somebody is connected to the database {name} ({who}). Stop the site, its workers and "
        "every other program there, then restore. When you know that what is connected is not "
        "the site, such as a pooler, add --the-site-is-stopped."
    )


class RestoreUnderWay(Refusal):
    """The site cannot open beside a restore."""

    code = "restore-under-way"
    text = "A backup is being brought back just now. Wait until it is done, then start again."


@contextmanager
def while_open() -> Iterator[None]:
    """Hold the site's lock while it runs.

    Raises:
        RestoreUnderWay: when a restore holds it.
    """
    if connections["default"].vendor == "sqlite":
        with _locked_file(shared=True) as got:
            if not got:
                raise RestoreUnderWay
            yield
        return
    watch = Watch()
    watch.start()
    try:
        yield
    finally:
        watch.stop()


@contextmanager
def alone(*, stopped: bool = False) -> Iterator[None]:
    """Hold the data for a restore. ``stopped``: somebody says that PostgreSQL's others are not us.

    Raises:
        SiteIsRunning: when the site has the SQLite open.
        DatabaseInUse: when anybody is connected to the PostgreSQL.
    """
    connections.close_all()
    if connections["default"].vendor == "sqlite":
        with _locked_file(shared=False) as got:
            if not got:
                raise SiteIsRunning(folder=settings.DATA)
            yield
        return
    with _own_connection() as mine:
        if not stopped:
            _nobody_else(mine)
        yield


def _nobody_else(mine: BaseDatabaseWrapper) -> None:
    until = time.monotonic() + SETTLING
    while not _take(mine, shared=False) or _others(mine):
        if time.monotonic() > until:
            who = ", ".join(_others(mine)) or "the site"
            raise DatabaseInUse(name=mine.settings_dict["NAME"], who=who)
        time.sleep(0.1)


def _others(mine: BaseDatabaseWrapper) -> list[str]:
    """Who else is connected to this database: the names that programs give themselves."""
    with mine.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(application_name, ''), 'without a name'), count(*) "
            "FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND usename IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        return [f"{name}: {count}" for name, count in cursor.fetchall()]


def _take(mine: BaseDatabaseWrapper, *, shared: bool) -> bool:
    function = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
    with mine.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [NUMBER])
        return bool(cursor.fetchone()[0])


@contextmanager
def _own_connection() -> Iterator[BaseDatabaseWrapper]:
    """A connection that no request closes."""
    made = connections["default"].copy()
    made.settings_dict["OPTIONS"] = {
        **made.settings_dict["OPTIONS"],
        "application_name": "thousandfold site",
    }
    made.inc_thread_sharing()
    try:
        yield made
    finally:
        with suppress(Error):
            made.close()


@contextmanager
def _locked_file(*, shared: bool) -> Iterator[bool]:
    """Whether the lock of the data folder could be had; it is held until the end."""
    if fcntl is None:
        yield True
        return
    file = Path(settings.DATA) / "open.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600)) as opened:
        try:
            fcntl.flock(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


class Watch:
    """Keeps PostgreSQL told that the site is open, also after the server was restarted."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.thread: threading.Thread | None = None
        #: The line that took the lock at the start: nothing may come between it and the watch.
        self.first = ExitStack()

    def start(self) -> None:
        """Take the lock, and look after it from now on.

        Raises:
            RestoreUnderWay: when a restore holds it.
        """
        with ExitStack() as held:
            mine = held.enter_context(_own_connection())
            if not _take(mine, shared=True):
                raise RestoreUnderWay
            self.first = held.pop_all()
        self.thread = threading.Thread(target=self._go_on, args=[mine], daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Let go."""
        self.over.set()
        if self.thread is not None:
            self.thread.join()

    def _go_on(self, first: BaseDatabaseWrapper) -> None:
        with suppress(Error), self.first:
            self._stay(first)
        while not self.over.is_set():
            with suppress(Error), _own_connection() as mine:
                self._hold(mine)
            self.over.wait(EVERY)

    def _hold(self, mine: Any) -> None:
        """Hold the lock until told to stop, or until the line breaks."""
        if not _take(mine, shared=True):
            log.warning("A backup is being brought back while this site runs: stop it.")
            return
        self._stay(mine)

    def _stay(self, mine: BaseDatabaseWrapper) -> None:
        while not self.over.wait(EVERY):
            with mine.cursor() as cursor:
                cursor.execute("SELECT 1")
