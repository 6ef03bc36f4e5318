# SPDX-License-Identifier: Apache-2.0
"""Small drawn things that every shape of the tree uses: tags, fruit, buds, frames."""

from __future__ import annotations

from collections.abc import Iterable

from thousandfold_core.drawing import Paint
from thousandfold_core.drawing.leaves import Leaf, leaves_path
from thousandfold_core.drawing.place import Box, around
from thousandfold_core.drawing.svg import Svg, group, join, path_data, tag
from thousandfold_core.drawing.words import SERIF, Block, set_words
from thousandfold_exercises.me_tree.picture_outline import Telling

TAG_PAD = 13.0
HOLE = 15.0


#: A picture up to this wide was drawn for a phone held upright.
NARROW = 600.0


def shape_class(width: float) -> str:
    """Return the class by which a page knows the tall shape, with its space before it."""
    return " tf-tall" if width <= NARROW else ""


def frame(
    telling: Telling, ids: str, width: float, height: float, size: float | None, *content: Svg
) -> str:
    """Return the complete ``<svg>`` with its name and description."""
    names = {"id": f"{ids}-title"}, {"id": f"{ids}-desc"}
    scale = {"width": size, "height": size * height / width} if size else {}
    return tag(
        "svg",
        tag("title", telling.title(), **names[0]),
        tag("desc", telling.summary(), **names[1]),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewbox=f"0 0 {round(width)} {round(height)}",
        class_="tf-picture tf-tree" + shape_class(width),
        role="img",
        aria_labelledby=f"{ids}-title {ids}-desc",
        font_family=SERIF,
        **scale,
    )


def paper(paint: Paint, width: float, height: float) -> Svg:
    """Return the page the picture is drawn on."""
    return tag("rect", width=round(width), height=round(height), **paint("paper"))


def draw_leaves(paint: Paint, leaves: Iterable[Leaf]) -> Svg:
    """Return one path a shade, deep shades first; in print each leaf has an edge."""
    by_shade: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        by_shade.setdefault(leaf.shade, []).append(leaf)
    edge = {"stroke": "#333333", "stroke_width": 0.6} if paint.printed else {}
    return join(
        tag("path", d=leaves_path(own), **(paint(f"leaf-{shade}") | edge))
        for shade, own in sorted(by_shade.items())
    )


def draw_clouds(paint: Paint, circles: Iterable[tuple[complex, float]]) -> Svg:
    """Return the soft shape behind the leaves: many circles as one path."""
    steps: list[str] = []
    for centre, radius in circles:
        r = round(radius)
        steps.append(
            f"M{round(centre.real) - r} {round(centre.imag)}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0z"
        )
    return tag("path", d=Svg("".join(steps)), **paint("wash")) if steps else Svg("")


def tag_box(words: Block, ask: Block | None, middle: complex) -> Box:
    """Return the room of a paper tag whose middle is given."""
    wide = max(words.width, ask.width if ask else 0) + 2 * TAG_PAD + HOLE
    return around(middle, wide, words.height + (ask.height if ask else 0) + 12)


def draw_tag(
    paint: Paint,
    words: Block,
    box: Box,
    ask: Block | None = None,
    *,
    kind: str = "tag",
    colour: str = "value",
    double: bool = False,
) -> Svg:
    """Return a paper tag: one end cut, a hole for the string, the words; doubled when protected."""
    shape = _tag_shape(box)
    look = paint(kind)
    outer = tag("path", d=shape, stroke_width=5 if double else 1.6, stroke_linejoin="round", **look)
    parts = [outer, _tag_hole(look, box)]
    if double:
        halo = {"class_": "tf-halo", "fill": "none", "stroke": look["fill"]}
        parts.insert(1, tag("path", d=shape, stroke_width=1.6, **halo))
    x = (box.left + HOLE + box.right) / 2
    high = words.height + (ask.height if ask else 0)
    top = (box.top + box.bottom - high) / 2 + 0.5
    parts.append(set_words(words, paint, colour, x=x, top=top, side="middle"))
    if ask:
        parts.append(set_words(ask, paint, "muted", x=x, top=top + words.height, side="middle"))
    return join(parts)


