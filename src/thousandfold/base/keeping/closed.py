# SPDX-License-Identifier: AGPL-3.0-or-later
"""What reading gives where the key is gone: nothing to read, and nothing that breaks a page.

A closed value is empty in the shape its field has. Saved again, it puts back what is
stored, so that nothing is lost where a key is only not here (docs/decisions/0091).
"""

from __future__ import annotations

from typing import Any


class Closed:
    """Mixed into the empty value. ``stored`` is what lies in the table, still encrypted."""

    stored: str = ""


class ClosedText(Closed, str):
    """A text that cannot be opened."""


class ClosedList(Closed, list[Any]):
    """A list that cannot be opened."""


class ClosedDict(Closed, dict[str, Any]):
    """An object that cannot be opened."""


def closed_as(shape: Any, stored: str) -> Any:
    """An empty value of a field's shape (its default value) for what cannot be opened."""
    kinds: tuple[tuple[type, type[Any]], ...] = ((str, ClosedText), (list, ClosedList))
    made = next((kind for known, kind in kinds if isinstance(shape, known)), ClosedDict)()
    made.stored = stored
    return made


def is_closed(value: Any) -> bool:
    """True for what was erased, or lies here without its key."""
    return isinstance(value, Closed)
