# SPDX-License-Identifier: Apache-2.0
"""Where fruit pull apart: flags, pairs that people named, and pairs worth asking about.

Conflict comes from people, not from geometry (method row E4): declared pairs
are the main source, and statistics only ever suggest a question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from thousandfold_core.values.ballots import Ballots, Vote
from thousandfold_core.values.fisher import fisher, holm

#: Agree and disagree both need this many for a fruit to be contested.
LEAST_SIDE = 3
#: A pair is worth asking about at this corrected p or below.
WORTH_ASKING = Fraction(1, 20)


class ConflictKind(StrEnum):
    """What kind of difference two fruit have, as the people in it say."""

    SCARCE_RESOURCE = "scarce-resource"
    LEAVES_SOMEONE_OUT = "leaves-someone-out"
    METHOD = "method"
    TIMING = "timing"
    SAME_WORD = "same-word-other-meaning"
    VALUES = "value-difference"


@dataclass(frozen=True)
class ContestedFruit:
    """A fruit with a flag, open or settled, or with three or more on both sides."""

    statement: str
    agree: int
    disagree: int
    flags: int
    open_flags: int


@dataclass(frozen=True)
class DeclaredConflict:
    """A participant says that these two pull apart, and how."""

    first: str
    second: str
    by: str
    kind: ConflictKind


@dataclass(frozen=True)
class ConflictingPair:
    """Two fruit that pull apart.

    ``kinds`` are what participants declared (empty: nobody did, the votes make
    it *worth asking*). ``p`` is Holm-corrected and is ``None`` where votes
    were not what brought the pair here. Who declared it is not carried on.
    """

    first: str
    second: str
    kinds: frozenset[ConflictKind]
    p: Fraction | None = None

    @property
    def declared(self) -> bool:
        """Whether a participant named this conflict."""
        return bool(self.kinds)


def contested_fruit(ballots: Ballots) -> list[ContestedFruit]:
    """Fruit with any "leaves us out", or with at least three for and three against.

    Most open flags first, then the most evenly divided, then the alphabet.
    """
    found = []
    for statement in ballots.statements:
        tally = ballots.tally(statement)
        flags = sum(1 for person in ballots.people if (person, statement) in ballots.flags)
        sides = (len(tally.agree), len(tally.disagree))
        if flags or min(sides) >= LEAST_SIDE:
            found.append(ContestedFruit(statement, *sides, flags, len(tally.flags)))
    return sorted(found, key=lambda f: (-f.open_flags, -min(f.agree, f.disagree), f.statement))


def conflicting_pairs(
    ballots: Ballots, declared: Iterable[DeclaredConflict] = ()
) -> list[ConflictingPair]:
    """Declared pairs first, then pairs that the votes make worth asking about.

    A pair about a withdrawn statement, or declared by somebody who left, is
    gone. O(statements^2 x people).
    """
    kinds: dict[tuple[str, str], set[ConflictKind]] = {}
    for conflict in declared:
        pair = tuple(sorted((conflict.first, conflict.second)))
        if conflict.by in ballots.people and set(pair) <= set(ballots.statements):
            kinds.setdefault(pair, set()).add(conflict.kind)
    named = [ConflictingPair(*pair, frozenset(said)) for pair, said in sorted(kinds.items())]
    return named + [
        pair for pair in worth_asking(ballots) if (pair.first, pair.second) not in kinds
    ]


def worth_asking(ballots: Ballots) -> list[ConflictingPair]:
    """Pairs whose supporters tend to reject the other, after Holm's correction.

    One-sided Fisher test on the people who agreed or disagreed with both; all
    pairs that could show anything count in the correction. With 16 voters this
    finds little, and it only suggests a question.
    """
    sides = {statement: _sides(ballots, statement) for statement in sorted(ballots.statements)}
    tested = []
    for first, second in combinations(sides, 2):
        table = _table(sides[first], sides[second])
        if _can_differ(table):
            tested.append((first, second, fisher(*table, side="less")))
    corrected = holm([p for _, _, p in tested])
    pairs = [
        ConflictingPair(first, second, frozenset(), p)
        for (first, second, _), p in zip(tested, corrected, strict=True)
        if p <= WORTH_ASKING
    ]
    return sorted(pairs, key=lambda pair: (pair.p, pair.first, pair.second))


def _sides(ballots: Ballots, statement: str) -> tuple[int, int]:
    """Who agrees and who disagrees, as sets of bits, one bit a person."""
    sides = {Vote.AGREE: 0, Vote.DISAGREE: 0}
    for place, person in enumerate(ballots.people):
        vote = ballots.vote(person, statement)
        if vote in sides:
            sides[vote] |= 1 << place
    return sides[Vote.AGREE], sides[Vote.DISAGREE]


def _table(first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int, int, int]:
    """Agree/disagree with the first (rows) by agree/disagree with the second."""
    a, b, c, d = ((x & y).bit_count() for x in first for y in second)
    return a, b, c, d


def _can_differ(table: tuple[int, int, int, int]) -> bool:
    a, b, c, d = table
    return min(a + b, c + d, a + c, b + d) > 0
