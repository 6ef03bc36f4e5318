# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copying the database out and in, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connections, transaction

from thousandfold_core.errors import Refusal

#: What the connection is called that looks at a copy.
ALIAS = "copy"


class ToolMissing(Refusal):
    """A program of PostgreSQL is not here. Params: ``program``."""

    code = "tool-missing"
    text = "{program} is needed for PostgreSQL. Install the PostgreSQL client (Debian: apt install postgresql-client)."


class DatabaseRefused(Refusal):
    """PostgreSQL's program failed. Params: ``program``, ``why``."""

    code = "database-refused"
    text = "{program} failed: {why}"


@contextmanager
def snapshot(folder: Path) -> Iterator[tuple[Path, str]]:
    """A copy of one moment while the site goes on, and the alias to look at that moment by."""
    if connections["default"].vendor == "sqlite":
        copy = folder / "thousandfold.sqlite3"
        copy_sqlite(connections["default"].settings_dict["NAME"], copy)
        with looking_at(f"file:{quote(str(copy))}?immutable=1") as alias:
            yield copy, alias
        return
    with looking_at() as alias, transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            moment = cursor.execute("SELECT pg_export_snapshot()").fetchone()[0]
        copy = folder / "thousandfold.pgdump"
        words = ("--format=custom", f"--snapshot={moment}", f"--file={copy}")
        _call("pg_dump", connections["default"].settings_dict, *words)
        yield copy, alias


@contextmanager
def looking_at(name: str = "") -> Iterator[str]:
    """One more connection, to the site's database or to a file; its alias."""
    here = connections["default"].settings_dict
    options = {} if name else here["OPTIONS"]
    connections.settings[ALIAS] = {**here, "NAME": name or here["NAME"], "OPTIONS": options}
    try:
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def copy_sqlite(name: str | Path, target: Path) -> None:
    """Copy an SQLite file as of one moment, whoever is writing to it."""
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def copy_in(file: Path) -> None:
    """Put a copy in the place of the database, whose old tables were put aside or away."""
    settings = connections["default"].settings_dict
    connections.close_all()
    if settings["ENGINE"].endswith("sqlite3"):
        name = Path(settings["NAME"])
        name.parent.mkdir(parents=True, exist_ok=True)
        for leftover in ("-wal", "-shm"):
            Path(f"{name}{leftover}").unlink(missing_ok=True)
        shutil.copyfile(file, name)
        return
    words = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    named = f"--dbname={settings['NAME']}"
    _call("pg_restore", settings, *words, named, str(file), database=False)


def empty_out() -> None:
    """Take every table out of a PostgreSQL database, which a copy is kept of."""
    connection = connections["default"]
    with transaction.atomic(), connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        if names:
            quoted = ", ".join(connection.ops.quote_name(one) for one in names)
            cursor.execute(f"DROP TABLE {quoted} CASCADE")


def has_data() -> bool:
    """True when there is a database with tables of ours."""
    settings = connections["default"].settings_dict
    if settings["ENGINE"].endswith("sqlite3") and not Path(settings["NAME"]).exists():
        return False
    with connections["default"].cursor() as cursor:
        return bool(connections["default"].introspection.table_names(cursor))


def is_sound(file: Path) -> bool:
    """True when a copied SQLite file passes its own integrity check."""
    if file.suffix != ".sqlite3":
        return True
    opened = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False
    finally:
        opened.close()


def _call(program: str, settings: dict[str, Any], *words: str, database: bool = True) -> None:
    found = shutil.which(program)
    if found is None:
        raise ToolMissing(program=program)
    command = [found, *words]
    for flag, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if settings.get(key):
            command.append(f"{flag}={settings[key]}")
    if database:
        command.append(settings["NAME"])
    env = {"PGPASSWORD": settings.get("PASSWORD") or "", "PATH": str(Path(found).parent)}
    done = subprocess.run(  # noqa: S603 - our own words and the host's own settings
        command, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DatabaseRefused(program=program, why=done.stderr.strip()[-300:])
