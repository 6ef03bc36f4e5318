# SPDX-License-Identifier: Apache-2.0
"""Branches of the narrow tree, each with its leaves and its fruit."""

from __future__ import annotations

from thousandfold_core.chance import chance
from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.leaves import spray
from thousandfold_core.drawing.limbs import (
    Curve,
    outline,
    pointing,
    sliver,
    taper,
    turned,
)
from thousandfold_core.drawing.svg import Svg, fact, path_data, tag
from thousandfold_core.drawing.words import block
from thousandfold_exercises.me_tree.picture_facts import Branch, Fruit
from thousandfold_exercises.me_tree.picture_parts import (
    draw_bud,
    draw_tag,
    tag_box,
)
from thousandfold_exercises.me_tree.picture_tall_fruit import draw_fruit_line
from thousandfold_exercises.me_tree.picture_tall_sheet import (
    RADIUS,
    STEM,
    WIDTH,
    WORDS,
    Sheet,
)


def draw_tier(sheet: Sheet, branch: Branch, number: int) -> None:
    """Draw one branch with its tag and, beneath, its fruit on a hanging twig."""
    telling, paint = sheet.telling, sheet.paint
    words = block(
        telling.words.kept if branch.private else branch.label,
        16 if branch.private else 18,
        190,
        bold=not branch.private,
        italic=branch.private,
    )
    ask = (
        block(telling.words.ask_branch, 14.5, 200, italic=True)
        if telling.asks_branch(branch)
        else None
    )
    size = tag_box(words, ask, 0j)
    level = sheet.y + 62 + size.bottom * 0.6
    dice = chance("tier", branch.key)
    end = complex(WIDTH - 46 - dice.uniform(0, 26), level - 20 - dice.uniform(0, 14))
    curve = Curve(
        complex(STEM, level + 34),
        complex(STEM + 70, level + 10),
        complex(STEM + 170, level + 14),
        end,
    )
    box = size.moved(complex(WORDS - 20 - size.left, _height_at(curve, WORDS + size.right)))
    sheet.wood.append(taper(curve, 15, 3))
    _leafage(sheet, branch, curve, number)
    sheet.keep.append(box.grown(-2))
    mark = _band(paint, curve) if branch.protected else Svg("")
    kind, colour = ("bud", "muted") if branch.private else ("tag", "value")
    bud = draw_bud(paint, end + 10, 12, None) if branch.private else Svg("")
    sheet.facts.append(
        fact(
            "branch",
            branch.key,
            telling.branch(branch),
            mark,
            bud,
            draw_tag(paint, words, box, ask, kind=kind, colour=colour, double=branch.protected),
        )
    )
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
    for i in range(8):
        t = 0.3 + 0.09 * i
        start = curve.at(t)
        way = turned(curve.heading(t), -(36 + 34 * (i % 2)))
        _twig(sheet, dice, start, start + way * dice.uniform(28, 50), 7)
    for lean in (-34, 8):
        start = curve.at(0.96)
        _twig(sheet, dice, start, start + turned(curve.heading(1), lean) * 22, 8)
    for lift in (6, 40):
        left = complex(STEM, curve.start.imag - lift)
        _twig(sheet, dice, left, left + complex(-dice.uniform(20, 32), -dice.uniform(18, 34)), 8)
    if number == 0:
        for lean in (-34, 2, 38):
            _twig(
                sheet,
                dice,
                complex(STEM, curve.start.imag - 46),
                complex(STEM, curve.start.imag - 40) + pointing(lean) * 46,
                9,
            )


def _twig(sheet: Sheet, dice, start: complex, end: complex, count: int) -> None:
    sheet.wood.append(sliver(start, end, 0.1, 4))
    heading = (end - start) / (abs(end - start) or 1)
    sheet.leaves += spray(
        dice, end, heading, count, length=20, spread=17, shades=(1, 2, 2, 3, 3, 4)
    )
    sheet.circles.append((end, 23.0))


def _band(paint: Paint, curve: Curve) -> Svg:
    steps: list[str | complex] = []
    for t in (0.1, 0.13, 0.16):
        point, across = curve.at(t), curve.heading(t) * 1j
        steps += ["M", point - across * 9, "L", point + across * 9]
    return tag(
        "path",
        d=path_data(*steps),
        stroke_width=3.4,
        stroke_linecap="round",
        **(paint("tag") | {"fill": "none"}),
    )


def _vine(sheet: Sheet, own: list[Fruit], curve: Curve) -> None:
    """Hang fruit one below another on a twig, their words beside them."""
    x = WORDS - 40
    start = min((curve.at(t / 40) for t in range(41)), key=lambda p: abs(p.real - x))
    points = [start]
    for fruit in own:
        middle = complex(WORDS - 22, sheet.y + RADIUS + 4)
        hold = complex(x + (3 if len(points) % 2 else -3), middle.imag - RADIUS - 6)
        points.append(hold)
        sheet.facts.append(draw_fruit_line(sheet, fruit, middle, hold))
    widths = [4 - 2.6 * i / max(1, len(points) - 1) for i in range(len(points))]
    sheet.wood.append(outline(points, widths))


def draw_top(sheet: Sheet) -> None:
    """Draw the crown of a tree that has no branch yet."""
    dice = chance("top")
    foot = complex(STEM, sheet.y + 110)
    for lean, reach in ((-38, 44), (4, 62), (44, 50), (78, 44)):
        _twig(sheet, dice, foot, foot + pointing(lean) * reach, 9)
    sheet.y += 130
