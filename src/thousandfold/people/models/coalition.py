# SPDX-License-Identifier: AGPL-3.0-or-later
"""The governing coalition: the fundamental unit (method row B1)."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P1
from thousandfold.people.models.organisation import Organisation


class Coalition(HostOwned, Editable):
    """Organisations of a region that mean to govern together."""

    name = models.CharField(max_length=160)
    region = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)

    class Privacy:
        name = P1
        region = P1
        purpose = P1

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(HostOwned):
    """An organisation's time in a coalition."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Privacy:
        coalition = P1
        organisation = P1
        since = P1
        until = P1

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "organisation"],
                condition=models.Q(until__isnull=True),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coalition_id} {self.organisation_id}"
