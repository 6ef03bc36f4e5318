# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tells that things are kept well: {% load keeping %}."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone

from thousandfold.base import linking
from thousandfold.base.keeping import backups
from thousandfold.base.models import TrailEnd

register = template.Library()


@register.simple_tag
def trail_anchor(host: Any) -> str:
    """The end of a host's trail as people write it down; empty before the first line."""
    end = TrailEnd._base_manager.filter(host=host).first()
    return linking.written(end.number, end.link) if end and end.number else ""


@register.inclusion_tag("base/_backups.html")
def last_backup() -> dict[str, Any]:
    """When a backup was last brought back to see that it works, and what is wrong with them."""
    found = backups.last_verified()
    return {
        "found": found,
        "made_at": datetime.fromisoformat(found.made_at) if found else None,
        "old": found is not None and found.is_old(timezone.now()),
        "trouble": backups.trouble(),
    }
