# SPDX-License-Identifier: Apache-2.0
"""The wide page laid out: everything about where, before anything is painted."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.drawing import crowns
from thousandfold_core.drawing.ground import hill
from thousandfold_core.drawing.place import Box, around, least_crowded
from thousandfold_core.drawing.trunks import Trunk
from thousandfold_core.drawing.words import Block, block
from thousandfold_exercises.me_tree import picture_fruit as fruits
from thousandfold_exercises.me_tree.picture_facts import Branch, TreeFacts
from thousandfold_exercises.me_tree.picture_hanging import hang
from thousandfold_exercises.me_tree.picture_outline import Telling
from thousandfold_exercises.me_tree.picture_parts import (
    tag_box,
)
from thousandfold_exercises.me_tree.picture_rings import RingMark, ring_marks
from thousandfold_exercises.me_tree.picture_roots import RootPlan, plan_roots

MARGIN = 28.0
SIZE = 17.0
MANY_FRUIT = 16


@dataclass(frozen=True)
class Page:
    """The width of the page and of its two columns of words."""

    width: float = 1100.0
    column: float = 194.0

    @property
    def centre(self) -> float:
        """Where the trunk stands."""
        return self.width / 2

    @property
    def edges(self) -> tuple[float, float]:
        """The inner edges of the two columns."""
        return MARGIN + self.column, self.width - MARGIN - self.column


def page_for(facts: TreeFacts) -> Page:
    """Return a wider page for a tree with many fruit."""
    return Page() if len(facts.fruit) <= MANY_FRUIT else Page(1400.0, 270.0)


@dataclass(frozen=True)
class Wide:
    """Everything about where, before anything is painted."""

    page: Page
    facts: TreeFacts
    top: float
    ground: float
    crown: crowns.Crown
    boughs: tuple[crowns.Bough, ...]
    trunk: Trunk
    roots: RootPlan
    root_words: tuple[Block, ...]
    tags: tuple[tuple[Block, Box], ...]
    hung: tuple[fruits.Hung, ...]
    rings: tuple[RingMark, ...]
    height: float


def plan(telling: Telling) -> Wide:
    """Return the layout of one tree; its height follows from how much it holds."""
    facts = telling.facts
    page = page_for(facts)
    vigour = 0.62 + 0.38 * min(1.0, facts.count / 11)
    found = fruits.wordings(telling, SIZE, page.column)
    left = fruits.sides(facts, found)
    top = 92.0 if facts.title else 44.0
    rings = ring_marks(telling)
    crown, ground = _stature(
        page,
        facts,
        max((mark.top for mark in rings), default=0),
        vigour,
        top,
        max(fruits.column_height(found, left, s) for s in (True, False)),
    )
    boughs = tuple(crowns.grow(crown, [(b.key, b.private) for b in facts.branches]))
    leader = boughs[crowns.leader_index(len(boughs))]
    trunk = _trunk(page, crown, ground, leader)
    tags = _tags(telling, boughs, page)
    taken = [box.grown(6) for _, box in tags]
    taken += [
        around(sum(band_points(g, box)) / 4, 30, 30)
        for b, g, (_, box) in zip(facts.branches, boughs, tags, strict=False)
        if b.protected
    ]
    taken.append(Box(page.centre - 40, crown.fork.imag - 20, page.centre + 40, ground))
    hung = hang(facts, found, left, boughs, taken, crown.fork.imag + 70, page.edges)
    slots = {
        True: (page.centre - 120, page.edges[0] + 50),
        False: (page.centre + 120, page.edges[1] - 50),
    }
    hung += fruits.lay(found, left, facts, slots, lambda x: hill(x, page.width, ground))
    root_words = tuple(_root_words(telling, page))
    roots = (
        plan_roots(
            complex(page.centre, ground + 2),
            root_words,
            left=MARGIN,
            right=page.width - MARGIN,
            thick=25 * vigour + 3,
        )
        if root_words
        else RootPlan((), (), ground + 90)
    )
    return Wide(
        page, facts, top, ground, crown, boughs, trunk, roots, root_words, tags,
        tuple(fruits.margin_tops(hung, top, ground - 14)), rings, roots.bottom + 40,
    )  # fmt: skip


def _trunk(page: Page, crown: crowns.Crown, ground: float, leader: crowns.Bough) -> Trunk:
    """Return the trunk: a sapling is slim, a tall tree stout."""
    tall = 1 + min(0.6, max(0.0, (ground - crown.fork.imag - 320) / 1400))
    return Trunk(
        complex(page.centre, ground + 3),
        leader.curve,
        80 * crown.vigour**1.25 * tall,
        leader.thick * tall,
    )


def _stature(
    page: Page, facts: TreeFacts, rings: float, vigour: float, top: float, words: float
) -> tuple[crowns.Crown, float]:
    """Return the crown and the ground line: tall enough for the rings and for the margins."""
    stem = max(170 * vigour, rings + 108 if rings else 0)
    high = 372 * vigour + 8 * max(0, len(facts.fruit) - 8) + 17 * max(0, len(facts.branches) - 8)
    room = 62 * vigour + high + stem
    extra = max(0.0, words + 30 - room)
    high += extra * 0.62
    stem += extra * 0.38
    fork = top + 62 * vigour + high
    most = page.centre - page.edges[0] - 62
    reach = complex(min(most, 250 * vigour**0.8 * max(1.0, high / 420) ** 0.5), high)
    return crowns.Crown(complex(page.centre + 4, fork), reach, vigour), fork + stem


def _tags(
    telling: Telling, boughs: tuple[crowns.Bough, ...], page: Page
) -> tuple[tuple[Block, Box], ...]:
    """Return each branch's tag at the place along it where it covers least."""
    placed: list[tuple[Block, Box]] = []
    for branch, bough in zip(telling.facts.branches, boughs, strict=False):
        words = _tag_words(telling, branch)
        size = tag_box(words, ask_words(telling, branch), 0j)
        spots = [
            (
                abs(t - 58) * 4.0 + abs(off) * 4.0,
                _inside(size.moved(bough.curve.at(t / 100) + 1j * off), page),
            )
            for t in range(34, 94, 3)
            for off in (0, -24, 24, -48, 48)
        ]
        best = least_crowded(spots, [box.grown(5) for _, box in placed])
        placed.append((words, spots[best][1]))
    return tuple(placed)


