# SPDX-License-Identifier: AGPL-3.0-or-later
"""A step somebody took home from the closing, to be asked about once."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from thousandfold.alumni.choices import StepState
from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P1, P2, P3, P4
from thousandfold.base.secrets import SealedJSON
from thousandfold.recruitment.models import Cohort, Member


class Commitment(HostOwned, Editable):
    """A step that its author let the cohort know by name (method row E27).

    Its words are looked up in the room's harvest by ``key`` at every view. ``words``
    holds only what the author wrote later about what it became, sealed.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    run = models.UUIDField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=StepState.choices, default=StepState.OPEN)
    words = SealedJSON(default=str, owner="member_id")
    asked_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        cohort = P2
        member = P2
        key = P3
        run = P2
        due_on = P2
        state = P2
        words = P4
        asked_at = P2
        closed_at = P1

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="a_step_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"

    @property
    def account_id(self) -> UUID | None:
        """Rules ask whose step this is."""
        return self.member.account_id or self.member.person.account_id
