# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two databases: SQLite that loses nothing at a power cut, and PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

#: WAL with FULL keeps every acknowledged row through a power cut; weaker modes do not.
PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=16777216;"
)


def sqlite(path: Path | str) -> dict[str, Any]:
    """Settings of the embedded database."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS, "timeout": 20},
    }


def postgres(address: str) -> dict[str, Any]:
    """Settings of a PostgreSQL named as postgresql://user:password@server:port/name."""
    parts = urlparse(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def chosen(address: str, data: Path) -> dict[str, Any]:
    """The database that the settings name."""
    return postgres(address) if address else sqlite(data / "thousandfold.sqlite3")
