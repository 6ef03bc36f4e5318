# SPDX-License-Identifier: Apache-2.0
"""The forest: what the trees share and where they pull apart (method row E4)."""

from __future__ import annotations

from collections.abc import Iterable

from thousandfold_core.exercise import (
    Answer,
    Ask,
    Harvested,
    PlainExercise,
    Reach,
    Screen,
    Setting,
    Step,
    Surface,
)
from thousandfold_exercises.forest import asking, desk, harvest, screens
from thousandfold_exercises.forest.card import CARD, STEPS
from thousandfold_exercises.forest.example import example_trees
from thousandfold_exercises.forest.state import ForestState


class Forest(PlainExercise):
    """Common branches by their authors' yes, private ballots, conflict cards in fours."""

    card = CARD
    steps = STEPS
    state_kind = ForestState

    def fold_many(self, state: ForestState, answers: Iterable[Answer]) -> ForestState:
        """The state after several answers; what they cannot have changed is kept."""
        answers = tuple(answers)
        after = super().fold_many(state, answers)
        return after.keep(state, frozenset(one.ask for one in answers))

    def asks(self, state: ForestState, step: Step, place: str) -> tuple[Ask, ...]:
        """What this place is asked at this step."""
        return asking.asks(state, step, place)

    def reveal(self, state: ForestState, step: Step, language: str) -> Screen:
        """Gallery, common ground first, and the whole."""
        return screens.reveal(state, step, language)

    def reveal_on(self, state: ForestState, step: Step, language: str, surface: Surface) -> Screen:
        """The same with the drawing tall for a phone, and with what was picked in it."""
        return screens.reveal(state, step, language, surface)

    def desk(self, state: ForestState, step: Step, language: str) -> Screen | None:
        """Counts for the facilitator to steer by."""
        return desk.desk(state, step, language)

    def mine(self, state: ForestState, place: str, language: str) -> Screen:
        """What this place shares, and what is kept back for its sake."""
        return screens.mine(state, place, language)

    def group_view(self, state: ForestState, place: str, language: str) -> Screen | None:
        """The table's conflict card."""
        return screens.group_view(state, place, language)

    def harvest(self, state: ForestState, reach: Reach) -> tuple[Harvested, ...]:
        """Common branches, supported fruit with counts, outcome lines."""
        return harvest.harvest(state, reach)

    def example(self, people: int, seed: str) -> Setting:
        """Places with made-up trees."""
        return example_trees(super().example(people, seed))


exercise = Forest()
