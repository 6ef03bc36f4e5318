# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counts and durations of pages by the name of their address, and how much work waits.

Off unless a host asks for them (THOUSANDFOLD_METRICS). A name of an address is a word of ours
("recruitment:call"); what stood in the address, who asked and at which host is never counted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from thousandfold.base.choices import JobState
from thousandfold.base.models import Job
from thousandfold.base.scope import every_host

Answer = Callable[[HttpRequest], HttpResponse]
#: Upper ends of the durations that are told apart, in seconds.
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST"})
UNKNOWN = "none"


def middleware(get_response: Answer) -> Answer:
    """Count each answer and how long it took; nothing at all where nobody asked for counts."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.METRICS:
            return get_response(request)
        began = time.perf_counter()
        response = get_response(request)
        note(request, response.status_code, time.perf_counter() - began)
        return response

    return answer


def note(request: Any, status: int, seconds: float) -> None:
    """One answer more."""
    match = request.resolver_match
    page = (match.view_name or UNKNOWN) if match else UNKNOWN
    method = request.method if request.method in METHODS else "other"
    _durations().labels(page, method, f"{status // 100}xx").observe(seconds)


@lru_cache(maxsize=1)
def _durations() -> Any:
    from prometheus_client import Histogram

    return Histogram(
        "thousandfold_page_seconds",
        "Pages by the name of their address, method and kind of answer.",
        ("page", "method", "answer"),
        buckets=SECONDS,
    )


def told() -> tuple[str, bytes]:
    """All counts of all processes, as Prometheus reads them: content type and text."""
    from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
    from prometheus_client.values import ValueClass

    _durations()
    registry: Any = REGISTRY
    if ValueClass.__name__ != "MutexValue":  # several processes, each with a file of its counts
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return CONTENT_TYPE_LATEST, generate_latest(registry) + _work()


def _work() -> bytes:
    """How many jobs stand where."""
    try:
        with every_host("numbers of jobs, of all hosts together"):
            rows = Job.objects.order_by().values_list("state").annotate(n=Count("id"))
            found = dict(rows)
    except Error:
        return b""
    finally:
        connection.close()
    lines = ["# HELP thousandfold_jobs Longer work by state.", "# TYPE thousandfold_jobs gauge"]
    lines += [f'thousandfold_jobs{{state="{one}"}} {found.get(one, 0)}' for one in JobState.values]
    return ("\n".join(lines) + "\n").encode()
