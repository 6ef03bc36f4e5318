# SPDX-License-Identifier: AGPL-3.0-or-later
"""Known faults of the packages we ship with: a dated snapshot, and what it lacks.

pip-audit ends well when it could look nothing up; here "not looked up" counts as a fault, and
so does a snapshot that is older than a month (trust row 4.9).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

#: Written by ``tools/advisories.py``, shipped with the software.
FILE = Path(__file__).with_name("advisories.json")
#: Days after which a snapshot says nothing any more.
MOST_DAYS = 30


@dataclass(frozen=True)
class Snapshot:
    """What was looked up on a day: versions by package, and faults by package."""

    day: date | None
    audited: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def from_audit(report: Mapping[str, Any], day: date) -> Snapshot:
    """A snapshot from pip-audit's JSON; what it skipped was not looked up."""
    looked_up = [one for one in report["dependencies"] if "skip_reason" not in one]
    faults = {
        one["name"]: tuple(sorted(fault["id"] for fault in one["vulns"]))
        for one in looked_up
        if one["vulns"]
    }
    audited = {one["name"]: one["version"] for one in looked_up}
    return Snapshot(day if audited else None, audited, faults)


def to_json(snapshot: Snapshot) -> str:
    """A snapshot as it is kept."""
    plain = {
        "day": snapshot.day.isoformat() if snapshot.day else None,
        "audited": dict(sorted(snapshot.audited.items())),
        "faults": {name: list(ids) for name, ids in sorted(snapshot.faults.items())},
    }
    return json.dumps(plain, indent=1) + "\n"


def from_json(text: str) -> Snapshot:
    """A snapshot as it was kept.

    Raises:
        ValueError, KeyError: when it is none.
    """
    plain = json.loads(text)
    day = date.fromisoformat(plain["day"]) if plain["day"] else None
    faults = {name: tuple(ids) for name, ids in plain["faults"].items()}
    return Snapshot(day, plain["audited"], faults)


def wrong(snapshot: Snapshot, locked: Mapping[str, str], today: date) -> list[str]:
    """What a release may not have: faults, packages not looked up, a snapshot too old."""
    found = [f"{name}: {', '.join(ids)}" for name, ids in snapshot.faults.items()]
    left = sorted(name for name, v in locked.items() if snapshot.audited.get(name) != v)
    if left:
        found.append(f"{len(left)} packages were not looked up: {', '.join(left)}")
    if snapshot.day is not None and (today - snapshot.day).days > MOST_DAYS:
        found.append(f"The snapshot is {(today - snapshot.day).days} days old.")
    return found


def said(snapshot: Snapshot, today: date) -> str:
    """The snapshot in a sentence, with its age."""
    if snapshot.day is None:
        return "The packages were never checked for known faults (tools/advisories.py)."
    days = (today - snapshot.day).days
    faults = sum(len(ids) for ids in snapshot.faults.values())
    return f"Packages checked for known faults {days} days ago: {len(snapshot.audited)}; faults: {faults}."