def _tag_shape(box: Box) -> Svg:
    cut = 10.0
    return path_data(
        "M", complex(box.left, box.top + cut), "l", complex(cut, -cut), "H", box.right - 5,
        "q", 5 + 0j, complex(5, 5), "V", box.bottom - 5, "q", 5j, complex(-5, 5),
        "H", box.left + cut, "l", complex(-cut, -cut), "z",
    )  # fmt: skip


def _tag_hole(look: dict[str, str], box: Box) -> Svg:
    ring = look | {"fill": "none"}
    return tag(
        "circle", cx=box.left + 13, cy=(box.top + box.bottom) / 2, r=3.2, stroke_width=1.3, **ring
    )


def draw_fruit(paint: Paint, middle: complex, radius: float, held: complex | None) -> Svg:
    """Return a round fruit on its stem, with a small leaf and a shine."""
    crown = middle - 1j * radius
    shine = path_data(
        "M",
        middle + complex(-radius * 0.55, -radius * 0.3),
        "q",
        complex(radius * 0.1, -radius * 0.35),
        complex(radius * 0.45, -radius * 0.38),
    )
    shade = path_data(
        "M", middle + complex(radius * 0.98, -radius * 0.1),
        "A", radius, radius, 0.0, 0.0, 1.0, middle + complex(-radius * 0.62, radius * 0.78),
        "A", radius * 1.25, radius * 1.25, 0.0, 0.0, 0.0, middle + complex(radius * 0.98, -radius * 0.1), "z",
    )  # fmt: skip
    parts = [
        tag("circle", cx=middle.real, cy=middle.imag, r=radius, **paint("fruit")),
        tag("path", d=shade, **paint("fruit-shade")),
        tag(
            "path",
            d=shine,
            stroke_width=2.6,
            stroke_linecap="round",
            **_as_line(paint, "fruit-shine"),
        ),
    ]
    if held is not None:
        stem = path_data(
            "M",
            held,
            "Q",
            complex(crown.real, held.imag + (crown.imag - held.imag) * 0.4),
            crown + 2j,
        )
        parts.insert(
            0, tag("path", d=stem, stroke_width=2.6, stroke_linecap="round", **paint("bark-line"))
        )
        parts.append(draw_leaves(paint, [Leaf(crown, complex(0.86, -0.5), radius * 0.95, 1)]))
    return group(*parts)


def _as_line(paint: Paint, name: str) -> dict[str, str]:
    """Return a colour to draw a line with."""
    look = paint(name)
    return {"fill": "none", "stroke": look["fill"]}


def draw_bud(paint: Paint, middle: complex, radius: float, held: complex | None) -> Svg:
    """Return a closed bud: something is here, and it is nobody's to read."""
    up, wide = radius * 1.35, radius * 0.95
    shape = path_data(
        "M", middle - 1j * up, "C", middle + complex(wide * 1.2, -up * 0.3), middle + complex(wide, up * 0.8),
        middle + 1j * up * 0.85, "C", middle + complex(-wide, up * 0.8), middle + complex(-wide * 1.2, -up * 0.3),
        middle - 1j * up, "z",
    )  # fmt: skip
    fold = path_data(
        "M", middle - 1j * up, "C", middle + complex(wide * 0.5, -up * 0.2), middle + complex(-wide * 0.2, up * 0.3),
        middle + complex(wide * 0.1, up * 0.85),
    )  # fmt: skip
    line = paint("bud") | {"fill": "none"}
    parts = [
        tag("path", d=shape, stroke_width=1.8, stroke_dasharray="4 3", **paint("bud")),
        tag("path", d=fold, stroke_width=1.2, stroke_dasharray="3 3", **line),
    ]
    if held is not None:
        stem = path_data("M", held, "L", middle - 1j * up)
        parts.insert(0, tag("path", d=stem, stroke_width=1.8, stroke_dasharray="4 3", **line))
    return group(*parts)
