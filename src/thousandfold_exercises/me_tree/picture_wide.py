# SPDX-License-Identifier: Apache-2.0
"""The tree on a wide page: words of the fruit in both margins, roots across the width."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.leaves import Leaf
from thousandfold_core.drawing.limbs import sliver, taper
from thousandfold_core.drawing.place import Box, around, least_crowded
from thousandfold_core.drawing.svg import Svg, fact, group, join, path_data, tag
from thousandfold_core.drawing.words import SANS, Block, block, set_words
from thousandfold_exercises.me_tree import picture_crown as crowns
from thousandfold_exercises.me_tree import picture_fruit as fruits
from thousandfold_exercises.me_tree.picture_facts import Branch, Ring, TreeFacts
from thousandfold_exercises.me_tree.picture_ground import draw_ground, hill
from thousandfold_exercises.me_tree.picture_growth import draw_growth
from thousandfold_exercises.me_tree.picture_outline import Telling
from thousandfold_exercises.me_tree.picture_parts import (
    draw_bud,
    draw_clouds,
    draw_fruit,
    draw_leaves,
    draw_tag,
    frame,
    paper,
    tag_box,
)
from thousandfold_exercises.me_tree.picture_roots import RootPlan, plan_roots
from thousandfold_exercises.me_tree.picture_trunk import Trunk

MARGIN = 28.0
SIZE = 17.0
MANY_RINGS = 8
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
    height: float


def plan(telling: Telling) -> Wide:
    """Return the layout of one tree; its height follows from how much it holds."""
    facts = telling.facts
    page = page_for(facts)
    vigour = 0.62 + 0.38 * min(1.0, facts.count / 11)
    found = fruits.wordings(telling, SIZE, page.column)
    left = fruits.sides(facts, found)
    top = 92.0 if facts.title else 44.0
    crown, ground = _stature(page, facts, vigour, top, max(fruits.column_height(found, left, s) for s in (True, False)))
    boughs = tuple(crowns.grow(crown, [(b.key, b.private) for b in facts.branches]))
    leader = boughs[crowns.leader_index(len(boughs))]
    trunk = _trunk(page, crown, ground, leader)
    tags = _tags(telling, boughs, page)
    taken = [box.grown(6) for _, box in tags]
    taken += [around(p, 34, 34) for b, g, (_, box) in zip(facts.branches, boughs, tags, strict=False) if b.protected for p in _band_points(g, box)]
    taken.append(Box(page.centre - 40, crown.fork.imag - 20, page.centre + 40, ground))
    hung = fruits.hang(facts, found, left, boughs, taken, crown.fork.imag + 70, page.edges)
    slots = {True: (page.centre - 120, page.edges[0] + 50), False: (page.centre + 120, page.edges[1] - 50)}
    hung += fruits.lay(found, left, facts, slots, lambda x: hill(x, page.width, ground))
    root_words = tuple(_root_words(telling, page))
    roots = plan_roots(
        complex(page.centre, ground + 2), root_words, left=MARGIN, right=page.width - MARGIN, thick=25 * vigour + 3
    ) if root_words else RootPlan((), (), ground + 90)
    return Wide(
        page, facts, top, ground, crown, boughs, trunk, roots, root_words, tags,
        tuple(fruits.margin_tops(hung, top, ground - 14)), roots.bottom + 40,
    )  # fmt: skip


def _trunk(page: Page, crown: crowns.Crown, ground: float, leader: crowns.Bough) -> Trunk:
    """Return the trunk: a sapling is slim, a tall tree stout."""
    tall = 1 + min(0.6, max(0.0, (ground - crown.fork.imag - 320) / 1400))
    return Trunk(complex(page.centre, ground + 3), leader.curve, 80 * crown.vigour**1.25 * tall, leader.thick * tall)


def _stature(page: Page, facts: TreeFacts, vigour: float, top: float, words: float) -> tuple[crowns.Crown, float]:
    """Return the crown and the ground line: tall enough for the rings and for the margins."""
    step = _ring_step(len(facts.rings))
    stem = max(170 * vigour, 150 + step * len(facts.rings))
    high = 372 * vigour + 8 * max(0, len(facts.fruit) - 8) + 17 * max(0, len(facts.branches) - 8)
    room = 62 * vigour + high + stem
    extra = max(0.0, words + 30 - room)
    high += extra * 0.62
    stem += extra * 0.38
    fork = top + 62 * vigour + high
    most = page.centre - page.edges[0] - 62
    reach = complex(min(most, 250 * vigour**0.8 * max(1.0, high / 420) ** 0.5), high)
    return crowns.Crown(complex(page.centre + 4, fork), reach, vigour), fork + stem


def _ring_step(count: int) -> float:
    return 42.0 if count <= MANY_RINGS else 24.0


def _tags(telling: Telling, boughs: tuple[crowns.Bough, ...], page: Page) -> tuple[tuple[Block, Box], ...]:
    """Return each branch's tag at the place along it where it covers least."""
    placed: list[tuple[Block, Box]] = []
    for branch, bough in zip(telling.facts.branches, boughs, strict=False):
        words = _tag_words(telling, branch)
        size = tag_box(words, _ask_words(telling, branch), 0j)
        spots = [
            (abs(t - 58) * 4.0 + abs(off) * 4.0, _inside(size.moved(bough.curve.at(t / 100) + 1j * off), page))
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


def _ask_words(telling: Telling, branch: Branch) -> Block | None:
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


def draw_wide(telling: Telling, paint: Paint, ids: str, size: float | None) -> str:
    """Return the finished ``<svg>``."""
    it = plan(telling)
    back, front = _foliage(it)
    layers = (
        paper(paint, it.page.width, it.height),
        draw_ground(paint, it.page.width, it.height, it.ground),
        draw_clouds(paint, crowns.clouds(it.boughs, it.crown.vigour)),
        draw_leaves(paint, back),
        _wood(paint, it),
        draw_leaves(paint, front),
        draw_growth(paint, telling, it.crown, it.ground, [box for _, box in it.tags]),
        _title(paint, telling, it.page),
        group(*_rings(paint, telling, it)),
        group(*_roots(paint, telling, it)),
        group(*_fruit(paint, telling, it)),
        group(*_branches(paint, telling, it)),
    )
    return frame(telling, ids, it.page.width, it.height, size, *layers)


def _foliage(it: Wide) -> tuple[list[Leaf], list[Leaf]]:
    taken = [box.grown(-2) for _, box in it.tags]
    taken += [Box(h.middle.real - 21, h.middle.imag - 24, h.middle.real + 21, h.middle.imag + 21) for h in it.hung]
    side = it.page.edges[0] + 12 if it.hung else MARGIN
    inside = Box(side, 12, it.page.width - side, it.ground - 30)
    fill = min(1.0, 8.5 / max(1, len(it.boughs)) + 0.1)
    circles = crowns.clouds(it.boughs, it.crown.vigour)
    area = it.crown.reach.real * it.crown.reach.imag
    back = crowns.filling(circles, max(23.0, (area / 260) ** 0.5), 30 * it.crown.vigour**0.35) if circles else []
    front: list[Leaf] = []
    for bough in it.boughs:
        behind, before = crowns.leaves_of(bough, it.crown, fill)
        back += behind
        front += before
    return crowns.clear(back, taken, inside), crowns.clear(front, taken, inside)


def _wood(paint: Paint, it: Wide) -> Svg:
    bark = paint("bark")
    leader = crowns.leader_index(len(it.boughs))
    steps = [sliver(t.start, t.end, t.bend, t.thick) for b in it.boughs for t in b.twigs]
    steps += [taper(b.curve, b.thick, 3) for i, b in enumerate(it.boughs) if i != leader]
    steps += [taper(curve, thick, thin, collar=0.2) for curve, thick, thin in it.roots.mains]
    steps.append(it.trunk.path())
    return join((tag("path", d=Svg("".join(steps)), **bark), _grain(paint, it)))


def _grain(paint: Paint, it: Wide) -> Svg:
    lines = [it.trunk.strand(s * 0.8, s * 0.62, 0.06 + 0.05 * (i % 3), 0.94 - 0.07 * (i % 2)) for i, s in enumerate((-0.85, -0.5, -0.15, 0.22, 0.55, 0.9))]
    fine = tag("path", d=Svg("".join(lines)), stroke_width=1.1, stroke_linecap="round", opacity=0.75, **paint("grain"))
    return join((fine, _links(paint, it)))


def _links(paint: Paint, it: Wide) -> Svg:
    """Return the strands that run from a root to the branch that grows from it."""
    where = {root.key: i for i, root in enumerate(it.facts.roots)}
    lines = []
    for i, branch in enumerate(it.facts.branches):
        for root in it.facts.open_roots_of(branch):
            low = _share(where[root.key], len(where))
            high = _share(i, len(it.facts.branches))
            lines.append(it.trunk.strand(low, high, 0.01, 1.0))
    return tag("path", d=Svg("".join(lines)), stroke_width=2, stroke_linecap="round", **paint("grain")) if lines else Svg("")


def _share(index: int, count: int) -> float:
    return 0.0 if count < 2 else -0.78 + 1.56 * index / (count - 1)


def _title(paint: Paint, telling: Telling, page: Page) -> Svg:
    if not telling.facts.title:
        return Svg("")
    words = block(telling.title(), 28, page.width - 2 * MARGIN, bold=True)
    return set_words(words, paint, "ink", x=MARGIN, top=24)


def _rings(paint: Paint, telling: Telling, it: Wide) -> list[Svg]:
    step = _ring_step(len(it.facts.rings))
    dense = len(it.facts.rings) > MANY_RINGS
    return [
        _ring(paint, telling, it, ring, it.ground - 62 - step * i, i % 2 == 0, dense)
        for i, ring in enumerate(it.facts.rings)
    ]


def _ring(paint: Paint, telling: Telling, it: Wide, ring: Ring, y: float, right: bool, dense: bool) -> Svg:
    middle, wide = it.trunk.at_height(y)
    way = 1 if right else -1
    edge = middle.real + way * wide / 2
    x = max(edge + 30, it.page.centre + 66) if right else min(edge - 30, it.page.centre - 66)
    side = "left" if right else "right"
    tick = path_data("M", complex(edge - way * 3, y), "H", x - way * 7)
    mark = path_data("M", complex(edge - way * 2, y), "q", complex(-way * wide * 0.3, 7), complex(-way * wide * 0.62, 2))
    parts = [
        tag("path", d=tick, stroke_width=1.6, **paint("bark-line")),
        tag("path", d=mark, stroke_width=2.2, stroke_linecap="round", **paint("grain")),
    ]
    if dense:
        words = block(telling.ring(ring), SIZE - 1, 290)
        parts.append(set_words(words, paint, "ink", x=x, top=y - words.height / 2, side=side))
    else:
        words = block(ring.label, SIZE, 205)
        high = 18.0 if ring.when else 0.0
        top = y - 11
        if ring.when:
            when = block(ring.when, 14.5, 205)
            parts.append(set_words(when, paint, "muted", x=x, top=top, side=side, font=SANS))
        parts.append(set_words(words, paint, "ink", x=x, top=top + high, side=side))
    return fact("ring", ring.key, telling.ring(ring), *parts)


def _roots(paint: Paint, telling: Telling, it: Wide) -> list[Svg]:
    out = []
    for run in it.roots.runs:
        root, words = it.facts.roots[run.index], it.root_words[run.index]
        if root.private:
            limb = tag("path", d=taper(run.curve, 9, 3, collar=0), stroke_width=1.8, stroke_dasharray="5 4", **paint("bud"))
            limb = join((limb,))
        else:
            limb = tag("path", d=Svg(taper(run.curve, run.thick, 2.5, collar=0.25) + _hairs(run.curve, run.thick)), **paint("bark"))
        text = set_words(words, paint, "muted" if root.private else "ink", x=run.words_at.real, top=run.words_at.imag, side="middle")
        out.append(fact("root", root.key, telling.root(root), limb, text))
    return out


def _hairs(curve, thick: float) -> str:
    """Return the fine side roots of one root."""
    out = []
    for t, side in ((0.5, 1), (0.66, -1), (0.8, 1)):
        start = curve.at(t)
        way = crowns.turned(curve.heading(t), side * 38)
        out.append(sliver(start, start + way * (26 + 30 * (1 - t)), side * 0.14, thick * 0.2 + 1))
    return "".join(out)


def _fruit(paint: Paint, telling: Telling, it: Wide) -> list[Svg]:
    return [_one_fruit(paint, telling, hung, it.page) for hung in it.hung]


def _one_fruit(paint: Paint, telling: Telling, hung: fruits.Hung, page: Page) -> Svg:
    w = hung.wording
    x = page.edges[0] if hung.left else page.edges[1]
    side = "right" if hung.left else "left"
    colour = "muted" if w.fruit.private else "ink"
    parts = [
        _leader(paint, hung, x),
        (draw_bud if w.fruit.private else draw_fruit)(paint, hung.middle, fruits.RADIUS, hung.held),
        set_words(w.words, paint, colour, x=x, top=hung.top, side=side),
    ]
    if w.note:
        parts.append(set_words(w.note, paint, "muted", x=x, top=hung.top + w.words.height, side=side))
    return fact("fruit", w.fruit.key, telling.fruit(w.fruit), *parts)


def _leader(paint: Paint, hung: fruits.Hung, x: float) -> Svg:
    """Return the dotted line from the words to the fruit."""
    w = hung.wording
    way = 1 if hung.left else -1
    start = complex(x + way * 8, hung.top + w.words.size * 0.7)
    aim = hung.middle - start
    end = hung.middle - aim / (abs(aim) or 1) * (fruits.RADIUS + 4)
    if (end - start).real * way < 6:
        return Svg("")
    bend = complex(start.real + (end.real - start.real) * 0.5, start.imag)
    d = path_data("M", start, "Q", bend, end)
    return join(
        (
            tag("path", d=d, stroke_width=4.5, opacity=0.7, **paint("halo")),
            tag("path", d=d, stroke_width=1.8, stroke_dasharray="0.1 5", stroke_linecap="round", **paint("leader")),
        )
    )


def _branches(paint: Paint, telling: Telling, it: Wide) -> list[Svg]:
    out = []
    for branch, bough, (words, box) in zip(it.facts.branches, it.boughs, it.tags, strict=False):
        out.append(fact("branch", branch.key, telling.branch(branch), *_branch(paint, telling, branch, bough, words, box)))
    return out


def _branch(paint: Paint, telling: Telling, branch: Branch, bough: crowns.Bough, words: Block, box: Box) -> list[Svg]:
    if branch.private:
        bud = draw_bud(paint, bough.curve.end + bough.curve.heading(1) * 12, 15, None)
        return [bud, draw_tag(paint, words, box, kind="bud", colour="muted")]
    parts = []
    if branch.protected:
        parts.append(_band(paint, bough, box))
    ask = _ask_words(telling, branch)
    parts.append(draw_tag(paint, words, box, ask, double=branch.protected))
    return parts


def _band(paint: Paint, bough: crowns.Bough, box: Box) -> Svg:
    """Return the woven band around a protected branch, just beyond its tag."""
    points = _band_points(bough, box)
    steps: list[str | complex] = []
    for point, after in zip(points, points[1:], strict=False):
        across = (after - point) / (abs(after - point) or 1) * 1j
        half = 5 + bough.thick * 0.2
        steps += ["M", point - across * half, "L", point + across * half]
    return tag("path", d=path_data(*steps), stroke_width=3.6, stroke_linecap="round", **(paint("tag") | {"fill": "none"}))


def _band_points(bough: crowns.Bough, box: Box) -> list[complex]:
    """Return four points along the branch after its tag (or before it, when the tag is at the end)."""
    near = box.grown(9)
    curve = [bough.curve.at(t / 100) for t in range(30, 97, 1)]
    last = max((i for i, point in enumerate(curve) if near.holds(point)), default=0)
    start = min(last + 1, len(curve) - 8)
    return [curve[start + 2 * i] for i in range(4)]
