# SPDX-License-Identifier: AGPL-3.0-or-later
"""A call: an invitation to nominate for one cohort of one programme."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P0, P1, P2
from thousandfold.people.models import Coalition
from thousandfold.recruitment.choices import CallState


class Call(HostOwned, Editable):
    """A call for nominations (method row C1). 12 to 20 is the default, any size is allowed.

    ``link`` is the unguessable word in the address of the public form. ``columns``
    holds the imported columns kept for balance: heading to the values that occur.
    ``marks_opened_at``: since when staff and committee see each other's marks.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    programme = models.SlugField(max_length=80)
    welcome = models.TextField(blank=True)
    size_least = models.PositiveSmallIntegerField(default=12)
    size_most = models.PositiveSmallIntegerField(default=20)
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=12, choices=CallState.choices, default=CallState.DRAFT)
    link = models.CharField(max_length=40, unique=True)
    created_at = models.DateTimeField()
    columns = models.JSONField(default=dict, blank=True)
    marks_opened_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        coalition = P1
        title = P0
        programme = P0
        welcome = P0
        size_least = P1
        size_most = P1
        opens_on = P0
        closes_on = P0
        state = P1
        link = P2
        created_at = P1
        columns = P2
        marks_opened_at = P1

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size_most__gte=models.F("size_least"), size_least__gte=1),
                name="call_size_rises",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="call_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def call_id(self) -> object:
        """A call is its own call: rules ask things for their call."""
        return self.id
