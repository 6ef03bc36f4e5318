# SPDX-License-Identifier: AGPL-3.0-or-later
"""What balance is asked, what was composed, and what people decided."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Account, Editable, HostOwned
from thousandfold.base.privacy import P1, P2, P4
from thousandfold.base.secrets import SealedJSON
from thousandfold.recruitment.choices import PoolKind
from thousandfold.recruitment.models.call import Call
from thousandfold.recruitment.models.cohort import Cohort


class Balance(HostOwned, Editable):
    """The balance that staff want for a call. ``rules`` is a list of plain rules."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="balance")
    pool = models.CharField(max_length=12, choices=PoolKind.choices, default=PoolKind.CONFIRMED)
    rules = models.JSONField(default=list, blank=True)

    class Privacy:
        call = P1
        pool = P1
        rules = P2

    def __str__(self) -> str:
        return str(self.id)


class Composition(HostOwned):
    """One run of composing, kept as it was: rules, scores, seed, answer, who, when.

    ``scores`` holds nomination id to score as text; ``result`` the core's answer as
    ids, sums and sentences by code. Names are never in it.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="compositions")
    number = models.PositiveIntegerField()
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seed = models.CharField(max_length=40)
    pool = models.CharField(max_length=12, choices=PoolKind.choices)
    rules = models.JSONField(default=list)
    scores = models.JSONField(default=dict)
    result = models.JSONField(default=dict)

    class Privacy:
        call = P1
        number = P1
        account = P2
        at = P1
        seed = P1
        pool = P1
        rules = P2
        scores = P2
        result = P2

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="one_composition_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.id}"


class Decision(HostOwned):
    """What people decided, and why it departs from the proposal if it does."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="decision")
    composition = models.ForeignKey(
        Composition, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    chosen = models.JSONField(default=list)
    departs = models.BooleanField(default=False)
    reason = SealedJSON(default=str, null=True, owner="id")
    at = models.DateTimeField()

    class Privacy:
        cohort = P1
        composition = P1
        account = P2
        chosen = P2
        departs = P2
        reason = P4
        at = P1

    def __str__(self) -> str:
        return str(self.id)
