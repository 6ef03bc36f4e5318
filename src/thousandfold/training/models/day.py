# SPDX-License-Identifier: AGPL-3.0-or-later
"""A dated day of a session, and what fills it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P0, P1, P2, P3
from thousandfold.base.secrets import SealedJSON, SealedText
from thousandfold.training.choices import SlotKind
from thousandfold.training.models.session import Session


class Day(HostOwned, Editable):
    """A day with its date, place and times, in the host's time zone.

    ``ends_by`` is when it must be over, if anything says so. ``link`` is the
    address of an online room. ``before`` keeps the day as it was before its
    last change (``before_at``), for one step back. ``cleared_at``: when the term of
    where it was and of its notes was over.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict)
    date = models.DateField()
    starts = models.TimeField()
    ends_by = models.TimeField(null=True, blank=True)
    place = SealedText(max_length=160, blank=True, owner="host_id")
    room = SealedText(max_length=80, blank=True, owner="host_id")
    address = SealedText(max_length=300, blank=True, owner="host_id")
    link = SealedText(max_length=500, blank=True, owner="host_id")
    notes = SealedText(blank=True, owner="host_id")
    before = SealedJSON(null=True, blank=True, editable=False, owner="host_id")
    before_at = models.DateTimeField(null=True, blank=True, editable=False)
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Privacy:
        session = P2
        number = P1
        title = P1
        date = P2
        starts = P2
        ends_by = P2
        place = P3
        room = P3
        address = P3
        link = P3
        notes = P3
        before = P3
        before_at = P2
        cleared_at = P1

    class Meta:
        ordering = ["date", "starts", "number"]
        indexes = [models.Index(fields=["host", "date"], name="day_by_date")]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_day_of_a_number"),
            models.CheckConstraint(
                condition=Q(ends_by__isnull=True) | Q(ends_by__gt=F("starts")),
                name="day_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.id}"

    @property
    def cohort_id(self) -> Any:
        """The cohort that meets: rules ask things for their cohort."""
        return self.session.cohort_id


class Slot(HostOwned):
    """One stretch of a day. Its times follow from what comes before it.

    ``at`` is a fixed start; ``title`` maps a language to words; ``debriefs`` lists
    the activities whose look back this is.
    """

    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=SlotKind.choices)
    activity = models.SlugField(max_length=80, blank=True)
    part = models.SlugField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict, blank=True)
    at = models.TimeField(null=True, blank=True)
    debriefs = models.JSONField(default=list, blank=True)

    class Privacy:
        day = P2
        number = P1
        kind = P0
        activity = P0
        part = P0
        minutes = P1
        title = P1
        at = P2
        debriefs = P0

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="one_slot_of_a_number"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="a_slot_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
