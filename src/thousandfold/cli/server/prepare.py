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
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

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


class RestoreUnfinished(Refusal):
    """A restore was cut off. Params: ``folder``, ``file``."""

    code = "restore-unfinished"
    text = (
        "A restore of {file} did not come to its end, so the site stays closed. Run the restore "
        "again with --replace. What was here before is in {folder}, in before-restore-…"
    )


def prepare(say: Callable[[str], None]) -> None:
    """Bring data folder, database and styles up to date, saying what happens.

    A database of an earlier version is copied into the folder of backups first.
    """
    _folder(settings.DATA)
    _no_half_restore(settings.DATA)
    _keep_a_copy(say)
    say("Bringing the database up to date.")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    say("Checking that the database keeps what it acknowledges.")
    _checks()
    _finish(say)
    say("Gathering styles and pictures.")
    call_command("collectstatic", interactive=False, verbosity=0)
    connection.close()


def _finish(say: Callable[[str], None]) -> None:
    """Before the site opens, an erasure that was cut short ends, and no database is older.

    A database may have gone back in time by other ways than ours: a copied file, PostgreSQL's
    point-in-time recovery. Who was erased since goes again, what was held is held again.
    """
    from thousandfold.base.usecases.coming_back import tell_again
    from thousandfold.base.usecases.ending import finish_what_was_begun

    now = timezone.now()
    if finish_what_was_begun(at=now):
        say("Finished an erasure that was cut short.")
    if told := tell_again(at=now):
        say(told)


def _no_half_restore(data: Path) -> None:
    marker = data / "restore-unfinished"
    if marker.exists():
        file = (marker.read_text(encoding="utf-8").splitlines() or [""])[0]
        raise RestoreUnfinished(folder=data, file=file)


def _keep_a_copy(tell: Callable[[str], None]) -> None:
    """Copy data that an upgrade is about to change, unless the host wants no backups."""
    if not _is_changing():
        return
    from thousandfold.cli.keeping import daily_copy, rotation

    if rotation.kept() == (0, 0):
        tell("No copy is made before the upgrade: THOUSANDFOLD_BACKUPS is 0.")
        return
    tell("Copying the data before the upgrade.")
    tell(f"Kept: {daily_copy.before_upgrade(timezone.now())}")


def _is_changing() -> bool:
    """True when there is data of ours, and the schema is to change."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        return False
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


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
