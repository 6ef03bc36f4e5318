# SPDX-License-Identifier: AGPL-3.0-or-later
"""Closing and opening texts: AES-GCM, bound to where they belong and to whose key they need.

Two kinds are stored. The first is closed with the installation's key (what belongs to
nobody in particular); the second with the keys of its owners (docs/decisions/0091).
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from thousandfold.base.keystore import cipher_to_close, cipher_to_open, installation

INSTALLATION, OWNERS = b"\x01", b"\x02"


def seal(text: str, *bound_to: str) -> str:
    """Close a text with the installation's key, so that it opens only where it belongs."""
    return _closed(INSTALLATION, _cipher(installation.root()), text, bound_to)


def unseal(stored: str, *bound_to: str) -> str:
    """Open what :func:`seal` closed.

    Raises:
        cryptography.exceptions.InvalidTag: when the value was moved or changed.
    """
    return _opened(_cipher(installation.root()), base64.b64decode(stored), bound_to)


def seal_for(owners: Iterable[Any], text: str, *bound_to: str) -> str:
    """Close a text with the keys of its owners; all of them are needed to open it.

    Raises:
        KeyDestroyed: when one of the owners was erased.
    """
    return _closed(OWNERS, cipher_to_close(*owners), text, bound_to)


def unseal_for(owners: Iterable[Any], stored: str, *bound_to: str) -> str | None:
    """Open what was closed for these owners; None when one of their keys is not here.

    What an older version closed with the installation's key is opened as well.

    Raises:
        cryptography.exceptions.InvalidTag: when the value was moved or changed.
    """
    raw = base64.b64decode(stored)
    if raw[:1] == INSTALLATION:
        return _opened(_cipher(installation.root()), raw, bound_to)
    cipher = cipher_to_open(*owners)
    return None if cipher is None else _opened(cipher, raw, bound_to)


def is_for_owners(stored: str) -> bool:
    """True for a value that looks closed with keys of owners."""
    try:
        return base64.b64decode(stored, validate=True)[:1] == OWNERS
    except ValueError:
        return False


def _closed(kind: bytes, cipher: AESGCM, text: str, bound_to: tuple[str, ...]) -> str:
    nonce = os.urandom(12)
    sealed = cipher.encrypt(nonce, text.encode(), _aad(bound_to))
    return base64.b64encode(kind + nonce + sealed).decode("ascii")


def _opened(cipher: AESGCM, raw: bytes, bound_to: tuple[str, ...]) -> str:
    return cipher.decrypt(raw[1:13], raw[13:], _aad(bound_to)).decode()


def _aad(bound_to: tuple[str, ...]) -> bytes:
    return "\x1f".join(bound_to).encode()


@lru_cache(maxsize=4)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)
