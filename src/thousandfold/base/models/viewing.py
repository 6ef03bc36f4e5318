# SPDX-License-Identifier: AGPL-3.0-or-later
"""An administrator looks at the pages as somebody else would see them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models

from thousandfold.base.choices import RoleKind
from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2


class Viewing(HostOwned):
    """One look: by whom, as whom, why, and from when until when.

    Either ``of`` is the person whose eyes they borrow, or ``kind`` and ``subject`` say a
    role. The person reads all of this among their own sign-ins.
    """

    by = models.ForeignKey("base.Account", on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey("base.Account", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=RoleKind.choices, blank=True)
    subject = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        by = P2
        of = P2
        kind = P1
        subject = P2
        reason = P2
        began_at = P2
        until = P2
        ended_at = P2

    class Meta:
        ordering = ["-began_at", "-id"]

    def __str__(self) -> str:
        return f"viewing {self.id}"

    def goes_on(self, account: UUID, at: datetime) -> bool:
        """True while this administrator may still look."""
        return self.by_id == account and self.ended_at is None and at < self.until
