# SPDX-License-Identifier: Apache-2.0
"""The ground: a low hill, its layers, a few stones and tufts of grass."""

from __future__ import annotations

from thousandfold_core.chance import chance
from thousandfold_core.drawing.colours import Paint
from thousandfold_core.drawing.svg import Svg, join, path_data, tag


def hill(x: float, width: float, ground: float, fall: float = 20) -> float:
    """Return the height of the hill at ``x``; it is highest in the middle."""
    return ground + fall * (2 * x / width - 1) ** 2


def draw_ground(paint: Paint, width: float, bottom: float, ground: float, fall: float = 20) -> Svg:
    """Return soil, its layers and its surface, from edge to edge.

    It runs on level beyond both edges by a page: a wall that lets a picture
    overflow stands on one ground, and everywhere else the page cuts it off.
    """
    rim = ground + fall
    lift = complex(width / 2, ground - fall)
    soil = path_data(
        "M", complex(-width, rim), "H", 0.0, "Q", lift, complex(width, rim),
        "H", 2 * width, "V", bottom, "H", -width, "z",
    )  # fmt: skip
    line = path_data(
        "M", complex(-width, rim), "H", 0.0, "Q", lift, complex(width, rim), "H", 2 * width
    )
    depth = bottom - ground
    low = ground + depth * 0.62
    deep = path_data(
        "M", complex(-width, low), "H", 0.0,
        "C", complex(width * 0.3, low - 34), complex(width * 0.6, low + 40),
        complex(width, low - 6), "H", 2 * width, "V", bottom, "H", -width, "z",
    )  # fmt: skip
    return join(
        (
            tag("path", d=soil, **paint("soil")),
            tag("path", d=deep, **paint("soil-deep")),
            _stones(paint, width, ground + 60, bottom - 20),
            tag("path", d=line, stroke_width=1.5, **paint("soil-line")),
            _tufts(paint, width, ground, fall),
        )
    )


def _stones(paint: Paint, width: float, top: float, bottom: float) -> Svg:
    dice = chance("stones", round(width))
    steps: list[str | complex] = []
    for _ in range(16):
        x, y, r = dice.uniform(10, width - 30), dice.uniform(top, bottom), dice.uniform(2.5, 6)
        steps += [
            "M",
            complex(x, y),
            "q",
            complex(r, -r),
            complex(2.4 * r, 0),
            "q",
            complex(-r, 0.9 * r),
            complex(-2.4 * r, 0),
            "z",
        ]
    return tag("path", d=path_data(*steps), **paint("stone"))


def _tufts(paint: Paint, width: float, ground: float, fall: float) -> Svg:
    dice = chance("tufts", round(width))
    steps: list[str | complex] = []
    count = round(width / 64)
    for i in range(count):
        x = width * (i + dice.uniform(0.1, 0.9)) / count
        foot = complex(x, hill(x, width, ground, fall) + 1)
        for lean in (-5, 0, 6):
            high = dice.uniform(7, 15)
            steps += [
                "M",
                complex(round(foot.real + lean / 2), round(foot.imag)),
                "q",
                complex(0, -round(high * 0.6)),
                complex(lean, -round(high)),
            ]
    return tag(
        "path", d=path_data(*steps), stroke_width=1.4, stroke_linecap="round", **paint("grass")
    )
