# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which holds count, apart from the database: so that an older backup loosens none.

A restore replaces the database and leaves this list, which also travels in each backup. It
tells hosts, tables and days; things as keyed digests, and no reason (docs/decisions/0135).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from thousandfold.base.keeping import tombstones
from thousandfold.base.keeping.restoring import travels
from thousandfold.base.models import LegalHold

NAME = "holds.jsonl"


@dataclass(frozen=True)
class Listed:
    """One hold as the list knows it. ``things``: label of a table and digest of a key."""

    hold: str
    host: str
    since: str
    until: str
    things: tuple[tuple[str, str], ...]
    lifted_at: str = ""


@travels(NAME)
def list_file() -> Path:
    """Where the list lies."""
    return Path(settings.DATA) / NAME


def note_placed(hold: LegalHold, things: Iterable[tuple[str, Any]]) -> None:
    """Add a hold with what it names (label and key), and see it onto the disk."""
    named = [[label, tombstones.digest(key)] for label, key in things]
    line = {
        "hold": str(hold.pk),
        "host": str(hold.host_id),
        "since": hold.since.isoformat(),
        "until": hold.until.isoformat() if hold.until else "",
        "things": named,
    }
    tombstones.append(list_file(), [json.dumps(line)])


def note_lifted(hold: LegalHold, at: datetime) -> None:
    """Add that a hold does not count any more."""
    line = {"lifted": str(hold.pk), "at": at.isoformat()}
    tombstones.append(list_file(), [json.dumps(line)])


def catch_up() -> int:
    """Add what the database knows and the list does not; how many holds. Needs every host."""
    known = {one.hold: one for one in listed(list_file())}
    rows = LegalHold._base_manager.filter(lifted_at=None).prefetch_related("things")
    missing = [one for one in rows if str(one.pk) not in known]
    for one in missing:
        note_placed(one, [(thing.label, thing.key) for thing in one.things.all()])
    open_still = [key for key, one in known.items() if not one.lifted_at]
    lifted = LegalHold._base_manager.filter(pk__in=open_still).exclude(lifted_at=None)
    for one in lifted:
        if one.lifted_at:
            note_lifted(one, one.lifted_at)
    return len(missing) + len(lifted)


def listed(*files: Path) -> list[Listed]:
    """Every hold of these lists as it is now, in the order of their placing.

    A hold that one of the lists says is lifted is lifted: none is ever placed twice.
    """
    placed: dict[str, dict[str, Any]] = {}
    lifted: dict[str, str] = {}
    for line in (line for file in files for line in tombstones.lines(file)):
        if "lifted" in line:
            lifted.setdefault(line["lifted"], line["at"])
        elif "hold" in line:
            placed.setdefault(line["hold"], line)
    return [
        Listed(
            key, one["host"], one["since"], one["until"],
            tuple((label, digest) for label, digest in one["things"]), lifted.get(key, ""),
        )
        for key, one in placed.items()
    ]  # fmt: skip


def take_over(file: Path) -> None:
    """Add what another list has and ours has not."""
    ours = {json.dumps(one, sort_keys=True) for one in tombstones.lines(list_file())}
    theirs = list(tombstones.lines(file))
    new = [json.dumps(one) for one in theirs if json.dumps(one, sort_keys=True) not in ours]
    tombstones.append(list_file(), new)
