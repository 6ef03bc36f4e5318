# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a plank comes from: keys only, so that what is taken back is gone (spec: exercises 1.4)."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P1, P2, P3
from thousandfold.base.secrets import SealedText
from thousandfold.campaigns.models.plank import Plank


class Derivation(HostOwned):
    """One thing of one run that stands behind a plank.

    ``key`` names a harvested thing and says nothing about whose it is. Its words
    and its author are looked up at every view, at the reach the author allows then.
    ``stays`` holds words that their author let stay without a name when they had
    everything else erased; empty words are only counted.
    """

    plank = models.ForeignKey(Plank, on_delete=models.CASCADE, related_name="derivations")
    run = models.UUIDField()
    key = models.CharField(max_length=40)
    kind = models.SlugField(max_length=40)
    stays = SealedText(null=True, blank=True, editable=False, owner="host_id")
    added_at = models.DateTimeField()

    class Privacy:
        plank = P1
        run = P2
        key = P3
        kind = P1
        stays = P3
        added_at = P1

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plank", "kind", "key"], name="a_thing_stands_behind_a_plank_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def cohort_id(self) -> UUID:
        """Rules ask a derivation for its cohort."""
        return self.plank.cohort_id
