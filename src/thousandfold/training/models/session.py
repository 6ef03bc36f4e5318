# SPDX-License-Identifier: AGPL-3.0-or-later
"""A session of a cohort: what the programme calls a weekend, an evening, a half day."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P0, P1, P2
from thousandfold.recruitment.models import Cohort


class Session(HostOwned, Editable):
    """One session, copied from a programme (method rows D2, D7).

    ``programme_version`` and ``programme_digest`` say from which text it was
    copied, so that a later change of the programme is seen and not suffered.
    ``title`` maps a language to words.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    outline = models.SlugField(max_length=80)
    title = models.JSONField(default=dict)
    programme = models.SlugField(max_length=80)
    programme_version = models.CharField(max_length=20)
    programme_digest = models.CharField(max_length=64)

    class Privacy:
        cohort = P2
        number = P1
        outline = P0
        title = P1
        programme = P0
        programme_version = P0
        programme_digest = P0

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="one_session_of_a_number")
        ]

    def __str__(self) -> str:
        return f"session {self.number} {self.id}"
