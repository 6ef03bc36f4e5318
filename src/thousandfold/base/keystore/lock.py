# SPDX-License-Identifier: AGPL-3.0-or-later
"""A passphrase before a key: Argon2id, so that each guess costs a third of a second."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from pathlib import Path

from thousandfold.base.keystore import installation
from thousandfold.base.keystore.refused import WrongPassphrase
from thousandfold.settings import known

#: What each guess at a passphrase costs (spec: trust 3.4).
MEMORY, PASSES = 64 * 1024 * 1024, 3


def stretched(passphrase: str, salt: bytes) -> bytes:
    """32 bytes of a passphrase (Argon2id, 64 MiB, three passes)."""
    from nacl.pwhash import argon2id

    return argon2id.kdf(32, passphrase.strip().encode(), salt, opslimit=PASSES, memlimit=MEMORY)


def wrap(text: str, passphrase: str) -> str:
    """A text behind a passphrase, as a line of JSON."""
    from nacl.secret import SecretBox

    salt = os.urandom(16)
    closed = SecretBox(stretched(passphrase, salt)).encrypt(text.encode())
    made = {"kdf": "argon2id 64 MiB x 3", "salt": _text(salt), "box": _text(bytes(closed))}
    return json.dumps(made)


def unwrap(wrapped: str, passphrase: str) -> str:
    """What :func:`wrap` put behind a passphrase.

    Raises:
        WrongPassphrase: when it is another one, or the text was changed.
    """
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    made = json.loads(wrapped)
    key = stretched(passphrase, b64decode(made["salt"]))
    try:
        return SecretBox(key).decrypt(b64decode(made["box"])).decode()
    except CryptoError as problem:
        raise WrongPassphrase from problem


def unlock(passphrase: str) -> None:
    """Open the locked key for this process.

    Raises:
        WrongPassphrase: when it is another one.
    """
    wrapped = installation.locked_file().read_text(encoding="ascii")
    installation.remember(unwrap(wrapped, passphrase))


def unlock_from_file() -> bool:
    """Open the key with the passphrase in the file that the settings name, if they name one.

    Services use it: ``/dev/fd/3``, or a credential of the service manager.
    """
    named = known.value("THOUSANDFOLD_PASSPHRASE_FILE")
    if not named:
        return False
    unlock(Path(named).read_text(encoding="utf-8"))
    return True


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
