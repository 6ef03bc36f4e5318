# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the picture of a platform says, and the list that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from thousandfold_core.drawing import Outline

State = Literal["candidate", "draft", "adopted"]


@dataclass(frozen=True)
class Limb:
    """One plank: its number, a short title, a note such as "13 of 16", where it stands."""

    key: str
    number: int
    title: str
    note: str = ""
    state: State = "draft"

    @property
    def told(self) -> str:
        """The limb in words."""
        said = f"{self.number}. {self.title}"
        return f"{said} ({self.note})" if self.note else said


@dataclass(frozen=True)
class Ring:
    """One value on the trunk with the planks that grow from it."""

    key: str
    label: str
    limbs: tuple[Limb, ...]
    note: str = ""

    @property
    def told(self) -> str:
        """The value in words."""
        return f"{self.label}, {self.note}" if self.note else self.label


@dataclass(frozen=True)
class PlatformFacts:
    """All that the picture says. ``seeds`` is a line about planks carried forward, or empty."""

    title: str
    rings: tuple[Ring, ...]
    seeds: str = ""


def outline_of(facts: PlatformFacts) -> Outline:
    """Return the list that says what the picture says."""
    rings = tuple(
        Outline(
            ring.told,
            "value",
            ring.key,
            tuple(Outline(limb.told, "plank", limb.key) for limb in ring.limbs),
        )
        for ring in facts.rings
    )
    seeds = (Outline(facts.seeds, "seeds", "all"),) if facts.seeds else ()
    return Outline(facts.title, "section", children=(*rings, *seeds))
