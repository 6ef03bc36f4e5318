"""Drawings on pages: what each states stands in words on the same page."""

from __future__ import annotations

import html
import re

from thousandfold_core.drawing import facts_in_svg

DRAWING = re.compile(r"<svg\b.*?</svg>", re.S)
TAG = re.compile(r"<[^>]+>")
#: Signs beside words and squares to scan state no facts.
LETTERED = re.compile(r"<text\b")
LETTERS = re.compile(r"<text\b.*?</text>", re.S)


def drawings(page: str) -> list[str]:
    """Every drawing with letters or facts in it; icons and squares to scan have none."""
    return [one for one in DRAWING.findall(page) if LETTERED.search(one) or facts_in_svg(one)]


def only_drawn(page: str) -> list[str]:
    """What a page says in a drawing alone: facts, or letters of a drawing without any, that stand
    nowhere in its words."""
    words = _plain(DRAWING.sub(" ", page))
    said = {text for one in drawings(page) for text in _said_by(one)}
    return [f"only drawn: {text}" for text in sorted(said) if _same(text) not in words]


def _said_by(drawing: str) -> list[str]:
    facts = [text for _key, text in facts_in_svg(drawing)]
    return facts or [_plain(one) for one in LETTERS.findall(drawing)]


def _plain(markup: str) -> str:
    return _same(html.unescape(TAG.sub(" ", markup)))


def _same(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
