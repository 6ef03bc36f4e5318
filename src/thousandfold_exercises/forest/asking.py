# SPDX-License-Identifier: Apache-2.0
"""Which asks a place gets at a step of the forest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from thousandfold_core.exercise import Ask, Option, Step
from thousandfold_core.values.merges import Branch
from thousandfold_exercises.forest import asks as texts
from thousandfold_exercises.forest.merging import pair_key, proposals
from thousandfold_exercises.forest.state import ForestState
from thousandfold_exercises.forest.tensions import for_table
from thousandfold_exercises.forest.voting import alone
from thousandfold_exercises.words import Words


def asks(state: ForestState, step: Step, place: str) -> tuple[Ask, ...]:
    """What this place is asked at this step; nothing where there is nothing to ask about."""
    return tuple(ask for one in step.asks for ask in _ASKING[one](state, place))


def _merges(state: ForestState, place: str) -> list[Ask]:
    options = tuple(_branch_option(one) for one in state.branches.values())
    return [_choosing(texts.MERGE, options)] if len(options) > 1 else []


def _sames(state: ForestState, place: str) -> list[Ask]:
    found = []
    for one in proposals(state.record, state.branches):
        pair = (state.branches[one.first], state.branches[one.second])
        if place in {branch.author for branch in pair}:
            about = " · ".join(f"“{branch.label}”" for branch in pair)
            found.append(replace(texts.SAME, subject=pair_key(one.first, one.second), about=about))
    return found


def _labels(state: ForestState, place: str) -> list[Ask]:
    found = []
    for one in state.common:
        members = {state.branches[key].label: key for key in one.branch.members}
        if place in one.branch.people and len(members) > 1:
            options = tuple(_branch_option(state.branches[key]) for key in members.values())
            found.append(replace(_choosing(texts.LABEL, options), subject=one.key))
    return found


def _ballots(state: ForestState, place: str) -> list[Ask]:
    return [_on(texts.BALLOT, state, key) for key in state.statements]


def _tensions(state: ForestState, place: str) -> list[Ask]:
    options = tuple(Option(one.id, Words.as_given(one.text)) for one in state.statements.values())
    return [_choosing(texts.TENSION, options)] if len(options) > 1 else []


def _alones(state: ForestState, place: str) -> list[Ask]:
    return [_on(texts.ALONE, state, key) for key in alone(state.ballots, place)]


def _cards(state: ForestState, place: str) -> list[Ask]:
    tension = for_table(state.tensions, state.setting.groups.get(place, 0))
    if tension is None:
        return []
    pair = (state.statements[tension.first].text, state.statements[tension.second].text)
    about = " · ".join(f"“{text}”" for text in pair)
    return [replace(texts.CARD, subject=tension.key, about=about)]


def _carries(state: ForestState, place: str) -> list[Ask]:
    return [texts.CARRY]


def _answereds(state: ForestState, place: str) -> list[Ask]:
    flagged = [key for person, key in state.ballots.flags if person == place]
    return [_on(texts.ANSWERED, state, key) for key in flagged]


_ASKING: dict[str, Callable[[ForestState, str], list[Ask]]] = {
    "merge": _merges,
    "same": _sames,
    "label": _labels,
    "ballot": _ballots,
    "tension": _tensions,
    "alone": _alones,
    "card": _cards,
    "carry": _carries,
    "answered": _answereds,
}


def _on(ask: Ask, state: ForestState, statement: str) -> Ask:
    return replace(ask, subject=statement, about=state.statements[statement].text)


def _choosing(ask: Ask, options: tuple[Option, ...]) -> Ask:
    """The ask with these options in every field that has none of its own."""
    fields = tuple(
        replace(one, options=options) if one.kind == "choice" and not one.options else one
        for one in ask.fields
    )
    return replace(ask, fields=fields)


def _branch_option(branch: Branch) -> Option:
    return Option(branch.id, Words.as_given(branch.label))
