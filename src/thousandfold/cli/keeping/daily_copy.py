# SPDX-License-Identifier: AGPL-3.0-or-later
"""The day's backup: made, brought back to see that it works, older ones let go."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from thousandfold.base.keeping.backups import folder, remember_trouble, remember_verified
from thousandfold.cli.keeping import agekeys, key_copies, making, rotation, trial
from thousandfold_core.errors import Refusal

#: So many copies from before upgrades stay.
UPGRADES_KEPT = 3


class DiskNearlyFull(Refusal):
    """No room for the day's backup. Params: ``folder``, ``full`` in percent."""

    code = "disk-nearly-full"
    text = (
        "No backup was made today: the disk of {folder} is {full} % full, and 90 % is where the "
        "site stops adding copies. Make room, or move old backups to another disk."
    )


def before_upgrade(now: datetime) -> Path:
    """Copy the data as it is before an upgrade; of such copies the newest stay.

    Raises:
        Refusal: when no copy can be made. The upgrade waits.
    """
    to = agekeys.recipient(settings.DATA)
    target = making.named(folder(), rotation.BEFORE_UPGRADE, now, bool(to))
    making.make(target, now, to=to)
    for _, old in rotation.of_kind(folder(), rotation.BEFORE_UPGRADE)[UPGRADES_KEPT:]:
        old.unlink(missing_ok=True)
    return target


def make_daily(now: datetime) -> str:
    """Make the day's backup and say what was done.

    Raises:
        Refusal: when it could not be made or did not come back; the page of terms shows why.
    """
    try:
        said = _make(now)
    except Refusal as problem:
        remember_trouble(str(problem))
        raise
    remember_trouble("")
    return said


def _make(now: datetime) -> str:
    where = folder()
    where.mkdir(parents=True, exist_ok=True)
    disk = shutil.disk_usage(where)
    full = 1 - disk.free / disk.total
    if full > making.FULL:
        raise DiskNearlyFull(folder=where, full=round(full * 100))
    to = agekeys.recipient(settings.DATA)
    target = making.named(where, rotation.DAILY, now, bool(to))
    with tempfile.TemporaryDirectory(prefix=making.WORKING, dir=where) as made:
        plain = Path(made) / "plain.backup"
        found = making.make(plain, now, to="")
        remember_verified(trial.try_out(plain, target.name, now, closed=bool(to)))
        making.put(plain, target, to)
    if to:
        key_copies.copy_out(making.named(where, rotation.KEYS, now, closed=True), to)
    gone = rotation.rotate(where, *rotation.kept())
    wrong = " ".join(found.wrong)
    return f"{target.name}: {found.rows} rows, brought back and looked at. Let go: {len(gone)}. {wrong}"
