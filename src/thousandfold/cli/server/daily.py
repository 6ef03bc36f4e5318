# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the embedded server does by itself once a day: forget what is due, and keep a copy."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from thousandfold.base.keeping import held_list
from thousandfold.base.keeping.backups import folder
from thousandfold.base.keystore.orphans import look_over_keys
from thousandfold.base.scope import every_host
from thousandfold.base.usecases.ending import finish_what_was_begun
from thousandfold.base.usecases.retention import look_over_every_host
from thousandfold.base.usecases.trail_letters import draft_next_letters
from thousandfold.cli.keeping.rotation import is_due, kept

#: Seconds between looks at the clock. Whether a day is over, the use case decides.
EVERY = 3600.0
#: The process that makes the day's backup, and the seconds it waits before.
COPYING, AFTER = "thousandfold.cli.keeping.daily_child", 300
_UNDER_WAY: list[subprocess.Popen[bytes]] = []
log = logging.getLogger("thousandfold.retention")


class Daily:
    """Runs beside the pages from the start of the server to its end."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, with a first look at once."""
        self.task = asyncio.create_task(_go_on())

    def stop(self) -> None:
        """End; a deletion under way ends with the part it is at."""
        if self.task:
            self.task.cancel()


async def _go_on() -> None:
    while True:
        await asyncio.to_thread(look_once)
        await asyncio.to_thread(start_copy)
        await asyncio.sleep(EVERY)


def look_once() -> dict[str, int]:
    """Look over every host; a database that does not answer is asked again in an hour."""
    close_old_connections()
    try:
        done = look_over_every_host(at=timezone.now())
        draft_next_letters(at=timezone.now())
        look_over_keys(at=timezone.now())
        _leave_nothing_half_done()
        if done:
            log.info("Deleted when due: %s", done)
        _leave_no_copy()  # also after an erasure during which somebody was reading
    except Error as problem:
        log.warning("Retention could not look over the hosts: %s", type(problem).__name__)
        return {}
    finally:
        connection.close()
    return done


def _leave_nothing_half_done() -> None:
    """Erasures whose keys could not be destroyed at once; holds that the list does not know."""
    finish_what_was_begun(at=timezone.now())
    with every_host("the list of holds is of every host"):
        held_list.catch_up()


def start_copy() -> bool:
    """Start the day's backup when it is due: a process of its own, which lets the room go first.

    It waits a few minutes, so that no start of a day is slowed down, and works on the
    side. What becomes of it stands on the page of terms.
    """
    now = timezone.now()
    if kept() == (0, 0) or not is_due(folder(), now):
        return False
    if _UNDER_WAY and _UNDER_WAY[-1].poll() is None:
        return False
    command = [sys.executable, "-m", COPYING, str(AFTER), str(os.getpid())]
    aside = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    _UNDER_WAY[:] = [subprocess.Popen(command, env=os.environ, **aside)]  # type: ignore[call-overload]  # noqa: S603 - our own module
    return True


def _leave_no_copy() -> None:
    """Empty SQLite's log of changes, which still holds the pages as they were."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
