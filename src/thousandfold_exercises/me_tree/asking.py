# SPDX-License-Identifier: Apache-2.0
"""Which asks a place gets at a step, with its own roots and branches to link to."""

from __future__ import annotations

from dataclasses import replace

from thousandfold_core.exercise import Answer, Ask, Field, Option, Reach, State, Step
from thousandfold_exercises.me_tree.asks import ALL, HOW_FAR, PARTS, WHY
from thousandfold_exercises.me_tree.tree import Tree, tree_of
from thousandfold_exercises.words import Words

#: A field of links and the part whose items it links to.
LINKED = {
    ("branches", "roots"): "roots",
    ("fruit", "branches"): "branches",
    ("protect", "branches"): "branches",
}


def asks(state: State, step: Step, place: str) -> tuple[Ask, ...]:
    """What this place is asked at this step."""
    tree = tree_of(state, place)
    if step.id in ("share", "share-again"):
        return _shares(tree)
    found = (_dressed(state, step, ALL[one], tree) for one in step.asks)
    return tuple(one for one in found if one.fields)


def _shares(tree: Tree) -> tuple[Ask, ...]:
    """One ask for each item whose words are here: how far may it travel?"""
    return tuple(
        ask.to_share(one, prompt=HOW_FAR)
        for ask in PARTS.values()
        for one in tree.part(ask.id)
        if one.reach >= Reach.ONLY_ME and one.text(ask.fields[0].id)
    )


def _dressed(state: State, step: Step, ask: Ask, tree: Tree) -> Ask:
    """The ask with this person's own links and suggestions; nothing to link to, no field."""
    dressed = (_dressed_field(state, ask, one, tree) for one in ask.fields)
    fields = [one for one in dressed if one.kind != "choices" or one.options]
    if ask.id in PARTS and "first" not in step.moments:
        fields.append(WHY)
    return replace(ask, fields=tuple(fields))


def _dressed_field(state: State, ask: Ask, one: Field, tree: Tree) -> Field:
    part = LINKED.get((ask.id, one.id))
    if part:
        own = tuple(_option(each, part) for each in _readable(tree, part))
        return replace(one, options=own)
    if (ask.id, one.id) == ("branches", "words"):
        return replace(one, suggestions=_offered(state, tree.place) + one.suggestions)
    return one


def _readable(tree: Tree, part: str) -> tuple[Answer, ...]:
    words = PARTS[part].fields[0].id
    return tuple(one for one in tree.part(part) if one.text(words))


def _option(answer: Answer, part: str) -> Option:
    words = answer.text(PARTS[part].fields[0].id)
    return Option(answer.item, Words.as_given(words))


def _offered(state: State, place: str) -> tuple[Words, ...]:
    """Value words this place brought, then branches the cohort joined (to graft)."""
    own = state.setting.brought_by(place, "value-word")
    common = state.setting.brought("common-branch")
    texts = dict.fromkeys(one.text for one in (*own, *common))
    return tuple(Words.as_given(text) for text in texts)
