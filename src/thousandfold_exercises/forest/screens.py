# SPDX-License-Identifier: Apache-2.0
"""What the screens of the forest show: counts and words without names."""

from __future__ import annotations

from collections.abc import Callable

from thousandfold_core.exercise import (
    WALL,
    Answer,
    Drawing,
    Field,
    Items,
    Reach,
    Say,
    Screen,
    Shown,
    Step,
    Surface,
    unnamed,
)
from thousandfold_exercises.forest import screen_words as words
from thousandfold_exercises.forest.asks import CARD
from thousandfold_exercises.forest.card import CARD as CARD_OF_FOREST
from thousandfold_exercises.forest.drawn import forest_picture
from thousandfold_exercises.forest.lists import (
    common_branches,
    contested,
    counted,
    outcomes,
    shared_roots,
)
from thousandfold_exercises.forest.state import ForestState
from thousandfold_exercises.forest.tensions import cards, for_table
from thousandfold_exercises.forest.voting import agreed_to_show, alone, lonely


def reveal(state: ForestState, step: Step, language: str, surface: Surface = WALL) -> Screen:
    """The projector: the gallery, common ground first, and at the end the whole."""
    blocks = _REVEALS.get(step.id, _nothing)(state, language, surface)
    return Screen(step.screen.to(language), tuple(blocks))


def _nothing(state: ForestState, language: str, surface: Surface) -> list:
    return []


def _gallery(state: ForestState, language: str, surface: Surface) -> list:
    return [
        Items(
            title.to(language),
            tuple(Shown(one.text) for one in state.shown(kind) if one.text),
            words.TOO_FEW.to(language),
        )
        for kind, title in (
            ("branch", words.BRANCHES),
            ("fruit", words.FRUIT),
            ("root", words.ROOTS),
        )
    ]


def _common_ground(state: ForestState, language: str, surface: Surface) -> list:
    return [
        _drawing(state, language, surface, contested=False),
        shared_roots(state, language),
        common_branches(state, language),
        counted(state, language, words.COMMON_GROUND, lambda one: one.common_ground),
        Say(words.CAMPS[state.camps.reason].to(language).format(**state.camps.params)),
    ]


def _whole(state: ForestState, language: str, surface: Surface) -> list:
    return [
        _drawing(state, language, surface, contested=True),
        common_branches(state, language),
        counted(state, language, words.COMMON_GROUND, lambda one: one.common_ground),
        contested(state, language),
        outcomes(state, language),
        *_carried(state, language),
        Say(words.RETURN.to(language)),
    ]


def _drawing(state: ForestState, language: str, surface: Surface, *, contested: bool) -> Drawing:
    title = CARD_OF_FOREST.title.to(language)
    return Drawing(title, forest_picture(state, language, surface, contested=contested))


def _carried(state: ForestState, language: str) -> list[Items]:
    found = unnamed(
        state.record.items("carry", reach=Reach.COHORT_UNNAMED), seed=state.setting.seed
    )
    return [
        Items(
            title.to(language),
            tuple(Shown(one.text("what")) for one in found if one.text("where") == where),
            words.NONE_YET.to(language),
        )
        for where, title in words.CARRY.items()
    ]


_REVEALS: dict[str, Callable[[ForestState, str, Surface], list]] = {
    "gallery": _gallery,
    "common-ground": _common_ground,
    "whole": _whole,
}


def mine(state: ForestState, place: str, language: str) -> Screen:
    """The own common branches, fruit that stand alone, and what is kept back for this place."""
    none = words.NONE_YET.to(language)
    common = tuple(Shown(one.label) for one in state.common_of(place))
    blocks = [Items(words.ON_COMMON.to(language), common, none)]
    for title, keys in (
        (words.LONELY, lonely(state.ballots, place)),
        (words.KEPT_BACK, _kept_back(state, place)),
    ):
        if keys:
            items = tuple(Shown(state.statements[key].text, key=key) for key in keys)
            blocks.append(Items(title.to(language), items))
    return Screen(words.MINE.to(language), tuple(blocks))


def _kept_back(state: ForestState, place: str) -> list[str]:
    agreed = agreed_to_show(state.record)
    return [key for key in alone(state.ballots, place) if place not in agreed.get(key, ())]


def group_view(state: ForestState, place: str, language: str) -> Screen | None:
    """The conflict card of the table, as its scribe has it."""
    table = {place, *state.setting.table_of(place)}
    tension = for_table(state.tensions, state.setting.groups.get(place, 0))
    if tension is None:
        return None
    lines = [
        Shown(text, field.label.to(language))
        for card in cards(state.record, tension.key)
        if card.place in table
        for field in CARD.fields
        if (text := _said(field, card, language))
    ]
    about = " · ".join(state.statements[key].text for key in (tension.first, tension.second))
    return Screen(
        words.CARD.to(language), (Items(about, tuple(lines), words.NONE_YET.to(language)),)
    )


def _said(field: Field, card: Answer, language: str) -> str:
    labels = {option.value: option.label.to(language) for option in field.options}
    if not labels:
        return card.text(field.id)
    return ", ".join(labels[one] for one in card.chosen(field.id) if one in labels)
