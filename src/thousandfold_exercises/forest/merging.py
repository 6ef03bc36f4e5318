# SPDX-License-Identifier: Apache-2.0
"""Branches that people join: proposals, the two authors' answers, and the chosen words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from thousandfold_core.exercise import Reach, key_of
from thousandfold_core.exercise.record import Record
from thousandfold_core.values.branches import CommonBranch, chosen_label, common_branches
from thousandfold_core.values.folding import look_alike
from thousandfold_core.values.merges import Branch, MergeProposal, SameBranch


@dataclass(frozen=True)
class Joined:
    """A common branch with its key, which changes with its members."""

    key: str
    branch: CommonBranch


def pair_key(first: str, second: str) -> str:
    """The key of the question whether two branches are one."""
    return key_of("pair", *sorted((first, second)))


def proposals(record: Record, branches: Mapping[str, Branch]) -> list[MergeProposal]:
    """Every pair somebody proposed, or that is written alike, with the answers so far.

    Pairs written alike are only ever a question, like any other.
    """
    said = _answers(record)
    pairs = {pair_key(*pair): pair for pair in (*_proposed(record, branches), *_alike(branches))}
    return [
        MergeProposal(*pair, proposer="", answers=said.get(key, {})) for key, pair in pairs.items()
    ]


def joined(record: Record, branches: Mapping[str, Branch]) -> list[Joined]:
    """Branches whose authors joined them, under the words their members chose."""
    found = common_branches(list(branches.values()), proposals(record, branches))
    votes = _label_votes(record)
    named = []
    for one in found:
        key = group_key(one)
        label = chosen_label([branches[each] for each in one.members], votes.get(key, {}))
        named.append(Joined(key, replace(one, label=label)))
    return named


def group_key(branch: CommonBranch) -> str:
    """The key of a group of branches; another member makes another group."""
    return key_of("group", *sorted(branch.members))


def _proposed(record: Record, branches: Mapping[str, Branch]) -> Iterator[tuple[str, str]]:
    for one in record.items("merge", reach=Reach.COHORT_UNNAMED):
        first, second = one.text("first"), one.text("second")
        if {first, second} <= set(branches) and branches[first].author != branches[second].author:
            yield first, second


def _alike(branches: Mapping[str, Branch]) -> Iterator[tuple[str, str]]:
    """Neighbours in each row of branches written alike: enough to join the row."""
    rows: dict[str, list[str]] = {}
    for key in sorted(branches):
        rows.setdefault(look_alike(branches[key].label), []).append(key)
    for row in rows.values():
        for first, second in itertools.pairwise(row):
            if branches[first].author != branches[second].author:
                yield first, second


def _answers(record: Record) -> dict[str, dict[str, SameBranch]]:
    said: dict[str, dict[str, SameBranch]] = {}
    for one in record.items("same"):
        if one.text("answer") in set(SameBranch):
            said.setdefault(one.subject, {})[one.place] = SameBranch(one.text("answer"))
    return said


def _label_votes(record: Record) -> dict[str, dict[str, str]]:
    votes: dict[str, dict[str, str]] = {}
    for one in record.items("label"):
        votes.setdefault(one.subject, {})[one.place] = one.text("branch")
    return votes
