# SPDX-License-Identifier: AGPL-3.0-or-later
"""A platform: what a cohort stands for together (method row E12; report lines 1230-1258)."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P1
from thousandfold.campaigns.choices import PlatformState
from thousandfold.recruitment.models import Cohort


class Platform(HostOwned, Editable):
    """A cohort's platform. Its planks hold what it says; this says since when it holds."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    preamble = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=PlatformState.choices, default=PlatformState.DRAFT
    )
    adopted_on = models.DateField(null=True, blank=True)
    drafted_at = models.DateTimeField()

    class Privacy:
        cohort = P1
        title = P1
        preamble = P1
        state = P1
        adopted_on = P1
        drafted_at = P1

    class Meta:
        ordering = ["-drafted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft", adopted_on__isnull=True)
                | models.Q(state="adopted", adopted_on__isnull=False),
                name="an_adopted_platform_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.title
