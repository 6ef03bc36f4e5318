# SPDX-License-Identifier: AGPL-3.0-or-later
"""A run: one exercise held once in a room, with what happened to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.exercises.choices import Mode, RunState
from thousandfold.exercises.models.room import Room


class Run(HostOwned):
    """One exercise held once. Its state is the fold of its answers; none is stored.

    ``groups`` maps a place's id to the number of its small group; ``moment`` is
    "first" or the letter of a return. ``moves`` counts what facilitators did, so
    that two of them cannot overrun each other; ``extensions`` gives single places
    more minutes without the room knowing.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="runs")
    exercise = models.SlugField(max_length=80)
    exercise_version = models.PositiveSmallIntegerField()
    activity = models.SlugField(max_length=80, blank=True)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.LIVE)
    moment = models.CharField(max_length=8, default="first")
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.SCHEDULED)
    step = models.SlugField(max_length=60, blank=True)
    step_began_at = models.DateTimeField(null=True, blank=True)
    step_ends_at = models.DateTimeField(null=True, blank=True)
    hidden = models.BooleanField(default=False)
    revealed = models.BooleanField(default=False)
    seed = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField(default=1)
    moves = models.PositiveIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)
    extensions = models.JSONField(default=dict, blank=True)
    groups = models.JSONField(default=dict, blank=True)
    alone_opens_at = models.DateTimeField(null=True, blank=True)
    alone_closes_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        room = P2
        exercise = P1
        exercise_version = P1
        activity = P1
        mode = P1
        moment = P1
        state = P1
        step = P1
        step_began_at = P1
        step_ends_at = P1
        hidden = P1
        revealed = P1
        seed = P2
        revision = P1
        moves = P1
        paused_at = P1
        extensions = P2
        groups = P2
        alone_opens_at = P1
        alone_closes_at = P1
        created_at = P1
        closed_at = P1

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(state__in=["live", "paused"]) & ~models.Q(mode="alone"),
                name="one_live_run_in_a_room",
            )
        ]

    def __str__(self) -> str:
        return f"{self.exercise} {self.id}"

    @property
    def cohort_id(self) -> UUID:
        """Rules ask a run for its cohort."""
        return self.room.cohort_id

    @property
    def is_open(self) -> bool:
        """True while answers are taken."""
        return self.state in (RunState.LIVE, RunState.PAUSED)

    def takes_alone(self, at: datetime) -> bool:
        """True while people may work on it alone, in their own time."""
        if not self.is_open or self.alone_opens_at is None or self.alone_opens_at > at:
            return False
        return self.alone_closes_at is None or at < self.alone_closes_at


class RunEvent(HostOwned):
    """One move of a run by a facilitator: what, when, who. No words of participants."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)
    step = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict, blank=True)
    actor = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Privacy:
        run = P2
        number = P1
        verb = P1
        step = P1
        before = P1
        actor = P2
        at = P2

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_event_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
