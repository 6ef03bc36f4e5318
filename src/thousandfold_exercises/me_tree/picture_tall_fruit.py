# SPDX-License-Identifier: Apache-2.0
"""Fruit on the narrow page, hanging or lying."""

from __future__ import annotations

from thousandfold_core.drawing.place import Box
from thousandfold_core.drawing.svg import Svg, fact, path_data, tag
from thousandfold_core.drawing.words import block, set_words
from thousandfold_exercises.me_tree.picture_facts import Fruit
from thousandfold_exercises.me_tree.picture_parts import (
    draw_bud,
    draw_fruit,
)
from thousandfold_exercises.me_tree.picture_tall_sheet import (
    RADIUS,
    ROOM,
    SIZE,
    WIDTH,
    WORDS,
    Sheet,
)


def draw_fruit_line(sheet: Sheet, fruit: Fruit, middle: complex, held: complex | None) -> Svg:
    """Return one fruit and its words; the page moves on below them."""
    telling, paint = sheet.telling, sheet.paint
    words = block(
        telling.words.kept if fruit.private else fruit.label, SIZE, ROOM, italic=fruit.private
    )
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


def draw_lying(sheet: Sheet, fruit: Fruit) -> None:
    """Lay one fruit on a tuft of grass, with its words."""
    middle = complex(WORDS - 22, sheet.y + RADIUS + 2)
    foot = middle + 1j * RADIUS
    grass = path_data(
        "M",
        foot - 18,
        "q",
        18 + 3j,
        38 + 0j,
        "M",
        foot - 14,
        "q",
        -4j,
        -4 - 9j,
        "M",
        foot + 15,
        "q",
        -4j,
        4 - 10j,
    )
    sheet.facts.append(
        tag("path", d=grass, stroke_width=1.5, stroke_linecap="round", **sheet.paint("grass"))
    )
    sheet.facts.append(draw_fruit_line(sheet, fruit, middle, None))
