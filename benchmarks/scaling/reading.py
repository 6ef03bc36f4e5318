# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking for pages in this process: time, queries, the database's share, and every plan."""

from __future__ import annotations

import statistics
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scaling.pages import ADMINISTRATOR, PHONE, STAFF, Asked, pages, phone_of
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Host, Role
from thousandfold.base.scope import inside


class Readers:
    """Browsers of one host's people."""

    def __init__(self, host: Host) -> None:
        self.clients = {
            STAFF: signed_in(host, RoleKind.STAFF),
            ADMINISTRATOR: signed_in(host, RoleKind.ADMINISTRATOR),
            PHONE: Client(SERVER_NAME="localhost"),
        }
        held = phone_of(host)
        if held:
            self.clients[PHONE].cookies[settings.PLACE_COOKIE_NAME] = held[1]

    def asks(self, page: Asked) -> Any:
        """The answer to one request."""
        return self.clients.get(page.who, Client(SERVER_NAME="localhost")).get(page.path)


def account_of(host: Host, kind: RoleKind) -> Any:
    """The first of a host's staff or administrators; administrators have a second factor."""
    from allauth.mfa.models import Authenticator

    with inside(host):
        role = Role.objects.filter(kind=kind, ended_at=None).select_related("account")
        account = role.order_by("account__email")[0].account
    if kind == RoleKind.ADMINISTRATOR:
        Authenticator.objects.get_or_create(user=account, type="totp", defaults={"data": {}})
    return account


def signed_in(host: Host, kind: RoleKind) -> Client:
    """A browser signed in as one of them."""
    client = Client(SERVER_NAME="localhost")
    way = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(account_of(host, kind), backend=way)
    return client


def read(host: Host, rounds: int) -> dict[str, dict[str, float]]:
    """Each page: median milliseconds, of these in the database, and how many queries."""
    readers, told = Readers(host), {}
    for page in pages(host):
        answer = readers.asks(page)
        if answer.status_code != 200:
            told[page.name] = {"status": answer.status_code}
            continue
        told[page.name] = _timed(readers, page, rounds)
    return told


def _timed(readers: Readers, page: Asked, rounds: int) -> dict[str, float]:
    """Processor time beside the clock's: the machine may have other work."""
    clock, processor = [], []
    for _ in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        readers.asks(page)
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    with CaptureQueriesContext(connection) as queries:
        readers.asks(page)
        asked = len(queries)
        told = [one["sql"] for one in queries.captured_queries]
    return {
        "ms": round(statistics.median(clock), 1),
        "least": round(min(clock), 1),
        "cpu": round(statistics.median(processor), 1),
        "db": round(_in_database(told), 1),
        "queries": asked,
    }


def _in_database(told: list[str]) -> float:
    """Milliseconds that PostgreSQL says the queries ran (least of three)."""
    whole = 0.0
    with connection.cursor() as cursor:
        for sql in told:
            if sql.startswith("SELECT") and "FOR UPDATE" not in sql:
                whole += min(_ran(cursor, sql) for _ in range(3))
    return whole


def _ran(cursor: Any, sql: str) -> float:
    import json

    cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql.replace('%', '%%')}", [])
    found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]
    return plan["Execution Time"] + plan["Planning Time"]
