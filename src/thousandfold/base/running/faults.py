# SPDX-License-Identifier: AGPL-3.0-or-later
"""When the disk or the database under the site fails: what it was, and what still goes on.

A full disk, a disk and a database that do not answer are told apart from our own mistakes, by
the codes of SQLite, PostgreSQL and the system, so that a page can say what happened.
"""

from __future__ import annotations

import errno
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from thousandfold.base.doorway import acting

log = logging.getLogger("thousandfold.faults")

#: Less room than either of these is said to administrators and by ``doctor``.
LEAST_FREE = 500 * 1024**2
LEAST_SHARE = 0.10


class Fault(StrEnum):
    """What is wrong under the site."""

    FULL = "full"
    UNREADABLE = "unreadable"
    BUSY = "busy"
    AWAY = "away"


_SQLITE = {
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_IOERR: Fault.UNREADABLE,
    sqlite3.SQLITE_CANTOPEN: Fault.UNREADABLE,
    sqlite3.SQLITE_BUSY: Fault.BUSY,
}
#: PostgreSQL's own codes: disk_full, io_error, waiting too long for a lock; shut down, crashed,
#: starting, no place left for a connection, and a line that broke.
_POSTGRES = {
    "53100": Fault.FULL,
    "58030": Fault.UNREADABLE,
    "55P03": Fault.BUSY,
    "40P01": Fault.BUSY,
    "57P01": Fault.AWAY,
    "57P02": Fault.AWAY,
    "57P03": Fault.AWAY,
    "53300": Fault.AWAY,
    "08000": Fault.AWAY,
    "08001": Fault.AWAY,
    "08003": Fault.AWAY,
    "08004": Fault.AWAY,
    "08006": Fault.AWAY,
}
_SYSTEM = {
    errno.ENOSPC: Fault.FULL,
    errno.EDQUOT: Fault.FULL,
    errno.EIO: Fault.UNREADABLE,
    errno.EROFS: Fault.UNREADABLE,
}


def fault_of(problem: BaseException | None) -> Fault | None:
    """The fault behind an exception, or None when it is something else."""
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        found = _told_by(problem)
        if found:
            return found
        problem = problem.__cause__ or problem.__context__
    return None


def _told_by(problem: BaseException) -> Fault | None:
    code = getattr(problem, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(problem, "sqlstate", None)
    if state is not None:
        return _POSTGRES.get(state)
    if _line_is_broken(problem):
        return Fault.AWAY
    return _SYSTEM.get(problem.errno or 0) if isinstance(problem, OSError) else None


def _line_is_broken(problem: BaseException) -> bool:
    """PostgreSQL's driver has no code for a server that is not there or hung up.

    Told by name, as a site on SQLite never loads the driver.
    """
    return any(
        one.__name__ == "OperationalError" and one.__module__.partition(".")[0] == "psycopg"
        for one in type(problem).__mro__
    )


@contextmanager
def as_room_allows() -> Iterator[None]:
    """Write something that may be left out when the disk fails: a time, a note, a place to go on.

    Only where nobody's words would be lost by it.
    """
    try:
        with transaction.atomic():
            yield
    except (DatabaseError, OSError) as problem:
        fault = fault_of(problem)
        if fault is None:
            raise
        log.warning("A note was left out: the disk or the database is %s.", fault.value)


def left_out(problem: DatabaseError) -> bool:
    """True for a note that may be missing: somebody only looks, or what they sent is kept.

    Raises:
        DatabaseError: the problem itself, when the disk fails and more than a note is at stake.
    """
    fault, here = fault_of(problem), acting.now()
    if fault is None:
        return False
    if here is None or not (here.looks or here.acted):
        raise problem
    log.warning("A note was left out: the disk or the database is %s.", fault.value)
    return True


def little_room(folder: Path | None = None) -> int | None:
    """Megabytes that are free where the data lies, when that is too little; else None."""
    use = shutil.disk_usage(folder or settings.DATA)
    if use.free >= LEAST_FREE and use.free >= LEAST_SHARE * use.total:
        return None
    return use.free // 1024**2
