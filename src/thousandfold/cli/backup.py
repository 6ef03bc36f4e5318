# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold backup` and `restore`: one file out, everything back in."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from thousandfold.cli.keeping import archive, database
from thousandfold_core.errors import Refusal


class DataInTheWay(Refusal):
    """Restoring would cover what is here. Params: ``folder``."""

    code = "data-in-the-way"
    text = "There is data in {folder} already. Add --replace to put it aside and restore."


class CannotWrite(Refusal):
    """The backup cannot be put where it should go. Params: ``where``, ``what``."""

    code = "backup-not-written"
    text = "{where} cannot be written ({what}). Choose another place, or make room."


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="File or folder to write to; default: the data folder.")
    ] = None,
) -> None:
    """Write a backup while the site goes on. The keys are not in it: keep them apart."""
    settings = _ready()
    now = datetime.now(UTC)
    target = file or settings.DATA / "backups"
    if target.is_dir() or file is None:
        target = target / f"thousandfold-{now:%Y%m%d-%H%M%S}.backup"
    with tempfile.TemporaryDirectory() as folder:
        copy = database.copy_out(settings.DATABASES["default"], Path(folder))
        files = {copy.name: copy, **_media(Path(settings.MEDIA_ROOT))}
        try:
            archive.write(target, files, _facts(settings), now)
        except OSError as problem:
            raise CannotWrite(where=target, what=problem.strerror or problem) from problem
    size = target.stat().st_size // 1024
    typer.echo(f"Written: {target} ({size} KB; files: {len(files)}).")
    typer.echo(f"The keys are not in it. Keep a copy of {settings.DATA / 'keys'} in another place.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup written by this command's twin.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put what is here aside first.")
    ] = False,
) -> None:
    """Check a backup and put it in place. What was here is kept aside."""
    settings = _ready()
    with tempfile.TemporaryDirectory() as folder:
        note = archive.unpack(file, Path(folder))
        copies = [name for name in note["files"] if name.startswith("thousandfold.")]
        if not copies or not database.is_sound(Path(folder) / copies[0]):
            raise archive.BackupDamaged(where=file.name, what="its database is not sound.")
        _make_room(settings, replace)
        database.copy_in(settings.DATABASES["default"], Path(folder) / copies[0])
        for name in note["files"]:
            if name.startswith("media/"):
                target = Path(settings.MEDIA_ROOT) / name.removeprefix("media/")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(folder) / name, target)
    _upgrade(settings, note)
    typer.echo(f"Restored from {file}, made {note['made_at']}.")


def _ready() -> Any:
    from thousandfold.cli.manage import ready

    ready()
    from django.conf import settings

    return settings


def _facts(settings: Any) -> dict[str, Any]:
    from thousandfold import __version__

    key = settings.FIELD_KEY_FILE
    return {
        "thousandfold": __version__,
        "engine": settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1],
        "field_key": archive.digest(key)[:16] if key.exists() else "",
    }


def _media(root: Path) -> dict[str, Path]:
    if not root.is_dir():
        return {}
    return {
        f"media/{p.relative_to(root).as_posix()}": p for p in sorted(root.rglob("*")) if p.is_file()
    }


def _make_room(settings: Any, replace: bool) -> None:
    chosen = settings.DATABASES["default"]
    if not chosen["ENGINE"].endswith("sqlite3"):
        return
    name = Path(chosen["NAME"])
    if not name.exists():
        return
    if not replace:
        raise DataInTheWay(folder=name.parent)
    aside = name.parent / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside.mkdir()
    for file in name.parent.glob(name.name + "*"):
        shutil.move(str(file), aside / file.name)
    typer.echo(f"What was here is now in {aside}.")


def _upgrade(settings: Any, note: dict[str, Any]) -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    key = settings.FIELD_KEY_FILE
    here = archive.digest(key)[:16] if key.exists() else ""
    if note.get("field_key") and note["field_key"] != here:
        typer.echo(
            "The key of encrypted fields is another one than at the time of the backup. "
            f"Put the old fields.key into {key.parent}, or those words stay closed.",
            err=True,
        )
