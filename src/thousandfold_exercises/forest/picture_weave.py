# SPDX-License-Identifier: Apache-2.0
"""The weave: ribbons over the branches that joined them, and roots that meet underground."""

from __future__ import annotations

from math import sin

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.leaves import Leaf
from thousandfold_core.drawing.limbs import sliver, smooth, turned
from thousandfold_core.drawing.svg import Svg, join, path_data, tag
from thousandfold_exercises.forest.picture_page import Page
from thousandfold_exercises.forest.picture_plan import Band, Plan

DASHES = (None, "14 5", "2 5", "9 4 2 4", "5 3", "1 4")


def ribbon_y(page: Page, band: Band, x: float) -> float:
    """Return the height of a ribbon at ``x``: an arch with a breath of wave."""
    wave = 2.5 * sin(x / 74 + band.level) if not page.narrow else 0.0
    return band.level + page.bend(x, page.arch) + wave


def root_y(page: Page, band: Band, x: float) -> float:
    """Return the depth of a shared root at ``x``: it hangs through in the middle."""
    return band.level - page.bend(x, page.arch * 0.35) + 1.6 * sin(x / 41 + band.level)


def _line(page: Page, band: Band, where, left: float, right: float) -> list[complex]:
    steps = max(3, round((right - left) / 64))
    xs = [left + (right - left) * i / steps for i in range(steps + 1)]
    return [complex(x, where(page, band, x)) for x in xs]


def draw_ribbon(paint: Paint, plan: Plan, band: Band, number: int) -> Svg:
    """Return one ribbon with swallow-tail ends and a knot at each tree that joined."""
    page = plan.page
    half = (4.0 if page.narrow else 6.5) + (2.5 if band.strand.whole else 0)
    line = _line(page, band, ribbon_y, band.left, band.right)
    over = [p - 1j * half for p in line]
    under = [p + 1j * half for p in line][::-1]
    notch = half * 1.5
    shape = path_data(
        "M",
        over[0],
        *smooth(over),
        "L",
        line[-1] - notch,
        "L",
        under[0],
        *smooth(under),
        "L",
        line[0] + notch,
        "z",
    )
    look = paint(f"ribbon-{number % 6 + 1}")
    if paint.printed:
        stripe = tag(
            "path",
            d=path_data("M", line[0], *smooth(line)),
            stroke_width=half,
            stroke_dasharray=DASHES[number % 6],
            **(look | {"fill": "none"}),
        )
        return join(
            (
                tag("path", d=shape, stroke_width=1.4, **look),
                stripe,
                _knots(paint, plan, band, look),
            )
        )
    return join(
        (tag("path", d=shape, **(look | {"stroke": None})), _knots(paint, plan, band, look))
    )


def _knots(paint: Paint, plan: Plan, band: Band, look: dict[str, str]) -> Svg:
    if not band.xs:
        return Svg("")
    r = 4.6 if plan.page.narrow else 8.5
    steps: list[str | complex | float] = []
    for x in band.xs:
        y = ribbon_y(plan.page, band, x)
        steps += [
            "M",
            complex(x - r, y),
            "a",
            r,
            r,
            0.0,
            1.0,
            0.0,
            complex(2 * r, 0),
            "a",
            r,
            r,
            0.0,
            1.0,
            0.0,
            complex(-2 * r, 0),
        ]
    d = path_data(*steps)
    return tag(
        "path",
        d=d,
        stroke_width=2.2 if plan.page.narrow else 3.6,
        class_=look["class_"],
        fill=paint("knot")["fill"],
        stroke=look["stroke"],
    )


def draw_risers(paint: Paint, plan: Plan, quiet: set[str]) -> tuple[Svg, list[Leaf]]:
    """Return the branches that rise from the crowns to the ribbons, and their leaves."""
    loud: list[str] = []
    soft: list[str] = []
    leaves: list[Leaf] = []
    for tree, x in plan.xs.items():
        levels = [ribbon_y(plan.page, b, x) for b in plan.ribbons if tree in b.strand.trees]
        if not levels:
            continue
        start, end = complex(x, plan.crown_foot(x) - 120 * plan.scale), complex(x, min(levels) - 5)
        sway = (1 if round(x) % 2 else -1) * 7 / max(60.0, abs(end - start))
        thick = 2.4 if plan.page.narrow else 3 + 3 * plan.scale
        (soft if tree in quiet else loud).append(sliver(start, end, sway, thick))
        if tree not in quiet:
            leaves += _sprigs(plan, x, end, plan.crown_foot(x) - 235 * plan.scale)
    return join(
        (
            tag("path", d=Svg("".join(soft)), opacity=0.22, **paint("bark")) if soft else Svg(""),
            tag("path", d=Svg("".join(loud)), **paint("bark")) if loud else Svg(""),
        )
    ), leaves


def _sprigs(plan: Plan, x: float, end: complex, low: float) -> list[Leaf]:
    size = 9.0 if plan.page.narrow else 10 + 13 * plan.scale
    out = [Leaf(end, turned(-1j, lean), size, shade) for lean, shade in ((-46, 2), (48, 3), (2, 1))]
    y, side = end.imag + 22, 1
    while y < low and not plan.page.narrow:
        out.append(Leaf(complex(x, y), turned(-1j, side * 62), size * 0.9, 2 if side > 0 else 3))
        y, side = y + 25, -side
    return out


def draw_shared_root(paint: Paint, plan: Plan, band: Band, place: int, among: int) -> Svg:
    """Return one shared root: it runs level, and the roots of its trees turn into it."""
    page = plan.page
    line = _line(
        page,
        band,
        root_y,
        band.left + (0 if band.strand.whole else 30),
        band.right - (0 if band.strand.whole else 30),
    )
    thick = 3.0 if page.narrow else 5.0
    strokes = {"stroke_linecap": "round", **paint("bark-line")}
    parts = [
        tag(
            "path",
            d=path_data("M", line[0], *smooth(line)),
            stroke_width=thick * (1.5 if band.strand.whole else 1),
            **strokes,
        )
    ]
    ways = [_way_down(plan, band, x, place, among) for x in band.xs]
    if ways:
        parts.append(tag("path", d=Svg("".join(ways)), stroke_width=thick * 0.62, **strokes))
    return join(parts)


def _way_down(plan: Plan, band: Band, x: float, place: int, among: int) -> Svg:
    """Return the root of one tree, from its foot to the shared one, bending towards the label."""
    narrow = plan.page.narrow
    shift = (place - (among - 1) / 2) * (2.2 if narrow else 6)
    middle = (band.plate.box.left + band.plate.box.right) / 2
    way = 1 if x < middle else -1
    reach = 9 if narrow else 34
    edge_low, edge_high = min(band.xs), max(band.xs)
    if not edge_low <= x + way * reach <= edge_high:
        way = -way
    end_x = x + way * reach
    end = complex(end_x, root_y(plan.page, band, end_x))
    start = complex(x + shift, plan.hill(x) + 2)
    drop = end.imag - start.imag
    return path_data(
        "M", start, "C", start + complex(shift, drop * 0.5), complex(x + shift, end.imag - 4), end
    )
