# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tags of the look: {% load look %}."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def without(context: dict[str, Any], *words: str) -> str:
    """The page's address without these words of its query, and on its first page again."""
    left = context["request"].GET.copy()
    for word in (*words, "page"):
        left.pop(word, None)
    return f"?{left.urlencode()}"


@register.simple_tag(takes_context=True)
def sorted_by(context: dict[str, Any], word: str, sort: str = "") -> str:
    """The address that sorts by a word; asked again it turns the order round."""
    left = context["request"].GET.copy()
    left.pop("page", None)
    left["sort"] = f"-{word}" if sort == word else word
    return f"?{left.urlencode()}"
