# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must happen between a backup's return and the moment the site opens again.

Whoever forgets people for good registers a function here; ``restore`` calls every one
of them after the database is back and brought up to date, before anybody can look.
A file that must travel with each backup (such as the list of who was erased) is
registered too: the copy from the backup is handed to the functions, and the file that
is in the data folder now is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Restored:
    """A backup that was put in place. ``folder`` holds the files that travelled in it."""

    folder: Path

    def carried(self, name: str) -> Path | None:
        """The copy of a travelling file as it was at the time of the backup, if it was there."""
        found = self.folder / name
        return found if found.is_file() else None


_TRAVELLING: dict[str, Callable[[], Path]] = {}
_AFTER: list[Callable[[Restored], str]] = []


def travels(name: str) -> Callable[[Callable[[], Path]], Callable[[], Path]]:
    """Register: a function that says where a file lies which goes with each backup."""

    def made(function: Callable[[], Path]) -> Callable[[], Path]:
        _TRAVELLING[name] = function
        return function

    return made


def after_restore(function: Callable[[Restored], str]) -> Callable[[Restored], str]:
    """Register: what is done with a backup that is back, before the site opens.

    It returns a sentence for who restores, or an empty string. When it raises, the
    restore fails and what was there before is put back.
    """
    _AFTER.append(function)
    return function


def travelling() -> dict[str, Path]:
    """The files that go with a backup now, by the name they have in it."""
    found = {name: where() for name, where in _TRAVELLING.items()}
    return {name: path for name, path in found.items() if path.is_file()}


def make_ready(restored: Restored) -> list[str]:
    """Do everything that is registered, in order; return what there is to say."""
    return [said for function in _AFTER if (said := function(restored))]
