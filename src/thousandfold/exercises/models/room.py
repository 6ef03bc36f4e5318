# SPDX-License-Identifier: AGPL-3.0-or-later
"""A room: where a cohort meets, with a code while its doors are open."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.recruitment.models import Cohort


class Room(HostOwned):
    """The standing room of a cohort.

    ``code`` changes each time the doors open and counts only until
    ``doors_open_until``; it is empty while they are shut. ``version`` rises with
    every change that all screens must show, ``tally`` with every answer, which only
    the wall and the facilitator's screen count.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=16, blank=True, db_index=True)
    doors_open_until = models.DateTimeField(null=True, blank=True)
    ask_at_the_door = models.BooleanField(default=True)
    version = models.PositiveBigIntegerField(default=1)
    tally = models.PositiveBigIntegerField(default=1)
    screen_token = models.CharField(max_length=40, unique=True)
    agreements = models.TextField(blank=True)
    support_name = models.CharField(max_length=120, blank=True)
    support_words = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()

    class Privacy:
        cohort = P2
        code = P2
        doors_open_until = P1
        ask_at_the_door = P1
        version = P1
        tally = P1
        screen_token = P2
        agreements = P2
        support_name = P2
        support_words = P2
        opened_at = P1

    def __str__(self) -> str:
        return f"room {self.id}"

    def doors_are_open(self, at: datetime) -> bool:
        """True while the code lets people in."""
        return bool(self.code and self.doors_open_until and self.doors_open_until > at)
