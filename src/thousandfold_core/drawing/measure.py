# SPDX-License-Identifier: Apache-2.0
"""How wide words are, without a font at hand.

Widths are estimates on the wide side (the broadest common system serif), so
that a real font leaves room rather than runs over. One em is the font size.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SERIF = {
    0.30: "'|ijl",
    0.33: ' ,.;:/\\·’‘"',
    0.40: "!()[]ftI-J",
    0.50: "*`_rs?–“”",
    0.57: "cvxyz",
    0.61: "aekoß",
    0.65: "bdghnpqu0123456789${}đ",
    0.70: "FLPSYZT",
    0.77: "ABCEKRVX",
    0.86: "DGHNOQUw+<>=~^#&",
    0.97: "mæ%",
    1.04: "MW@œ—…",
}
_WIDTHS = {ch: width for width, chars in _SERIF.items() for ch in chars}
_BLOCKS: tuple[tuple[int, int, float], ...] = (
    (0x0370, 0x03FF, 0.66),  # Greek
    (0x0400, 0x052F, 0.74),  # Cyrillic
    (0x0530, 0x058F, 0.70),  # Armenian
    (0x0590, 0x05FF, 0.60),  # Hebrew
    (0x0600, 0x08FF, 0.62),  # Arabic
    (0x0900, 0x0DFF, 0.75),  # Indic scripts
    (0x0E00, 0x0EFF, 0.70),  # Thai, Lao
    (0x0F00, 0x109F, 0.75),  # Tibetan, Burmese
    (0x1200, 0x139F, 0.85),  # Ethiopic
    (0x1780, 0x17FF, 0.85),  # Khmer
    (0x2190, 0x2BFF, 1.10),  # arrows and signs
    (0xFB50, 0xFEFC, 0.62),  # Arabic forms
    (0x1F000, 0x1FBFF, 1.30),  # emoji
)
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


@lru_cache(maxsize=4096)
def advance(ch: str) -> float:
    """Return the width of one character in em; marks that sit on another take none."""
    if ch in _WIDTHS:
        return _WIDTHS[ch]
    if (
        ch in _JOINERS
        or unicodedata.combining(ch)
        or unicodedata.category(ch) in ("Mn", "Me", "Cf")
    ):
        return 0.0
    if unicodedata.east_asian_width(ch) in ("W", "F") and ord(ch) < 0x1F000:
        return 1.0
    for first, last, width in _BLOCKS:
        if first <= ord(ch) <= last:
            return width
    base = unicodedata.normalize("NFD", ch)[0]
    return advance(base) if base != ch else (0.78 if ch.isupper() else 0.66)


def clusters(text: str) -> list[str]:
    """Split text into what a reader sees as single signs.

    Marks, joined emoji, skin tones and flags stay with the sign they belong to,
    so that a line is never broken inside one.
    """
    parts: list[str] = []
    for ch in text:
        if parts and _belongs(parts[-1], ch):
            parts[-1] += ch
        else:
            parts.append(ch)
    return parts


def _belongs(before: str, ch: str) -> bool:
    if before.endswith("\u200d") or ch in _JOINERS or "\U0001f3fb" <= ch <= "\U0001f3ff":
        return True
    if unicodedata.category(ch) in ("Mn", "Me", "Mc"):
        return True
    flag = "\U0001f1e6" <= ch <= "\U0001f1ff"
    return flag and len(before) == 1 and "\U0001f1e6" <= before <= "\U0001f1ff"


def cluster_width(cluster: str) -> float:
    """Return the width of one sign in em: a joined emoji is as wide as its widest part."""
    if "\u200d" in cluster or "\U0001f1e6" <= cluster[0] <= "\U0001f1ff":
        return max(advance(ch) for ch in cluster)
    return sum(0.0 if "\U0001f3fb" <= ch <= "\U0001f3ff" else advance(ch) for ch in cluster)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the estimated width of a line in the picture's units."""
    ems = sum(cluster_width(cluster) for cluster in clusters(text))
    return ems * size * (1.11 if bold else 1.0)


def is_rtl(text: str) -> bool:
    """Tell whether the first letter with a direction runs right to left."""
    for ch in text:
        direction = unicodedata.bidirectional(ch)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
