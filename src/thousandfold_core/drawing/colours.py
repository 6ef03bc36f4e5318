# SPDX-License-Identifier: Apache-2.0
"""The colours of the pictures, as class names with a fill and a stroke per theme.

Each coloured element carries its class and, beside it, the plain attributes of
the theme it was drawn for. A page may override them by class (dark mode, forced
colours, print); a file that travels alone looks right without any style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark", "print"]
_THEMES: tuple[Theme, ...] = ("light", "dark", "print")


@dataclass(frozen=True)
class Colour:
    """Fill and stroke of one class: (light, dark, print) each, or nothing."""

    fill: tuple[str, str, str] | None = None
    stroke: tuple[str, str, str] | None = None


COLOURS: dict[str, Colour] = {
    "paper": Colour(fill=("#FAF7F0", "#131915", "#FFFFFF")),
    "sky": Colour(fill=("#F3F1E6", "#171F1A", "#FFFFFF")),
    "soil": Colour(fill=("#E9E0CC", "#252118", "#FFFFFF")),
    "soil-deep": Colour(fill=("#E1D5BC", "#2C271C", "#F4F4F4")),
    "soil-line": Colour(stroke=("#BCA98A", "#5E5340", "#555555")),
    "grass": Colour(stroke=("#6E9A72", "#4E7F62", "#555555")),
    "stone": Colour(fill=("#D3C5A8", "#393225", "#DDDDDD")),
    "bark": Colour(fill=("#5B4636", "#CDB7A3", "#333333")),
    "bark-line": Colour(stroke=("#5B4636", "#CDB7A3", "#333333")),
    "grain": Colour(stroke=("#8A7260", "#9C8673", "#BBBBBB")),
    "wash": Colour(fill=("#DCE8DA", "#1D2C23", "#F3F3F3")),
    "leaf-1": Colour(fill=("#1F6B49", "#2F7A58", "#777777")),
    "leaf-2": Colour(fill=("#338259", "#44966E", "#A0A0A0")),
    "leaf-3": Colour(fill=("#579F78", "#66B58C", "#C6C6C6")),
    "leaf-4": Colour(fill=("#8ABF9C", "#98D3B2", "#E6E6E6")),
    "leaf-edge": Colour(stroke=("#1F6B49", "#7FCBA5", "#333333")),
    "fruit": Colour(fill=("#B23F16", "#F59B70", "#111111")),
    "fruit-shade": Colour(fill=("#8E2F0E", "#D97A4D", "#000000")),
    "fruit-shine": Colour(fill=("#F4C9B3", "#FFE3D3", "#FFFFFF")),
    "fruit-line": Colour(
        fill=("#FAF7F0", "#131915", "#FFFFFF"), stroke=("#B23F16", "#F59B70", "#111111")
    ),
    "bud": Colour(fill=("#F3EEDF", "#1B231E", "#FFFFFF"), stroke=("#5B4636", "#CDB7A3", "#333333")),
    "tag": Colour(fill=("#FFFDF8", "#1B231E", "#FFFFFF"), stroke=("#1F6B49", "#7FCBA5", "#222222")),
    "root-tag": Colour(
        fill=("#FFFDF8", "#1B231E", "#FFFFFF"), stroke=("#5B4636", "#CDB7A3", "#222222")
    ),
    "fruit-tag": Colour(
        fill=("#FFFDF8", "#1B231E", "#FFFFFF"), stroke=("#B23F16", "#F59B70", "#222222")
    ),
    "hill-tag": Colour(
        fill=("#124632", "#A9E0C4", "#FFFFFF"), stroke=("#124632", "#A9E0C4", "#222222")
    ),
    "hill-words": Colour(fill=("#FFFFFF", "#131915", "#111111")),
    "ink": Colour(fill=("#1E2A23", "#EEEBE3", "#000000")),
    "muted": Colour(fill=("#4C5851", "#B3BBB5", "#222222")),
    "value": Colour(fill=("#124632", "#A9E0C4", "#000000")),
    "bark-words": Colour(fill=("#5B4636", "#CDB7A3", "#000000")),
    "fruit-words": Colour(fill=("#8E2F0E", "#F59B70", "#000000")),
    "leader": Colour(stroke=("#535F58", "#B3BBB5", "#333333")),
    "halo": Colour(stroke=("#FAF7F0", "#131915", "#FFFFFF")),
    "ghost": Colour(stroke=("#7A6A58", "#B9AB99", "#666666")),
    "ribbon-1": Colour(
        fill=("#124632", "#A9E0C4", "#FFFFFF"), stroke=("#124632", "#A9E0C4", "#111111")
    ),
    "ribbon-2": Colour(
        fill=("#2F7D57", "#66B58C", "#FFFFFF"), stroke=("#2F7D57", "#66B58C", "#111111")
    ),
    "ribbon-3": Colour(
        fill=("#5B7F2E", "#B8D27E", "#FFFFFF"), stroke=("#5B7F2E", "#B8D27E", "#111111")
    ),
    "ribbon-4": Colour(
        fill=("#1B5B86", "#8DC3EA", "#FFFFFF"), stroke=("#1B5B86", "#8DC3EA", "#111111")
    ),
    "ribbon-5": Colour(
        fill=("#7F5200", "#E6B75C", "#FFFFFF"), stroke=("#7F5200", "#E6B75C", "#111111")
    ),
    "ribbon-6": Colour(
        fill=("#5E4A7D", "#C4B2E3", "#FFFFFF"), stroke=("#5E4A7D", "#C4B2E3", "#111111")
    ),
    "knot": Colour(fill=("#FFFDF8", "#131915", "#FFFFFF")),
}


class Paint:
    """The brush of one theme: class names and attributes for each colour."""

    def __init__(self, theme: Theme = "light") -> None:
        self.theme = theme
        self._column = _THEMES.index(theme)

    def __call__(self, name: str) -> dict[str, str]:
        """Return ``class``, ``fill`` and ``stroke`` for one colour, ready for ``tag``."""
        colour = COLOURS[name]
        fill = colour.fill[self._column] if colour.fill else "none"
        attributes = {"class_": f"tf-{name}", "fill": fill}
        if colour.stroke:
            attributes["stroke"] = colour.stroke[self._column]
        return attributes

    @property
    def printed(self) -> bool:
        """Whether shape and tone alone must carry the meaning."""
        return self.theme == "print"


def stylesheet(theme: Theme) -> str:
    """Return the rules by which a page repaints a picture in another theme.

    A page that follows the device writes ``stylesheet("dark")`` inside
    ``@media (prefers-color-scheme: dark)``.
    """
    column = _THEMES.index(theme)
    rules = []
    for name, colour in COLOURS.items():
        fill = f"fill:{colour.fill[column]}" if colour.fill else ""
        stroke = f"stroke:{colour.stroke[column]}" if colour.stroke else ""
        rules.append(f".tf-{name}{{{';'.join(part for part in (fill, stroke) if part)}}}")
    return "\n".join(rules) + "\n"
