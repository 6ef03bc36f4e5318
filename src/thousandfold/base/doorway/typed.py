# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a form or an address says, read without trust: a value, or nothing, never a fault."""

from __future__ import annotations

from typing import overload
from uuid import UUID

#: More digits than any number that a page asks for; Python itself stops at thousands.
DIGITS = 9


@overload
def whole(text: str) -> int | None: ...
@overload
def whole(text: str, otherwise: int) -> int: ...
def whole(text: str, otherwise: int | None = None) -> int | None:
    """The whole number a text says in plain digits, or ``otherwise``.

    Raised and foreign digits ("²") pass ``str.isdigit`` and are no number to ``int``.
    """
    plain = text.isascii() and text.isdigit() and len(text) <= DIGITS
    return int(text) if plain else otherwise


def named(text: str) -> UUID | None:
    """The id that a text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
