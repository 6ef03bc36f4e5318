# SPDX-License-Identifier: Apache-2.0
"""Lines and places in plain text, without losing a byte of it."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def keep_lines(text: str) -> list[str]:
    """Split at ``\\n`` only and keep the ends, so that joining gives ``text`` back.

    ``str.splitlines`` would also split at form feeds and U+2028, which people
    paste without knowing; they stay inside their line here.
    """
    return _LINE.findall(text)


def bare(line: str) -> str:
    """Return a line without its end and without blanks after it."""
    return line.rstrip("\r\n\t ")


def line_of_key(text: str, key: str, first: int = 1) -> int:
    """Return the line on which a TOML ``key`` is set, or ``first - 1`` if it is not.

    ``first`` is the number of the first line of ``text`` in its file.
    """
    pattern = re.compile(rf"\s*(\[+\s*)?{re.escape(key)}\s*[=\].]")
    for number, line in enumerate(keep_lines(text), start=first):
        if pattern.match(line):
            return number
    return first - 1
