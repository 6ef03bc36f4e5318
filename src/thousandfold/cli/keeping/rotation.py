# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of the daily backups stay: the last days, then one a week; never what people made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from thousandfold.settings.known import value

DAILY, KEYS, BEFORE_UPGRADE = "daily", "keys", "before-upgrade"
#: Copies of keys are kept so long at most: a destroyed key must not come back after it.
KEYS_KEPT = timedelta(days=30)


def kept() -> tuple[int, int]:
    """Days and weeks of which a backup stays; (0, 0) when there are to be none."""
    words = value("THOUSANDFOLD_BACKUPS").replace(",", " ").split()
    days, weeks = ([int(one) for one in words if one.isdecimal()] + [0, 0])[:2]
    return days, weeks


def moment_of(path: Path) -> datetime | None:
    """The moment in a backup's name; None for names that are not ours."""
    parts = path.name.split(".")[0].split("-")
    try:
        return datetime.strptime("-".join(parts[-2:]), "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def of_kind(folder: Path, kind: str) -> list[tuple[datetime, Path]]:
    """The files of a kind with their moments, newest first."""
    found = [(moment_of(one), one) for one in folder.glob(f"{kind}-*")]
    return sorted(((at, one) for at, one in found if at and one.suffix != ".part"), reverse=True)


def to_keep(moments: list[datetime], days: int, weeks: int) -> set[datetime]:
    """The newest of each of the last ``days`` days that have one, then of ``weeks`` weeks.

    Counted in days and weeks that have a backup: a laptop that was shut for a month keeps
    what it had.
    """
    kept: set[datetime] = set()
    for part, count in (("%Y-%m-%d", days), ("%G-%V", weeks)):
        seen: dict[str, datetime] = {}
        for at in sorted(moments, reverse=True):
            seen.setdefault(at.strftime(part), at)
        kept |= set(list(seen.values())[:count])
    return kept


def rotate(folder: Path, days: int, weeks: int) -> list[Path]:
    """Delete the daily backups that need not stay, and old copies of keys; return what went."""
    files = of_kind(folder, DAILY)
    keep = to_keep([at for at, _ in files], days, weeks)
    gone = [one for at, one in files if at not in keep]
    keys = of_kind(folder, KEYS)
    gone += [one for at, one in keys if at < keys[0][0] - KEYS_KEPT]
    for one in gone:
        one.unlink(missing_ok=True)
    return gone


def is_due(folder: Path, now: datetime, every: timedelta = timedelta(hours=20)) -> bool:
    """True when there is no daily backup that is young enough, or one from a time to come."""
    files = of_kind(folder, DAILY)
    return not files or not now - every < files[0][0] <= now
