# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold backup`, `verify-backup` and `restore`: one file out, everything back in."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

IDENTITY = typer.Option("--identity", help="File with your backup key, for a closed backup.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("verify-backup")(verify_backup)
    app.command("restore")(restore)


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="File or folder to write to; default: the data folder.")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Bring it back beside the site, to see that it works.")
    ] = False,
    daily: Annotated[
        bool,
        typer.Option("--daily", help="The day's backup: verified, and older ones are let go."),
    ] = False,
) -> None:
    """Write a backup while the site goes on. The keys are not in it: keep them apart."""
    settings = _ready()
    from thousandfold.cli.keeping import agekeys, daily_copy, making

    now = datetime.now(UTC)
    if daily:
        typer.echo(daily_copy.make_daily(now))
        return
    closed = bool(agekeys.recipient(settings.DATA))
    target = file or settings.DATA / "backups"
    if target.is_dir() or file is None:
        target = making.named(target, "thousandfold", now, closed)
    made = making.make(target, now)
    size = made.bytes // 1024
    typer.echo(
        f"Written and read back: {target} ({size} KB; files: {made.files}; rows: {made.rows})."
    )
    typer.echo(_about_keys(settings, closed))
    if verify:
        if closed:
            typer.echo(
                "It is closed to your backup key: try it with verify-backup --identity FILE."
            )
        else:
            _try(target, target.name, now, closed=False)
    _end_when_wrong(made.wrong)


def verify_backup(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    identity: Annotated[Path | None, IDENTITY] = None,
) -> None:
    """Bring a backup back beside the site, open pages of it, and take it away again."""
    _ready()
    from thousandfold.cli.keeping import agekeys, archive, bringing

    if not file.exists():
        raise archive.NoBackupThere(where=file)
    with tempfile.TemporaryDirectory(prefix="thousandfold-open-") as folder:
        plain = bringing.opened(file, identity, Path(folder))
        _try(plain, file.name, datetime.now(UTC), closed=agekeys.is_closed(file))


def restore(
    file: Annotated[Path, typer.Argument(help="A backup written by this command's twin.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put what is here aside first.")
    ] = False,
    identity: Annotated[Path | None, IDENTITY] = None,
    stopped: Annotated[
        bool,
        typer.Option(
            "--the-site-is-stopped",
            help="PostgreSQL: restore although something is connected that is not the site.",
        ),
    ] = False,
) -> None:
    """Check a backup and put it in place. What was here is kept aside."""
    _ready()
    from thousandfold.cli.keeping.bringing import bring_back

    def tell(sentence: str) -> None:
        typer.echo(sentence, err=True)

    note = bring_back(file, identity=identity, replace=replace, tell=tell, stopped=stopped)
    rows = sum(note.get("rows", {}).values())
    counted = f" All {rows} rows came back." if rows else ""
    typer.echo(f"Restored from {file}, made {note['made_at']}.{counted}")


def _ready() -> Any:
    from thousandfold.cli.manage import ready

    ready()
    from django.conf import settings

    return settings


def _about_keys(settings: Any, closed: bool) -> str:
    where = settings.DATA / "keys"
    if closed:
        return f"Only your backup key opens it. The keys in {where} are not in it."
    return (
        "It is not encrypted: whoever has the file reads names and addresses. "
        "`thousandfold keys new-backup-key` closes backups from now on. "
        f"The keys are not in it. Keep a copy of {where} in another place."
    )


def _try(plain: Path, name: str, now: datetime, *, closed: bool) -> None:
    from thousandfold.base.keeping.backups import remember_verified
    from thousandfold.cli.keeping.trial import try_out

    done = try_out(plain, name, now, closed=closed)
    remember_verified(done)
    typer.echo(f"{name} came back whole and its pages open ({done.seconds} s).")


def _end_when_wrong(wrong: tuple[str, ...]) -> None:
    for sentence in wrong:
        typer.echo(f"Wrong in the data itself: {sentence}", err=True)
    if wrong:
        raise typer.Exit(2)
