# SPDX-License-Identifier: Apache-2.0
"""What a cell may hold for each kind of field, and when two cells say the same."""

from __future__ import annotations

import re

from thousandfold_core.sheets.headings import plain
from thousandfold_core.sheets.mapping import Field, Kind

_EMAIL = re.compile(r"[^@\s<>(),;:\"\\]+@[^@\s<>(),;:\"\\]+\.[^@\s<>(),;:\"\\.]{2,}\Z")
_NAMED_EMAIL = re.compile(r"[^<>]*<([^<>]+)>\Z")
_EXTENSION = re.compile(r"\s*(?:ext\.?|x|extension|interno)\s*\d{1,6}\Z", re.IGNORECASE)
_PHONE = re.compile(r"[+(\d][\d\s().+/\-\u2010-\u2015]*\Z")
_NOT_DIGIT = re.compile(r"\D")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_DECIMAL = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_BETWEEN = re.compile(r"[;|,\n]")
PHONE_DIGITS = range(7, 16)  # from a local number to the longest of ITU-T E.164
LOCAL_DIGITS = 10  # numbers agree when these last digits do: +1 408 555 0100 is 408-555-0100


def usable(field: Field, cell: str) -> str | None:
    """Return the value to keep, or None if the cell cannot be one of this kind.

    E-mail addresses and phones stay as typed; a number loses thousands marks; a choice
    comes back in the field's own spelling; several choices are joined by "; ".
    """
    if field.kind == "email":
        return _email(cell)
    if field.kind == "phone":
        return cell if _PHONE.match(_EXTENSION.sub("", cell)) and phone_key(cell) else None
    if field.kind == "number":
        return _number(cell)
    if field.kind == "choice":
        return _choice(field, cell)
    return _several(field, cell) if field.kind == "multi" else cell


def same_value(kind: Kind, one: str, other: str) -> bool:
    """Return whether two values say the same, however they are typed."""
    return one == other or comparable(kind, one) == comparable(kind, other)


def comparable(kind: Kind, value: str) -> str:
    """Return a form of the value in which equal means the same."""
    if kind == "email":
        return value.casefold()
    if kind == "phone":
        return phone_key(value) or value
    if kind == "multi":
        return ";".join(sorted({part.strip().casefold() for part in _BETWEEN.split(value)}))
    return value


def phone_key(value: str) -> str:
    """Return the digits two numbers must share to be the same, or "" if it is no number."""
    digits = _NOT_DIGIT.sub("", _EXTENSION.sub("", value))
    return digits[-LOCAL_DIGITS:] if len(digits) in PHONE_DIGITS else ""


def _email(cell: str) -> str | None:
    named = _NAMED_EMAIL.match(cell)
    address = (named[1] if named else cell).strip().removeprefix("mailto:")
    return address if len(address) <= 254 and _EMAIL.match(address) else None


def _number(cell: str) -> str | None:
    if _THOUSANDS.match(cell):
        return cell.replace(",", "")
    return cell.replace(",", ".") if _DECIMAL.match(cell) else None


def _choice(field: Field, cell: str) -> str | None:
    if not field.choices:
        return cell
    exact = [choice for choice in field.choices if choice.casefold() == cell.casefold()]
    alike = [choice for choice in field.choices if plain(choice) and plain(choice) == plain(cell)]
    return next(iter(exact + alike), None)


def _several(field: Field, cell: str) -> str | None:
    whole = _choice(field, cell) if field.choices else None
    parts = [part.strip() for part in _BETWEEN.split(cell) if part.strip()]
    values = [whole] if whole else [_choice(field, part) for part in parts]
    if not values or None in values:
        return None
    return "; ".join(dict.fromkeys(value for value in values if value))
