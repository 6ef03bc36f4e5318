# SPDX-License-Identifier: Apache-2.0
"""Closing circle: one word, keep and change, one step with a witness (method row E27)."""

from __future__ import annotations

from dataclasses import replace

from thousandfold_core.exercise import (
    Ask,
    Harvested,
    PlainExercise,
    Reach,
    Screen,
    State,
    Step,
    key_of,
)
from thousandfold_exercises.closing import asks as texts
from thousandfold_exercises.closing import screens
from thousandfold_exercises.closing.card import CARD, STEPS
from thousandfold_exercises.closing.commitments import commitments


class Closing(PlainExercise):
    """Lessons become one next step each, with a day and somebody who will ask."""

    card = CARD
    steps = STEPS

    def asks(self, state: State, step: Step, place: str) -> tuple[Ask, ...]:
        """The step's asks; a witness is asked about each step that names them."""
        if step.id == "witness":
            return _witness_asks(state, place)
        return texts.BY_STEP.get(step.id, ())

    def reveal(self, state: State, step: Step, language: str) -> Screen:
        """What to keep and change, at the end."""
        return screens.reveal(state, step, language)

    def mine(self, state: State, place: str, language: str) -> Screen:
        """What this place takes home."""
        return screens.mine(state, place, language)

    def harvest(self, state: State, reach: Reach) -> tuple[Harvested, ...]:
        """Commitments at their reach, and what should change next time."""
        reach = max(reach, Reach.ONLY_ME)
        return (*_commitments(state, reach), *_deltas(state, reach))


def _witness_asks(state: State, place: str) -> tuple[Ask, ...]:
    return tuple(
        replace(texts.WITNESS, subject=one.key, about=one.what, whom=one.answer.place)
        for one in commitments(state, Reach.GROUP)
        if one.witness == place
    )


def _commitments(state: State, reach: Reach) -> tuple[Harvested, ...]:
    return tuple(
        Harvested(
            kind="commitment",
            key=key_of("closing", "commitment", one.answer.place, one.answer.item),
            text=one.what,
            reach=one.answer.reach,
            place=one.answer.place,
            more={"due": one.due, "witness": one.witness, "witnessed": one.witnessed},
        )
        for one in commitments(state, reach)
        if reach <= texts.COMMITMENT.widest
    )


def _deltas(state: State, reach: Reach) -> tuple[Harvested, ...]:
    return tuple(
        Harvested(
            kind="delta",
            key=key_of("closing", "delta", one.place, one.item),
            text=one.text("text"),
            reach=one.reach,
            place=one.place,
        )
        for one in state.record.items("delta", reach=reach)
        if one.text("text") and reach <= texts.DELTA.widest
    )


exercise = Closing()
