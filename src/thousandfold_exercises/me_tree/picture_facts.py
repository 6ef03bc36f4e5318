# SPDX-License-Identifier: Apache-2.0
"""What a Me-Tree picture is drawn from (report lines 979-996; method row E3)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Root:
    """Where a person comes from. A private root is present and unreadable: its words go nowhere."""

    key: str
    label: str | None = None
    private: bool = False


@dataclass(frozen=True)
class Ring:
    """A formative year of the trunk; ``when`` is as rough as the person likes.

    Of a private ring neither the words nor the year are shown.
    """

    key: str
    label: str
    when: str = ""
    private: bool = False


@dataclass(frozen=True)
class Branch:
    """A guiding value; ``roots`` are the keys of the roots it grows from."""

    key: str
    label: str
    protected: bool = False
    private: bool = False
    roots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fruit:
    """An outcome the person wants to see; it hangs from the first of its branches."""

    key: str
    label: str
    branches: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class TreeFacts:
    """One person's tree; ``earlier`` are its earlier versions, the first one first."""

    roots: tuple[Root, ...] = ()
    rings: tuple[Ring, ...] = ()
    branches: tuple[Branch, ...] = ()
    fruit: tuple[Fruit, ...] = ()
    title: str = ""
    earlier: tuple[TreeFacts, ...] = ()

    @property
    def count(self) -> int:
        """How many parts the tree has."""
        return len(self.roots) + len(self.rings) + len(self.branches) + len(self.fruit)

    def branch_of(self, fruit: Fruit) -> Branch | None:
        """Return the branch a fruit hangs from: the first one named that is on this tree."""
        named = {branch.key: branch for branch in self.branches}
        return next((named[key] for key in fruit.branches if key in named), None)

    def open_roots_of(self, branch: Branch) -> tuple[Root, ...]:
        """Return the readable roots of a readable branch. A link to or from a private part is private."""
        if branch.private:
            return ()
        return tuple(root for root in self.roots if root.key in branch.roots and not root.private)
