# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys whose owner is deleted: destroyed a month later, whichever way the row went.

So what a backup of last year still holds of somebody long deleted opens nowhere. The month
leaves time to bring back a backup after a mistake (docs/decisions/0090).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.db import models

from thousandfold.base import keystore
from thousandfold.base.models import Host
from thousandfold.base.scope import every_host

#: Days that a key outlives its owner's row.
DAYS = 30
#: Keys looked at together.
PART = 500
log = logging.getLogger("thousandfold.keys")


def look_over_keys(*, at: datetime) -> int:
    """Once a day, destroy the keys whose owner has been gone for a month. Returns how many.

    Where most owners are not there, or no host is, this is another database than the keys
    belong to: then nothing is noted and nothing is destroyed. Linear in the keys.
    """
    shelf = keystore.ring().shelf
    if not shelf.begin_day("orphans", at):
        return 0
    with every_host("keys belong to rows of any host"):
        if not Host.objects.exists():
            return 0
        gone = _gone(shelf.owners())
    if 2 * len(gone) > shelf.count():
        log.warning("Most keys belong to rows that are not here: is this the right database?")
        return 0
    shelf.note_gone(gone, at)
    due = shelf.gone_since(at - timedelta(days=DAYS))
    return sum(keystore.destroy_key(owner, at) for owner in due)


def owner_tables() -> list[type[models.Model]]:
    """Tables whose rows own keys: those that closed fields name."""
    found: dict[type[models.Model], None] = {}
    for model in apps.get_models():
        by_column = {one.attname: one for one in model._meta.concrete_fields}
        for field in model._meta.concrete_fields:
            for name in getattr(field, "owner", ()):
                column = by_column[name]
                owner = column.related_model if column.is_relation else model
                found[owner] = None  # type: ignore[index]
    return list(found)


def people_tables() -> list[type[models.Model]]:
    """Tables of which a row stands for somebody whose own words its key closes."""
    named = {
        column.related_model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        for column in model._meta.concrete_fields
        if column.is_relation and column.attname in getattr(field, "owner", ())
    }
    return [one for one in owner_tables() if one in named and one is not Host]


def _gone(owners: Iterable[str]) -> list[str]:
    gone: list[str] = []
    part: list[str] = []
    for one in owners:
        part.append(one)
        if len(part) == PART:
            gone += _not_here(part)
            part = []
    return gone + _not_here(part)


def _not_here(owners: list[str]) -> list[str]:
    left = set(owners)
    for model in owner_tables():
        if left:
            rows = model._base_manager.filter(pk__in=left).values_list("pk", flat=True)
            left -= {str(one) for one in rows}
    return sorted(left)
