# SPDX-License-Identifier: Apache-2.0
"""The facilitator's desk in the forest: counts to steer by, never whose."""

from __future__ import annotations

from thousandfold_core.exercise import Items, Reach, Say, Screen, Shown, Step, unnamed
from thousandfold_exercises.forest import screen_words as words
from thousandfold_exercises.forest.lists import contested
from thousandfold_exercises.forest.state import MOST_STATEMENTS, ForestState

STEPS = ("ballots", "common-ground", "tensions", "cards", "carry", "whole")


def desk(state: ForestState, step: Step, language: str) -> Screen | None:
    """Pairs that were named and how often, what is contested, and what is held back."""
    if step.id not in STEPS:
        return None
    blocks = [*(Say(text) for text in _notices(state, language))]
    if step.id not in ("ballots", "common-ground"):
        blocks += [_pairs(state, language), _askable(state, language)]
        blocks += [contested(state, language), _heard(state, language)]
    return Screen(step.title.to(language), tuple(blocks))


def _notices(state: ForestState, language: str) -> list[str]:
    found = []
    if state.off_the_ballot:
        text = words.OFF_THE_BALLOT.to(language)
        found.append(text.format(off=state.off_the_ballot, most=MOST_STATEMENTS))
    held = len(state.statements) - len(state.counts)
    if held:
        found.append(words.HELD_BACK.to(language).format(held=held))
    if state.camps.few_statements:
        found.append(words.FEW_STATEMENTS.to(language).format(**state.camps.params))
    return found


def _pairs(state: ForestState, language: str) -> Items:
    items = tuple(
        Shown(
            _both(state, one.first, one.second),
            words.NAMED_BY.to(language).format(people=one.named_by),
            key=one.key,
        )
        for one in state.tensions
    )
    return Items(words.PAIRS.to(language), items, words.NONE_YET.to(language))


def _askable(state: ForestState, language: str) -> Items:
    """What the ballots make worth asking about; a question, never a finding."""
    shown = set(state.counts)
    items = tuple(
        Shown(_both(state, one.first, one.second))
        for one in state.askable
        if {one.first, one.second} <= shown
    )
    return Items(words.ASKABLE.to(language), items, words.NONE_YET.to(language))


def _heard(state: ForestState, language: str) -> Items:
    """What flaggers let be read without their name, from four of them on."""
    let_out = [
        one
        for one in state.record.items("ballot", reach=Reach.COHORT_UNNAMED)
        if one.text("leaves_out") == "yes" and one.text("words") and one.subject in state.statements
    ]
    items = tuple(
        Shown(one.text("words"), state.statements[one.subject].text)
        for one in unnamed(let_out, seed=state.setting.seed)
    )
    return Items(words.HEARD.to(language), items, words.TOO_FEW.to(language))


def _both(state: ForestState, first: str, second: str) -> str:
    return " · ".join(f"“{state.statements[key].text}”" for key in (first, second))
