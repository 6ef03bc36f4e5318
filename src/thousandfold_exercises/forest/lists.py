# SPDX-License-Identifier: Apache-2.0
"""The lists of the forest, in words and counts."""

from __future__ import annotations

from collections.abc import Callable

from thousandfold_core.exercise import Answer, Items, Reach, Shown, unnamed
from thousandfold_exercises.forest import screen_words as words
from thousandfold_exercises.forest.asks import OUTCOMES
from thousandfold_exercises.forest.state import ForestState
from thousandfold_exercises.forest.voting import Count
from thousandfold_exercises.words import Words

_OUTCOME = {one.value: one.label for one in OUTCOMES}


def shared_roots(state: ForestState, language: str) -> Items:
    """Roots that several people named with the same words."""
    trees = len(state.trees)
    items = tuple(
        Shown(one.label, _how_wide(len(one.people), trees, language)) for one in state.roots
    )
    return Items(words.SHARED_ROOTS.to(language), items, words.NONE_YET.to(language))


def common_branches(state: ForestState, language: str) -> Items:
    """Branches that their authors joined, with how many trees bear them."""
    trees = len(state.trees)
    items = tuple(
        Shown(one.branch.label, _how_wide(one.branch.breadth, trees, language), key=one.key)
        for one in state.common
    )
    return Items(words.COMMON_BRANCHES.to(language), items, words.NONE_YET.to(language))


def counted(
    state: ForestState, language: str, title: Words, which: Callable[[Count], bool]
) -> Items:
    """Fruit with their counts, best bridge first."""
    items = tuple(
        Shown(state.statements[key].text, count_words(count, language), key=key)
        for key, count in state.counts.items()
        if which(count)
    )
    return Items(title.to(language), items, words.NONE_YET.to(language))


def contested(state: ForestState, language: str) -> Items:
    """Fruit with a flag or with people on both sides."""
    return counted(state, language, words.CONTESTED, lambda one: one.contested)


def outcomes(state: ForestState, language: str) -> Items:
    """Where the fours stand with each tension: the outcome and its line, nothing else."""
    items = tuple(
        Shown(one.text("line"), _outcome(one, language), key=one.subject)
        for one in shown_cards(state)
    )
    return Items(words.OUTCOMES.to(language), items, words.NONE_YET.to(language))


def shown_cards(state: ForestState) -> list[Answer]:
    """Cards whose outcome the cohort may see, on tensions that still stand."""
    standing = {one.key for one in state.tensions}
    found = state.record.items("card", reach=Reach.COHORT_UNNAMED)
    lines = [one for one in found if one.text("line") and one.subject in standing]
    return unnamed(lines, seed=state.setting.seed)


def _outcome(one: Answer, language: str) -> str:
    known = _OUTCOME.get(one.text("outcome"))
    parts = [known.to(language)] if known else []
    if one.text("outcome") == "parked" and one.text("until"):
        parts.append(one.text("until"))
    return ", ".join(parts)


def count_words(count: Count, language: str) -> str:
    """The counts of one fruit in plain words."""
    parts = [words.COUNT.to(language).format(agree=count.agree, answered=count.answered)]
    for one in count.least:
        text = words.LEAST[one.grouping].to(language)
        parts.append(text.format(agree=one.agree, answered=one.answered))
    if count.flags:
        parts.append(words.FLAGS.to(language).format(flags=count.flags))
    return "; ".join(parts)


def _how_wide(trees: int, of: int, language: str) -> str:
    """How many trees; all but one would point at that one, so then it is the whole hill."""
    if of - trees <= 1:
        return words.WHOLE_HILL.to(language)
    return words.TREES.to(language).format(trees=trees)
