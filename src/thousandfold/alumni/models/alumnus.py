# SPDX-License-Identifier: AGPL-3.0-or-later
"""Somebody who finished with a cohort, and what they said about being listed."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import models

from thousandfold.alumni.choices import ListingReach
from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Cohort


def new_key() -> str:
    """An unguessable word for a personal link (192 bits)."""
    return secrets.token_urlsafe(24)


class Alumnus(HostOwned):
    """A person who finished with a cohort (method row H1). In nobody's list until they say so.

    ``key`` opens their own page. ``withdrawn_at``: they asked to be no alumnus here.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    key = models.CharField(max_length=40, unique=True, default=new_key)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        person = P2
        cohort = P2
        since = P2
        key = P2
        withdrawn_at = P2

    class Meta:
        ordering = ["person__sort_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "cohort"], name="one_alumnus_of_a_cohort")
        ]

    def __str__(self) -> str:
        return f"alumnus {self.id}"

    @property
    def account_id(self) -> UUID | None:
        """Rules ask whose entry this is."""
        return self.person.account_id


class ListingConsent(HostOwned):
    """A yes to being listed: which words, in which language, how far, since and until when.

    It is a record, never a tick: it ends and stays (spec: trust 3.3).
    """

    alumnus = models.ForeignKey(Alumnus, on_delete=models.CASCADE, related_name="consents")
    reach = models.CharField(max_length=12, choices=ListingReach.choices)
    wording = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        alumnus = P2
        reach = P2
        wording = P1
        language = P2
        at = P2
        until = P2
        ended_at = P2

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["alumnus"],
                condition=models.Q(ended_at__isnull=True),
                name="one_standing_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reach} {self.id}"
