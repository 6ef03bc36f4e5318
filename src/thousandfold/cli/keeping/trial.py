# SPDX-License-Identifier: AGPL-3.0-or-later
"""Trying a backup: bringing it back beside the site, and opening pages of what came back.

A copy that nobody ever brought back is a hope. The trial runs in a process of its own
with a data folder of its own, which is deleted afterwards; the site goes on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlunparse

from django.conf import settings
from django.db import ProgrammingError, connections

from thousandfold.base.keeping.backups import Verified
from thousandfold.cli.keeping import archive
from thousandfold_core.errors import Refusal

CHILD = "thousandfold.cli.keeping.trial_child"


class TrialFailed(Refusal):
    """A backup that did not come back. Params: ``where``, ``why``."""

    code = "trial-failed"
    text = "{where} could not be brought back: {why} Make another backup, and try that one."


class TrialNotAllowed(Refusal):
    """PostgreSQL lets this user make no database. Params: ``user``."""

    code = "trial-not-allowed"
    text = (
        "A trial restore needs a database for a moment, and {user} may make none. "
        "Give that right (ALTER ROLE … CREATEDB), or try the backup on another server."
    )


def try_out(plain: Path, name: str, now: datetime, *, closed: bool) -> Verified:
    """Bring an open backup back beside the site, look at it, and take it away again.

    Raises:
        TrialFailed: with what went wrong.
        TrialNotAllowed: on a PostgreSQL where no database can be made.
    """
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="thousandfold-trial-") as made, _elsewhere() as address:
        data = Path(made) / "data"
        _prepare(data)
        env = {
            **os.environ,
            "THOUSANDFOLD_DATA": str(data),
            "THOUSANDFOLD_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "thousandfold.settings.site",
        }
        done = subprocess.run(  # noqa: S603 - our own module and a file that was checked
            [sys.executable, "-m", CHILD, str(plain)],
            env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            made_at = archive.unpack(plain, Path(folder))["made_at"]
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it ended without a word."])[-1]
        raise TrialFailed(where=name, why=why)
    seconds = round(time.monotonic() - began, 1)
    return Verified(name, made_at, now.isoformat(), seconds, closed)


def _prepare(data: Path) -> None:
    """The keys as they are now, and the styles, which the pages need."""
    data.mkdir(mode=0o700)
    if settings.FIELD_KEY_FILE.parent.is_dir():
        copy_keys(settings.FIELD_KEY_FILE.parent, data / "keys")
    if Path(settings.STATIC_ROOT).is_dir():
        (data / "static").symlink_to(settings.STATIC_ROOT)


def copy_keys(source: Path, target: Path) -> None:
    """Copy the folder of keys; a database among them as of one moment."""
    from thousandfold.cli.keeping.database import copy_sqlite

    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for one in sorted(source.iterdir()):
        if not one.is_file() or one.name.endswith(("-wal", "-shm", ".part")):
            continue
        if one.suffix == ".sqlite3":
            copy_sqlite(one, target / one.name)
        else:
            shutil.copyfile(one, target / one.name)
        (target / one.name).chmod(0o600)


@contextmanager
def _elsewhere() -> Iterator[str]:
    """The address of an empty database: none for SQLite, else one that lives for the trial."""
    here = connections["default"]
    if here.vendor == "sqlite":
        yield ""
        return
    name = f"{here.settings_dict['NAME'][:40]}_trial_{os.getpid()}"
    try:
        with here._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'CREATE DATABASE "{name}"')
    except ProgrammingError as problem:
        raise TrialNotAllowed(user=here.settings_dict["USER"]) from problem
    try:
        yield _address(here.settings_dict, name)
    finally:
        with here._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _address(here: dict[str, str], name: str) -> str:
    who = quote(here["USER"], safe="")
    if here["PASSWORD"]:
        who += ":" + quote(here["PASSWORD"], safe="")
    where = quote(here["HOST"], safe="") + (f":{here['PORT']}" if here["PORT"] else "")
    return urlunparse(("postgresql", f"{who}@{where}", f"/{quote(name)}", "", "", ""))
