# SPDX-License-Identifier: Apache-2.0
"""Common branches: joined by people, never by a program (method row E4).

A branch is one person's value in their own words. Two branches become one when
both authors say so. "Close but not the same" is kinship, kept apart. Text
similarity cannot do this work on short phrases, so it is not asked to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thousandfold_core.errors import Refusal
from thousandfold_core.values.merges import Branch, Kinship, MergeProposal, SameBranch, join, settle

#: A count of sectors or organisations below this is not shown.
LEAST_REACH = 3


@dataclass(frozen=True)
class CommonBranch:
    """Branches that their authors joined.

    ``breadth`` counts distinct people. ``sectors`` and ``organisations`` count
    the distinct ones and are ``None`` below three, so that nobody is picked
    out. ``kin`` are ids of branches outside the group that touch it; ``doubts``
    are kin pairs that ended up inside through a chain of others: ask them.
    """

    label: str
    members: tuple[str, ...]
    people: frozenset[str]
    sectors: int | None
    organisations: int | None
    kin: frozenset[str]
    doubts: tuple[tuple[str, str], ...]

    @property
    def breadth(self) -> int:
        """How many people hold this branch."""
        return len(self.people)


class BranchTwice(Refusal):
    """Two branches carry the same id. Params: ``id``."""

    code = "branch-twice"
    text = "Two branches carry the id “{id}”. Give each branch an id of its own."


def common_branches(
    branches: Sequence[Branch],
    merges: Iterable[MergeProposal],
    kin: Iterable[Kinship] = (),
    label_votes: Mapping[str, str] | None = None,
) -> list[CommonBranch]:
    """Gather branches into common ones by their authors' yeses alone.

    ``label_votes`` maps a person to the id of the branch whose wording they
    prefer for the group. Groups of fewer than two people are not common and
    do not appear. Broadest first, then by label. Raises :class:`BranchTwice`.
    Complexity: close to linear in branches and merges.
    """
    by_id = _by_id(branches)
    settled = [(proposal, settle(proposal, by_id)) for proposal in merges]
    joined = [(p.first, p.second) for p, said in settled if said is SameBranch.SAME]
    near = {_pair(p.first, p.second) for p, said in settled if said is SameBranch.KIN}
    near |= {_pair(k.first, k.second) for k in kin if k.first in by_id and k.second in by_id}
    touching = _by_end(near)
    groups = [[by_id[i] for i in group] for group in join(by_id, joined)]
    found = [_common(group, touching, label_votes or {}) for group in groups if _held_by_two(group)]
    return sorted(found, key=lambda c: (-c.breadth, c.label))


def _held_by_two(members: Sequence[Branch]) -> bool:
    return len({branch.author for branch in members}) >= 2


def _by_end(pairs: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """The pairs at each of their two ends."""
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in pairs:
        for end in set(pair):
            found.setdefault(end, []).append(pair)
    return found


def _common(
    members: Sequence[Branch],
    touching: Mapping[str, Sequence[tuple[str, str]]],
    label_votes: Mapping[str, str],
) -> CommonBranch:
    ids = {branch.id for branch in members}
    near = {pair for one in ids for pair in touching.get(one, ())}
    outside = {b if a in ids else a for a, b in near if (a in ids) != (b in ids)}
    return CommonBranch(
        label=chosen_label(members, label_votes),
        members=tuple(sorted(ids)),
        people=frozenset(branch.author for branch in members),
        sectors=_reach(branch.sector for branch in members),
        organisations=_reach(branch.organisation for branch in members),
        kin=frozenset(outside),
        doubts=tuple(sorted(pair for pair in near if ids.issuperset(pair))),
    )


def chosen_label(members: Sequence[Branch], label_votes: Mapping[str, str]) -> str:
    """The wording the members chose for their group.

    Only members vote, and only for a member's wording. A tie goes to the
    wording more members wrote themselves, then to the first in the alphabet.
    """
    labels = {branch.id: " ".join(branch.label.split()) for branch in members}
    authors = {branch.author for branch in members}
    votes = Counter(
        labels[branch]
        for person, branch in label_votes.items()
        if person in authors and branch in labels
    )
    written = Counter(labels.values())
    return min(written, key=lambda label: (-votes[label], -written[label], label))


def _reach(kinds: Iterable[str | None]) -> int | None:
    distinct = {kind for kind in kinds if kind}
    return len(distinct) if len(distinct) >= LEAST_REACH else None


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first <= second else (second, first)


def _by_id(branches: Sequence[Branch]) -> dict[str, Branch]:
    by_id: dict[str, Branch] = {}
    for branch in branches:
        if branch.id in by_id:
            raise BranchTwice(id=branch.id)
        by_id[branch.id] = branch
    return by_id
