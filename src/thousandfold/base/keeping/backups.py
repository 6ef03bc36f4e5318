# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known about the site's backups: when one was last brought back to see that it works."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

#: A backup that nobody brought back for longer than this is a hope.
TOO_LONG = timedelta(days=7)


@dataclass(frozen=True)
class Verified:
    """A trial restore that went well: of which file, made when, brought back when."""

    file: str
    made_at: str
    verified_at: str
    seconds: float
    closed: bool

    @property
    def at(self) -> datetime:
        """When it was brought back."""
        return datetime.fromisoformat(self.verified_at)

    def is_old(self, now: datetime) -> bool:
        """True when it is time for another."""
        return now - self.at > TOO_LONG


def folder() -> Path:
    """Where the site's own backups are."""
    return Path(settings.DATA) / "backups"


def last_verified() -> Verified | None:
    """The last trial restore that went well; None when there was none."""
    try:
        return Verified(**json.loads((folder() / "verified.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def remember_verified(one: Verified) -> None:
    """Write down a trial restore that went well."""
    folder().mkdir(parents=True, exist_ok=True)
    part = folder() / "verified.part"
    part.write_text(json.dumps(asdict(one)), encoding="utf-8")
    part.replace(folder() / "verified.json")


def trouble() -> str:
    """Why the last daily backup did not come about; empty when it did."""
    try:
        return (folder() / "trouble.txt").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def remember_trouble(sentence: str) -> None:
    """Write down why there is no daily backup, or (empty) that there is one."""
    folder().mkdir(parents=True, exist_ok=True)
    if sentence:
        (folder() / "trouble.txt").write_text(sentence + "\n", encoding="utf-8")
    else:
        (folder() / "trouble.txt").unlink(missing_ok=True)
