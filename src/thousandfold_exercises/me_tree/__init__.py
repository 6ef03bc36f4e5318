# SPDX-License-Identifier: Apache-2.0
"""The Me-Tree: roots, trunk, branches, fruit (report lines 979-996; method row E3)."""

from __future__ import annotations

from dataclasses import replace

from thousandfold_core.exercise import (
    Ask,
    Harvested,
    PlainExercise,
    Reach,
    Screen,
    Setting,
    State,
    Step,
    Surface,
    key_of,
)
from thousandfold_exercises.me_tree import asking, harvest, screens
from thousandfold_exercises.me_tree.card import CARD, STEPS

_REACHES = (Reach.ONLY_ME, Reach.GROUP, Reach.COHORT_UNNAMED)
_BROUGHT = ("open doors", "keeping watch", "a steady hand")


class MeTree(PlainExercise):
    """One tree a person, tended over several sessions."""

    card = CARD
    steps = STEPS

    def asks(self, state: State, step: Step, place: str) -> tuple[Ask, ...]:
        """The parts of the tree, with the person's own items to link to."""
        return asking.asks(state, step, place)

    def reveal(self, state: State, step: Step, language: str) -> Screen:
        """The empty tree and the step's sentence, at every step."""
        return screens.reveal(step, language)

    def reveal_on(self, state: State, step: Step, language: str, surface: Surface) -> Screen:
        """The same with the empty tree tall for a phone."""
        return screens.reveal(step, language, surface)

    def mine(self, state: State, place: str, language: str) -> Screen:
        """The own tree, drawn."""
        return screens.mine(state, place, language)

    def mine_on(self, state: State, place: str, language: str, surface: Surface) -> Screen:
        """The own tree, tall for a phone."""
        return screens.mine(state, place, language, surface)

    def group_view(self, state: State, place: str, language: str) -> Screen | None:
        """What the table lets the table see."""
        return screens.group_view(state, place, language)

    def harvest(self, state: State, reach: Reach) -> tuple[Harvested, ...]:
        """Root names, branches and fruit at this reach."""
        return harvest.harvest(state, reach)

    def example(self, people: int, seed: str) -> Setting:
        """Places with a value word each, as an object share would leave them."""
        setting = super().example(people, seed)
        brought = tuple(
            Harvested(
                kind="value-word",
                key=key_of("example", place),
                text=_BROUGHT[number % 3],
                reach=_REACHES[number % 3],
                place=place,
            )
            for number, place in enumerate(setting.places)
        )
        return replace(setting, carried=brought)


exercise = MeTree()
