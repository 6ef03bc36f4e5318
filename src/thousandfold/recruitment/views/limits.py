# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much one network may send to public forms. A room behind one address fits in."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from thousandfold.recruitment.usecases.refusals import TooManyTries

#: Posts in this many seconds from one address: a room of 60 who each correct once.
MOST, SECONDS = 120, 600


def count_post(request: HttpRequest, purpose: str) -> None:
    """Count a post. The address is the network's own; forged headers are not read.

    Raises:
        TooManyTries: when there were too many.
    """
    address = request.META.get("REMOTE_ADDR", "")
    key = "posts:" + hashlib.sha256(f"{purpose} {address}".encode()).hexdigest()
    cache.add(key, 0, SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        count = 1
    if count > MOST:
        raise TooManyTries
