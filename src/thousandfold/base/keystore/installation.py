# SPDX-License-Identifier: AGPL-3.0-or-later
"""The installation's key, in which every other key is wrapped: a file, or behind a passphrase."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from thousandfold.base.keystore.refused import KeysLocked
from thousandfold.settings.keys import key_file

#: Opened with a passphrase, for as long as this process runs.
_UNLOCKED: dict[Path, str] = {}
#: Read once a process.
_ROOTS: dict[Path, bytes] = {}


def plain_file() -> Path:
    """Where the key lies open, unless it was locked."""
    return Path(settings.FIELD_KEY_FILE)


def locked_file() -> Path:
    """Where the key lies wrapped in a passphrase, once it was locked."""
    return plain_file().with_suffix(".locked")


def is_locked() -> bool:
    """True when a passphrase stands before the installation's key."""
    return locked_file().exists()


def is_open() -> bool:
    """True when this process can use the installation's key."""
    return not is_locked() or locked_file() in _UNLOCKED


def remember(text: str) -> None:
    """Keep the opened key in this process's memory."""
    _UNLOCKED[locked_file()] = text


def forget() -> None:
    """Let go of what was opened or read."""
    _UNLOCKED.clear()
    _ROOTS.clear()


def root() -> bytes:
    """The installation's key, 32 bytes.

    Raises:
        KeysLocked: when a passphrase stands before it and none was typed.
    """
    path = plain_file()
    if path not in _ROOTS:
        _ROOTS[path] = hashlib.sha256(_text().encode()).digest()
    return _ROOTS[path]


def _text() -> str:
    if not is_locked():
        return key_file(plain_file())
    if not is_open():
        from thousandfold.base.keystore.lock import unlock_from_file

        if not unlock_from_file():
            raise KeysLocked
    return _UNLOCKED[locked_file()]


def wrapping_key() -> bytes:
    """The key that wraps the keystore's keys, 32 bytes."""
    return hashlib.blake2b(root(), digest_size=32, person=b"1000f keystore").digest()
