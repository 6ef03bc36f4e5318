# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker of the database's own queue, and who looks after what others left."""

from __future__ import annotations

import logging
import os
import signal
import time
from typing import Any

from django.db import Error, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from thousandfold.base.usecases.jobs import sweep, take_up_again

#: Seconds between two looks into an empty queue, and between two looks after what was left.
EVERY, LOOK_AFTER = 0.5, 10.0
log = logging.getLogger("thousandfold.jobs")


def go_on_until(idle: int) -> None:
    """Work until told to stop, or until nothing came for ``idle`` seconds (0: for ever).

    A worker whose server is gone ends too: nobody would stop it.
    """
    logging.getLogger("django_tasks").setLevel(logging.WARNING)
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    worker, parent, last = _worker(), os.getppid(), time.monotonic()
    looked = 0.0
    while worker.running and os.getppid() == parent:
        if time.monotonic() - looked > LOOK_AFTER:
            looked = time.monotonic()
            look_after()
        if _worked(worker):
            last = time.monotonic()
        elif idle and time.monotonic() - last > idle:
            return
        if worker.running:
            time.sleep(EVERY)


def look_after() -> None:
    """Take up what another worker left, and forget what ended long ago."""
    close_old_connections()
    try:
        now = timezone.now()
        take_up_again(at=now)
        sweep(at=now)
    except Error as problem:
        log.warning("Nobody could be looked after: %s", type(problem).__name__)


def _worker() -> Any:
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )

    def stop(_number: int, _frame: Any) -> None:
        worker.running = False

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return worker


def _worked(worker: Any) -> bool:
    """Do all that waits; True when there was anything."""
    before = worker._run_tasks
    try:
        worker.run()
    except Error as problem:
        log.warning("The queue does not answer: %s", type(problem).__name__)
        close_old_connections()
    return bool(worker._run_tasks > before)
