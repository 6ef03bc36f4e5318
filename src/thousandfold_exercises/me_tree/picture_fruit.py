# SPDX-License-Identifier: Apache-2.0
"""Where fruit hang, and where their words stand in the margins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thousandfold_core.drawing.place import stack
from thousandfold_core.drawing.words import Block, block
from thousandfold_exercises.me_tree.picture_facts import Fruit, TreeFacts
from thousandfold_exercises.me_tree.picture_outline import Telling

RADIUS = 15.0
GAP = 20.0
CROWDED = 5


@dataclass(frozen=True)
class Wording:
    """A fruit's words and the note beneath them."""

    fruit: Fruit
    words: Block
    note: Block | None

    @property
    def height(self) -> float:
        """Both together."""
        return self.words.height + (self.note.height if self.note else 0)


@dataclass(frozen=True)
class Hung:
    """One fruit in the picture: held at ``held`` (none on the ground), its middle, its words."""

    wording: Wording
    held: complex | None
    middle: complex
    left: bool
    top: float = 0.0


def wordings(telling: Telling, size: float, room: float) -> list[Wording]:
    """Return the words of every fruit, wrapped for a margin."""
    found = []
    for fruit in telling.facts.fruit:
        label = telling.words.kept if fruit.private else fruit.label
        note = telling.fruit_note(fruit)
        found.append(
            Wording(
                fruit,
                block(label, size, room, italic=fruit.private),
                block(note, size * 0.88, room, italic=True) if note else None,
            )
        )
    return found


def sides(facts: TreeFacts, found: Sequence[Wording]) -> list[bool]:
    """Return for each wording whether it stands left: by branch, kept level between both margins."""
    order = {branch.key: i for i, branch in enumerate(facts.branches)}
    middle = (len(order) - 1) / 2
    left = [False] * len(found)
    heights = {True: 0.0, False: 0.0}

    def lean(i: int) -> float:
        branch = facts.branch_of(found[i].fruit)
        return order[branch.key] - middle if branch else 0.0

    for i in sorted(range(len(found)), key=lambda i: (-abs(lean(i)), i)):
        wish = lean(i) < 0 if abs(lean(i)) > 0.3 else heights[True] <= heights[False]
        if heights[wish] > 430 and heights[wish] > heights[not wish] + 60:
            wish = not wish
        left[i] = wish
        heights[wish] += found[i].height + GAP
    return left


def column_height(found: Sequence[Wording], left: Sequence[bool], side: bool) -> float:
    """Return how much room one margin needs."""
    return sum(w.height + GAP for w, own in zip(found, left, strict=True) if own == side)


def lay(
    found: Sequence[Wording],
    left: Sequence[bool],
    facts: TreeFacts,
    slots: dict[bool, tuple[float, float]],
    ground: Callable[[float], float],
) -> list[Hung]:
    """Return the fruit without a branch, lying along the ground on their side of the trunk.

    ``slots`` gives the near and the far end of each side; ``ground(x)`` the height of the hill.
    """
    out = []
    for side in (True, False):
        pairs = zip(found, left, strict=True)
        own = [w for w, at in pairs if at == side and facts.branch_of(w.fruit) is None]
        near, far = slots[side]
        if len(own) > CROWDED:
            far += -220 if side else 220
        for i, wording in enumerate(own):
            x = far + (near - far) * (i + 0.5) / max(2, len(own))
            front = 9 * (i % 2) if len(own) > CROWDED else 0
            out.append(Hung(wording, None, complex(x, ground(x) - RADIUS + 2 + front), side))
    return out


def margin_tops(hung: Sequence[Hung], top: float, bottom: float) -> list[Hung]:
    """Return the fruit with the height of their words: as level as can be, none touching.

    Fallen fruit come last in their margin.
    """
    out: list[Hung] = []
    for side in (True, False):
        own = sorted(
            (h for h in hung if h.left == side), key=lambda h: (h.held is None, h.middle.imag)
        )
        wanted = [h.middle.imag - (30 if h.held is None else 0) for h in own]
        for i in range(1, len(wanted)):
            wanted[i] = max(wanted[i], wanted[i - 1])
        tops = stack(wanted, [h.wording.height for h in own], gap=GAP, top=top, bottom=bottom)
        out += [
            Hung(h.wording, h.held, h.middle, h.left, t) for h, t in zip(own, tops, strict=True)
        ]
    return out
