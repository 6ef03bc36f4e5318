# SPDX-License-Identifier: AGPL-3.0-or-later
"""A printed card that signs somebody without e-mail in, once."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2


class SignInCard(HostOwned):
    """One card for one account: ``digest`` is all that is kept of its code.

    It counts until ``until``, once (``used_at``), unless somebody ends it before.
    """

    account = models.ForeignKey("base.Account", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.UUIDField(null=True)
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        account = P2
        digest = P2
        issued_by = P2
        issued_at = P2
        until = P1
        used_at = P2
        ended_at = P2

    class Meta:
        ordering = ["-issued_at", "-id"]

    def __str__(self) -> str:
        return f"card {self.id}"

    def counts(self, at: datetime) -> bool:
        """True while it can still sign somebody in."""
        return self.used_at is None and self.ended_at is None and at < self.until
