# SPDX-License-Identifier: AGPL-3.0-or-later
"""The committee of a call and its marks."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from thousandfold.base.models import Account, HostOwned
from thousandfold.base.privacy import P1, P2, P4
from thousandfold.base.secrets import SealedJSON
from thousandfold.people.models import Organisation
from thousandfold.recruitment.choices import MarkKind
from thousandfold.recruitment.models.call import Call
from thousandfold.recruitment.models.nomination import Nomination


class Reviewer(HostOwned):
    """Somebody on the committee of a call. ``locked_at``: their marks stand."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reviewers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        call = P1
        account = P2
        organisation = P2
        invited_at = P2
        locked_at = P2
        left_at = P2

    class Meta:
        ordering = ["invited_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "account"], name="a_reviewer_sits_once")
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.account_id}"


class Mark(HostOwned):
    """One committee member's mark for one nominee. The note is for its author alone.

    It is theirs and is about somebody: it opens with the keys of both, so that it is gone
    when either of them is forgotten.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="marks")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=12, choices=MarkKind.choices)
    points = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    note = SealedJSON(default=str, owner=("nomination_id", "reviewer_id"))
    marked_at = models.DateTimeField()

    class Privacy:
        nomination = P2
        reviewer = P2
        kind = P2
        points = P2
        note = P4
        marked_at = P2

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "reviewer"], name="a_reviewer_marks_a_nominee_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="scored", points__isnull=False)
                | (~models.Q(kind="scored") & models.Q(points__isnull=True)),
                name="only_a_score_has_points",
            ),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True) | models.Q(points__gte=0, points__lte=10),
                name="points_from_0_to_10",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def move_to(self, nomination: UUID | str) -> None:
        """Hang this mark on another nomination, its note closed anew with that one's key."""
        note = self.note
        self.nomination_id = nomination
        self.note = note
        self.save(update_fields=["nomination", "note"])
