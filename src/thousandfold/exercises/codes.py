# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes of the room: spoken ones, the way back, the phone's token; and their digests.

Six letters of 32 are 2^30 codes. With at most ``EVERYWHERE`` wrong ones in ``WITHIN``
a guesser meets one room's code in a session with less than 1e-5 (spec: trust RL-1).
Only wrong codes count, so that a roomful of phones behind one address comes in (RL-3).
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

from thousandfold.base import ids

SPOKEN = 6
WAY_BACK = 8
PAPER = 5
WITHIN = timedelta(minutes=15)
#: Wrong codes within that time from one address (a whole room may share one), and from all.
FROM_ONE_ADDRESS = 100
EVERYWHERE = 1500
#: How long a way back may be used.
WAY_BACK_FOR = timedelta(hours=24)


def spoken() -> str:
    """A new code for the doors."""
    return ids.code(SPOKEN)


def shown(code: str) -> str:
    """A code as people read it aloud: in threes or fours."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}".strip()


def device_token() -> str:
    """A new token for a phone's cookie."""
    return secrets.token_urlsafe(32)


def next_token(held: str, once: str) -> str:
    """The token of a phone that comes in with ``held``, by the form with this key.

    Nobody works it out from a token they planted. The same form sent again, because its
    answer was lost on the way, leads to the same token and so to the same place.
    """
    return digest(f"{held} {once}", "next-token") if held and once else device_token()


def digest(text: str, purpose: str) -> str:
    """What is stored of a secret: a keyed digest, useless to anybody who reads the table."""
    return salted_hmac(f"thousandfold.{purpose}", text, algorithm="sha256").hexdigest()
