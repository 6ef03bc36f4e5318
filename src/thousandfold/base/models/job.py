# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work that takes longer than a page: asked for, under way, done or not."""

from __future__ import annotations

from django.db import models

from thousandfold.base.choices import JobState
from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2


class Job(HostOwned):
    """What somebody asked the site to work on. A key asks for the same thing once.

    ``given`` holds ids and codes, never words. ``turn`` counts how often the work was begun:
    only the latest turn may finish it, so a worker that was thought dead changes nothing.
    """

    account = models.ForeignKey("base.Account", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    given = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    turn = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    step = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    came_from = models.CharField(max_length=500)
    leads_to = models.CharField(max_length=500, blank=True)

    class Privacy:
        account = P2
        kind = P1
        key = P1
        given = P1
        language = P2
        state = P1
        turn = P1
        tries = P1
        step = P1
        asked_at = P2
        queued_at = P1
        seen_at = P1
        ended_at = P2
        problem = P2
        came_from = P2
        leads_to = P2

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["host", "key"], name="one_job_of_a_key")]
        indexes = [models.Index(fields=["state", "seen_at"], name="jobs_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
