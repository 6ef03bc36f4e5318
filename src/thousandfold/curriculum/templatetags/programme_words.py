# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words and dates in the reader's language: {% load programme_words %}."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from thousandfold.curriculum.queries import said as _said
from thousandfold.curriculum.running import part_name as _part_name

register = template.Library()


@register.filter
def said(words: Mapping[str, str]) -> str:
    """Words by language in the language of the page: {{ day.title|said }}."""
    return _said(words, get_language() or "en")


@register.filter
def part_name(part: str) -> str:
    """How a part of an activity is called: {{ slot.part|part_name }}."""
    return _part_name(part)


@register.filter
def long_date(day: date) -> str:
    """A date with its weekday: Saturday, March 14, 2026."""
    return f"{date_format(day, 'l').capitalize()}, {date_format(day, 'DATE_FORMAT')}"


@register.filter
def short_date(day: date) -> str:
    """A date without its year: March 14."""
    return date_format(day, "MONTH_DAY_FORMAT")
