# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the server does before it opens: database, styles, checks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from thousandfold_core.errors import Refusal

#: Less free disk than this and a training day might not fit.
FREE_BYTES = 200 * 1024 * 1024


class DiskFull(Refusal):
    """Too little disk to start. Params: ``folder``, ``free`` in megabytes."""

    code = "disk-full"
    text = "Only {free} MB are free where {folder} is. Free some space (200 MB) and start again."


class FolderNotWritable(Refusal):
    """The data folder cannot be written. Params: ``folder``."""

    code = "folder-not-writable"
    text = "The data folder {folder} cannot be written. Choose another with THOUSANDFOLD_DATA."


class DatabaseTooWeak(Refusal):
    """The database may lose what it acknowledged. Params: ``reason``."""

    code = "database-too-weak"
    text = "{reason}"


def prepare(say: Callable[[str], None]) -> None:
    """Bring data folder, database and styles up to date, saying what happens."""
    _folder(settings.DATA)
    say("Bringing the database up to date.")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    say("Checking that the database keeps what it acknowledges.")
    _checks()
    say("Gathering styles and pictures.")
    call_command("collectstatic", interactive=False, verbosity=0)
    connection.close()


def _folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".writable"
        probe.write_text("yes")
        probe.unlink()
    except OSError as problem:
        raise FolderNotWritable(folder=data) from problem
    free = shutil.disk_usage(data).free
    if free < FREE_BYTES:
        raise DiskFull(folder=data, free=free // (1024 * 1024))


def _checks() -> None:
    try:
        call_command("check", databases=["default"], verbosity=0)
    except SystemCheckError as problem:
        raise DatabaseTooWeak(reason=str(problem)) from problem
