# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person gave to common work, one thing at a time: at an erasure they say what may stay.

An app registers how their things are found and how those that may stay are kept without a
name. What nobody says anything about is taken out (trust row 3.5, docs/decisions/0137).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thousandfold.base.keeping.subject import Subject
from thousandfold.base.scope import every_host


@dataclass(frozen=True)
class Contribution:
    """One thing of theirs in something common.

    ``key`` names it in a form; ``where`` the common thing; ``words`` are theirs; ``yes`` is what
    they say when something may stay. ``out`` and ``stays`` say what the common thing shows
    afterwards, without that yes and with it.
    """

    key: str
    where: Any
    words: str
    yes: Any
    out: Any
    stays: Any


@dataclass(frozen=True)
class _Asked:
    find: Callable[[Subject], Iterable[Contribution]]
    keep: Callable[[Subject, Collection[str], datetime], object]


_ASKED: list[_Asked] = []


def asks_what_stays(
    find: Callable[[Subject], Iterable[Contribution]],
) -> Callable[[Callable[[Subject, Collection[str], datetime], object]], Any]:
    """Register: how things are found; the decorated function keeps those that may stay."""

    def made(keep: Callable[[Subject, Collection[str], datetime], object]) -> Any:
        _ASKED.append(_Asked(find, keep))
        return keep

    return made


def contributions(subject: Subject) -> list[Contribution]:
    """Everything of theirs in common work that they are asked about."""
    with every_host("what a person gave to common work, at whatever host"):
        return [thing for one in _ASKED for thing in one.find(subject)]


def let_stay(subject: Subject, keys: Collection[str], at: datetime) -> None:
    """Keep these without a name. Call it in the transaction of the erasure, before rows go.

    A key that is none of theirs is passed over.
    """
    for one in _ASKED if keys else ():
        one.keep(subject, keys, at)
