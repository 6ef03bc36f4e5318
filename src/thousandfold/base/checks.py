# SPDX-License-Identifier: AGPL-3.0-or-later
"""Start-up checks: the house refuses to run on weaker ground than it promises."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connection


@register(Tags.database)
def database_keeps_what_it_acknowledges(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[Error]:
    """Refuse a database that may lose an acknowledged write at a power cut."""
    if not databases:
        return []
    if connection.vendor == "sqlite":
        return list(_sqlite())
    return list(_postgres())


def _sqlite() -> Any:
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        sync = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if journal.lower() != "wal" or int(sync) < 2:
        yield Error(
            f"SQLite runs with journal_mode={journal} and synchronous={sync}; WAL and FULL are needed.",
            hint="Put the data folder on a local disk that allows SQLite's WAL mode.",
            id="thousandfold.E001",
        )


def _postgres() -> Any:
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] == "off":
                yield Error(
                    f"PostgreSQL runs with {name}=off and may lose what it acknowledged.",
                    hint=f"Set {name} = on in postgresql.conf.",
                    id="thousandfold.E002",
                )