def _tag_words(telling: Telling, branch: Branch) -> Block:
    if branch.private:
        return block(telling.words.kept, 16, 150, italic=True)
    return block(branch.label, 18, 150, bold=True)


def ask_words(telling: Telling, branch: Branch) -> Block | None:
    """Return the gentle question below a tag, if this branch has one."""
    ask = telling.asks_branch(branch)
    return block(telling.words.ask_branch, 14.5, 190, italic=True) if ask else None


def _inside(box: Box, page: Page) -> Box:
    """Return the box moved between the two margins of words."""
    low, high = page.edges[0] + 14, page.edges[1] - 14
    return box.moved(max(0.0, low - box.left) - max(0.0, box.right - high))


def _root_words(telling: Telling, page: Page) -> list[Block]:
    count = len(telling.facts.roots)
    room = min(230.0, (page.width - 2 * MARGIN) / max(1, min(5, count)) - 34)
    return [block(telling.root(r), SIZE, room, italic=r.private) for r in telling.facts.roots]


def band_points(bough: crowns.Bough, box: Box) -> list[complex]:
    """Return four points along the branch after its tag (or before it, when the tag is at the end)."""
    near = box.grown(9)
    curve = [bough.curve.at(t / 100) for t in range(30, 97, 1)]
    last = max((i for i, point in enumerate(curve) if near.holds(point)), default=0)
    start = min(last + 1, len(curve) - 8)
    return [curve[start + 2 * i] for i in range(4)]
