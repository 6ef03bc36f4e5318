# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bringing a backup back: checked, put in place, brought up to date, checked again, opened last."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import Error, connections

from thousandfold.base.keeping.restoring import Restored, make_ready
from thousandfold.base.usecases.ending import finish_what_was_begun
from thousandfold.cli.keeping import agekeys, archive, checking, database, making, presence
from thousandfold_core.errors import Refusal

Tell = Callable[[str], None]
KEYS_BACK = "Bring them back: thousandfold keys restore FILE --replace."


class DataInTheWay(Refusal):
    """Restoring would cover what is here. Params: ``folder``."""

    code = "data-in-the-way"
    text = "There is data in {folder} already. Add --replace to put it aside and restore."


class CannotPutBack(Refusal):
    """The disk does not take what comes back. Params: ``folder``, ``what``."""

    code = "cannot-put-back"
    text = "Nothing could be put into {folder} ({what}). Make room there, then restore again."


def marker() -> Path:
    """A file that is there while a restore is under way; the site does not open beside it."""
    return Path(settings.DATA) / "restore-unfinished"


def bring_back(
    file: Path, *, identity: Path | None, replace: bool, tell: Tell, stopped: bool = False
) -> dict[str, Any]:
    """Put a backup in the place of the data and return its list.

    What was here is kept aside. When anything fails, it is put back where that is possible.
    ``stopped``: whoever restores knows that nobody who is connected to PostgreSQL is the site.

    Raises:
        Refusal: with a sentence, when the backup is damaged or closed, data is in the way,
            or the site is running.
    """
    if not file.exists():
        raise archive.NoBackupThere(where=file)
    with tempfile.TemporaryDirectory(prefix="thousandfold-restore-") as made:
        folder = Path(made)
        note = archive.unpack(opened(file, identity, folder), folder)
        copies = [name for name in note["files"] if name.startswith("thousandfold.")]
        if not copies or not database.is_sound(folder / copies[0]):
            raise archive.BackupDamaged(where=file.name, what="its database is not sound.")
        with presence.alone(stopped=stopped):
            _exchange(file, folder, note, replace=replace, tell=tell)
    return note


def _exchange(file: Path, folder: Path, note: dict[str, Any], *, replace: bool, tell: Tell) -> None:
    """What is here goes aside and the unpacked backup takes its place; or it all stays."""
    copy = next(name for name in note["files"] if name.startswith("thousandfold."))
    aside = _make_room(replace, tell)
    marker().write_text(f"{file}\n{aside or ''}\n", encoding="utf-8")
    try:
        _put_in_place(folder, folder / copy, note, tell)
    except BaseException as problem:
        if aside is not None:
            _put_back(aside, tell)
        else:
            _take_away(tell)
        marker().unlink()
        if isinstance(problem, OSError):
            what = problem.strerror or problem
            raise CannotPutBack(folder=settings.DATA, what=what) from problem
        raise
    marker().unlink()


def opened(file: Path, identity: Path | None, folder: Path) -> Path:
    """The open backup: the file itself, or what the key makes of it in the folder."""
    if not agekeys.is_closed(file):
        return file
    if identity is None:
        raise agekeys.IdentityNeeded(where=file.name)
    plain = folder / "opened.backup"
    agekeys.open_to(file, plain, agekeys.read_identity(identity))
    return plain


def _put_in_place(folder: Path, copy: Path, note: dict[str, Any], tell: Tell) -> None:
    database.copy_in(copy)
    for name in note["files"]:
        if name.startswith("media/"):
            target = Path(settings.MEDIA_ROOT) / name.removeprefix("media/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, target)
    wrong = checking.compare(note.get("rows", {})) or checking.compare_sums(note.get("sums", {}))
    if wrong:
        raise archive.BackupDamaged(where="What came back", what=" ".join(wrong[:3]))
    call_command("migrate", interactive=False, verbosity=0)
    _look_at_keys(note, tell)
    for sentence in make_ready(Restored(folder / "carried")):
        tell(sentence)


def _look_at_keys(note: dict[str, Any], tell: Tell) -> None:
    keys = settings.FIELD_KEY_FILE.parent
    if note.get("field_key") and note["field_key"] != making.key_digest(settings.FIELD_KEY_FILE):
        tell(
            "The key of encrypted fields is another one than at the time of the backup. "
            f"{KEYS_BACK} Or put the old fields.key into {keys}. Until then those words stay closed."
        )
    if not note.get("trail_key"):
        return
    if note["trail_key"] != making.key_digest(keys / "trail.key"):
        tell(
            "The key of the trail is another one than at the time of the backup, so the trail "
            f"was not checked. {KEYS_BACK} Or put the old trail.key into {keys}, before you start "
            "the site."
        )
        return
    for sentence in checking.trails(note.get("anchors", {})):
        tell(sentence)


def _make_room(replace: bool, tell: Tell) -> Path | None:
    """Put what is here aside; None when nothing is here."""
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    if not database.has_data():
        return None
    if not replace:
        raise DataInTheWay(folder=data)
    _end_erasures(tell)
    aside = data / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    if connections["default"].vendor == "sqlite":
        _alone()
        aside.mkdir()
        _move(_here(), aside)
    else:
        aside.mkdir()
        now = datetime.now(UTC)
        making.make(making.named(aside, "before-restore", now, closed=False), now, to="")
        database.empty_out()
    tell(f"What was here is now in {aside}.")
    return aside


def _end_erasures(tell: Tell) -> None:
    """An erasure that was cut short here ends first: else nobody would know that it was kept."""
    try:
        if finish_what_was_begun(at=datetime.now(UTC)):
            tell("Finished an erasure that was cut short.")
    except Error:
        tell("What was here cannot be read any more, so an erasure cut short there stays open.")


def _here() -> list[Path]:
    name = Path(connections["default"].settings_dict["NAME"])
    media = Path(settings.MEDIA_ROOT)
    return [*name.parent.glob(name.name + "*"), *([media] if media.is_dir() else [])]


def _alone() -> None:
    """Make sure that nobody else has the database open, and fold its log into it."""
    name = connections["default"].settings_dict["NAME"]
    connections.close_all()
    try:
        with closing(sqlite3.connect(name, timeout=1)) as only:
            only.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as problem:
        raise presence.SiteIsRunning(folder=Path(name).parent) from problem


def _move(paths: list[Path], into: Path) -> None:
    for one in paths:
        shutil.move(str(one), into / one.name)


def _take_away(tell: Tell) -> None:
    """Nothing was here before, so nothing half done stays here."""
    connections.close_all()
    if connections["default"].vendor == "sqlite":
        name = Path(connections["default"].settings_dict["NAME"])
        for one in name.parent.glob(name.name + "*"):
            one.unlink()
    else:
        database.empty_out()
    tell("It did not work. Nothing of it was left here.")


def _put_back(aside: Path, tell: Tell) -> None:
    """What was here comes back: on SQLite as files, on PostgreSQL from the copy made first."""
    connections.close_all()
    if connections["default"].vendor == "sqlite":
        for one in _here():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        _move(list(aside.iterdir()), Path(connections["default"].settings_dict["NAME"]).parent)
        aside.rmdir()
    else:
        with tempfile.TemporaryDirectory() as folder:
            [file] = aside.glob("*.backup*")
            archive.unpack(file, Path(folder))
            database.empty_out()
            database.copy_in(next(Path(folder).glob("thousandfold.*")))
    tell("It did not work. What was here before is back in its place.")
