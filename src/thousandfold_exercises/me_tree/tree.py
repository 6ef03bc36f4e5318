# SPDX-License-Identifier: Apache-2.0
"""One person's tree, read out of the answers."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.exercise import Answer, Reach, State
from thousandfold_core.exercise.record import Record

#: The tag list of a branch holds no more than this.
MOST_TAGS = 3


@dataclass(frozen=True)
class Tree:
    """The four parts of one place's tree, in the order they were first named.

    ``kept`` are items whose words stay on the author's device: known to be
    there, unreadable here.
    """

    place: str
    roots: tuple[Answer, ...]
    trunk: tuple[Answer, ...]
    branches: tuple[Answer, ...]
    fruit: tuple[Answer, ...]
    protected: frozenset[str]
    kept: frozenset[tuple[str, str]]

    def part(self, ask: str) -> tuple[Answer, ...]:
        """The items of one part, by the id of its ask."""
        return getattr(self, ask)


def tree_of(state: State, place: str) -> Tree:
    """Read one tree. Linear in the record."""
    return read(state.record, place)


def read(record: Record, place: str) -> Tree:
    """Read one tree out of a record, items on the device included."""
    parts = {
        ask: tuple(record.items(ask, place=place, reach=Reach.ON_MY_DEVICE))
        for ask in ("roots", "trunk", "branches", "fruit")
    }
    marked = record.items("protect", place=place)
    kept = {
        (ask, one.item)
        for ask, items in parts.items()
        for one in items
        if one.reach is Reach.ON_MY_DEVICE
    }
    protected = frozenset(item for one in marked for item in one.chosen("branches"))
    return Tree(place, **parts, protected=protected, kept=frozenset(kept))


def links(answer: Answer, field: str, among: tuple[Answer, ...]) -> tuple[str, ...]:
    """The items an answer is linked to that still stand."""
    standing = {one.item for one in among}
    return tuple(item for item in answer.chosen(field) if item in standing)


def loose_fruit(tree: Tree) -> tuple[Answer, ...]:
    """Fruit that hangs from no branch: its author is asked what value it is for."""
    return tuple(
        one
        for one in tree.fruit
        if ("fruit", one.item) not in tree.kept and not links(one, "branches", tree.branches)
    )


def bare_branches(tree: Tree) -> tuple[Answer, ...]:
    """Branches that neither grow from a root nor bear fruit."""
    bearing = {item for one in tree.fruit for item in one.chosen("branches")}
    return tuple(
        one
        for one in tree.branches
        if ("branches", one.item) not in tree.kept
        and one.item not in bearing
        and not links(one, "roots", tree.roots)
    )
