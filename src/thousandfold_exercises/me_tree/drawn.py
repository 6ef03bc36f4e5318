# SPDX-License-Identifier: Apache-2.0
"""From a person's answers to the facts that the drawing of their tree is made of."""

from __future__ import annotations

from thousandfold_core.exercise import Answer, State
from thousandfold_exercises.me_tree.growth import earlier_records
from thousandfold_exercises.me_tree.picture_facts import Branch, Fruit, Ring, Root, TreeFacts
from thousandfold_exercises.me_tree.screen_words import MOMENT_TITLES
from thousandfold_exercises.me_tree.tree import Tree, links, read


def tree_facts(state: State, place: str, language: str) -> TreeFacts:
    """The facts of one own tree with its earlier outlines, for its author alone.

    What stays on the author's device is there as a closed bud without words.
    """
    earlier = tuple(
        _facts(read(record, place), MOMENT_TITLES[moment].to(language))
        for moment, record in earlier_records(state, place)
    )
    return _facts(read(state.record, place), earlier=earlier)


def _facts(tree: Tree, title: str = "", earlier: tuple[TreeFacts, ...] = ()) -> TreeFacts:
    return TreeFacts(
        roots=tuple(_root(tree, one) for one in tree.roots),
        rings=tuple(_ring(tree, one) for one in tree.trunk),
        branches=tuple(_branch(tree, one) for one in tree.branches),
        fruit=tuple(_fruit(tree, one) for one in tree.fruit),
        title=title,
        earlier=earlier,
    )


def _root(tree: Tree, one: Answer) -> Root:
    return Root(one.item, one.text("label") or None, ("roots", one.item) in tree.kept)


def _ring(tree: Tree, one: Answer) -> Ring:
    return Ring(
        one.item,
        one.text("what"),
        one.text("when"),
        private=("trunk", one.item) in tree.kept,
    )


def _branch(tree: Tree, one: Answer) -> Branch:
    return Branch(
        one.item,
        one.text("words"),
        protected=one.item in tree.protected,
        private=("branches", one.item) in tree.kept,
        roots=links(one, "roots", tree.roots),
    )


def _fruit(tree: Tree, one: Answer) -> Fruit:
    return Fruit(
        one.item,
        one.text("sentence"),
        branches=links(one, "branches", tree.branches),
        private=("fruit", one.item) in tree.kept,
    )
