# SPDX-License-Identifier: AGPL-3.0-or-later
"""The embedded server's helper for longer work: a process that lives only while there is some.

So a laptop that serves a room carries no second program for nothing, and a long import does
not take the pages' turn (docs/decisions/0118).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import subprocess
import sys
import time

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from thousandfold.base.choices import JobState
from thousandfold.base.models import Job
from thousandfold.base.scope import every_host
from thousandfold.base.usecases.jobs import take_up_again

#: Seconds between two looks for work, and between two looks after what a worker left.
EVERY, LOOK_AFTER = 1.0, 10.0
#: The helper ends after so many seconds without work.
IDLE = 30
COMMAND = [sys.executable, "-c", "from thousandfold.cli.main import main; main()", "work"]
log = logging.getLogger("thousandfold.jobs")


class Errands:
    """Runs beside the pages from the start of the server to its end."""

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None
        self.child: subprocess.Popen[bytes] | None = None
        self.looked = 0.0

    def start(self) -> None:
        """Begin to look for work."""
        self.task = asyncio.create_task(self._go_on())

    def stop(self) -> None:
        """Ask the helper to end; what it has under way it ends first."""
        if self.task:
            self.task.cancel()
        if self.child and self.child.poll() is None:
            self.child.terminate()

    async def _go_on(self) -> None:
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(EVERY)

    def look(self) -> None:
        """Start a helper where work waits and none is there."""
        with contextlib.suppress(Error):
            if time.monotonic() - self.looked > LOOK_AFTER:
                self.looked = time.monotonic()
                take_up_again(at=timezone.now())
            if not settings.BROKER and _work_waits() and not self._is_there():
                self.child = subprocess.Popen([*COMMAND, "--until-idle", str(IDLE)])  # noqa: S603
        connection.close()

    def _is_there(self) -> bool:
        return self.child is not None and self.child.poll() is None


def _work_waits() -> bool:
    with every_host("whether any host waits for work"):
        return Job.objects.filter(state=JobState.WAITING).exists()
