# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sealed request: who asks, for what, with what attached, and every reply, all inside.

Each request has a key of its own by chance. Envelopes (libsodium's sealed boxes) hold it for
the stewards chosen and for the receipt; nobody else has it. Each entry is closed with it and
bound to the request, its number and the entry before it, so that only who can read can
write, and a change, a swap or a gap shows. What is cut off at the end does not show.
"""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from thousandfold.base.keystore.lock import stretched
from thousandfold.base.sealed.padding import padded, unpadded
from thousandfold.base.sealed.receipt import Words
from thousandfold.base.sealed.refused import DoesNotOpen, NobodyToOpen, WasChanged

NONCE = 24


@dataclass(frozen=True)
class Entry:
    """One thing inside a request, closed. ``day`` is a date, never a time."""

    day: date
    box: bytes


@dataclass(frozen=True)
class SealedRequest:
    """What may be stored: ids by chance, days, a state, and closed boxes of padded lengths."""

    id: str
    inboxes: tuple[str, ...]
    state: str
    salt: bytes
    for_receipt: bytes
    for_stewards: tuple[bytes, ...]
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A request with its key, for as long as one page is made."""

    request: SealedRequest
    key: bytes


Content = dict[str, Any]


def seal(
    content: Content, *, stewards: Mapping[str, bytes], receipt: Words, day: date
) -> SealedRequest:
    """Seal a new request to the stewards chosen (inbox to public key) and to a receipt.

    ``content`` is JSON: who asks, for what kind of help, their words; attachments as
    :func:`attached` gives them.

    Raises:
        NobodyToOpen: without a steward.
    """
    made = _envelopes(uuid4().hex, os.urandom(32), stewards, receipt)
    return _added(made, content, day).request


def open_by_receipt(request: SealedRequest, receipt: Words) -> Opened:
    """Open a request as the person who made it. Costs about a third of a second.

    Raises:
        DoesNotOpen: with other words.
    """
    private = _receipt_key(receipt, request.salt)
    return Opened(request, _from_envelope(request, request.for_receipt, private))


def open_by_steward(request: SealedRequest, inbox: str, private: bytes, day: date) -> Opened:
    """Open a request as a steward. The opening is written into it, for the requester to see.

    Store ``to_stored(opened.request)`` before anything of it is shown.

    Raises:
        DoesNotOpen: with another steward's key, or when it was sealed to somebody else.
    """
    from nacl.public import PrivateKey

    if inbox not in request.inboxes:
        raise DoesNotOpen
    envelope = request.for_stewards[request.inboxes.index(inbox)]
    key = _from_envelope(request, envelope, PrivateKey(private))
    return _added(Opened(request, key), {"what": "opened", "by": inbox}, day)


def add(opened: Opened, content: Content, day: date) -> Opened:
    """Write a reply into an open request: either side's, or that it is closed."""
    return _added(opened, content, day)


def read(opened: Opened) -> list[tuple[date, Content]]:
    """Everything in an open request, oldest first, openings too.

    Raises:
        WasChanged: when an entry was changed, swapped, put in, or taken out before the end.
    """
    return [
        (entry.day, json.loads(unpadded(_opened_box(opened, number))))
        for number, entry in enumerate(opened.request.entries)
    ]


def choose_again(
    opened: Opened, *, stewards: Mapping[str, bytes], receipt: Words, day: date
) -> SealedRequest:
    """Seal a request anew to other stewards, with another key: who had it before has it no more.

    What a steward has read they have read; older backups still hold what was sealed to them.

    Raises:
        NobodyToOpen: without a steward.
        WasChanged: when what is stored is not what was sealed.
    """
    made = _envelopes(opened.request.id, os.urandom(32), stewards, receipt)
    for written, content in read(opened):
        made = _added(made, content, written)
    made = _added(made, {"what": "stewards changed"}, day)
    return replace(made.request, state=opened.request.state)


def attached(name: str, kind: str, content: bytes) -> Content:
    """A file as it goes inside the seal, its name and kind too."""
    return {"name": name, "kind": kind, "bytes": b64encode(content).decode("ascii")}


def to_stored(request: SealedRequest) -> str:
    """A request as a line of JSON, to keep."""
    plain = {
        **{name: getattr(request, name) for name in ("id", "inboxes", "state")},
        "salt": _text(request.salt),
        "for_receipt": _text(request.for_receipt),
        "for_stewards": [_text(one) for one in request.for_stewards],
        "entries": [[one.day.isoformat(), _text(one.box)] for one in request.entries],
    }
    return json.dumps(plain)


def from_stored(stored: str) -> SealedRequest:
    """What :func:`to_stored` wrote."""
    plain = json.loads(stored)
    return SealedRequest(
        id=plain["id"],
        inboxes=tuple(plain["inboxes"]),
        state=plain["state"],
        salt=b64decode(plain["salt"]),
        for_receipt=b64decode(plain["for_receipt"]),
        for_stewards=tuple(b64decode(one) for one in plain["for_stewards"]),
        entries=tuple(
            Entry(date.fromisoformat(day), b64decode(box)) for day, box in plain["entries"]
        ),
    )


def _envelopes(id_: str, key: bytes, stewards: Mapping[str, bytes], receipt: Words) -> Opened:
    from nacl.public import PublicKey, SealedBox

    if not stewards:
        raise NobodyToOpen
    salt, inside = os.urandom(16), key + id_.encode()
    own = SealedBox(_receipt_key(receipt, salt).public_key).encrypt(inside)
    theirs = tuple(SealedBox(PublicKey(one)).encrypt(inside) for one in stewards.values())
    return Opened(SealedRequest(id_, tuple(stewards), "open", salt, own, theirs), key)


def _from_envelope(request: SealedRequest, envelope: bytes, private: Any) -> bytes:
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox

    try:
        inside = SealedBox(private).decrypt(envelope)
    except CryptoError as problem:
        raise DoesNotOpen from problem
    if inside[32:] != request.id.encode():
        raise WasChanged
    return inside[:32]


def _receipt_key(receipt: Words, salt: bytes) -> Any:
    from nacl.public import PrivateKey

    return PrivateKey(stretched(" ".join(receipt), salt))


def _added(opened: Opened, content: Content, day: date) -> Opened:
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

    request, nonce = opened.request, os.urandom(NONCE)
    inside = padded(json.dumps(content, ensure_ascii=False).encode())
    bound = _bound(request, len(request.entries), day)
    entry = Entry(day, nonce + encrypt(inside, bound, nonce, opened.key))
    return replace(opened, request=replace(request, entries=(*request.entries, entry)))


def _opened_box(opened: Opened, number: int) -> bytes:
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
    from nacl.exceptions import CryptoError

    entry = opened.request.entries[number]
    bound = _bound(opened.request, number, entry.day)
    try:
        return decrypt(entry.box[NONCE:], bound, entry.box[:NONCE], opened.key)
    except (CryptoError, ValueError) as problem:
        raise WasChanged from problem


def _bound(request: SealedRequest, number: int, day: date) -> bytes:
    before = request.entries[number - 1].box if number else b""
    digest = hashlib.blake2b(before, digest_size=32).hexdigest()
    return f"{request.id}|{number}|{day.isoformat()}|{digest}".encode()


def _text(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
