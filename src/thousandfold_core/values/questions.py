# SPDX-License-Identifier: Apache-2.0
"""In which order to ask authors "same branch?". It orders; it never answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from thousandfold_core.values.folding import look_alike
from thousandfold_core.values.merges import Branch, MergeProposal, SameBranch, join, settle


def questions(
    branches: Sequence[Branch], asked: Iterable[MergeProposal] = ()
) -> list[tuple[str, str]]:
    """Pairs of branches still worth asking about, likeliest first.

    Pairs written alike (case and accents aside) come first, then the rest in
    a fixed order. Left out: pairs by one author, pairs already asked, and
    pairs that confirmed merges have already brought together. O(branches^2).
    """
    by_id = {branch.id: branch for branch in branches}
    asked = list(asked)
    already = {frozenset((p.first, p.second)) for p in asked}
    joined = [(p.first, p.second) for p in asked if settle(p, by_id) is SameBranch.SAME]
    group = {one: members for members in join(by_id, joined) for one in members}
    open_pairs = [
        (a, b)
        for a, b in combinations(sorted(by_id), 2)
        if by_id[a].author != by_id[b].author
        and group[a] != group[b]
        and frozenset((a, b)) not in already
    ]
    folded = {one: look_alike(branch.label) for one, branch in by_id.items()}
    return sorted(open_pairs, key=lambda pair: (folded[pair[0]] != folded[pair[1]], pair))
