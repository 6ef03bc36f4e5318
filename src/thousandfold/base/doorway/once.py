# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms that count once: the same post again leads to the same place.

The key is claimed before the act and marked inside the act's own transaction, so that a
server that dies in between leaves either nothing, which may be sent again, or an act that is
known to be done (docs/decisions/0102).
"""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.crypto import salted_hmac

from thousandfold.base.models import OncePost

#: A claim that nothing was done under for so long was left behind by a server that died.
LEFT_BEHIND = timedelta(seconds=60)
#: Keys are remembered as long as a browser keeps a draft.
REMEMBERED = timedelta(days=7)
#: Fields that belong to the page and not to what was written.
NOT_SAID = frozenset({"csrfmiddlewaretoken", "once", "kept"})
#: Attempts of this process whose keys could not be given back, as the disk was full then too.
_GIVEN_UP: deque[str] = deque(maxlen=1_000)


@dataclass(frozen=True)
class Claim:
    """A key that this request holds, in this attempt."""

    key: str
    attempt: str


@dataclass(frozen=True)
class Seen:
    """What is known of a post that came before.

    Without ``location`` it is still at work, unless it is ``acted``: done by a server that
    died before it could say where the post leads. ``other`` means that other words came
    under this key.
    """

    location: str = ""
    acted: bool = False
    other: bool = False


class Overtaken(DatabaseError):
    """Another attempt of the same post took over; what this one did is rolled back."""


def digest(*parts: str) -> str:
    """A keyed digest: tells nothing to whoever reads the table."""
    return salted_hmac("thousandfold.once", "\0".join(parts), algorithm="sha256").hexdigest()


def said_by(fields: Mapping[str, Sequence[str]], files: Mapping[str, str]) -> str:
    """A digest of what was sent: the written fields, and names and sizes of files."""
    told = {name: list(values) for name, values in fields.items() if name not in NOT_SAID}
    return digest("said", json.dumps([told, dict(files)], sort_keys=True))


def claim(*, key: str, sender: str, path: str, said: str, at: datetime) -> Claim | Seen:
    """Claim a form's key for this sender and address, or say what is known of it.

    The key of somebody else, or sent elsewhere, is another key.
    """
    mine = Claim(digest("key", sender, path, key), secrets.token_hex(8))
    try:
        with transaction.atomic():
            OncePost.objects.create(
                key=mine.key,
                sender=digest("sender", sender),
                said=said,
                attempt=mine.attempt,
                at=at,
            )
    except IntegrityError:
        return _known(mine, said, at)
    return mine


def _known(mine: Claim, said: str, at: datetime) -> Claim | Seen:
    row = OncePost.objects.filter(key=mine.key).first()
    if row is None:  # it was given back in this very moment: the sender tries again
        return Seen()
    if row.said != said:
        return Seen(row.location, acted=row.acted, other=True)
    # Both ways: a clock that was put back makes nobody wait until it has caught up.
    at_work = abs(at - row.at) < LEFT_BEHIND and row.attempt not in _GIVEN_UP
    if row.location or row.acted or at_work:
        return Seen(row.location, acted=row.acted)
    left = OncePost.objects.filter(key=mine.key, attempt=row.attempt, acted=False)
    taken = left.update(attempt=mine.attempt, at=at)
    return mine if taken else Seen()


def mark(claim: Claim) -> None:
    """Note, inside the act's transaction, that it is done under this claim.

    Raises:
        Overtaken: when another attempt holds the key now.
    """
    if not OncePost.objects.filter(key=claim.key, attempt=claim.attempt).update(acted=True):
        raise Overtaken("Another attempt of this post took over.")


def finish(claim: Claim, location: str) -> None:
    """Remember where the post led; without a place it may be sent again, unless it acted."""
    rows = OncePost.objects.filter(key=claim.key, attempt=claim.attempt)
    if location:
        rows.update(location=location[:500])
    else:
        rows.filter(acted=False).delete()


def give_up(claim: Claim) -> None:
    """Nothing came of this attempt, and the disk does not even let go of its key."""
    _GIVEN_UP.append(claim.attempt)


def forget_old(at: datetime) -> int:
    """Forget keys that nobody sends again; return how many."""
    return OncePost.objects.filter(at__lt=at - REMEMBERED).delete()[0]
