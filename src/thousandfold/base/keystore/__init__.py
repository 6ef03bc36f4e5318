# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys behind closed fields: one a host, one a person, kept apart from the database.

An owner is the id of a row that stands for somebody and never changes: a host, an account,
a nomination, a member, a place at the table. Destroying an owner's key closes everything
that was written with it, here and in every backup of the database.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from thousandfold.base.keystore import installation
from thousandfold.base.keystore.rings import Ring

_RINGS: dict[Path, Ring] = {}
#: A child process opens the files anew and leaves its parent's connections untouched.
_OF_THE_PARENT: list[Ring] = []


def keystore_file() -> Path:
    """Where the keystore is."""
    return Path(settings.FIELD_KEY_FILE).with_name("keystore.sqlite3")


def ring() -> Ring:
    """The keys of this installation, as this process uses them."""
    path = keystore_file()
    if path not in _RINGS:
        _RINGS[path] = Ring(path)
    return _RINGS[path]


def cipher_to_open(*owner_ids: Any) -> AESGCM | None:
    """What opens the words of these owners together; None when a key is gone or not here."""
    return ring().find(tuple(str(one) for one in owner_ids))


def cipher_to_close(*owner_ids: Any) -> AESGCM:
    """What closes words for these owners together; makes the keys that are missing.

    Raises:
        KeyDestroyed: when one of them was erased.
        KeysDoNotFit: when a key cannot be unwrapped.
    """
    return ring().make(tuple(str(one) for one in owner_ids))


def make_keys(owner_ids: Iterable[Any]) -> int:
    """Make many keys in one write, before many rows are stored. Returns how many were made.

    Raises:
        KeyDestroyed: when one of them was erased.
    """
    return ring().make_all(str(one) for one in owner_ids)


def destroy_key(owner_id: Any, at: datetime) -> bool:
    """Destroy an owner's key for good. False when that was done before.

    An owner who never had a key gets none afterwards either. Other processes let go of
    the key within a second; copies of the keystore hold it until they are thirty days old.
    """
    return ring().destroy(str(owner_id), at)


def destroyed_so_far() -> int:
    """A number that rises with every key destroyed, in whichever process."""
    return ring().shelf.destroyed_so_far()


def is_destroyed(owner_id: Any) -> bool:
    """True when this owner's key was destroyed."""
    return ring().shelf.is_destroyed(str(owner_id))


def has_key(owner_id: Any) -> bool:
    """True when this owner has a key that this installation can use."""
    return cipher_to_open(owner_id) is not None


def let_go() -> None:
    """Close the files and forget every key in this process's memory."""
    for one in _RINGS.values():
        one.let_go()
        one.shelf.close()
    _RINGS.clear()
    installation.forget()


def _begin_anew() -> None:
    _OF_THE_PARENT.extend(_RINGS.values())
    _RINGS.clear()


os.register_at_fork(after_in_child=_begin_anew)
