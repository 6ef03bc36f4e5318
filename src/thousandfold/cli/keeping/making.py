# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making a backup while the site goes on, and reading it back before it counts."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from thousandfold.base.keeping.restoring import travelling
from thousandfold.cli.keeping import agekeys, archive, checking, database
from thousandfold_core.errors import Refusal

#: Above this part of the disk, the site's own copies stop.
FULL = 0.90
WORKING = ".making-"


class CannotWrite(Refusal):
    """The backup cannot be put where it should go. Params: ``where``, ``what``."""

    code = "backup-not-written"
    text = "{where} cannot be written ({what}). Choose another place, or make room."


class NotReadBack(Refusal):
    """What was written is not what was copied. Params: ``where``."""

    code = "backup-not-read-back"
    text = "{where} does not read back as it was written. Use another disk, and try again."


@dataclass(frozen=True)
class Made:
    """A backup that was made and read back. ``wrong``: what is wrong in the data itself."""

    path: Path
    bytes: int
    files: int
    rows: int
    closed: bool
    wrong: tuple[str, ...]


def named(folder: Path, kind: str, at: datetime, closed: bool) -> Path:
    """The name of a backup of a moment: ``thousandfold-20261122-093000.backup``."""
    return folder / f"{kind}-{at:%Y%m%d-%H%M%S}.backup{'.age' if closed else ''}"


def make(target: Path, at: datetime, *, to: str | None = None) -> Made:
    """Copy database and media into one file, check it, and close it where a key was chosen.

    A file closed to the host's key cannot be opened here. It is closed to a second key as
    well, which lives until the file was read back and is never written down. ``to`` is the
    open half to close it to; empty for nobody, None for the one that the host chose.

    Raises:
        CannotWrite: when the disk does not take it.
        NotReadBack: when what was written reads otherwise.
    """
    to = agekeys.recipient(settings.DATA) if to is None else to
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        with tempfile.TemporaryDirectory(prefix=WORKING, dir=target.parent) as folder:
            plain, found, files = _plain(Path(folder), at)
            put(plain, target, to)
    except OSError as problem:
        raise CannotWrite(where=target, what=problem.strerror or problem) from problem
    size, rows = target.stat().st_size, sum(found.rows.values())
    return Made(target, size, files, rows, bool(to), tuple(found.wrong))


def _plain(folder: Path, at: datetime) -> tuple[Path, checking.Facts, int]:
    """The open backup in a folder for its owner only; it was unpacked again and compared."""
    with database.snapshot(folder) as (copy, alias):
        found = checking.facts(alias)
    files = {copy.name: copy, **_media(Path(settings.MEDIA_ROOT))}
    files |= {f"carried/{name}": path for name, path in travelling().items()}
    plain = folder / "plain.backup"
    archive.write(plain, files, _note(found), at)
    again = folder / "again"
    again.mkdir()
    archive.unpack(plain, again)
    shutil.rmtree(again)
    copy.unlink()
    return plain, found, len(files)


def put(plain: Path, target: Path, to: str) -> None:
    """Give an open backup its place, closed to the open half of a key unless that is empty."""
    if to:
        _close(plain, target, to)
    else:
        archive.settle(plain, target)


def _close(plain: Path, target: Path, to: str) -> None:
    secret, second = agekeys.new_pair()
    part = target.with_name(target.name + ".part")
    agekeys.close(plain, part, to, second)
    again = plain.with_suffix(".again")
    try:
        agekeys.open_to(part, again, secret)
    except agekeys.AnotherIdentity as problem:
        raise NotReadBack(where=target) from problem
    if archive.digest(again) != archive.digest(plain):
        raise NotReadBack(where=target)
    archive.settle(part, target)


def _note(found: checking.Facts) -> dict[str, Any]:
    from thousandfold import __version__

    return {
        "thousandfold": __version__,
        "engine": settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1],
        "field_key": key_digest(settings.FIELD_KEY_FILE),
        "trail_key": key_digest(settings.DATA / "keys" / "trail.key"),
        "rows": found.rows,
        "sums": found.sums,
        "anchors": found.anchors,
    }


def key_digest(path: Path) -> str:
    """What tells a key from another: sixteen digits, or nothing where there is no key."""
    return archive.digest(path)[:16] if path.exists() else ""


def _media(root: Path) -> dict[str, Path]:
    if not root.is_dir():
        return {}
    return {
        f"media/{p.relative_to(root).as_posix()}": p for p in sorted(root.rglob("*")) if p.is_file()
    }


def _sweep(folder: Path) -> None:
    """What a backup that was killed left behind; one under way is younger than a day."""
    for left in folder.glob(f"{WORKING}*"):
        if left.is_dir() and left.stat().st_mtime < time.time() - 86400:
            shutil.rmtree(left, ignore_errors=True)
    for left in folder.glob("*.backup*.part"):
        if left.stat().st_mtime < time.time() - 86400:
            left.unlink(missing_ok=True)
