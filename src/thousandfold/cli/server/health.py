# SPDX-License-Identifier: AGPL-3.0-or-later
"""Is the site alive, is it ready, and its counts: for programs that watch over servers.

``/health/live`` asks nothing but this process; ``/health/ready`` asks database, changes of the
database, disk and longer work, and names what is missing; ``/metrics`` counts, for whoever may.
None of them names a host or a person.
"""

from __future__ import annotations

import asyncio
import hmac
import shutil
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from thousandfold.base.choices import JobState
from thousandfold.base.doorway.headers import complete
from thousandfold.base.models import Job
from thousandfold.base.running import metrics
from thousandfold.base.scope import every_host
from thousandfold.base.site import is_loopback

#: Less free disk than this, in megabytes, and the site is not ready.
LEAST_FREE = 200
#: Work that waits longer than this says that no worker is there.
WAITED = timedelta(minutes=5)

Send = Callable[[dict[str, Any]], Awaitable[None]]
Scope = dict[str, Any]


async def health(scope: Scope, send: Send) -> None:
    """Answer one of the three addresses; everything else is not here."""
    if scope["path"] == "/health/live":
        await _reply(send, 200, b"alive\n")
    elif scope["path"] == "/health/ready":
        missing = await asyncio.to_thread(not_ready)
        text = "ready\n" if not missing else "not ready: " + ", ".join(missing) + "\n"
        await _reply(send, 503 if missing else 200, text.encode())
    elif scope["path"] == "/metrics" and may_count(scope):
        kind, text = await asyncio.to_thread(metrics.told)
        await _reply(send, 200, text, kind.encode())
    else:
        await _reply(send, 404, b"This is not here.\n")


def is_asked(path: str) -> bool:
    """Whether an address is one of these."""
    return path in ("/health/live", "/health/ready", "/metrics")


def not_ready() -> list[str]:
    """Names of what the site misses to do its work; never more than names."""
    try:
        return list(_missing())
    finally:
        connection.close()


def _missing() -> Iterator[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if _changes_wait():
            yield "database changes"
        if _work_waits_long():
            yield "workers"
    except Error:
        yield "database"
    if shutil.disk_usage(settings.DATA).free < LEAST_FREE * 1024**2:
        yield "disk"


def _changes_wait() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    plan = MigrationExecutor(connection)
    return bool(plan.migration_plan(plan.loader.graph.leaf_nodes()))


def _work_waits_long() -> bool:
    since = timezone.now() - WAITED
    with every_host("whether work of any host is left lying"):
        return Job.objects.filter(state=JobState.WAITING, asked_at__lt=since).exists()


def may_count(scope: Scope) -> bool:
    """Whether who asks may see the counts: this very computer, or who brings the token."""
    wanted = settings.METRICS
    headers = dict(scope["headers"])
    if not wanted:
        return False
    if wanted == "here":
        passed_on = {b"x-forwarded-for", b"forwarded"} & set(headers)
        return bool(scope.get("client")) and is_loopback(scope["client"][0]) and not passed_on
    brought = headers.get(b"authorization", b"")
    return hmac.compare_digest(brought, b"Bearer " + wanted.encode())


_PLAIN = list(complete({}, "text/plain").items())


async def _reply(
    send: Send, status: int, body: bytes, kind: bytes = b"text/plain; charset=utf-8"
) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in _PLAIN]
    headers += [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
