# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a nominee agreed to, field by field: a record, never a tick (trust row 3.3)."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.recruitment.models.nomination import Nomination


class Agreement(HostOwned):
    """A nominee's yes to one field: to which words of the notice, in which language, when.

    It ends when they take the field out, or themselves off the list, and stays as a record
    as long as the nomination. ``wording`` is a number of ``recruitment.notices``.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="agreements")
    field = models.SlugField(max_length=20)
    wording = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        nomination = P2
        field = P1
        wording = P1
        language = P2
        at = P2
        ended_at = P2

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "field"],
                condition=models.Q(ended_at__isnull=True),
                name="one_standing_yes_to_a_field",
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.id}"
