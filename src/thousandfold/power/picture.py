# SPDX-License-Identifier: AGPL-3.0-or-later
"""The seats: an arc of equal seats, held ones filled, with the thresholds as lines.

Every fact of the drawing is a row of the table beside it.
"""

from __future__ import annotations

import cmath
from dataclasses import dataclass
from math import pi

from thousandfold_core.drawing.colours import Paint
from thousandfold_core.drawing.svg import Svg, fact, tag

WIDTH, HEIGHT = 720, 330


@dataclass(frozen=True)
class ArcSeat:
    """One seat of the arc: its label, whether somebody of ours holds it, the fact in words."""

    label: str
    held: bool
    fact: str


def draw_seats(seats: list[ArcSeat], lines: list[tuple[int, str, str]], title: str) -> Svg:
    """Draw the arc. ``lines`` are (number of seats needed, a short label, the fact in words), drawn after that many seats.

    Held seats come first from the left, so that the distance to each line can be
    seen; the seats are equal and unnamed.
    """
    paint = Paint()
    ordered = sorted(seats, key=lambda seat: not seat.held)
    rows = 1 if len(ordered) <= 20 else 2 if len(ordered) <= 44 else 3
    spots = _spots(len(ordered), rows)
    radius = _radius(len(ordered), rows)
    drawn = [_seat(paint, spot, one, radius) for spot, one in zip(spots, ordered, strict=True)]
    marks = [
        _line(paint, count, len(ordered), short, words)
        for count, short, words in lines
        if count <= len(ordered)
    ]
    return tag(
        "svg",
        tag("title", title),
        *marks,
        *drawn,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        class_="tf-seats",
        xmlns="http://www.w3.org/2000/svg",
    )


def _spots(count: int, rows: int) -> list[complex]:
    found: list[tuple[float, complex]] = []
    for row in range(rows):
        share = count // rows + (1 if row < count % rows else 0)
        for place in range(share):
            turn = (place + 0.5) / share
            found.append((turn, _at(turn, 270 - row * 46)))
    return [spot for _, spot in sorted(found, key=lambda pair: pair[0])]


def _at(turn: float, radius: float) -> complex:
    return complex(WIDTH / 2, HEIGHT - 30) + cmath.rect(radius, pi + turn * pi)


def _radius(count: int, rows: int) -> float:
    """As large as their number allows: the signs must be readable on a phone."""
    return round(max(13, min(27, 350 / count)) if rows == 1 else 13, 1)


def _seat(paint: Paint, spot: complex, seat: ArcSeat, radius: float) -> Svg:
    colour = paint("hill-tag") if seat.held else {**paint("tag"), "stroke_width": "2"}
    circle = tag(
        "circle",
        cx=round(spot.real, 1),
        cy=round(spot.imag, 1),
        r=radius,
        **colour,
    )
    words = paint("hill-words") if seat.held else paint("ink")
    name = tag(
        "text",
        seat.label,
        x=round(spot.real, 1),
        y=round(spot.imag + radius * 0.28, 1),
        text_anchor="middle",
        font_size=round(max(13, radius * 0.8), 1),
        font_family="system-ui, sans-serif",
        **words,
    )
    return fact("seat", seat.label or "other", seat.fact, circle, name)


def _line(paint: Paint, count: int, total: int, short: str, words: str) -> Svg:
    turn = count / total
    inner, outer = _at(turn, 140), _at(turn, 296)
    line = tag(
        "line",
        x1=round(inner.real, 1),
        y1=round(inner.imag, 1),
        x2=round(outer.real, 1),
        y2=round(outer.imag, 1),
        stroke_width=2,
        stroke_dasharray="6 5",
        **paint("fruit-line"),
    )
    name = tag(
        "text",
        short,
        x=round(inner.real, 1),
        y=round(inner.imag + 26, 1),
        text_anchor="middle",
        font_size=22,
        font_family="system-ui, sans-serif",
        **paint("fruit-words"),
    )
    return fact("needs", str(count), words, line, name)
