# SPDX-License-Identifier: AGPL-3.0-or-later
"""The code for setting up a further host: whoever runs the computer has it.

The server prints it when it starts; it stands in a file beside the keys. A browser on
that very computer needs none. How many wrong ones count stands in ``base/signing_in/guessing.py``.
"""

from __future__ import annotations

import hmac
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from thousandfold.base.ids import as_typed, code
from thousandfold.base.queries import in_use
from thousandfold.base.signing_in.guessing import (
    SET_UP,
    SET_UP_LETTERS,
    TooManyWrongTries,
    address_of,
    begin,
)
from thousandfold.base.site import is_this_computer
from thousandfold.settings.keys import write_new
from thousandfold_core.errors import Refusal


class WrongSetUpCode(Refusal):
    """The code was not the one of this computer."""

    code = "wrong-set-up-code"
    text = (
        "That is not the code of this computer. Ask whoever runs it; each new host gets a new one."
    )


class TooManySetUpCodes(Refusal):
    """Too many wrong codes came."""

    code = "too-many-set-up-codes"
    text = "Too many wrong codes came. Try again tomorrow, or set up at the computer itself."


def needs_code(request: HttpRequest) -> bool:
    """True where somebody elsewhere wants to set up one more host."""
    return in_use() and not is_this_computer(request)


def set_up_code() -> str:
    """The code of the moment, as it is read aloud; made on the first call."""
    path = _path()
    if not path.exists():
        write_new(path, code(SET_UP_LETTERS))
    letters = path.read_text(encoding="ascii").strip()
    return f"{letters[:4]}-{letters[4:]}"


def check_set_up_code(request: HttpRequest, typed: str) -> None:
    """Let the right code pass. Only wrong ones are counted.

    Raises:
        TooManySetUpCodes: before looking, when too many wrong ones came.
        WrongSetUpCode: for any other.
    """
    try:
        begun = begin(SET_UP, address=address_of(request), at=timezone.now())
    except TooManyWrongTries:
        raise TooManySetUpCodes from None
    if not hmac.compare_digest(as_typed(typed).encode(), as_typed(set_up_code()).encode()):
        raise WrongSetUpCode
    begun.was_right()


def renew_set_up_code() -> None:
    """Throw the code away after a set-up; the next look makes another."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.DATA) / "keys" / "set-up.code"
