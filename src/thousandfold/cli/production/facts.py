# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be seen of a site and its computer. Nothing is judged here and nothing changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from thousandfold.cli.advisories import FILE, Snapshot, from_json


@dataclass(frozen=True)
class Facts:
    """A site as it is. What cannot be seen is None."""

    now: datetime
    debug: bool
    address: str
    hosts: tuple[str, ...]
    weak_database: tuple[str, ...]
    open_files: Mapping[str, str]
    newest_backup: datetime | None
    verified_at: datetime | None
    backup_trouble: str
    mail: bool
    without_factor: int
    disk_encrypted: bool | None
    clock_in_step: bool | None
    free_mb: int
    advisories: Snapshot
    library_warnings: tuple[str, ...] = field(default=())


def gather(now: datetime, sure: frozenset[str] = frozenset()) -> Facts:
    """Look at this site. ``sure`` holds what somebody vouches for: "disk", "clock"."""
    from django.conf import settings

    from thousandfold.base.keeping import backups

    data = Path(settings.DATA)
    verified = backups.last_verified()
    return Facts(
        now=now,
        debug=bool(settings.DEBUG),
        address=str(settings.ADDRESS),
        hosts=tuple(settings.ALLOWED_HOSTS),
        weak_database=weak_database(),
        open_files=open_files(data),
        newest_backup=newest_backup(backups.folder()),
        verified_at=verified.at if verified else None,
        backup_trouble=backups.trouble(),
        mail=settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
        without_factor=administrators_without_factor(),
        disk_encrypted=True if "disk" in sure else disk_encrypted(data),
        clock_in_step=True if "clock" in sure else clock_in_step(),
        free_mb=shutil.disk_usage(data).free // 1024**2,
        advisories=from_json(FILE.read_text(encoding="utf-8")),
        library_warnings=library_warnings(),
    )


def weak_database() -> tuple[str, ...]:
    """Settings of the database by which it may lose what it acknowledged."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            asked = {"journal_mode": "wal", "synchronous": "2"}
            found = {name: _pragma(cursor, name) for name in asked}
            return tuple(f"{name}={found[name]}" for name in asked if found[name] != asked[name])
        weak = []
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] == "off":
                weak.append(f"{name}=off")
        return tuple(weak)


def _pragma(cursor: Any, name: str) -> str:
    return str(cursor.execute(f"PRAGMA {name}").fetchone()[0]).lower()


def open_files(data: Path) -> dict[str, str]:
    """Keys, settings and the folder itself where others on the computer may read them: modes."""
    from thousandfold.settings.known import file_of_settings

    keys = [one for one in (data / "keys").rglob("*") if one.is_file()]
    secret = [*keys, file_of_settings().resolve()]
    found = {str(one): _mode(one) for one in secret if one.exists() and _mode(one) & 0o077}
    if _mode(data) & 0o007:
        found[str(data)] = _mode(data)
    return {name: f"{mode:03o}" for name, mode in sorted(found.items())}


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup was made, by its name; copies of keys alone do not count."""
    from thousandfold.cli.keeping.rotation import KEYS, moment_of

    files = [one for one in folder.glob("*") if not one.name.startswith(f"{KEYS}-")]
    return max((at for one in files if (at := moment_of(one))), default=None)


def administrators_without_factor() -> int:
    """How many administrators of real hosts sign in with a code by mail alone."""
    from thousandfold.base.choices import RoleKind
    from thousandfold.base.models import Role
    from thousandfold.base.queries import with_second_factor
    from thousandfold.base.scope import every_host

    with every_host("how many administrators there are without a second factor"):
        rows = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, ended_at=None)
        ids = set(rows.filter(host__is_demo=False).values_list("account", flat=True))
    return len(ids - with_second_factor(ids))


def disk_encrypted(path: Path, devices: Path = Path("/sys/dev/block")) -> bool | None:
    """True when the disk below a path is one that Linux encrypts (LUKS); else nobody can tell."""
    number = path.stat().st_dev
    return _is_crypt(devices / f"{os.major(number)}:{os.minor(number)}") or None


def _is_crypt(device: Path) -> bool:
    uuid = device / "dm" / "uuid"
    if uuid.exists() and uuid.read_text().startswith("CRYPT-"):
        return True
    below = device / "slaves"
    return below.is_dir() and any(_is_crypt(one.resolve()) for one in below.iterdir())


def clock_in_step() -> bool | None:
    """What systemd says of the clock; None where it says nothing."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    call = [program, "show", "--property", "NTPSynchronized", "--value"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)  # noqa: S603
    return {"yes": True, "no": False}.get(done.stdout.strip())


def library_warnings() -> tuple[str, ...]:
    """What Django's own check for deployment says."""
    from django.core.checks import run_checks

    found = run_checks(include_deployment_checks=True, databases=["default"])
    return tuple(f"{one.msg} ({one.id})" for one in found)
