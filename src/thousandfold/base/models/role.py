# SPDX-License-Identifier: AGPL-3.0-or-later
"""Roles: what an account may be at a host, and since when."""

from __future__ import annotations

from django.db import models

from thousandfold.base.choices import RoleKind
from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P2


class Role(HostOwned):
    """One account's role at one host. Ended roles stay, with their end."""

    account = models.ForeignKey("base.Account", on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    subject = models.UUIDField(null=True, blank=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        account = P2
        kind = P2
        subject = P2
        since = P2
        ended_at = P2

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["host", "account", "kind", "subject"],
                condition=models.Q(ended_at__isnull=True, subject__isnull=False),
                name="one_open_role_for_a_subject",
            ),
            models.UniqueConstraint(
                fields=["host", "account", "kind"],
                condition=models.Q(ended_at__isnull=True, subject__isnull=True),
                name="one_open_role_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
