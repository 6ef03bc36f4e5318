# SPDX-License-Identifier: Apache-2.0
"""Two authors say whether their branches are one (method row E4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Branch:
    """A value on somebody's tree, in their words, as far as they share it."""

    id: str
    author: str
    label: str
    sector: str | None = None
    organisation: str | None = None


class SameBranch(StrEnum):
    """What an author may answer to "is this the same branch in other words?"."""

    SAME = "same"
    KIN = "kin"
    APART = "apart"


@dataclass(frozen=True)
class MergeProposal:
    """Somebody asks two authors whether their branches are one.

    ``answers`` holds what each author has said so far. A proposer who is not
    an author has no say.
    """

    first: str
    second: str
    proposer: str
    answers: Mapping[str, SameBranch] = field(default_factory=dict)


@dataclass(frozen=True)
class Kinship:
    """Two branches whose authors call them close, but not the same."""

    first: str
    second: str


def settle(proposal: MergeProposal, branches: Mapping[str, Branch]) -> SameBranch | None:
    """What the two authors decided: same, kin, apart, or ``None`` while open.

    Same needs both yeses. Kin needs both to say same or kin. A single "apart"
    decides. A proposal about a withdrawn branch decides nothing.
    """
    if proposal.first not in branches or proposal.second not in branches:
        return None
    authors = {branches[proposal.first].author, branches[proposal.second].author}
    said = {proposal.answers.get(author) for author in authors}
    if SameBranch.APART in said:
        return SameBranch.APART
    if None in said:
        return None
    return SameBranch.KIN if SameBranch.KIN in said else SameBranch.SAME


def join(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Groups of ids linked by pairs, each sorted; single ones included."""
    above = {one: one for one in ids}

    def top(one: str) -> str:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for first, second in pairs:
        low, high = sorted((top(first), top(second)))
        above[high] = low
    groups: dict[str, list[str]] = {}
    for one in above:
        groups.setdefault(top(one), []).append(one)
    return sorted(tuple(sorted(group)) for group in groups.values())
