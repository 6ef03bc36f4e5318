# SPDX-License-Identifier: Apache-2.0
"""Contested fruit: between two trees, in a ring that is half whole and half broken."""

from __future__ import annotations

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.place import paper
from thousandfold_core.drawing.svg import Svg, join, path_data, tag
from thousandfold_core.drawing.words import set_words
from thousandfold_exercises.forest.picture_hanging import Hanging
from thousandfold_exercises.forest.picture_plan import Plan


def draw_contested(paint: Paint, plan: Plan, hanging: Hanging) -> tuple[Svg, Svg, Svg]:
    """Return the twig it hangs from, the fruit in its split ring, and its paper tag."""
    return _twig(paint, plan, hanging), _fruit(paint, hanging), _tag(paint, hanging)


def _twig(paint: Paint, plan: Plan, hanging: Hanging) -> Svg:
    """Return a twig bowed between the two crowns, and the stem down to the fruit."""
    up = 70 * plan.scale
    left = complex(hanging.left, plan.crown_foot(hanging.left) - up)
    right = complex(hanging.right, plan.crown_foot(hanging.right) - up)
    low = complex(hanging.middle.real, max(left.imag, right.imag) + 16)
    d = path_data(
        "M",
        left,
        "Q",
        (left + low) / 2 + 14j,
        low,
        "Q",
        (right + low) / 2 + 14j,
        right,
        "M",
        low,
        "L",
        hanging.middle - 16j,
    )
    return tag("path", d=d, stroke_width=2.6, stroke_linecap="round", **paint("bark-line"))


def _fruit(paint: Paint, hanging: Hanging) -> Svg:
    m, r = hanging.middle, 23.0
    look = paint("fruit-line") | {"fill": "none", "stroke_width": 4}
    whole = path_data("M", m - 1j * r, "A", r, r, 0.0, 0.0, 1.0, m + 1j * r)
    broken = path_data("M", m + 1j * r, "A", r, r, 0.0, 0.0, 1.0, m - 1j * r)
    return join(
        (
            tag("circle", cx=m.real, cy=m.imag, r=r + 3, **paint("paper")),
            tag("circle", cx=m.real, cy=m.imag, r=15, **paint("fruit")),
            tag("path", d=whole, **look),
            tag("path", d=broken, stroke_dasharray="4 5.5", **look),
        )
    )


def _tag(paint: Paint, hanging: Hanging) -> Svg:
    box = hanging.box
    x = (box.left + box.right) / 2
    parts = [
        paper(box, rx=8, stroke_width=1.4, **paint("fruit-tag")),
        set_words(hanging.words, paint, "ink", x=x, top=box.top + 6, side="middle"),
    ]
    if hanging.note:
        top = box.top + 6 + hanging.words.height
        parts.append(set_words(hanging.note, paint, "fruit-words", x=x, top=top, side="middle"))
    return join(parts)
