# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker of RabbitMQ: Celery's own, with our application."""

from __future__ import annotations

from thousandfold.base.running.broker import QUEUE, celery


def go_on(at_once: int) -> None:
    """Work until told to stop; what is under way is ended first."""
    words = ["worker", "--pool=prefork", f"--concurrency={at_once}", f"--queues={QUEUE}"]
    celery().worker_main([*words, "--loglevel=WARNING", "--without-gossip", "--without-mingle"])
