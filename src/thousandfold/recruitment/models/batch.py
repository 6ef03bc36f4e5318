# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many nominations at once: what was uploaded, what was done, and how to undo it."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Account, Editable, HostOwned
from thousandfold.base.privacy import P1, P2, P4
from thousandfold.base.secrets import SealedJSON
from thousandfold.recruitment.choices import BatchKind
from thousandfold.recruitment.models.call import Call


class Upload(HostOwned, Editable):
    """A spreadsheet on its way in. It is kept sealed until applied, seven days at most.

    ``sheet`` holds what was read; ``choices`` heading to use; ``decisions`` row
    number to what a person decided about it.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="uploads")
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    filename = models.CharField(max_length=200)
    source_format = models.CharField(max_length=60)
    row_count = models.PositiveIntegerField()
    sheet = SealedJSON(owner="id")
    choices = models.JSONField(default=dict, blank=True)
    policy = models.CharField(max_length=20, default="keep-existing")
    decisions = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField()

    class Privacy:
        call = P1
        account = P2
        filename = P2
        source_format = P1
        row_count = P1
        sheet = P4
        choices = P2
        policy = P1
        decisions = P2
        uploaded_at = P1

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return str(self.id)


class Batch(HostOwned):
    """One act on many nominations: done once, undone once (peers conventions 3 and 22).

    ``counts`` say what became of the rows; ``problems`` are the rows to fix, as an
    errors file, kept for seven days.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="batches")
    kind = models.CharField(max_length=12, choices=BatchKind.choices)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    filename = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=20, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    problems = SealedJSON(null=True, owner="id")
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        call = P1
        kind = P1
        account = P2
        filename = P2
        action = P1
        counts = P1
        problems = P4
        done_at = P1
        undone_at = P1

    class Meta:
        ordering = ["-done_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class BatchChange(HostOwned):
    """What a batch did to one nomination: before and after, field by field.

    ``created``: the batch made the nomination, so there is no before. A field is put back only where
    it still holds what the batch wrote.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="changes")
    nomination = models.ForeignKey(
        "recruitment.Nomination", on_delete=models.CASCADE, related_name="+"
    )
    created = models.BooleanField(default=False)
    before = SealedJSON(default=dict, owner="nomination_id")
    after = SealedJSON(default=dict, owner="nomination_id")

    class Privacy:
        batch = P1
        nomination = P2
        created = P1
        before = P4
        after = P4

    def __str__(self) -> str:
        return f"{self.batch_id} {self.nomination_id}"
