# SPDX-License-Identifier: AGPL-3.0-or-later
"""The trail: who did what, when. Ids only, never names or text."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2


class TrailEntry(HostOwned):
    """One act. ``details`` holds ids, numbers and state names, never words people wrote."""

    at = models.DateTimeField()
    actor = models.UUIDField(null=True, blank=True)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.UUIDField(null=True, blank=True)
    details = models.JSONField(default=dict)

    class Privacy:
        at = P2
        actor = P2
        verb = P1
        thing = P1
        thing_id = P2
        details = P2

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["host", "-at"], name="trail_by_time"),
            models.Index(fields=["thing_id"], name="trail_by_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}"
