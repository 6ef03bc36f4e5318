# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copying the database out and in, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from thousandfold_core.errors import Refusal


class ToolMissing(Refusal):
    """A program of PostgreSQL is not here. Params: ``program``."""

    code = "tool-missing"
    text = "{program} is needed for PostgreSQL. Install the PostgreSQL client (Debian: apt install postgresql-client)."


class DatabaseRefused(Refusal):
    """PostgreSQL's program failed. Params: ``program``, ``why``."""

    code = "database-refused"
    text = "{program} failed: {why}"


def copy_out(settings: dict[str, Any], folder: Path) -> Path:
    """Write a consistent copy while the site goes on; return the file."""
    if settings["ENGINE"].endswith("sqlite3"):
        target = folder / "thousandfold.sqlite3"
        with sqlite3.connect(settings["NAME"]) as source, sqlite3.connect(target) as copy:
            source.backup(copy)
        copy.close()
        source.close()
        return target
    target = folder / "thousandfold.pgdump"
    _call("pg_dump", settings, "--format=custom", f"--file={target}")
    return target


def copy_in(settings: dict[str, Any], file: Path) -> None:
    """Put a copy in the place of the database."""
    if settings["ENGINE"].endswith("sqlite3"):
        name = Path(settings["NAME"])
        name.parent.mkdir(parents=True, exist_ok=True)
        for leftover in ("-wal", "-shm"):
            Path(f"{name}{leftover}").unlink(missing_ok=True)
        shutil.copyfile(file, name)
        return
    _call(
        "pg_restore",
        settings,
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        f"--dbname={settings['NAME']}",
        str(file),
        database=False,
    )


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
