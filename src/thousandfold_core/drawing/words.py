# SPDX-License-Identifier: Apache-2.0
"""Lines of text: wrapping in any script, and setting as SVG."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from thousandfold_core.drawing.colours import Paint
from thousandfold_core.drawing.measure import cluster_width, clusters, is_rtl, width
from thousandfold_core.drawing.svg import Svg, Value, clean, join, tag

Side = Literal["left", "middle", "right"]

SERIF = "Iowan Old Style, Palatino, Georgia, Noto Serif, serif"
SANS = "system-ui, Segoe UI, Roboto, Noto Sans, sans-serif"

_NO_LINE_START = frozenset("。、，．！？：；）」』】》〉·…,.!?:;)]}»”’%")
_NO_LINE_END = frozenset("（「『【《〈([{«“‘")


@dataclass(frozen=True)
class Block:
    """Wrapped words with the room they take."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    italic: bool = False
    leading: float = 1.3

    @property
    def width(self) -> float:
        """The widest line, in the picture's units."""
        return max((width(line, self.size, bold=self.bold) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """All lines together."""
        return len(self.lines) * self.size * self.leading

    @property
    def rtl(self) -> bool:
        """Whether the words run right to left."""
        return is_rtl(" ".join(self.lines))


def block(
    text: str, size: float, room: float, *, bold: bool = False, italic: bool = False
) -> Block:
    """Return the words wrapped into the room, in lines of even length.

    The fewest lines are found first; then the room is narrowed as long as the
    number of lines stays, so that no single word is left on the last line.
    """
    scale = size * (1.11 if bold else 1.0)
    ems = room / scale
    pieces = _pieces(clean(text), ems)
    lines = _fill(pieces, ems)
    low, high = ems * 0.45, ems
    for _ in range(6):
        middle = (low + high) / 2
        tried = _fill(pieces, middle)
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return Block(tuple(lines), size, bold, italic)


def _pieces(text: str, ems: float) -> list[tuple[str, float, bool]]:
    """Return what may not be broken: (text, width in em, whether a space precedes it)."""
    pieces: list[tuple[str, float, bool]] = []
    for word in text.split(" "):
        for index, part in enumerate(_breakable(word, ems)):
            pieces.append((part, sum(map(cluster_width, clusters(part))), index == 0))
    return pieces


def _breakable(word: str, ems: float) -> list[str]:
    """Split one word where its script allows; wider than the room, at hyphens or anywhere."""
    signs = clusters(word)
    too_wide = sum(map(cluster_width, signs)) > ems
    if too_wide and "-" in word[1:-1]:
        head, _, tail = word[1:].partition("-")
        return _breakable(f"{word[0]}{head}-", ems) + _breakable(tail, ems)
    parts: list[str] = []
    for sign in signs:
        glue = parts and (sign in _NO_LINE_START or parts[-1][-1:] in _NO_LINE_END)
        alone = too_wide or _stands_alone(sign) or (parts and _stands_alone(parts[-1][-1]))
        if parts and (glue or not alone):
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _stands_alone(sign: str) -> bool:
    return unicodedata.east_asian_width(sign[0]) in ("W", "F")


def _fill(pieces: list[tuple[str, float, bool]], ems: float) -> list[str]:
    lines: list[str] = []
    used = 0.0
    for text, wide, spaced in pieces:
        gap = 0.33 if spaced else 0.0
        if lines and used + gap + wide <= ems:
            lines[-1] += (" " if spaced else "") + text
            used += gap + wide
        else:
            lines.append(text)
            used = wide
    return lines


def set_words(
    words: Block,
    paint: Paint,
    colour: str,
    *,
    x: float,
    top: float,
    side: Side = "left",
    font: str | None = None,
    **attributes: Value,
) -> Svg:
    """Return the block as text, its first line starting below ``top``.

    ``side`` says which edge of the words stands at ``x``, whatever their
    direction. Each line is isolated, so that mixed directions stay inside it.
    """
    look = paint(colour) | {
        "font_size": words.size,
        "font_weight": "700" if words.bold else None,
        "font_style": "italic" if words.italic else None,
        "font_family": font,
        "text_anchor": _anchor(side, words.rtl),
        "direction": "rtl" if words.rtl else None,
        "unicode_bidi": "isolate" if words.rtl else None,
    }
    step = words.size * words.leading
    first = top + words.size * 1.0
    if len(words.lines) == 1:
        return tag("text", words.lines[0], x=x, y=first, **(look | attributes))
    spans = join(
        tag("tspan", line, x=x, y=first + step * index) for index, line in enumerate(words.lines)
    )
    return tag("text", spans, **(look | attributes))


def _anchor(side: Side, rtl: bool) -> str | None:
    """Return the anchor that puts the seen edge at x; text running left starts at its right."""
    if side == "middle":
        return "middle"
    return "end" if (side == "right") != rtl else None
