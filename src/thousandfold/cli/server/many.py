# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several server processes and workers under one keeper: what dies is started again.

Every process serves pages and the live room alike; they share the socket, and the room's
version reaches each through the database (docs/decisions/0120). The keeper deletes what is due
and takes up work that a dead worker left.
"""

from __future__ import annotations

import logging
import os
import subprocess
import threading
import time
from typing import Any

import uvicorn
from django.db import Error, connection
from django.utils import timezone

from thousandfold.base.usecases.jobs import sweep, take_up_again
from thousandfold.cli.server.daily import EVERY as EVERY_HOUR
from thousandfold.cli.server.daily import look_once, start_copy
from thousandfold.cli.server.errands import COMMAND
from thousandfold.cli.server.running import Several

#: Seconds between two looks after the workers and after what they left.
EVERY, LOOK_AFTER = 1.0, 10.0
log = logging.getLogger("thousandfold.serve")


def run_many(servers: int, workers: int, **settings: Any) -> None:
    """Serve with so many processes and workers until told to stop; what is open is ended first.

    ``settings`` are those of ``uvicorn.Config``.
    """
    config = uvicorn.Config("thousandfold.cli.server.asgi:one_of_many", workers=servers, **settings)
    socket = config.bind_socket()
    keeper = Keeper(workers)
    keeper.start()
    try:
        Several(config, [socket]).run()
    finally:
        keeper.stop()


class Keeper:
    """Holds the workers alive, and looks after what is due."""

    def __init__(self, workers: int) -> None:
        self.children: list[subprocess.Popen[bytes] | None] = [None] * workers
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._go_on, daemon=True)

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def stop(self) -> None:
        """Ask the workers to end what they have under way, and wait for them."""
        self.over.set()
        self.thread.join()
        for child in self.children:
            if child is not None and child.poll() is None:
                child.terminate()
        for child in self.children:
            if child is not None:
                child.wait()

    def keep_alive(self) -> None:
        """Start every worker that is not there."""
        for place, child in enumerate(self.children):
            if child is None or child.poll() is not None:
                if child is not None:
                    log.warning("A worker ended with status %s; another begins.", child.returncode)
                self.children[place] = subprocess.Popen(COMMAND, env=os.environ)  # noqa: S603

    def _go_on(self) -> None:
        daily = looked = float("-inf")
        while not self.over.is_set():
            self.keep_alive()
            now = time.monotonic()
            if now - looked > LOOK_AFTER:
                looked = now
                _look_after()
            if now - daily > EVERY_HOUR:
                daily = now
                look_once()
                start_copy()
            self.over.wait(EVERY)


def _look_after() -> None:
    try:
        now = timezone.now()
        take_up_again(at=now)
        sweep(at=now)
    except Error as problem:
        log.warning("Nobody could be looked after: %s", type(problem).__name__)
    finally:
        connection.close()
