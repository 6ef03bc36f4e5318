# SPDX-License-Identifier: AGPL-3.0-or-later
"""Putting a balance into words and bars."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.people.choices import Post, Sector, Side
from thousandfold_core.coalitions.balance import Balance, Share

LABELS: dict[str, Any] = {"sector": Sector, "post": Post, "side": Side}

MISSING: dict[str, Any] = {
    "sector": _("No {what} yet. Whom do you know there?"),
    "side": _("Nobody {what} yet."),
    "post": _("Nobody in the role “{what}” yet."),
}


def shares(found: Balance) -> dict[str, Any]:
    """Rows for tables with bars, and sentences for what is missing."""
    return {
        "sectors": [_row("sector", one) for one in found.sectors],
        "sides": [_row("side", one) for one in found.sides],
        "posts": [_row("post", one) for one in found.posts],
        "missing": [_sentence(kind, key) for kind, key in found.missing],
    }


def _row(kind: str, share: Share) -> dict[str, Any]:
    return {
        "key": share.key,
        "label": label(kind, share.key),
        "count": share.count,
        "total": share.total,
    }


def label(kind: str, key: str) -> str:
    """The word for a sector, a side or a post."""
    choices = LABELS[kind]
    return str(choices(key).label) if key in choices.values else key


def _sentence(kind: str, key: str) -> str:
    if (kind, key) == ("sector", Sector.GOVERNMENT):
        return str(_("No public body yet. Whom do you know there?"))
    what = label(kind, key)
    return str(MISSING[kind]).format(what=what if kind == "post" else what.lower())
