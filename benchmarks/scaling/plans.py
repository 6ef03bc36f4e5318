# SPDX-License-Identifier: AGPL-3.0-or-later
"""The plans of every page's queries: no scan of a whole large table, no discarding of many rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from scaling.pages import pages
from scaling.reading import Readers
from thousandfold.base.models import Host

#: A table with more rows than this is large.
LARGE = 10_000


def offenders(host: Host) -> list[dict[str, Any]]:
    """Scans over whole large tables, by page; empty when every query has its index."""
    sizes, readers = _sizes(), Readers(host)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for page in pages(host):
        with CaptureQueriesContext(connection) as queries:
            readers.asks(page)
        for sql in [one["sql"] for one in queries.captured_queries]:
            for node in _nodes(sql):
                if _is_whole(node, sizes):
                    key = (page.name, node["Relation Name"], _shape(sql))
                    found[key] = _told(page.name, node, sql)
    return list(found.values())


def _sizes() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'")
        return {name: int(rows) for name, rows in cursor.fetchall()}


def _nodes(sql: str) -> Iterator[dict[str, Any]]:
    if not sql.startswith("SELECT") or "FOR UPDATE" in sql:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql.replace('%', '%%')}", [])
        told = cursor.fetchone()[0]
    yield from _under((json.loads(told) if isinstance(told, str) else told)[0]["Plan"])


def _under(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for one in node.get("Plans", ()):
        yield from _under(one)


def _is_whole(node: dict[str, Any], sizes: dict[str, int]) -> bool:
    """A scan of a whole large table that really ran."""
    is_scan = node["Node Type"] in ("Seq Scan", "Parallel Seq Scan")
    return is_scan and sizes.get(node["Relation Name"], 0) > LARGE and node["Actual Loops"] > 0


def _told(page: str, node: dict[str, Any], sql: str) -> dict[str, Any]:
    return {
        "page": page,
        "table": node["Relation Name"],
        "filter": node.get("Filter", "")[:160],
        "sql": sql[:4000],
    }


def _shape(sql: str) -> str:
    return re.sub(r"'[^']*'", "?", sql)
