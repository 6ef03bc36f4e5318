# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who was erased, as keyed digests of ids: so that an older backup brings nobody back.

The list lies in the data folder beside the database, not in it: a restore replaces the
database and leaves the list. It also travels in each backup. Its key lies with the other
keys, so that the list alone tells nothing (trust rows 3.5 and BK-3, docs/decisions/0096).
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model

from thousandfold.base.keeping.holdings import holdings
from thousandfold.base.keeping.restoring import travels
from thousandfold.settings.keys import key_file

NAME = "tombstones.jsonl"
#: Stands among the ids of an erasure that took these rows and nobody they lead to.
NARROW = "these rows alone"


@dataclass(frozen=True)
class Tombstone:
    """One person who was erased: digests of their ids, and the day."""

    day: str
    digests: frozenset[str]

    @property
    def narrow(self) -> bool:
        """Whether only the rows themselves were erased."""
        return digest(NARROW) in self.digests


@travels(NAME)
def list_file() -> Path:
    """Where the list lies."""
    return Path(settings.DATA) / NAME


def write(ids: Iterable[Any], at: datetime) -> None:
    """Add a person to the list and see it onto the disk; who is on it stays there once."""
    digests = sorted(digest(one) for one in ids)
    if any(one.digests == frozenset(digests) for one in _read(list_file())):
        return
    append(list_file(), [json.dumps({"day": f"{at:%Y-%m-%d}", "digests": digests})])


def tombstones(*files: Path) -> list[Tombstone]:
    """Everybody on these lists; a line that was cut off by a crash is passed over."""
    return [one for file in files for one in _read(file)]


def take_over(file: Path) -> None:
    """Add what another list has and ours has not."""
    ours = {one.digests for one in _read(list_file())}
    new = [
        json.dumps({"day": one.day, "digests": sorted(one.digests)})
        for one in _read(file)
        if one.digests not in ours
    ]
    append(list_file(), new)


def digest(key: Any) -> str:
    """A keyed digest of an id."""
    return hmac.digest(_secret(Path(settings.DATA)), str(key).encode(), "sha256").hex()


@lru_cache(maxsize=4)
def _secret(data: Path) -> bytes:
    return key_file(data / "keys" / "tombstones.key").encode()


def identity_tables() -> list[type[Model]]:
    """Tables of which one row is one person: the ends of keys that lead both ways."""
    found: dict[type[Model], None] = {}
    for one in holdings():
        for name in one.same:
            found[one.model] = None
            found[one.model._meta.get_field(name).related_model] = None
    return list(found)


def buried(stones: list[Tombstone]) -> Iterator[tuple[list[Model], bool]]:
    """For each person on the list, the rows of theirs that are there (again), and if only these."""
    if not stones:
        return
    wanted = frozenset().union(*(one.digests for one in stones))
    rows = {
        named: (model, key)
        for model in identity_tables()
        for key in model._base_manager.values_list("pk", flat=True).iterator()
        if (named := digest(key)) in wanted
    }
    for stone in stones:
        there = [rows[one] for one in sorted(stone.digests) if one in rows]
        if there:
            yield [model._base_manager.get(pk=key) for model, key in there], stone.narrow


def append(file: Path, new: list[str]) -> None:
    """Add lines to a list and see them onto the disk; a line that a crash cut off is closed."""
    if not new:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as out:
        whole = out.seek(0, os.SEEK_END) == 0 or _ends_whole(out)
        out.write((b"" if whole else b"\n") + "".join(f"{one}\n" for one in new).encode())
        out.flush()
        os.fsync(out.fileno())


def _ends_whole(opened: Any) -> bool:
    opened.seek(-1, os.SEEK_END)
    return bool(opened.read(1) == b"\n")


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of a list."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            yield said


def _read(file: Path) -> Iterator[Tombstone]:
    for said in lines(file):
        if "day" in said and "digests" in said:
            yield Tombstone(said["day"], frozenset(said["digests"]))
