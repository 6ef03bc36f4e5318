# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who was there. No reasons, ever."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P2
from thousandfold.recruitment.models import Member
from thousandfold.training.choices import Mark
from thousandfold.training.models.day import Day


class Attendance(HostOwned):
    """One member's mark for one day."""

    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=10, choices=Mark.choices)
    marked_at = models.DateTimeField()

    class Privacy:
        day = P2
        member = P2
        mark = P2
        marked_at = P2

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "member"], name="one_mark_a_day_and_member")
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.member_id}"
