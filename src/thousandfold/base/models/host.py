# SPDX-License-Identifier: AGPL-3.0-or-later
"""A host: the organisation that runs programmes in one region."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models

from thousandfold.base.models.common import Editable, Identified
from thousandfold.base.privacy import P0, P1


class Host(Identified, Editable):
    """A host organisation (method row B3). Everything else belongs to one.

    ``looked_over_at``: when retention last looked what was kept long enough.
    ``terms``: clock to days, where this host keeps things for less long than the table says.
    ``staff_second_factor_from``: the day from which staff need a second factor too.
    """

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=120)
    timezone = models.CharField(max_length=60, default="America/Los_Angeles")
    language = models.CharField(max_length=12, default="en")
    is_demo = models.BooleanField(default=False)
    staff_second_factor_from = models.DateField(null=True, blank=True)
    terms = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField()
    looked_over_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Privacy:
        slug = P0
        name = P0
        region = P0
        timezone = P0
        language = P0
        is_demo = P0
        staff_second_factor_from = P1
        terms = P1
        created_at = P1
        looked_over_at = P1

    def __str__(self) -> str:
        return self.name

    def day_at(self, at: datetime) -> date:
        """The date here at a moment."""
        return at.astimezone(ZoneInfo(self.timezone)).date()
