# SPDX-License-Identifier: Apache-2.0
"""Where each fruit hangs on its branch: near the tip, clear of tags and of other fruit's words."""

from __future__ import annotations

from collections.abc import Sequence

from thousandfold_core.drawing.crowns import Bough
from thousandfold_core.drawing.place import Box, around, least_crowded
from thousandfold_exercises.me_tree.picture_facts import TreeFacts
from thousandfold_exercises.me_tree.picture_fruit import RADIUS, Hung, Wording

#: How much worse than plain crowding it is to stand in the way of another fruit's words.
IN_THE_WAY = 1.5


class _Spots:
    """The spots on one bough for words on one side, and how much stands in the way of each."""

    def __init__(self, bough: Bough, left: bool, lowest: float, far: tuple[float, float]) -> None:
        self.places = _places(bough, left, lowest)
        self.rooms = [_room(middle) for _, _, middle in self.places]
        self.ways = [_corridor(middle, left, far) for _, _, middle in self.places]
        self.crossed = [0.0] * len(self.places)
        self.seen = 0

    def candidates(self, solid: Sequence[Box]) -> list[tuple[float, Box]]:
        """Return (dislike, room) of each spot. ``solid`` only grows, so only what is new is added."""
        for box in solid[self.seen :]:
            self.crossed = [
                so_far + way.shared(box)
                for so_far, way in zip(self.crossed, self.ways, strict=True)
            ]
        self.seen = len(solid)
        return [
            (dislike + IN_THE_WAY * crossed, room)
            for (dislike, _, _), crossed, room in zip(
                self.places, self.crossed, self.rooms, strict=True
            )
        ]


def hang(
    facts: TreeFacts,
    found: Sequence[Wording],
    left: Sequence[bool],
    boughs: Sequence[Bough],
    taken: list[Box],
    lowest: float,
    far: tuple[float, float],
) -> list[Hung]:
    """Return the fruit that have a branch, each where it touches least.

    ``lowest`` is the depth no fruit should pass, ``far`` the inner edges of the
    two margins of words; ``taken`` grows. O(fruit × (spots of a bough + fruit)).
    """
    by_key = {bough.key: bough for bough in boughs}
    spots: dict[tuple[str, bool], _Spots] = {}
    ways: dict[bool, list[Box]] = {True: [], False: []}
    solid = list(taken)
    hung: list[Hung] = []
    for wording, is_left in zip(found, left, strict=True):
        branch = facts.branch_of(wording.fruit)
        if branch is None:
            continue
        at = (branch.key, is_left)
        if at not in spots:
            spots[at] = _Spots(by_key[branch.key], is_left, lowest, far)
        own = spots[at]
        best = least_crowded(own.candidates(solid), [*taken, *ways[is_left]])
        _, held, middle = own.places[best]
        taken.append(own.rooms[best])
        ways[is_left].append(own.ways[best])
        solid.append(around(middle, RADIUS * 2 + 10, RADIUS * 2 + 8))
        hung.append(Hung(wording, held, middle, is_left))
    return hung


def _room(middle: complex) -> Box:
    return around(middle, RADIUS * 2 + 14, RADIUS * 2 + 14)


def _corridor(middle: complex, left: bool, far: tuple[float, float]) -> Box:
    """Return the way from a fruit to its margin, which no other fruit should block."""
    edge = far[0] if left else far[1]
    low, high = sorted((edge, middle.real + (-RADIUS if left else RADIUS)))
    return Box(low, middle.imag - 7, high, middle.imag + 7)


def _places(bough: Bough, left: bool, lowest: float) -> list[tuple[float, complex, complex]]:
    """Return (dislike, where held, middle of the fruit): near the tip and outside first."""
    held = [(bough.curve.at(t / 20), (20 - t) * 26.0) for t in range(9, 20)]
    last = max(1, len(bough.twigs) - 1)
    held += [
        (twig.start + (twig.end - twig.start) * f, 90 + 420 * (1 - i / last))
        for i, twig in enumerate(bough.twigs)
        for f in (0.65, 1)
    ]
    side = -1 if left else 1
    out = []
    for point, dislike in held:
        for drop in (34, 50):
            middle = point + complex(0, drop)
            inward = -side * (point.real - bough.curve.at(0.6).real)
            low = max(0.0, middle.imag + RADIUS - lowest) * 60
            out.append((dislike + drop + max(0.0, inward) * 2.2 + low, point, middle))
    return out
