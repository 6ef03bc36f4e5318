"""Databases that lie about: those of earlier releases, and empty ones for a moment."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
RELEASES = sorted(one.name for one in (HERE / "released").iterdir() if one.is_dir())


def is_postgres() -> bool:
    """True when the tests run on PostgreSQL."""
    return connection.vendor == "postgresql"


def put_release(release: str, data: Path, kind: str = "populated") -> None:
    """A data folder as that release left it, on SQLite."""
    source = HERE / "released" / release
    data.mkdir(parents=True)
    packed = (source / f"{kind}.sqlite3.xz").read_bytes()
    (data / "thousandfold.sqlite3").write_bytes(lzma.decompress(packed))
    shutil.copytree(source / "keys", data / "keys")


def facts_of(release: str, *, postgres: bool = False) -> dict[str, Any]:
    """What that release's populated database held."""
    name = "facts-postgres.json" if postgres else "facts.json"
    return json.loads((HERE / "released" / release / name).read_text(encoding="utf-8"))


@contextmanager
def a_database(name: str) -> Iterator[str]:
    """The address of a PostgreSQL database of its own beside the tests' one."""
    here = connection.settings_dict
    made = f"{name}_{os.getpid()}"
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'CREATE DATABASE "{made}"')
    try:
        who = quote(here["USER"], safe="")
        yield f"postgresql://{who}@{here['HOST']}:{here['PORT']}/{made}"
    finally:
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [made + "%"])
            for (one,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{one}" WITH (FORCE)')


def run(module: str, *words: str, data: Path, database: str = "") -> dict[str, Any]:
    """Run one of this folder's processes as the site would run, and read what it prints."""
    env = {
        **os.environ,
        "THOUSANDFOLD_DATA": str(data),
        "THOUSANDFOLD_DATABASE": database,
        "THOUSANDFOLD_SETTINGS": "/nonexistent",
        "DJANGO_SETTINGS_MODULE": "thousandfold.settings.test",
        "PYTHONPATH": str(ROOT / "tests"),
    }
    command = [sys.executable, "-m", f"trust.recovery.{module}", *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])
