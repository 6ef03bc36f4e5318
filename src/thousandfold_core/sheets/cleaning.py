# SPDX-License-Identifier: Apache-2.0
"""Cleaning the text of a cell without changing what it says."""

from __future__ import annotations

import re
import unicodedata

# Invisible marks that copying and pasting leaves at the ends of a cell: zero-width
# spaces and joiners, byte-order marks, direction marks. Inside a cell they stay:
# joiners carry meaning in emoji and in several scripts.
INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
SPACES = "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
EDGES = SPACES + INVISIBLE

# Control characters, and code points that are no characters at all.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f]")


def drop_controls(text: str) -> str:
    """Return the text without NUL, control and non-characters (tab and line ends stay)."""
    return CONTROLS.sub("", text)


def clean_cell(text: str) -> str:
    """Return the text in NFC, trimmed of spaces and invisible marks, with ``\\n`` line ends."""
    if text.isascii() and text.isalnum():
        return text
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)).strip(EDGES)
