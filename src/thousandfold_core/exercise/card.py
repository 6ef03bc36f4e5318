# SPDX-License-Identifier: Apache-2.0
"""The card of an exercise and the steps it goes through."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.exercise.words import Words

TENETS = frozenset({"collective", "values", "power"})
PHASES = ("open", "sharing", "voting", "revealed")


@dataclass(frozen=True)
class Minutes:
    """Time in minutes: shortest, usual and longest."""

    shortest: int
    usual: int
    longest: int


@dataclass(frozen=True)
class People:
    """How many people the exercise serves."""

    fewest: int
    most: int


@dataclass(frozen=True)
class Card:
    """What a facilitator reads before choosing an exercise.

    Attributes:
        id: kebab noun, unique among installed exercises ("me-tree").
        version: major number of the data contract; answers of another major
            are never folded by this one.
        heat: "low", "middle" or "high"; high asks for a debrief and a quiet hand.
        tenets: which of "collective", "values", "power" it serves.
        needs, gives: kinds of harvest it takes and leaves ("branch", "fruit").
        wall: which legal entities may run it: "any", "c3", "c4", "c5".
        source: where the exercise comes from (report lines, method row).
        occasions: each moment at which it is played, with the words people choose it by;
            empty for an exercise without returns.
    """

    id: str
    version: int
    title: Words
    purpose: Words
    minutes: Minutes
    people: People
    source: str
    tenets: frozenset[str] = frozenset({"values"})
    heat: str = "low"
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    wall: str = "any"
    licence: str = "Apache-2.0"
    occasions: tuple[tuple[str, Words], ...] = ()

    def occasion(self, moment: str) -> Words:
        """The words for a moment; its own name where the card has none."""
        return dict(self.occasions).get(moment, Words(moment, moment))


@dataclass(frozen=True)
class Step:
    """One step that the facilitator opens with one tap.

    Attributes:
        id: stable id.
        title: a few words for the console and the phone.
        screen: the sentence on the projector.
        phase: "open" (people write), "sharing" (people choose what to share or
            talk in small groups), "voting" or "revealed".
        asks: ids of asks on phones; empty for a talk step.
        talk: what people do together, shown on phones while they talk.
        note: what the facilitator says and watches for.
        minutes: usual length.
        quiet: the projector shows nothing but the sentence and the clock.
        groups: size of small groups for this step; 0 for none.
        moments: when the step belongs to the exercise: the first time, or a
            return ("a" to "d") in a later session.
    """

    id: str
    title: Words
    screen: Words
    phase: str = "open"
    asks: tuple[str, ...] = ()
    talk: Words | None = None
    note: Words | None = None
    minutes: int = 5
    quiet: bool = False
    groups: int = 0
    moments: tuple[str, ...] = ("first",)
