# SPDX-License-Identifier: AGPL-3.0-or-later
"""A plank: one thing the cohort wants, worded so that it can be won or lost."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.campaigns.choices import PlankState
from thousandfold.campaigns.models.platform import Platform

#: The fields that make a plank's wording.
WORDING = ("value_sentence", "change_sought", "who_gains", "who_was_heard", "authority")


class Wording(models.Model):
    """What a plank says."""

    value_sentence = models.CharField(max_length=300, blank=True)
    change_sought = models.CharField(max_length=400, blank=True)
    who_gains = models.CharField(max_length=300, blank=True)
    who_was_heard = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    class Privacy:
        value_sentence = P1
        change_sought = P1
        who_gains = P1
        who_was_heard = P1
        authority = P1

    @property
    def wording(self) -> dict[str, str]:
        """The wording, field by field."""
        return {name: getattr(self, name) for name in WORDING}


class Plank(HostOwned, Editable, Wording):
    """One plank. A candidate has no wording of its own: its words are looked up at each view.

    ``reason`` says why it was carried forward or withdrawn; ``owner``, ``hear_on`` and
    ``must_hear`` say who brings it back, when, and who must be heard then.
    """

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="planks")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=PlankState.choices, default=PlankState.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=160, blank=True)
    hear_on = models.DateField(null=True, blank=True)
    must_hear = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )

    class Privacy:
        platform = P1
        position = P1
        state = P1
        reason = P1
        owner = P2
        hear_on = P1
        must_hear = P1
        merged_into = P1

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="adopted") | ~models.Q(change_sought=""),
                name="an_adopted_plank_says_what_changes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="carried_forward") | models.Q(hear_on__isnull=False),
                name="a_plank_carried_forward_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"

    @property
    def cohort_id(self) -> UUID:
        """Rules ask a plank for its cohort."""
        return self.platform.cohort_id


class PlankVersion(HostOwned, Wording):
    """One wording a plank has had. Adopted wordings carry their day and never change."""

    plank = models.ForeignKey(Plank, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    adopted_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Privacy:
        plank = P1
        number = P1
        made_at = P1
        adopted_on = P1
        reason = P1

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plank", "number"], name="one_wording_of_a_number")
        ]

    def __str__(self) -> str:
        return f"wording {self.number}"
