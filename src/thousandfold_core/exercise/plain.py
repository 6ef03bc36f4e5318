# SPDX-License-Identifier: Apache-2.0
"""The exercise most authors write: its state is the setting and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from thousandfold_core.exercise.answers import Answer
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.record import Record


@dataclass(frozen=True)
class State:
    """The setting of a run and the record of its answers."""

    setting: Setting
    record: Record = field(default_factory=Record)


class PlainExercise(Exercise):
    """An exercise whose state is a :class:`State`; asks, screens and harvest are left to do.

    ``state_kind`` may name a subclass of :class:`State` that works things out.
    """

    state_kind: type[State] = State

    def opening(self, setting: Setting) -> State:
        """The state before the first answer."""
        return self.state_kind(setting)

    def fold(self, state: State, answer: Answer) -> State:
        """The state after one more answer."""
        return self.fold_many(state, (answer,))

    def fold_many(self, state: State, answers: Iterable[Answer]) -> State:
        """The state after several answers; linear in the record and in them."""
        return self.state_kind(state.setting, state.record.folded(answers))
