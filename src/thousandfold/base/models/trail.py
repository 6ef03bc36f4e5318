# SPDX-License-Identifier: AGPL-3.0-or-later
"""The trail: who did what, when. Ids only, never names or text; each line linked to the last."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2


class TrailEntry(HostOwned):
    """One act. ``details`` holds ids, numbers and state names, never words people wrote.

    ``number`` counts a host's acts without gaps; ``link`` binds the line to the one before.
    ``mark`` stands for ``details`` and ``salt`` in the link: both may be blanked later.
    """

    at = models.DateTimeField()
    actor = models.UUIDField(null=True, blank=True)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.UUIDField(null=True, blank=True)
    details = models.JSONField(default=dict)
    number = models.PositiveBigIntegerField(default=0, editable=False)
    salt = models.CharField(max_length=32, default="", blank=True, editable=False)
    mark = models.CharField(max_length=64, default="", editable=False)
    link = models.CharField(max_length=64, default="", editable=False)

    class Privacy:
        at = P2
        actor = P2
        verb = P1
        thing = P1
        thing_id = P2
        details = P2
        number = P1
        salt = P1
        mark = P1
        link = P1

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["host", "-at", "-id"], name="trail_by_time"),
            models.Index(fields=["host", "thing", "verb"], name="trail_by_act"),
            models.Index(fields=["thing_id"], name="trail_by_thing"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["host", "number"], name="trail_counts_without_gaps")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}"


class TrailEnd(HostOwned):
    """Where a host's trail has come to. Its row is locked while a line is added."""

    number = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64)

    class Privacy:
        number = P1
        link = P1

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host"], name="a_trail_has_one_end")]

    def __str__(self) -> str:
        return f"{self.host} {self.number}"
