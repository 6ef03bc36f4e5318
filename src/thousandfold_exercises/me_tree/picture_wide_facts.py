# SPDX-License-Identifier: Apache-2.0
"""The facts of the wide tree, each with its words: roots, fruit, branches."""

from __future__ import annotations

from itertools import pairwise

from thousandfold_core.drawing import Paint, crowns
from thousandfold_core.drawing.limbs import sliver, taper, turned
from thousandfold_core.drawing.place import Box
from thousandfold_core.drawing.svg import Svg, fact, join, path_data, tag
from thousandfold_core.drawing.words import Block, set_words
from thousandfold_exercises.me_tree import picture_fruit as fruits
from thousandfold_exercises.me_tree.picture_facts import Branch
from thousandfold_exercises.me_tree.picture_outline import Telling
from thousandfold_exercises.me_tree.picture_parts import (
    draw_bud,
    draw_fruit,
    draw_tag,
)
from thousandfold_exercises.me_tree.picture_roots import FORKED, RootRun
from thousandfold_exercises.me_tree.picture_wide_plan import (
    Page,
    Wide,
    ask_words,
    band_points,
)


def roots(paint: Paint, telling: Telling, it: Wide) -> list[Svg]:
    """Return a group for each root: its hairs, and its words at the tip."""
    out = []
    for run in it.roots.runs:
        root, words = it.facts.roots[run.index], it.root_words[run.index]
        if root.private:
            limb = tag(
                "path",
                d=taper(run.curve, 9, 3, collar=0),
                stroke_width=1.8,
                stroke_dasharray="5 4",
                **paint("bud"),
            )
        else:
            limb = tag(
                "path",
                d=Svg(taper(run.curve, run.thick, 2.5, collar=0.25) + _hairs(run)),
                **paint("bark"),
            )
        text = set_words(
            words,
            paint,
            "muted" if root.private else "ink",
            x=run.words_at.real,
            top=run.words_at.imag,
            side="middle",
        )
        out.append(fact("root", root.key, telling.root(root), limb, text))
    return out


def _hairs(run: RootRun) -> str:
    """Return the fine side roots of one root; a forked one has its words too near for them."""
    out = []
    for t, side in ((0.5, 1), (0.66, -1), (0.8, 1)) if run.thick > FORKED else ():
        start = run.curve.at(t)
        way = turned(run.curve.heading(t), side * 38)
        out.append(
            sliver(start, start + way * (26 + 30 * (1 - t)), side * 0.14, run.thick * 0.2 + 1)
        )
    return "".join(out)


def one_fruit(paint: Paint, telling: Telling, hung: fruits.Hung, page: Page) -> Svg:
    """Return one fruit with its words in the margin and the dotted line between them."""
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
        parts.append(
            set_words(w.note, paint, "muted", x=x, top=hung.top + w.words.height, side=side)
        )
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
            tag(
                "path",
                d=d,
                stroke_width=1.8,
                stroke_dasharray="0.1 5",
                stroke_linecap="round",
                **paint("leader"),
            ),
        )
    )


def branches(paint: Paint, telling: Telling, it: Wide) -> list[Svg]:
    """Return a group for each branch: its paper tag, a bud if it is private, a band if protected."""
    out = []
    for branch, bough, (words, box) in zip(it.facts.branches, it.boughs, it.tags, strict=False):
        out.append(
            fact(
                "branch",
                branch.key,
                telling.branch(branch),
                *_branch(paint, telling, branch, bough, words, box),
            )
        )
    return out


def _branch(
    paint: Paint, telling: Telling, branch: Branch, bough: crowns.Bough, words: Block, box: Box
) -> list[Svg]:
    if branch.private:
        bud = draw_bud(paint, bough.curve.end + bough.curve.heading(1) * 12, 15, None)
        return [bud, draw_tag(paint, words, box, kind="bud", colour="muted")]
    parts = []
    if branch.protected:
        parts.append(_band(paint, bough, box))
    ask = ask_words(telling, branch)
    parts.append(draw_tag(paint, words, box, ask, double=branch.protected))
    return parts


def _band(paint: Paint, bough: crowns.Bough, box: Box) -> Svg:
    """Return the woven band around a protected branch, just beyond its tag."""
    points = band_points(bough, box)
    steps: list[str | complex] = []
    for point, after in pairwise(points):
        across = (after - point) / (abs(after - point) or 1) * 1j
        half = 5 + bough.thick * 0.2
        steps += ["M", point - across * half, "L", point + across * half]
    return tag(
        "path",
        d=path_data(*steps),
        stroke_width=3.6,
        stroke_linecap="round",
        **(paint("tag") | {"fill": "none"}),
    )
