# SPDX-License-Identifier: Apache-2.0
"""The labels of ribbons and shared roots."""

from __future__ import annotations

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.place import paper
from thousandfold_core.drawing.svg import Svg, join, tag
from thousandfold_core.drawing.words import SANS, set_words
from thousandfold_exercises.forest.picture_plan import Plate


def draw_plate(paint: Paint, plate: Plate, *, kind: str, colour: str) -> Svg:
    """Return a label: its words, and its number beside them."""
    box = plate.box
    size = plate.words.size
    corner = min(18.0, (box.bottom - box.top) / 2)
    sheet = paper(box, rx=corner, stroke_width=1.8, **paint(kind))
    if len(plate.words.lines) == 1:
        return join((sheet, _one_line(paint, plate, colour)))
    left = box.left + size * 0.8
    parts = [
        sheet,
        set_words(
            plate.words,
            paint,
            colour,
            x=left + plate.words.width / 2,
            top=(box.top + box.bottom - plate.words.height) / 2 - size * 0.1,
            side="middle",
        ),
    ]
    if plate.count:
        top = (box.top + box.bottom - plate.count.height) / 2
        parts.append(
            set_words(
                plate.count,
                paint,
                colour,
                x=box.right - size * 0.8,
                top=top + 0.5,
                side="right",
                font=SANS,
            )
        )
    return join(parts)


def _one_line(paint: Paint, plate: Plate, colour: str) -> Svg:
    """Return words and number as one centred line, so that they sit well in any font."""
    box, words = plate.box, plate.words
    number = (
        tag(
            "tspan",
            plate.count.lines[0],
            dx=words.size * (-0.6 if words.rtl else 0.6),
            font_weight="400",
            font_family=SANS,
            font_size=plate.count.size,
        )
        if plate.count
        else Svg("")
    )
    rtl = {"direction": "rtl", "unicode_bidi": "isolate"} if words.rtl else {}
    y = (box.top + box.bottom) / 2 + words.size * 0.35
    return tag(
        "text",
        tag("tspan", words.lines[0]),
        number,
        x=(box.left + box.right) / 2,
        y=y,
        font_size=words.size,
        font_weight="700",
        text_anchor="middle",
        **rtl,
        **paint(colour),
    )
