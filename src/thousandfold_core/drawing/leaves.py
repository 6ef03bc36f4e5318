# SPDX-License-Identifier: Apache-2.0
"""Leaves: many small shapes in few paths, one path for each shade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from thousandfold_core.drawing.limbs import turned
from thousandfold_core.drawing.svg import Svg


@dataclass(frozen=True)
class Leaf:
    """One leaf: where it is held, which way it points, how long, which shade (1 deep to 4 pale)."""

    base: complex
    heading: complex
    length: float
    shade: int

    @property
    def tip(self) -> complex:
        """The far end."""
        return self.base + self.heading * self.length

    @property
    def middle(self) -> complex:
        """Halfway."""
        return self.base + self.heading * self.length / 2


def leaf_path(leaf: Leaf) -> str:
    """Return the blade in whole units, relative to its base, as short as can be (some 30 bytes)."""
    along = leaf.heading * leaf.length
    side = along * -1j * 0.5
    x, y = round(along.real), round(along.imag)
    a = along * 0.42 + side
    b = along * 0.42 - side - along
    out = f"M{round(leaf.base.real)} {round(leaf.base.imag)}q"
    numbers = (round(a.real), round(a.imag), x, y, round(b.real), round(b.imag), -x, -y)
    return (
        out + "".join(str(n) if n < 0 or i == 0 else f" {n}" for i, n in enumerate(numbers)) + "z"
    )


def leaves_path(leaves: Iterable[Leaf]) -> Svg:
    """Return the path data of many leaves of one shade."""
    return Svg("".join(leaf_path(leaf) for leaf in leaves))


def spray(
    dice: Random,
    tip: complex,
    heading: complex,
    count: int,
    *,
    length: float,
    spread: float,
    shades: tuple[int, ...],
) -> list[Leaf]:
    """Return leaves fanned around the tip of a twig, the last one straight ahead.

    ``spread`` is how far from the tip they may be held.
    """
    leaves = []
    for i in range(count):
        turn = (i / max(1, count - 1) - 0.5) * 260 + dice.uniform(-24, 24)
        way = turned(heading, turn)
        held = tip + way * dice.uniform(0, spread)
        leaves.append(Leaf(held, way, length * dice.uniform(0.75, 1.15), dice.choice(shades)))
    return leaves
