# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a site for real people may not be, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from thousandfold.cli.advisories import MOST_DAYS, said
from thousandfold.cli.production.facts import Facts

DAY, TOO_LONG = timedelta(days=1, hours=2), timedelta(days=7)
LEAST_MB = 2_000


@dataclass(frozen=True)
class Check:
    """One thing to look at: its name, what is wrong (empty when nothing is), what to do."""

    name: str
    wrong: Callable[[Facts], str]
    what_to_do: str


def problems(facts: Facts) -> Iterator[tuple[Check, str]]:
    """Each check that found something, with what it found."""
    for check in CHECKS:
        if sentence := check.wrong(facts):
            yield check, sentence


def _when(holds: Callable[[Facts], bool], sentence: str) -> Callable[[Facts], str]:
    return lambda facts: sentence.format(facts=facts) if holds(facts) else ""


def _listed(sentence: str, name: str) -> Callable[[Facts], str]:
    def wrong(facts: Facts) -> str:
        found: Any = getattr(facts, name)
        rows = [f"{key} is {found[key]}" for key in found] if isinstance(found, dict) else found
        return sentence + "; ".join(rows) if found else ""

    return wrong


def _older(moment: datetime | None, facts: Facts, most: timedelta) -> bool:
    return moment is None or facts.now - moment > most


def _advisories(facts: Facts) -> str:
    snapshot, today = facts.advisories, facts.now.date()
    young = snapshot.day is not None and (today - snapshot.day).days <= MOST_DAYS
    return "" if young and not snapshot.faults else said(snapshot, today)


CHECKS = (
    Check(
        "debug",
        _when(lambda f: f.debug, "Errors show technical details, and with them people's data."),
        "Take THOUSANDFOLD_DEBUG off.",
    ),
    Check(
        "address",
        _when(
            lambda f: not f.address.startswith("https://"),
            "The site's public address is not a private line (https): {facts.address!r}.",
        ),
        "Put a server with a certificate before it and set THOUSANDFOLD_ADDRESS=https://…",
    ),
    Check(
        "hosts",
        _when(lambda f: not f.hosts or "*" in f.hosts, "The site answers to any name."),
        "Set THOUSANDFOLD_ADDRESS, or THOUSANDFOLD_HOSTS to your names.",
    ),
    Check(
        "database",
        _listed("The database may lose what it acknowledged: ", "weak_database"),
        "SQLite: a local disk that allows WAL. PostgreSQL: turn these on in postgresql.conf.",
    ),
    Check(
        "files",
        _listed("Others on this computer may read: ", "open_files"),
        "chmod 600 for keys and settings, chmod 750 for the data folder; give them to the "
        "account that runs the site.",
    ),
    Check(
        "backup",
        _when(
            lambda f: _older(f.newest_backup, f, DAY), "There is no backup of the last day here."
        ),
        "Leave THOUSANDFOLD_BACKUPS on, or run thousandfold backup every night; keep copies in "
        "another place.",
    ),
    Check(
        "restore",
        _when(
            lambda f: _older(f.verified_at, f, TOO_LONG),
            "No backup was brought back within a week to see that it works.",
        ),
        "Run thousandfold verify-backup (docs/how-to has the drill).",
    ),
    Check(
        "backup trouble",
        _when(
            lambda f: bool(f.backup_trouble), "The last daily backup failed: {facts.backup_trouble}"
        ),
        "Mend what it names; the next one is made within the hour.",
    ),
    Check(
        "mail",
        _when(lambda f: not f.mail, "Messages are written to a folder and reach nobody."),
        "Set THOUSANDFOLD_MAIL to your mail server: sign-in codes go by mail.",
    ),
    Check(
        "second factor",
        _when(
            lambda f: f.without_factor > 0,
            "Administrators without a second factor: {facts.without_factor}.",
        ),
        "Ask them to add one under their name, Second factor. Until then they may change nothing.",
    ),
    Check(
        "disk",
        _when(
            lambda f: f.disk_encrypted is not True, "Nobody can tell that the disk is encrypted."
        ),
        "Encrypt it (LUKS, or your provider's), then say --sure disk.",
    ),
    Check(
        "clock",
        _when(lambda f: f.clock_in_step is not True, "Nobody can tell that the clock is right."),
        "Run systemd-timesyncd or chrony, then say --sure clock if it still cannot be seen.",
    ),
    Check(
        "space",
        _when(lambda f: f.free_mb < LEAST_MB, "Only {facts.free_mb} MB of disk are free."),
        "Make room (2,000 MB), or move old backups away.",
    ),
    Check(
        "advisories",
        _advisories,
        "Install the newest version; its packages were looked up. Building your own: "
        "tools/advisories.py.",
    ),
    Check(
        "library",
        _listed("Django's check for deployment says: ", "library_warnings"),
        "Mend each; the settings named above usually do.",
    ),
)
