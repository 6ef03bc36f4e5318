# SPDX-License-Identifier: AGPL-3.0-or-later
"""A steward's pair of keys: the private one behind their passphrase and a printed key.

No administrator has a copy. Who loses both passphrase and printed key cannot open what was
sealed to them, and nobody can do it for them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from uuid import uuid4

from thousandfold.base.ids import as_typed, code
from thousandfold.base.keystore.lock import unwrap, wrap
from thousandfold.base.keystore.refused import WrongPassphrase
from thousandfold.base.sealed.receipt import MANY, words
from thousandfold.base.sealed.refused import DoesNotOpen

#: Letters of a printed key, five bits each.
PRINTED = 32


@dataclass(frozen=True)
class Steward:
    """What is stored of a steward. ``inbox`` is a random id that says nothing about who it is."""

    inbox: str
    public: bytes
    by_passphrase: str
    by_printed_key: bytes


def enrol(passphrase: str) -> tuple[Steward, str]:
    """A new steward and the key to print (160 bits), which is shown once and kept nowhere."""
    from nacl.public import PrivateKey

    private, printed = PrivateKey.generate(), code(PRINTED)
    wrapped = wrap(bytes(private).hex(), passphrase)
    closed = _printed_box(printed).encrypt(bytes(private))
    made = Steward(uuid4().hex, bytes(private.public_key), wrapped, bytes(closed))
    return made, "-".join(printed[at : at + 4] for at in range(0, PRINTED, 4))


def private_key(steward: Steward, passphrase: str) -> bytes:
    """The steward's private key. Costs about a third of a second (Argon2id, 64 MiB x 3).

    Raises:
        WrongPassphrase: when it is another one.
    """
    return bytes.fromhex(unwrap(steward.by_passphrase, passphrase))


def private_key_by_print(steward: Steward, printed: str) -> bytes:
    """The steward's private key, by the printed key as it is typed.

    Raises:
        DoesNotOpen: when it is another one.
    """
    from nacl.exceptions import CryptoError

    try:
        return _printed_box(as_typed(printed)).decrypt(steward.by_printed_key)
    except CryptoError as problem:
        raise DoesNotOpen from problem


def new_passphrase(steward: Steward, printed: str, passphrase: str) -> Steward:
    """The steward behind another passphrase, by the printed key.

    Raises:
        DoesNotOpen: when the printed key is another one.
    """
    private = private_key_by_print(steward, printed)
    return replace(steward, by_passphrase=wrap(private.hex(), passphrase))


def fingerprint(public: bytes) -> str:
    """Five words of a public key, to compare by voice: a swapped key says others (55 bits)."""
    number = int.from_bytes(hashlib.blake2b(public, digest_size=8).digest(), "big")
    return " ".join(words()[(number >> (11 * each)) % MANY] for each in range(5))


def _printed_box(printed: str):  # type: ignore[no-untyped-def]
    from nacl.secret import SecretBox

    key = hashlib.blake2b(printed.encode(), digest_size=32, person=b"1000f printed").digest()
    return SecretBox(key)


__all__ = [
    "Steward",
    "WrongPassphrase",
    "enrol",
    "fingerprint",
    "new_passphrase",
    "private_key",
    "private_key_by_print",
]
