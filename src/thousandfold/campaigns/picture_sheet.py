# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures of the platform's picture: its two shapes, and a plank's board on them."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold.campaigns.picture_facts import Limb
from thousandfold_core.drawing.words import Block


@dataclass(frozen=True)
class Sheet:
    """Measures of one shape of the picture."""

    width: float
    trunk: float
    thick: float
    size: float
    room: float
    gap: float
    both_sides: bool


WIDE = Sheet(width=960, trunk=480, thick=46, size=17, room=262, gap=26, both_sides=True)
TALL = Sheet(width=360, trunk=32, thick=24, size=16, room=216, gap=20, both_sides=False)
PAD, DISC, CROWN = 14.0, 15.0, 96.0


@dataclass(frozen=True)
class Board:
    """A limb's paper with its room on the sheet."""

    limb: Limb
    words: Block
    note: Block | None
    left: float
    top: float
    right_side: bool

    @property
    def width(self) -> float:
        inner = max(self.words.width, self.note.width if self.note else 0)
        return inner + 2 * PAD + DISC

    @property
    def height(self) -> float:
        return self.words.height + (self.note.height + 4 if self.note else 0) + 20

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def inner(self) -> float:
        """The edge that looks to the trunk."""
        return self.left if self.right_side else self.left + self.width
