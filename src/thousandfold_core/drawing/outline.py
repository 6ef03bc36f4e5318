# SPDX-License-Identifier: Apache-2.0
"""A picture and its equal in words: the same facts, in the same order."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Outline:
    """One line of the list that says what the picture says.

    ``kind`` names what it is (``root``, ``branch``, ``section``); a line with
    a ``key`` is a fact and stands in the drawing as ``data-fact="kind:key"``.
    """

    text: str
    kind: str
    key: str = ""
    children: tuple[Outline, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A complete ``<svg>`` element and the outline that equals it."""

    svg: str
    outline: Outline


Fact = tuple[str, str]
"""(``kind:key``, the fact in words)."""

_FACT = re.compile(r'data-fact="([^"]*)"[^>]*><title>([^<]*)</title>')


def lines(outline: Outline) -> Iterator[Outline]:
    """Walk the outline in reading order, the outline itself first."""
    yield outline
    for child in outline.children:
        yield from lines(child)


def facts_in_outline(outline: Outline) -> set[Fact]:
    """Return every fact the outline states."""
    return {(f"{line.kind}:{line.key}", line.text) for line in lines(outline) if line.key}


def facts_in_svg(svg: str) -> set[Fact]:
    """Return every fact the drawing states, read back from its markup.

    A fact is an element with ``data-fact`` whose first child is a ``<title>``
    with the fact in words. A drawing and its outline must give equal sets
    (trust row AX-4).
    """
    return {(html.unescape(fact), html.unescape(text)) for fact, text in _FACT.findall(svg)}
