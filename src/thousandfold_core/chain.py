# SPDX-License-Identifier: Apache-2.0
"""A list of acts in which nothing can be changed unseen: each line is linked to the one before.

The links are keyed (HMAC-SHA-256, RFC 2104), so that who can write the list but does not
hold the key cannot make a second one that fits. Who cuts off its end leaves a shorter list
that fits too: only a link that was written down elsewhere, the anchor, tells (trust row AU-1).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Line:
    """One act as it is stored.

    ``facts``: what never changes (id, moment, actor, verb, thing). ``details`` may be
    blanked later: then they and the ``salt`` are empty, and ``mark``, the keyed digest of
    both, stands for them. ``blanks``: numbers of lines that this act blanked.
    """

    number: int
    facts: tuple[str, ...]
    details: str
    salt: str
    mark: str
    link: str
    blanks: frozenset[int] = field(default=frozenset())


class Fault(StrEnum):
    """What can be wrong with a list."""

    MISSING = "missing"
    CHANGED = "changed"
    DETAILS = "details"
    BLANKED = "blanked"
    CUT_OFF = "cut-off"
    ANOTHER = "another"


@dataclass(frozen=True)
class Finding:
    """Something wrong, and the number of the line where it shows."""

    fault: Fault
    number: int


@dataclass(frozen=True)
class Report:
    """What looking through a list found; ``number`` and ``link`` are its end."""

    findings: tuple[Finding, ...]
    number: int
    link: str


def beginning(key: bytes, owner: str) -> str:
    """The link before the first line of an owner's list."""
    return _digest(key, "begin", owner)


def mark_of(key: bytes, salt: str, details: str) -> str:
    """What stands for the details in the link, so that blanking them breaks nothing.

    With the salt gone, not even who holds the key can guess the details.
    """
    return _digest(key, "details", salt, details)


def link_of(key: bytes, before: str, number: int, facts: tuple[str, ...], mark: str) -> str:
    """The link of a line to the one before it: 64 hexadecimal digits."""
    return _digest(key, "line", before, str(number), mark, *facts)


def look_through(
    key: bytes, owner: str, lines: Iterable[Line], anchors: Mapping[int, str] | None = None
) -> Report:
    """Look a whole list over, in order of its numbers; linear, one line in memory at a time.

    ``anchors``: number to link (or its first digits) as written down elsewhere. Without
    them, a list whose end was cut off is found whole.
    """
    walk = _Walk(key, beginning(key, owner), dict(anchors or {}))
    for line in lines:
        walk.take(line)
    return walk.done()


class _Walk:
    """Where a look through a list has come to."""

    def __init__(self, key: bytes, link: str, anchors: dict[int, str]) -> None:
        self.key, self.link, self.anchors = key, link, anchors
        self.number = 0
        self.findings: list[Finding] = []
        self.empty: set[int] = set()
        self.named: set[int] = set()

    def take(self, line: Line) -> None:
        """Look at the next line."""
        if line.number != self.number + 1:
            self._wrong(Fault.MISSING, self.number + 1)
        fits = link_of(self.key, self.link, line.number, line.facts, line.mark)
        if not hmac.compare_digest(fits, line.link):
            self._wrong(Fault.CHANGED, line.number)
        self._details(line)
        said = self.anchors.pop(line.number, "")
        if not line.link.startswith(said):
            self._wrong(Fault.ANOTHER, line.number)
        self.number, self.link = line.number, line.link

    def _details(self, line: Line) -> None:
        if not line.salt and not line.details:
            self.empty.add(line.number)
        elif not hmac.compare_digest(mark_of(self.key, line.salt, line.details), line.mark):
            self._wrong(Fault.DETAILS, line.number)
        else:
            self.named |= {one for one in line.blanks if one < line.number}

    def done(self) -> Report:
        """What was found when there are no more lines."""
        for number in sorted(self.empty - self.named):
            self._wrong(Fault.BLANKED, number)
        for number in sorted(self.anchors):
            self._wrong(Fault.CUT_OFF, number)
        return Report(tuple(self.findings), self.number, self.link)

    def _wrong(self, fault: Fault, number: int) -> None:
        self.findings.append(Finding(fault, number))


def _digest(key: bytes, *words: str) -> str:
    """Each word with its length before it: no two lists of words look the same."""
    parts = [one.encode("utf-8") for one in words]
    framed = b"".join(len(one).to_bytes(8, "big") + one for one in parts)
    return hmac.new(key, framed, hashlib.sha256).hexdigest()
