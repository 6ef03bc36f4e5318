# SPDX-License-Identifier: Apache-2.0
"""The tree on a narrow page: it grows along the left edge, and all words stand in one column."""

from __future__ import annotations

from dataclasses import dataclass, field

from thousandfold_core.chance import chance
from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.leaves import Leaf, spray
from thousandfold_core.drawing.limbs import Curve, closed_smooth, outline, pointing, sliver, taper, turned
from thousandfold_core.drawing.place import Box
from thousandfold_core.drawing.svg import Svg, fact, group, join, path_data, tag
from thousandfold_core.drawing.words import SANS, Block, block, set_words
from thousandfold_exercises.me_tree.picture_facts import Branch, Fruit, Ring, Root
from thousandfold_exercises.me_tree.picture_ground import draw_ground
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

WIDTH = 420.0
STEM = 62.0
WORDS = 146.0
ROOM = WIDTH - WORDS - 18
SIZE = 16.0
RADIUS = 12.0


@dataclass
class Sheet:
    """What has been drawn so far, layer by layer, and how far down the page it reaches."""

    paint: Paint
    telling: Telling
    y: float
    wood: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    circles: list[tuple[complex, float]] = field(default_factory=list)
    facts: list[Svg] = field(default_factory=list)
    keep: list[Box] = field(default_factory=list)


def draw_tall(telling: Telling, paint: Paint, ids: str, size: float | None) -> str:
    """Return the finished ``<svg>``: crown first, then trunk, ground, roots."""
    sheet = Sheet(paint, telling, 20.0)
    head = _head(sheet)
    tip = sheet.y + 24
    for number, branch in enumerate(telling.facts.branches):
        _tier(sheet, branch, number)
    if not telling.facts.branches:
        _top(sheet)
    sheet.y += 26
    for ring in reversed(telling.facts.rings):
        _ring(sheet, ring)
    sheet.y += 24 if telling.facts.rings else 80
    fallen = [f for f in telling.facts.fruit if telling.facts.branch_of(f) is None]
    for fruit in fallen:
        _lying(sheet, fruit)
    ground = sheet.y
    sheet.y += 34
    bottom = _roots(sheet, ground)
    _stem(sheet, tip, ground, bottom)
    height = sheet.y + 26
    kept = [leaf for leaf in sheet.leaves if not any(b.holds(leaf.tip) or b.holds(leaf.middle) for b in sheet.keep)]
    return frame(
        telling, ids, WIDTH, height, size,
        paper(paint, WIDTH, height),
        draw_ground(paint, WIDTH, height, ground, 6),
        draw_clouds(paint, sheet.circles),
        draw_leaves(paint, [leaf for leaf in kept if leaf.shade < 2]),
        tag("path", d=Svg("".join(sheet.wood)), **paint("bark")),
        draw_leaves(paint, [leaf for leaf in kept if leaf.shade >= 2]),
        head,
        group(*sheet.facts),
    )  # fmt: skip


def _head(sheet: Sheet) -> Svg:
    """Return the title and, when the tree has a past, a row of its earlier outlines."""
    parts = []
    if sheet.telling.facts.title:
        words = block(sheet.telling.title(), 24, WIDTH - 40, bold=True)
        parts.append(set_words(words, sheet.paint, "ink", x=20, top=sheet.y))
        sheet.y += words.height + 12
    earlier = sheet.telling.facts.earlier
    for row in range(0, len(earlier), 3):
        parts.append(_past(sheet, row, min(row + 3, len(earlier))))
    return join(parts)


def _past(sheet: Sheet, first: int, last: int) -> Svg:
    """Return up to three earlier trees side by side, as faint outlines with their names."""
    out, deep = [], 0.0
    foot = sheet.y + 84
    for place, number in enumerate(range(first, last)):
        x = 80 + 130 * place
        grown = 0.6 + 0.4 * (number + 1) / len(sheet.telling.facts.earlier)
        words = block(sheet.telling.version_name(number), 14.5, 120, italic=True)
        out.append(_small_outline(sheet, number, complex(x, foot), grown, words))
        deep = max(deep, words.height)
    sheet.y = foot + deep + 16
    return join(out)


def _small_outline(sheet: Sheet, number: int, foot: complex, grown: float, words: Block) -> Svg:
    dice = chance("small", number)
    middle = foot - 50j * grown
    round_points = [middle + pointing(i * 40) * 30 * grown * dice.uniform(0.85, 1.15) for i in range(9)]
    stem = path_data("M", foot, "L", middle + 12j, "M", foot - 8j - 9 * grown, "Q", foot - 1j, foot - 6, "M", foot - 8j + 9 * grown, "Q", foot - 1j, foot + 6)
    line = sheet.paint("ghost") | {"stroke_width": 1.8, "stroke_linecap": "round"}
    return fact(
        "earlier",
        str(number + 1),
        sheet.telling.earlier(number),
        tag("path", d=closed_smooth(round_points), stroke_dasharray="5 4", **line),
        tag("path", d=stem, **line),
        set_words(words, sheet.paint, "muted", x=foot.real, top=foot.imag + 2, side="middle"),
    )


