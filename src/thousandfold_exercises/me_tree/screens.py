# SPDX-License-Identifier: Apache-2.0
"""What the screens of the Me-Tree show: the room never sees a tree but the empty one."""

from __future__ import annotations

from functools import lru_cache

from thousandfold_core.drawing import Picture
from thousandfold_core.exercise import (
    WALL,
    Answer,
    Drawing,
    Items,
    Reach,
    Screen,
    Shown,
    State,
    Step,
    Surface,
)
from thousandfold_exercises.me_tree import screen_words as words
from thousandfold_exercises.me_tree.asks import PARTS
from thousandfold_exercises.me_tree.drawn import tree_facts
from thousandfold_exercises.me_tree.growth import growth
from thousandfold_exercises.me_tree.picture import WORDS, Shape, draw_tree
from thousandfold_exercises.me_tree.picture_facts import TreeFacts
from thousandfold_exercises.me_tree.tree import bare_branches, loose_fruit, tree_of


def reveal(step: Step, language: str, surface: Surface = WALL) -> Screen:
    """The projector at any step: its sentence and the empty tree."""
    empty = _drawn(TreeFacts(), language, surface)
    return Screen(step.screen.to(language), (Drawing(words.EMPTY_TREE.to(language), empty),))


def mine(state: State, place: str, language: str, surface: Surface = WALL) -> Screen:
    """The own tree, gentle questions, and how it has grown."""
    title = words.MY_TREE.to(language)
    picture = _drawn(tree_facts(state, place, language), language, surface)
    blocks = [Drawing(title, picture)]
    questions = _questions(state, place, language)
    if questions:
        blocks.append(Items(words.QUESTIONS.to(language), questions))
    grown = _grown(state, place, language)
    if grown:
        blocks.append(Items(words.GROWN.to(language), grown))
    return Screen(title, tuple(blocks))


def group_view(state: State, place: str, language: str) -> Screen | None:
    """What the others at the table let their table see; stories never."""
    table = state.setting.table_of(place)
    if not table:
        return None
    shown = tuple(
        Shown(one.text(ask.fields[0].id), words.PART_NAMES[ask.id].to(language), whom=other)
        for other in table
        for ask in PARTS.values()
        for one in state.record.items(ask.id, place=other, reach=Reach.GROUP)
    )
    title = words.GROUP.to(language)
    return Screen(title, (Items(title, shown, words.NOTHING_YET.to(language)),))


def _drawn(facts: TreeFacts, language: str, surface: Surface) -> Picture:
    short = language.split("-")[0]
    if not facts.count and not facts.earlier:
        return _empty(short, surface.shape)
    return draw_tree(facts, WORDS.get(short, WORDS["en"]), shape=surface.shape)


@lru_cache(maxsize=8)
def _empty(language: str, shape: Shape) -> Picture:
    """The empty tree: on every projector at every step, so drawn once."""
    return draw_tree(TreeFacts(), WORDS.get(language, WORDS["en"]), shape=shape)


def _questions(state: State, place: str, language: str) -> tuple[Shown, ...]:
    tree = tree_of(state, place)
    fruit = (_asked(one, "fruit", words.WHAT_VALUE.to(language)) for one in loose_fruit(tree))
    ties = words.WHAT_TIES.to(language)
    branches = (_asked(one, "branches", ties) for one in bare_branches(tree))
    return (*fruit, *branches)


def _asked(one: Answer, part: str, question: str) -> Shown:
    return Shown(one.text(PARTS[part].fields[0].id), question, key=one.item)


def _grown(state: State, place: str, language: str) -> tuple[Shown, ...]:
    rings = growth(state, place)
    if len(rings) < 2:
        return ()
    return tuple(
        Shown(
            text=change.words,
            note=", ".join(
                part
                for part in (
                    words.MOMENT_TITLES[ring.moment].to(language),
                    words.CHANGES[change.what].to(language),
                    change.why,
                )
                if part
            ),
            key=change.item,
        )
        for ring in rings
        for change in ring.changes
    )
