# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outbox: every message is a draft until somebody sends it."""

from __future__ import annotations

from django.db import models

from thousandfold.base.choices import MessageState
from thousandfold.base.models.common import HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.base.site import filled


class Message(HostOwned):
    """A message to one address. ``body`` has a mark where this site's address goes."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=MessageState.choices, default=MessageState.DRAFT
    )
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Privacy:
        to = P2
        subject = P2
        body = P2
        about = P1
        about_id = P2
        state = P1
        drafted_at = P2
        sent_at = P2
        problem = P2

    class Meta:
        ordering = ["-drafted_at", "-id"]
        indexes = [
            models.Index(fields=["host", "-drafted_at", "-id"], name="outbox_by_time"),
            models.Index(fields=["host", "state", "-drafted_at", "-id"], name="outbox_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"

    @property
    def words(self) -> str:
        """The body with the site's address as it is now."""
        return filled(self.body)