def _tier(sheet: Sheet, branch: Branch, number: int) -> None:
    """Draw one branch with its tag and, beneath, its fruit on a hanging twig."""
    telling, paint = sheet.telling, sheet.paint
    words = block(telling.words.kept if branch.private else branch.label, 16 if branch.private else 18, 190, bold=not branch.private, italic=branch.private)
    ask = block(telling.words.ask_branch, 14.5, 200, italic=True) if telling.asks_branch(branch) else None
    size = tag_box(words, ask, 0j)
    level = sheet.y + 62 + size.bottom * 0.6
    dice = chance("tier", branch.key)
    end = complex(WIDTH - 46 - dice.uniform(0, 26), level - 20 - dice.uniform(0, 14))
    curve = Curve(complex(STEM, level + 34), complex(STEM + 70, level + 10), complex(STEM + 170, level + 14), end)
    box = size.moved(complex(WORDS - 20 - size.left, _height_at(curve, WORDS + size.right) ))
    sheet.wood.append(taper(curve, 15, 3))
    _leafage(sheet, branch, curve, number)
    sheet.keep.append(box.grown(-2))
    mark = _band(paint, curve) if branch.protected else Svg("")
    kind, colour = ("bud", "muted") if branch.private else ("tag", "value")
    bud = draw_bud(paint, end + 10, 12, None) if branch.private else Svg("")
    sheet.facts.append(fact("branch", branch.key, telling.branch(branch), mark, bud, draw_tag(paint, words, box, ask, kind=kind, colour=colour, double=branch.protected)))
    sheet.y = box.bottom + 12
    own = [f for f in telling.facts.fruit if telling.facts.branch_of(f) is branch]
    if own:
        _vine(sheet, own, curve)


def _height_at(curve: Curve, x: float) -> float:
    return min((curve.at(t / 20) for t in range(21)), key=lambda p: abs(p.real - x)).imag


def _leafage(sheet: Sheet, branch: Branch, curve: Curve, number: int) -> None:
    """Grow leaves above the branch, at its tip, and on the other side of the trunk."""
    if branch.private:
        return
    dice = chance("leafage", branch.key, number)
    for i, t in enumerate((0.34, 0.5, 0.64, 0.78, 0.9)):
        start = curve.at(t)
        way = turned(curve.heading(t), -(40 + 30 * (i % 2)))
        _twig(sheet, dice, start, start + way * dice.uniform(30, 46), 7)
    _twig(sheet, dice, curve.at(0.97), curve.end + 4, 9)
    left = complex(STEM, curve.start.imag - 12)
    _twig(sheet, dice, left, left + complex(-dice.uniform(22, 32), -dice.uniform(20, 34)), 8)
    if number == 0:
        for lean in (-34, 2, 38):
            _twig(sheet, dice, complex(STEM, curve.start.imag - 46), complex(STEM, curve.start.imag - 40) + pointing(lean) * 46, 9)


def _twig(sheet: Sheet, dice, start: complex, end: complex, count: int) -> None:
    sheet.wood.append(sliver(start, end, 0.1, 4))
    heading = (end - start) / (abs(end - start) or 1)
    sheet.leaves += spray(dice, end, heading, count, length=19, spread=13, shades=(1, 2, 2, 3, 3, 4))
    sheet.leaves += spray(dice, end, heading, 4, length=23, spread=14, shades=(1,))
    sheet.circles.append((end, 26.0))


def _band(paint: Paint, curve: Curve) -> Svg:
    steps: list[str | complex] = []
    for t in (0.1, 0.13, 0.16):
        point, across = curve.at(t), curve.heading(t) * 1j
        steps += ["M", point - across * 9, "L", point + across * 9]
    return tag("path", d=path_data(*steps), stroke_width=3.4, stroke_linecap="round", **(paint("tag") | {"fill": "none"}))


def _vine(sheet: Sheet, own: list[Fruit], curve: Curve) -> None:
    """Hang fruit one below another on a twig, their words beside them."""
    x = WORDS - 40
    start = min((curve.at(t / 40) for t in range(41)), key=lambda p: abs(p.real - x))
    points = [start]
    for fruit in own:
        middle = complex(WORDS - 22, sheet.y + RADIUS + 4)
        hold = complex(x + (3 if len(points) % 2 else -3), middle.imag - RADIUS - 6)
        points.append(hold)
        sheet.facts.append(_fruit(sheet, fruit, middle, hold))
    widths = [4 - 2.6 * i / max(1, len(points) - 1) for i in range(len(points))]
    sheet.wood.append(outline(points, widths))


def _fruit(sheet: Sheet, fruit: Fruit, middle: complex, held: complex | None) -> Svg:
    """Return one fruit and its words; the page moves on below them."""
    telling, paint = sheet.telling, sheet.paint
    words = block(telling.words.kept if fruit.private else fruit.label, SIZE, ROOM, italic=fruit.private)
    note = telling.fruit_note(fruit)
    parts = [
        (draw_bud if fruit.private else draw_fruit)(paint, middle, RADIUS, held),
        set_words(words, paint, "muted" if fruit.private else "ink", x=WORDS, top=sheet.y),
    ]
    sheet.keep.append(Box(middle.real - 18, sheet.y - 4, WIDTH, sheet.y + words.height))
    sheet.y += words.height
    if note:
        smaller = block(note, 14.5, ROOM, italic=True)
        parts.append(set_words(smaller, paint, "muted", x=WORDS, top=sheet.y))
        sheet.y += smaller.height
    sheet.y = max(sheet.y, middle.imag + RADIUS) + 14
    return fact("fruit", fruit.key, telling.fruit(fruit), *parts)


