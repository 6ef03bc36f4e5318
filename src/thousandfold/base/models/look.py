# SPDX-License-Identifier: AGPL-3.0-or-later
"""One look of retention at a host: what it found due, deleted, left, and who confirmed it."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from thousandfold.base.choices import LookState
from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2


class RetentionLook(HostOwned):
    """``due``, ``deleted`` and ``held`` map a clock's key to a number of rows.

    ``until``: what was due by then was looked for. ``uncounted``: how far the clock was
    ahead of the days that the site has seen; ``gap_from``: the look before a gap. What
    waits goes on once an administrator has confirmed it.
    """

    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    uncounted = models.DurationField(default=timedelta)
    gap_from = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=LookState.choices)
    due = models.JSONField(default=dict, blank=True)
    deleted = models.JSONField(default=dict, blank=True)
    held = models.JSONField(default=dict, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "base.Account", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Privacy:
        at = P1
        until = P1
        uncounted = P1
        gap_from = P1
        state = P1
        due = P1
        deleted = P1
        held = P1
        confirmed_at = P2
        confirmed_by = P2

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.state} {self.at:%Y-%m-%d}"
