# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys in use: unwrapped once a process, let go of within a second of being destroyed."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from thousandfold.base.keystore import installation
from thousandfold.base.keystore.refused import KeyDestroyed, KeysDoNotFit
from thousandfold.base.keystore.shelf import Shelf

#: Ciphers kept in a process's memory: a large room's places, its host, and room to spare.
KEPT = 4096
#: Seconds until every process has let go of a key that another one destroyed.
LOOK_AGAIN = 1.0
Owners = tuple[str, ...]


class Ring:
    """The keys of one keystore, as one process uses them."""

    def __init__(self, path: Path) -> None:
        self.shelf = Shelf(path)
        self.lock = threading.RLock()
        self.kept: OrderedDict[Owners, AESGCM] = OrderedDict()
        self.looked = 0.0
        self.destroyed = 0

    def find(self, owners: Owners) -> AESGCM | None:
        """What opens the words of these owners; None when one of the keys is not there."""
        with self.lock:
            self._look_again()
            found = self.kept.get(owners)
            if found is None:
                keys = [self._unwrapped(one) for one in owners]
                if not owners or None in keys:
                    return None
                found = self._keep(owners, AESGCM(joined([one for one in keys if one])))
            return found

    def make(self, owners: Owners) -> AESGCM:
        """What closes words for these owners; a key is made for who has none.

        Raises:
            KeyDestroyed: when one of them was erased.
            KeysDoNotFit: when a key is there and cannot be unwrapped.
        """
        found = self.find(owners)
        if found is None:
            self.make_all(owners)
            found = self.find(owners)
        if found is None:
            raise KeysDoNotFit
        return found

    def make_all(self, owners: Iterable[str]) -> int:
        """Make the keys that are missing, in one write. Returns how many.

        Raises:
            KeyDestroyed: when one of them was erased; none is made then.
        """
        missing = self.shelf.missing(owners)
        if any(self.shelf.is_destroyed(one) for one in missing):
            raise KeyDestroyed
        if missing:
            wrap = AESGCM(installation.wrapping_key())
            self.shelf.add({one: _wrapped(wrap, one, os.urandom(32)) for one in missing})
        return len(missing)

    def destroy(self, owner: str, at: datetime) -> bool:
        """Destroy a key. False when it was destroyed before."""
        with self.lock:
            done = self.shelf.destroy(owner, at)
            self.let_go()
        return done

    def let_go(self) -> None:
        """Forget every key in memory."""
        with self.lock:
            self.kept.clear()

    def _unwrapped(self, owner: str) -> bytes | None:
        wrapped = self.shelf.wrapped(owner)
        if wrapped is None:
            return None
        try:
            wrap = AESGCM(installation.wrapping_key())
            return wrap.decrypt(wrapped[:12], wrapped[12:], owner.encode())
        except InvalidTag:
            return None

    def _keep(self, owners: Owners, cipher: AESGCM) -> AESGCM:
        self.kept[owners] = cipher
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return cipher

    def _look_again(self) -> None:
        if time.monotonic() - self.looked < LOOK_AGAIN:
            return
        self.looked = time.monotonic()
        number = self.shelf.destroyed_so_far()
        if number != self.destroyed:
            self.destroyed = number
            self.kept.clear()


def joined(keys: list[bytes]) -> bytes:
    """One key of several: without any of them it is not to be had."""
    if len(keys) == 1:
        return keys[0]
    return hashlib.blake2b(b"".join(keys), digest_size=32, person=b"1000f together").digest()


def _wrapped(wrap: AESGCM, owner: str, key: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + wrap.encrypt(nonce, key, owner.encode())