def _lying(sheet: Sheet, fruit: Fruit) -> None:
    """Lay one fruit on a tuft of grass, with its words."""
    middle = complex(WORDS - 22, sheet.y + RADIUS + 2)
    foot = middle + 1j * RADIUS
    grass = path_data("M", foot - 18, "q", 18 + 3j, 38 + 0j, "M", foot - 14, "q", -4j, -4 - 9j, "M", foot + 15, "q", -4j, 4 - 10j)
    sheet.facts.append(tag("path", d=grass, stroke_width=1.5, stroke_linecap="round", **sheet.paint("grass")))
    sheet.facts.append(_fruit(sheet, fruit, middle, None))


def _top(sheet: Sheet) -> None:
    """Draw the crown of a tree that has no branch yet."""
    dice = chance("top")
    foot = complex(STEM, sheet.y + 110)
    for lean, reach in ((-38, 44), (4, 62), (44, 50), (78, 44)):
        _twig(sheet, dice, foot, foot + pointing(lean) * reach, 9)
    sheet.y += 130


def _ring(sheet: Sheet, ring: Ring) -> None:
    telling, paint = sheet.telling, sheet.paint
    x = WORDS - 24
    tick = path_data("M", complex(STEM + 12, sheet.y + 11), "H", x - 8)
    mark = path_data("M", complex(STEM + 11, sheet.y + 11), "q", -9 + 6j, -20 + 1j)
    parts = [
        tag("path", d=tick, stroke_width=1.6, **paint("bark-line")),
        tag("path", d=mark, stroke_width=2, stroke_linecap="round", **paint("grain")),
    ]
    if ring.when:
        when = block(ring.when, 14.5, ROOM)
        parts.append(set_words(when, paint, "muted", x=x, top=sheet.y + 1, font=SANS))
        sheet.y += when.height
    words = block(ring.label, SIZE, ROOM + 20)
    parts.append(set_words(words, paint, "ink", x=x, top=sheet.y))
    sheet.y += words.height + 16
    sheet.facts.append(fact("ring", ring.key, telling.ring(ring), *parts))


def _roots(sheet: Sheet, ground: float) -> float:
    """Draw each root forking from the main root to its words; return how deep the last fork lies."""
    last = ground + 60
    for root in sheet.telling.facts.roots:
        words = block(sheet.telling.root(root), SIZE, ROOM - 4, italic=root.private)
        tip = complex(WORDS - 8, sheet.y + words.height / 2 + 3)
        start = complex(STEM, tip.imag - 26)
        last = start.imag
        sheet.facts.append(_root(sheet, root, words, Curve(start, start + 22j, tip - 40, tip)))
        sheet.y += words.height + 20
    sheet.y = max(sheet.y, last + 40)
    return last


def _root(sheet: Sheet, root: Root, words: Block, curve: Curve) -> Svg:
    paint = sheet.paint
    if root.private:
        limb = tag("path", d=taper(curve, 8, 3, collar=0), stroke_width=1.6, stroke_dasharray="5 4", **paint("bud"))
    else:
        hair = curve.at(0.62)
        shape = taper(curve, 9, 2) + sliver(hair, hair + complex(14, 14), 0.15, 3)
        limb = tag("path", d=Svg(shape), **paint("bark"))
    text = set_words(words, paint, "muted" if root.private else "ink", x=WORDS, top=curve.end.imag - words.height / 2 - 3)
    return fact("root", root.key, sheet.telling.root(root), limb, text)


def _stem(sheet: Sheet, tip: float, ground: float, bottom: float) -> None:
    """Draw trunk and main root as one piece of wood, widest at the ground."""
    steps = 12
    above = [complex(STEM + (4 if i % 2 else -4) * (1 - i / steps), tip + (ground - tip) * i / steps) for i in range(steps)]
    widths = [5 + 27 * (i / steps) ** 0.8 for i in range(steps)]
    below = [complex(STEM, ground - 8), complex(STEM, ground + 8)]
    parts = max(2, round((bottom - ground) / 60))
    below += [complex(STEM + (4 if i % 2 else -4), ground + 8 + (bottom + 22 - ground - 8) * i / parts) for i in range(1, parts + 1)]
    deep = [46.0, 34.0] + [20 - 17 * i / parts for i in range(1, parts + 1)]
    sheet.wood.append(outline([*above, *below], [*widths, *deep]))
    foot = complex(STEM, ground + 4)
    for way in (-46 + 16j, -34 + 30j, 44 + 15j):
        sheet.wood.append(sliver(foot, foot + way, 0.1 if way.real > 0 else -0.1, 20))
