# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of the folder of keys: always closed to the host's backup key, never beside the data.

They are files of their own and live thirty days at most, so that a key destroyed for good
is gone from them as well a month later (trust row 3.5).
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from thousandfold.cli.keeping import agekeys, archive, making, trial
from thousandfold_core.errors import Refusal

KIND = "keys"
#: What is in the folder as soon as any command ran.
NEW = {"signing.key", "set-up.code"}


class NoBackupKey(Refusal):
    """Keys are copied only for somebody who holds a backup key."""

    code = "no-backup-key"
    text = (
        "Copies of keys are only made closed to a backup key. "
        "Make one with `thousandfold keys new-backup-key`."
    )


class KeysInTheWay(Refusal):
    """There are keys already. Params: ``folder``."""

    code = "keys-in-the-way"
    text = "There are keys in {folder} already. Add --replace to put them aside."


def copy_out(target: Path, to: str) -> None:
    """Write one closed file with every key."""
    if not to:
        raise NoBackupKey
    with tempfile.TemporaryDirectory(prefix="thousandfold-keys-") as made:
        folder = Path(made) / "keys"
        trial.copy_keys(settings.FIELD_KEY_FILE.parent, folder)
        packed = Path(made) / "keys.tar"
        files = {f"keys/{one.name}": one for one in sorted(folder.iterdir())}
        archive.write(packed, files, {"kind": KIND}, datetime.now(UTC))
        making.put(packed, target, to)


def bring_back(file: Path, identity: Path, *, replace: bool) -> Path | None:
    """Put copied keys in their place; return where the old ones are now, if there were any."""
    if not file.exists():
        raise archive.NoBackupThere(where=file)
    home = settings.FIELD_KEY_FILE.parent
    with tempfile.TemporaryDirectory(prefix="thousandfold-keys-") as made:
        packed = Path(made) / "keys.tar"
        agekeys.open_to(file, packed, agekeys.read_identity(identity))
        note = _unpack(packed, Path(made) / "out", file.name)
        aside = _make_room(home, replace)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in note:
            target = home / Path(name).name
            shutil.copyfile(Path(made) / "out" / name, target)
            target.chmod(0o600)
    return aside


def _unpack(packed: Path, into: Path, name: str) -> list[str]:
    into.mkdir()
    note = archive.unpack(packed, into)
    if note.get("kind") != KIND:
        raise archive.BackupDamaged(where=name, what="it holds a site's data, not its keys.")
    return list(note["files"])


def _make_room(home: Path, replace: bool) -> Path | None:
    """Put the keys that are here aside; what any first command made needs no word for it."""
    here = {one.name for one in home.iterdir()} if home.is_dir() else set()
    if not here:
        return None
    if here - NEW and not replace:
        raise KeysInTheWay(folder=home)
    aside = home.with_name(f"keys-before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    home.rename(aside)
    return aside
