# SPDX-License-Identifier: Apache-2.0
"""Trunk and roots of the narrow tree."""

from __future__ import annotations

from thousandfold_core.drawing.limbs import (
    Curve,
    outline,
    sliver,
    taper,
)
from thousandfold_core.drawing.svg import Svg, fact, path_data, tag
from thousandfold_core.drawing.words import SANS, Block, block, set_words
from thousandfold_exercises.me_tree.picture_facts import Ring, Root
from thousandfold_exercises.me_tree.picture_tall_sheet import (
    ROOM,
    SIZE,
    STEM,
    WORDS,
    Sheet,
)


def draw_ring(sheet: Sheet, ring: Ring) -> None:
    """Set one formative year on the sheet: its year, its words, a mark on the stem."""
    telling, paint = sheet.telling, sheet.paint
    x = WORDS - 24
    tick = path_data("M", complex(STEM + 12, sheet.y + 11), "H", x - 8)
    mark = path_data("M", complex(STEM + 11, sheet.y + 11), "q", -9 + 6j, -20 + 1j)
    parts = [
        tag("path", d=tick, stroke_width=1.6, **paint("bark-line")),
        tag("path", d=mark, stroke_width=2, stroke_linecap="round", **paint("grain")),
    ]
    if ring.when and not ring.private:
        when = block(ring.when, 14.5, ROOM)
        parts.append(set_words(when, paint, "muted", x=x, top=sheet.y + 1, font=SANS))
        sheet.y += when.height
    label = telling.words.kept if ring.private else ring.label
    words = block(label, SIZE, ROOM + 20, italic=ring.private)
    parts.append(set_words(words, paint, "muted" if ring.private else "ink", x=x, top=sheet.y))
    sheet.y += words.height + 16
    sheet.facts.append(fact("ring", ring.key, telling.ring(ring), *parts))


def draw_roots(sheet: Sheet, ground: float) -> float:
    """Draw each root forking from the main root to its words; return how deep the last fork lies."""
    last = ground + 60
    for root in sheet.telling.facts.roots:
        words = block(sheet.telling.root(root), SIZE, ROOM - 4, italic=root.private)
        tip = complex(WORDS - 8, sheet.y + words.height / 2 + 3)
        start = complex(STEM + (9 if root.private else 0), tip.imag - 26)
        last = start.imag
        sheet.facts.append(_root(sheet, root, words, Curve(start, start + 22j, tip - 40, tip)))
        sheet.y += words.height + 20
    sheet.y = max(sheet.y, last + 40)
    return last


def _root(sheet: Sheet, root: Root, words: Block, curve: Curve) -> Svg:
    paint = sheet.paint
    if root.private:
        limb = tag(
            "path",
            d=taper(curve, 8, 3, collar=0),
            stroke_width=1.6,
            stroke_dasharray="5 4",
            **paint("bud"),
        )
    else:
        hair = curve.at(0.62)
        shape = taper(curve, 9, 2) + sliver(hair, hair + complex(14, 14), 0.15, 3)
        limb = tag("path", d=Svg(shape), **paint("bark"))
    text = set_words(
        words,
        paint,
        "muted" if root.private else "ink",
        x=WORDS,
        top=curve.end.imag - words.height / 2 - 3,
    )
    return fact("root", root.key, sheet.telling.root(root), limb, text)


def draw_stem(sheet: Sheet, tip: float, ground: float, bottom: float) -> None:
    """Draw trunk and main root as one piece of wood, widest at the ground."""
    steps = 12
    above = [
        complex(STEM + (4 if i % 2 else -4) * (1 - i / steps), tip + (ground - tip) * i / steps)
        for i in range(steps)
    ]
    widths = [5 + 27 * (i / steps) ** 0.8 for i in range(steps)]
    below = [complex(STEM, ground - 8), complex(STEM, ground + 8)]
    parts = max(2, round((bottom - ground) / 60))
    below += [
        complex(STEM + (4 if i % 2 else -4), ground + 8 + (bottom + 22 - ground - 8) * i / parts)
        for i in range(1, parts + 1)
    ]
    deep = [46.0, 34.0] + [20 - 17 * i / parts for i in range(1, parts + 1)]
    sheet.wood.append(outline([*above, *below], [*widths, *deep]))
    foot = complex(STEM, ground + 4)
    for way in (-46 + 16j, -34 + 30j, 44 + 15j):
        sheet.wood.append(sliver(foot, foot + way, 0.1 if way.real > 0 else -0.1, 20))
