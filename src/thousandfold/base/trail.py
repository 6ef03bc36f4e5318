# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the trail: one line for each act, with ids only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model

from thousandfold.base.models import TrailEntry
from thousandfold.base.viewer import Viewer


def record(
    viewer: Viewer, verb: str, thing: Model, at: datetime, **details: str | int | bool | None
) -> TrailEntry:
    """Record that the viewer did ``verb`` to ``thing``.

    ``details`` may hold ids, numbers and state names; never words people wrote.
    """
    host: Any = getattr(thing, "host", None) or viewer.host
    return TrailEntry.objects.create(
        host=host,
        at=at,
        actor=viewer.actor,
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        details=details,
    )
