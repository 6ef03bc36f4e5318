# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed between two wordings, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Part:
    """Some words: ``kind`` is "same", "gone" or "new"."""

    kind: str
    words: str


def difference(before: str, after: str) -> list[Part]:
    """Return the parts of both texts in reading order; joined they give either text again.

    Same and new words in order are the text after, same and gone ones the text before.
    Quadratic in words at worst.
    """
    old, new = before.split(), after.split()
    return list(_parts(old, new))


def _parts(old: list[str], new: list[str]) -> Iterator[Part]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part("same", " ".join(old[a:b]))
            continue
        if b > a:
            yield Part("gone", " ".join(old[a:b]))
        if d > c:
            yield Part("new", " ".join(new[c:d]))
