"""Where the tests' database is for a process of its own, and ports nobody listens on."""

from __future__ import annotations

import socket
from urllib.parse import quote

from django.db import connection


def database_address() -> str:
    """The tests' PostgreSQL, which another process shares; nothing for SQLite, which is copied."""
    if connection.vendor == "sqlite":
        return ""
    given = connection.settings_dict
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
    return f"postgresql://{who}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
