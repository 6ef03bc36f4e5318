# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading programmes. They are files on this disk, the same for every host and viewer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.metadata import entry_points

from thousandfold.curriculum import folders
from thousandfold_core.curricula.findings import Finding, has_errors
from thousandfold_core.curricula.lint import lint
from thousandfold_core.curricula.package import Activity, Day, Package, Session
from thousandfold_core.errors import Refusal

#: What changes when a package's files change: how many, how large, how new.
Print = tuple[str, int, int, int]


def programmes() -> list[Package]:
    """The programmes that ship with the product, by id."""
    return [programme(each) for each in folders.shipped_ids()]


def programme(programme_id: str) -> Package:
    """The programme of this id; read again only when its files have changed.

    Raises:
        NoPackage: when there is none.
    """
    if programme_id not in folders.shipped_ids():
        known = ", ".join(folders.shipped_ids())
        raise folders.NoPackage(where=programme_id, shipped=known or "-")
    return _read(_fingerprint(programme_id))


def programme_or_none(programme_id: str) -> Package | None:
    """The programme of this id, or None when it is not here (any more)."""
    try:
        return programme(programme_id)
    except Refusal:
        return None


def findings_of(package: Package, today: date) -> tuple[Finding, ...]:
    """Everything the linter has to say about a programme."""
    return _checked(package.digest, package.id, today)


def is_usable(package: Package) -> bool:
    """True when no error keeps the programme from being used."""
    return not has_errors(_checked(package.digest, package.id, None))


def session_of(package: Package, session_id: str) -> Session | None:
    """The session of this id, or None."""
    return next((each for each in package.sessions if each.id == session_id), None)


def uses_of(package: Package, activity_id: str) -> list[tuple[Session, Day]]:
    """The days on which an activity is played, in their order, each once."""
    found = [
        (session, day) for session, day, item in package.agenda() if item.activity == activity_id
    ]
    return [row for place, row in enumerate(found) if row not in found[:place]]


def said(words: Mapping[str, str], language: str, source: str = "en") -> str:
    """Words in a language, else in the source's, else in any there is."""
    for each in (language, language.split("-")[0], source):
        if words.get(each):
            return words[each]
    return next(iter(words.values()), "")


def activity_of(package: Package, activity_id: str) -> Activity | None:
    """The activity of this id, or None."""
    return package.activities.get(activity_id)


def _fingerprint(programme_id: str) -> Print:
    stats = [path.stat() for path in (folders.SHIPPED / programme_id).rglob("*.*")]
    newest = max(each.st_mtime_ns for each in stats)
    return str(folders.SHIPPED / programme_id), len(stats), sum(s.st_size for s in stats), newest


@lru_cache(maxsize=16)
def _read(fingerprint: Print) -> Package:
    return folders.load_package(fingerprint[0])


@lru_cache(maxsize=32)
def _checked(digest: str, programme_id: str, today: date | None) -> tuple[Finding, ...]:
    known = frozenset(each.name for each in entry_points(group="thousandfold.exercises"))
    return lint(programme(programme_id), known_exercises=known, today=today)
