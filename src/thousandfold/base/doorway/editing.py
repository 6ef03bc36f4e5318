# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two people, one thing: a save names the version it was based on, and both texts stay."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Model

from thousandfold.base.doorway import acting
from thousandfold_core.errors import Refusal


class ChangedMeanwhile(Refusal):
    """Somebody else saved first.

    Params: ``theirs`` and ``yours`` (field to text, only where they differ) and
    ``version`` (the version that stands now).
    """

    code = "changed-meanwhile"
    text = (
        "Somebody else changed this while you were editing. Nothing was lost: compare both texts."
    )


def save_edited(thing: Model, based_on: int, **changes: Any) -> Model:
    """Save changes to a thing if it still is the version they were based on.

    Raises:
        ChangedMeanwhile: when another save came first; nothing is written.
    """
    model = type(thing)
    with transaction.atomic():
        done = model._base_manager.filter(pk=thing.pk, version=based_on).update(
            version=F("version") + 1
        )
        fresh = model._base_manager.get(pk=thing.pk)
        if not done:
            raise _conflict(fresh, changes)
        for name, value in changes.items():
            setattr(fresh, name, value)
        fresh.save()
        acting.note_act()
    return fresh


def _conflict(fresh: Model, changes: dict[str, Any]) -> ChangedMeanwhile:
    differing = {n: v for n, v in changes.items() if getattr(fresh, n) != v}
    theirs = {name: str(getattr(fresh, name)) for name in differing}
    yours = {name: str(value) for name, value in differing.items()}
    return ChangedMeanwhile(theirs=theirs, yours=yours, version=fresh.version)  # type: ignore[attr-defined]
