# SPDX-License-Identifier: AGPL-3.0-or-later
"""A passphrase before the site's keys: put there, taken off, and asked for at the start.

The key itself stays the same, so that nothing needs to be closed anew. Without the
passphrase the data folder, stolen whole, opens nothing that is closed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from thousandfold.base.keystore import installation
from thousandfold.base.keystore.lock import unlock, unlock_from_file, unwrap, wrap
from thousandfold.base.keystore.refused import KeysLocked, WrongPassphrase
from thousandfold.settings.keys import key_file, write_new
from thousandfold_core.errors import Refusal

SHORTEST = 14
TRIES = 3


class PassphraseTooShort(Refusal):
    """A passphrase that could be guessed. Params: ``least``."""

    code = "passphrase-too-short"
    text = "Take a longer passphrase: {least} letters or more, best five words by chance."


class AlreadyLocked(Refusal):
    """There is a passphrase already."""

    code = "already-locked"
    text = (
        "These keys have a passphrase already. Take it off with `thousandfold keys unlock` first."
    )


class NotLocked(Refusal):
    """There is no passphrase to take off."""

    code = "not-locked"
    text = "These keys have no passphrase. Put one before them with `thousandfold keys lock`."


def lock(passphrase: str) -> None:
    """Put a passphrase before the installation's key and take the open file away.

    Raises:
        AlreadyLocked: when there is a passphrase.
        PassphraseTooShort: under fourteen letters.
    """
    if installation.is_locked():
        raise AlreadyLocked
    if len(passphrase.strip()) < SHORTEST:
        raise PassphraseTooShort(least=SHORTEST)
    text = key_file(installation.plain_file())
    wrapped = wrap(text, passphrase)
    unwrap(wrapped, passphrase)  # it opens again, or nothing is taken away
    _write(installation.locked_file(), wrapped)
    _overwrite(installation.plain_file())
    installation.remember(text)


def take_off(passphrase: str) -> None:
    """Put the key back into an open file, without a passphrase.

    Raises:
        NotLocked: when there is no passphrase.
        WrongPassphrase: when it is another one.
    """
    if not installation.is_locked():
        raise NotLocked
    text = unwrap(installation.locked_file().read_text(encoding="ascii"), passphrase)
    _write(installation.plain_file(), text)
    installation.locked_file().unlink()


def open_keys() -> None:
    """Open locked keys for this process and its children: from a file, or by asking.

    Raises:
        KeysLocked: when there is nobody to ask.
        WrongPassphrase: after three wrong ones.
    """
    if installation.is_open() or unlock_from_file():
        return
    if not sys.stdin.isatty():
        raise KeysLocked
    for left in reversed(range(TRIES)):
        passphrase = typer.prompt("Passphrase of the keys", hide_input=True)
        try:
            unlock(passphrase)
        except WrongPassphrase as refusal:
            if not left:
                raise
            typer.echo(str(refusal), err=True)
            continue
        _hand_on(passphrase)
        return


def _hand_on(passphrase: str) -> None:
    """Let processes that this one starts open the keys too: from memory, never from a disk."""
    if not hasattr(os, "memfd_create"):
        return
    kept = os.memfd_create("passphrase")
    os.write(kept, passphrase.encode())
    os.environ["THOUSANDFOLD_PASSPHRASE_FILE"] = f"/proc/{os.getpid()}/fd/{kept}"


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    write_new(part, text)
    with part.open("rb") as made:
        os.fsync(made.fileno())
    part.replace(path)


def _overwrite(path: Path) -> None:
    """Take a file away; its bytes first, as far as the disk lets us."""
    size = path.stat().st_size
    with path.open("r+b") as old:
        old.write(b"\0" * size)
        old.flush()
        os.fsync(old.fileno())
    path.unlink()
