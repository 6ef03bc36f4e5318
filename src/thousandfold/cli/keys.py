# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold keys`: the key that backups are closed to, and copies of the site's own keys."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from thousandfold_core.errors import Refusal

commands = typer.Typer(no_args_is_help=True, help="The key of backups, and copies of keys.")


class FileInTheWay(Refusal):
    """A key is never written over a file. Params: ``where``."""

    code = "file-in-the-way"
    text = "{where} is there already. Name another file, so that no key is written over."


class KeyBesideData(Refusal):
    """The secret half must not lie beside what it opens. Params: ``where``."""

    code = "key-beside-data"
    text = "{where} is in the data folder. Name a file on a stick or another computer."


def register(app: typer.Typer) -> None:
    """Add the `keys` commands to the command line."""
    app.add_typer(commands, name="keys")


@commands.command("new-backup-key")
def new_backup_key(
    file: Annotated[Path, typer.Argument(help="File for the secret half, outside the data.")],
) -> None:
    """Make a key for backups: the secret half into a file and a sheet to print, the open half here."""
    settings = _ready()
    from thousandfold.cli.keeping import agekeys, paper

    page = file.with_suffix(".html")
    for one in (file, page):
        if one.exists():
            raise FileInTheWay(where=one)
    if settings.DATA in file.resolve().parents:
        raise KeyBesideData(where=file)
    identity, recipient = agekeys.new_pair()
    now = datetime.now(UTC)
    _write(file, f"# made on {now:%Y-%m-%d}\n# public key: {recipient}\n{identity}\n")
    _write(page, paper.sheet(identity, recipient, now.date()))
    agekeys.use_recipient(settings.DATA, recipient)
    typer.echo(f"Backups are closed to this key from now on: {recipient}")
    typer.echo(f"Print {page} twice, keep the sheets in two places, then delete {page} and {file}.")
    typer.echo("Without a sheet nobody opens these backups, neither you nor we.")


@commands.command("use-backup-key")
def use_backup_key(
    recipient: Annotated[str, typer.Argument(help="The open half: age1 and 58 more letters.")],
) -> None:
    """Close backups to a key made on another computer (age-keygen makes one)."""
    settings = _ready()
    from thousandfold.cli.keeping import agekeys

    agekeys.use_recipient(settings.DATA, recipient)
    typer.echo(f"Backups are closed to this key from now on: {agekeys.recipient(settings.DATA)}")


@commands.command("backup")
def backup_keys(
    file: Annotated[
        Path | None, typer.Argument(help="File or folder to write to; default: the data folder.")
    ] = None,
) -> None:
    """Copy the site's own keys into one file closed to the backup key. Keep it at most 30 days."""
    settings = _ready()
    from thousandfold.cli.keeping import agekeys, key_copies, making

    target = file or settings.DATA / "backups"
    if file is None or target.is_dir():
        target = making.named(target, key_copies.KIND, datetime.now(UTC), closed=True)
    key_copies.copy_out(target, agekeys.recipient(settings.DATA))
    typer.echo(f"Written: {target}. Keep it apart from the backups, and no longer than 30 days:")
    typer.echo("a person's key that is destroyed later would come back from it.")


@commands.command("restore")
def restore_keys(
    file: Annotated[Path, typer.Argument(help="A copy of keys.")],
    identity: Annotated[Path, typer.Option("--identity", help="File with your backup key.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put the keys that are here aside first.")
    ] = False,
) -> None:
    """Put copied keys in their place. Do this before restoring the data."""
    _ready()
    from thousandfold.cli.keeping import key_copies

    aside = key_copies.bring_back(file, identity, replace=replace)
    typer.echo(
        "The keys are back. Now restore the data: thousandfold restore BACKUP --identity FILE"
    )
    if aside:
        typer.echo(f"The keys that were here are now in {aside}.")


@commands.command("lock")
def lock_keys(
    file: Annotated[
        Path | None, typer.Option("--passphrase-file", help="Read it from a file, not by asking.")
    ] = None,
) -> None:
    """Put a passphrase before the site's keys: a stolen disk opens nothing that is closed."""
    _ready()
    from thousandfold.cli.keeping import locking

    locking.lock(_passphrase(file, "New passphrase", again=True))
    typer.echo("The keys have a passphrase now. Whoever starts the site is asked for it.")
    typer.echo("Write it on paper and keep it apart from this computer. If it is lost, so is")
    typer.echo("everything that is closed: what people kept to themselves and what cohorts wrote.")


@commands.command("unlock")
def unlock_keys(
    file: Annotated[
        Path | None, typer.Option("--passphrase-file", help="Read it from a file, not by asking.")
    ] = None,
) -> None:
    """Take the passphrase off: the keys lie open beside the data again."""
    _ready()
    from thousandfold.cli.keeping import locking

    locking.take_off(_passphrase(file, "Passphrase of the keys", again=False))
    typer.echo("The keys have no passphrase any more. Whoever has this disk can open everything.")


def _passphrase(file: Path | None, question: str, *, again: bool) -> str:
    if file is not None:
        return file.read_text(encoding="utf-8").strip()
    return str(typer.prompt(question, hide_input=True, confirmation_prompt=again))


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)


def _ready() -> Any:
    from thousandfold.cli.manage import ready

    ready()
    from django.conf import settings

    return settings
