# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup is one file: the database, the media, and a list with checksums.

The keys are never in it. Words that people kept to themselves are encrypted in
the database, so a backup alone does not tell them.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

from thousandfold_core.errors import Refusal

FORMAT = 2
LIST = "backup.json"
#: So many bytes are read at a time.
PART = 1 << 20


class BackupDamaged(Refusal):
    """A backup that is not whole. Params: ``where``, ``what``."""

    code = "backup-damaged"
    text = "{where} is not a whole backup: {what} Take another one."


class BackupTooNew(Refusal):
    """A backup of a later version. Params: ``where``, ``version``."""

    code = "backup-too-new"
    text = "{where} was made by Thousandfold {version}, which is newer. Install that version first."


class NoBackupThere(Refusal):
    """Nothing to restore from. Params: ``where``."""

    code = "no-backup-there"
    text = "There is no file {where}. Check its name and place."


def write(target: Path, files: dict[str, Path], facts: dict[str, Any], at: datetime) -> None:
    """Write a backup beside its final name and rename it when it is whole and on the disk."""
    listed = {
        name: {"sha256": digest(path), "bytes": path.stat().st_size} for name, path in files.items()
    }
    note = {"format": FORMAT, "made_at": at.isoformat(), "files": listed, **facts}
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    with tarfile.open(part, "w:gz", compresslevel=6) as out:
        _add_text(out, LIST, json.dumps(note, indent=2, sort_keys=True))
        for name, path in files.items():
            out.add(path, arcname=name, recursive=False)
    settle(part, target)


def settle(part: Path, target: Path) -> None:
    """Give a file its final name once the disk has it, readable by its owner only."""
    part.chmod(0o600)
    with part.open("rb") as opened:
        os.fsync(opened.fileno())
    part.replace(target)


def unpack(source: Path, into: Path) -> dict[str, Any]:
    """Unpack a backup into an empty folder and check every file.

    Raises:
        NoBackupThere: when there is no such file.
        BackupDamaged: when anything is missing, changed, or not a backup of ours.
        BackupTooNew: when a later version made it.
    """
    if not source.exists():
        raise NoBackupThere(where=source)
    try:
        with gzip.open(source) as raw:
            with tarfile.open(fileobj=raw, mode="r:") as opened:
                opened.extractall(into, filter="data")
            while raw.read(PART):  # to its end, where the sum over all of it stands
                pass
        note: dict[str, Any] = json.loads((into / LIST).read_text(encoding="utf-8"))
        known = dict(note["files"])
    except (OSError, tarfile.TarError, EOFError, ValueError, KeyError, TypeError, zlib.error) as p:
        raise BackupDamaged(where=source.name, what="it cannot be read.") from p
    if note.get("format", FORMAT) > FORMAT:
        raise BackupTooNew(where=source.name, version=note.get("thousandfold", ""))
    for name, said in known.items():
        if not (into / name).is_file() or digest(into / name) != said["sha256"]:
            raise BackupDamaged(where=source.name, what=f"{name} was changed or is missing.")
    return note


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _add_text(out: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(text.encode())
    out.addfile(info, io.BytesIO(text.encode()))
