# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much one network may send to public forms. A room behind one address fits in."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from thousandfold.recruitment.usecases.refusals import TooManyTries

#: Posts in this many seconds from one address: a room of 60 who each correct once.
MOST, SECONDS = 120, 600
#: Letters to one address that nobody signed in asked for: nobody's mailbox is filled through us.
LETTERS, LETTERS_SECONDS = 4, 3600


def count_post(request: HttpRequest, purpose: str) -> None:
    """Count a post. The address is the network's own; forged headers are not read.

    Raises:
        TooManyTries: when there were too many.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if _count(f"{purpose} {address}", SECONDS) > MOST:
        raise TooManyTries


def may_write_to(email: str) -> bool:
    """Count a letter that somebody asked for, for any address; False after a few in one hour."""
    return _count(f"letter {email.strip().casefold()}", LETTERS_SECONDS) <= LETTERS


def _count(what: str, seconds: int) -> int:
    key = "posts:" + hashlib.sha256(what.encode()).hexdigest()
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two lines
        return 1
