# SPDX-License-Identifier: Apache-2.0
"""Object share: values told through an object (report lines 954-962; method row E1)."""

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
from thousandfold_exercises.object_share import asks as texts
from thousandfold_exercises.object_share import screens
from thousandfold_exercises.object_share.card import CARD, STEPS
from thousandfold_exercises.object_share.words import heard_by_others, heard_key, kept


class ObjectShare(PlainExercise):
    """Each tells of an object; listeners say the value they heard; authors keep what fits."""

    card = CARD
    steps = STEPS

    def asks(self, state: State, step: Step, place: str) -> tuple[Ask, ...]:
        """The note, words for the others at the table, and what to do with words heard."""
        if step.id == "note":
            return (texts.OBJECT, texts.VALUE_WORDS)
        if step.id == "triads":
            others = state.setting.table_of(place)
            return tuple(replace(texts.HEARD, subject=one, whom=one) for one in others)
        if step.id == "keep":
            return (*_accepts(state, place), *_shares(state, place))
        return ()

    def reveal(self, state: State, step: Step, language: str) -> Screen:
        """The gallery at its step."""
        return screens.reveal(state, step, language)

    def mine(self, state: State, place: str, language: str) -> Screen:
        """The own object and words."""
        return screens.mine(state, place, language)

    def group_view(self, state: State, place: str, language: str) -> Screen | None:
        """What the table lets the table see."""
        return screens.group_view(state, place, language)

    def harvest(self, state: State, reach: Reach) -> tuple[Harvested, ...]:
        """Value words their owners let travel as far as ``reach``; never the story."""
        reach = max(reach, Reach.ONLY_ME)
        return tuple(
            Harvested(
                kind="value-word",
                key=key_of("object-share", one.ask, one.place, one.subject, one.item),
                text=one.text("word"),
                reach=one.reach,
                place=one.place,
            )
            for one in kept(state, reach)
        )


def _accepts(state: State, place: str) -> tuple[Ask, ...]:
    """One ask for each word heard; it starts as the listener said it."""
    choice, own = texts.ACCEPT.fields
    return tuple(
        replace(
            texts.ACCEPT,
            subject=heard_key(one),
            about=one.text("word"),
            fields=(choice, replace(own, start=one.text("word"))),
        )
        for one in heard_by_others(state, place)
    )


def _shares(state: State, place: str) -> tuple[Ask, ...]:
    own = state.record.items("value-words", place=place)
    return tuple(
        texts.VALUE_WORDS.to_share(one, prompt=texts.HOW_FAR) for one in own if one.text("word")
    )


exercise = ObjectShare()
