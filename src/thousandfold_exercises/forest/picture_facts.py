# SPDX-License-Identifier: Apache-2.0
"""What the forest picture is drawn from (report lines 997-1028; method row E4).

Nothing here names a person. Trees are opaque ids, new at each showing.
"""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 4


@dataclass(frozen=True)
class Ribbon:
    """A common branch: its label, how many joined it, and the trees that may be shown on it."""

    label: str
    count: int
    trees: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class SharedRoot:
    """A root that several trees have in common."""

    label: str
    trees: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Contested:
    """A fruit not all want. ``between`` are two trees, if they agreed to be shown; ``flagged``:
    somebody says that it leaves people out."""

    label: str
    between: tuple[str, ...] | None = None
    flagged: bool = False
    key: str = ""


@dataclass(frozen=True)
class Beyond:
    """What one drawing cannot hold: it stands in the outline only."""

    ribbons: tuple[Ribbon, ...] = ()
    shared_roots: tuple[SharedRoot, ...] = ()
    contested: tuple[Contested, ...] = ()


@dataclass(frozen=True)
class ForestFacts:
    """One showing of the forest; ``seed`` shuffles the trees on the hill."""

    trees: tuple[str, ...]
    ribbons: tuple[Ribbon, ...] = ()
    shared_roots: tuple[SharedRoot, ...] = ()
    contested: tuple[Contested, ...] = ()
    seed: int | str = 0
    beyond: Beyond = Beyond()


@dataclass(frozen=True)
class Strand:
    """A ribbon or a shared root made ready to be shown.

    ``whole`` means it lies over the whole hill and no tree is marked: so when
    every tree is on it and when all but one are, which look the same, so that
    nobody is singled out.
    """

    kind: str
    key: str
    label: str
    count: int
    trees: tuple[str, ...]
    whole: bool


def strands(facts: ForestFacts) -> tuple[tuple[Strand, ...], tuple[Strand, ...]]:
    """Return (ribbons, shared roots) to show, the most shared first.

    What fewer than two trees share is not common and is left out.
    """
    return _ribbons(facts, facts.ribbons), _roots(facts, facts.shared_roots)


def strands_beyond(facts: ForestFacts) -> tuple[tuple[Strand, ...], tuple[Strand, ...]]:
    """Return (ribbons, shared roots) that only the outline has, the most shared first."""
    return _ribbons(facts, facts.beyond.ribbons), _roots(facts, facts.beyond.shared_roots)


def _ribbons(facts: ForestFacts, found: tuple[Ribbon, ...]) -> tuple[Strand, ...]:
    return _in_order(
        [
            _strand(facts, "ribbon", r.key or f"r{i}", r.label, r.count, r.trees)
            for i, r in enumerate(found, 1)
        ]
    )


def _roots(facts: ForestFacts, found: tuple[SharedRoot, ...]) -> tuple[Strand, ...]:
    return _in_order(
        [
            _strand(facts, "root", s.key or f"s{i}", s.label, 0, s.trees)
            for i, s in enumerate(found, 1)
        ]
    )


def _in_order(found: list[Strand]) -> tuple[Strand, ...]:
    return tuple(
        sorted(
            (s for s in found if s.count > 1),
            key=lambda s: (not s.whole, -s.count if not s.whole else 0),
        )
    )


def _strand(
    facts: ForestFacts, kind: str, key: str, label: str, count: int, trees: tuple[str, ...]
) -> Strand:
    known = tuple(tree for tree in facts.trees if tree in trees)
    many = max(count, len(known))
    whole = many >= len(facts.trees) - 1
    return Strand(kind, key, label, many, () if whole else known, whole)


def keyed_contested(facts: ForestFacts) -> list[tuple[str, Contested]]:
    """Return each contested fruit with its key: its own, or its place."""
    return [(fruit.key or f"c{i}", fruit) for i, fruit in enumerate(facts.contested, 1)]
