# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the cohort decided: approvals before, agreement with the whole at adoption."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P1, P3
from thousandfold.base.secrets import SealedJSON
from thousandfold.campaigns.models.platform import Platform


class Approvals(HostOwned, Editable):
    """Approvals of planks, counted in the room. Nothing says whose a ballot is.

    ``ballots`` is a list of lists of plank ids, one list a slip; ``hands`` maps a
    plank's id to hands counted among ``present``.
    """

    platform = models.OneToOneField(Platform, on_delete=models.CASCADE, related_name="approvals")
    places = models.PositiveSmallIntegerField(default=5)
    ballots = SealedJSON(default=list, owner="host_id")
    hands = models.JSONField(default=dict, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)

    class Privacy:
        platform = P1
        places = P1
        ballots = P3
        hands = P1
        present = P1

    def __str__(self) -> str:
        return str(self.id)


class Adoption(HostOwned):
    """One adoption by the cohort, with its counts by step of agreement.

    ``gradients`` maps "1" to "8" to a number of people; ``planks`` lists the ids adopted.
    """

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="adoptions")
    number = models.PositiveSmallIntegerField()
    adopted_on = models.DateField()
    gradients = SealedJSON(default=dict, owner="host_id")
    planks = models.JSONField(default=list)
    recorded_at = models.DateTimeField()

    class Privacy:
        platform = P1
        number = P1
        adopted_on = P1
        gradients = P3
        planks = P1
        recorded_at = P1

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["platform", "number"], name="one_adoption_of_a_number")
        ]

    def __str__(self) -> str:
        return f"adoption {self.number}"
