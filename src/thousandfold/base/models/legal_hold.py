# SPDX-License-Identifier: AGPL-3.0-or-later
"""A legal hold: what must not be deleted while a dispute is open or foreseeable."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2


class LegalHold(HostOwned):
    """Why, since when and until when named things are kept (trust row 2.6).

    A hold without ``until`` counts until an administrator lifts it. Only administrators
    see that there is one.
    """

    reason = models.TextField()
    placed_by = models.ForeignKey(
        "base.Account", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    since = models.DateTimeField()
    until = models.DateField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        reason = P2
        placed_by = P2
        since = P2
        until = P2
        lifted_at = P2

    class Meta:
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return f"hold {self.id}"

    def counts(self, at: datetime) -> bool:
        """Whether it keeps anything at a moment."""
        return self.lifted_at is None and (self.until is None or self.host.day_at(at) <= self.until)


class HeldThing(HostOwned):
    """One thing that a hold names: a table's label and a row's key."""

    hold = models.ForeignKey(LegalHold, on_delete=models.CASCADE, related_name="things")
    label = models.CharField(max_length=80)
    key = models.CharField(max_length=64)

    class Privacy:
        hold = P2
        label = P1
        key = P2

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold", "label", "key"], name="a_hold_names_once")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.key}"
