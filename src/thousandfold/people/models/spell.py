# SPDX-License-Identifier: AGPL-3.0-or-later
"""Roles over time: who was where, inside and outside, from when to when (method row B2)."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P2
from thousandfold.people.choices import Post, Side
from thousandfold.people.models.organisation import Organisation
from thousandfold.people.models.person import Person


class Spell(HostOwned):
    """A time in a role. ``since`` may be unknown; an open end means it goes on."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spells")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="spells"
    )
    post = models.CharField(max_length=20, choices=Post.choices)
    title = models.CharField(max_length=160, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Privacy:
        person = P2
        organisation = P2
        post = P2
        title = P2
        since = P2
        until = P2

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="spell_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.id}"

    @property
    def side(self) -> Side:
        """Inside or outside government."""
        return Post(self.post).side
