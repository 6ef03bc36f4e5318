# SPDX-License-Identifier: Apache-2.0
"""The narrow page while it is being drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.leaves import Leaf
from thousandfold_core.drawing.place import Box
from thousandfold_core.drawing.svg import Svg
from thousandfold_exercises.me_tree.picture_outline import Telling

WIDTH = 420.0
STEM = 62.0
WORDS = 146.0
ROOM = WIDTH - WORDS - 18
SIZE = 16.0
RADIUS = 12.0


@dataclass
class Sheet:
    """What has been drawn so far, layer by layer, and how far down the page it reaches."""

    paint: Paint
    telling: Telling
    y: float
    wood: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    circles: list[tuple[complex, float]] = field(default_factory=list)
    facts: list[Svg] = field(default_factory=list)
    keep: list[Box] = field(default_factory=list)
