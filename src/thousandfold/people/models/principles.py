# SPDX-License-Identifier: AGPL-3.0-or-later
"""Written principles that members adopt, by version and with a date (method row B1)."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P0, P1, P2
from thousandfold.people.models.coalition import Coalition
from thousandfold.people.models.organisation import Organisation


class Principles(HostOwned):
    """One version of a coalition's principles. A version never changes once proposed."""

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="principles")
    number = models.PositiveIntegerField()
    text = models.TextField()
    proposed_at = models.DateTimeField()

    class Privacy:
        coalition = P1
        number = P0
        text = P1
        proposed_at = P1

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Adoption(HostOwned):
    """A member organisation's adoption of one version, with its own date and signer."""

    principles = models.ForeignKey(Principles, on_delete=models.CASCADE, related_name="adoptions")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="adoptions"
    )
    adopted_on = models.DateField()
    signer = models.CharField(max_length=160, blank=True)

    class Privacy:
        principles = P1
        organisation = P1
        adopted_on = P1
        signer = P2

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["principles", "organisation"], name="an_organisation_adopts_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.adopted_on}"
