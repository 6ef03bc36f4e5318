# SPDX-License-Identifier: AGPL-3.0-or-later
"""Erasures that were begun: noted beside the keys before a row goes, forgotten when all is done.

The keys lie in another file than the rows, so no transaction holds both. The note comes first,
then the rows, then the keys; whoever stops in between leaves what the next start can finish,
and a key is destroyed only when the rows are gone (docs/decisions/0134).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thousandfold.base.keystore import ring


@dataclass(frozen=True)
class Begun:
    """One erasure under way.

    ``witness``: label and key of a row that goes with it: while it is there, nothing was taken
    out. ``owners``: whose keys are destroyed. ``identities``: ids for the list of who was erased.
    """

    number: int
    at: datetime
    witness: tuple[str, str]
    owners: tuple[str, ...]
    identities: tuple[str, ...]


def note(
    witness: tuple[str, str], owners: Iterable[Any], identities: Iterable[Any], at: datetime
) -> Begun:
    """Note an erasure, and see the note onto the disk."""
    told = {
        "witness": witness,
        "owners": sorted(map(str, owners)),
        "identities": sorted(map(str, identities)),
    }
    shelf = ring().shelf
    with shelf.lock:
        words = (at.isoformat(), json.dumps(told))
        made = shelf.connection().execute("INSERT INTO begun (at, told) VALUES (?, ?)", words)
    return _read(made.lastrowid or 0, *words)


def all_begun() -> list[Begun]:
    """Every erasure that did not come to its end, the oldest first."""
    shelf = ring().shelf
    with shelf.lock:
        rows = shelf.connection().execute("SELECT number, at, told FROM begun ORDER BY number")
        return [_read(*row) for row in rows.fetchall()]


def forget(begun: Begun) -> None:
    """Everything is done, or nothing ever was."""
    shelf = ring().shelf
    with shelf.lock:
        shelf.connection().execute("DELETE FROM begun WHERE number=?", (begun.number,))


def _read(number: int, at: str, told: str) -> Begun:
    said = json.loads(told)
    label, key = said["witness"]
    return Begun(
        number,
        datetime.fromisoformat(at),
        (label, key),
        tuple(said["owners"]),
        tuple(said["identities"]),
    )
