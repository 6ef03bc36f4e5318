# SPDX-License-Identifier: AGPL-3.0-or-later
"""Markdown to safe HTML. Packages may come from anywhere: nothing but plain structure passes."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_READER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
#: A run of this many signs or fewer is room for a number or one word.
SHORT_LINE = 10
_LINE = re.compile(r"_{3,}(?![^<]*>)")
_BOX = re.compile(r"[(\[] [)\]](?![^<]*>)\s*")
_PARAGRAPH_WITH_LINE = re.compile(r'<p>(?=(?:(?!</p>).)*<span class="line)', re.DOTALL)


@lru_cache(maxsize=2048)
def rendered(text: str, deeper: int = 0) -> SafeString:
    """Return a Markdown text as HTML, its headings ``deeper`` levels down (at most h6)."""
    tokens = _READER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + deeper)}"
    html = _READER.renderer.render(tokens, _READER.options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}
    )
    clean = clean.replace("<th></th>", "<td></td>")  # an empty corner heads nothing
    return mark_safe(_to_write_on(clean))  # noqa: S308 - cleaned by nh3 above


def _to_write_on(html: str) -> str:
    """Turn ``____`` into lines and ``( )`` into boxes for a pen, as wide as paper allows.

    The source draws them with signs, whose length says how much room they want.
    """
    html = _LINE.sub(_line, html).replace(
        "<li>\n<hr>\n</li>", '<li><span class="line"></span></li>'
    )
    html = _BOX.sub('<span class="tick-box"></span>', html)
    return _PARAGRAPH_WITH_LINE.sub('<p class="write">', html)


def _line(found: re.Match[str]) -> str:
    size = "" if len(found[0]) > SHORT_LINE else " short"
    return f'<span class="line{size}"></span>'
