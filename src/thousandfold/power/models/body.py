# SPDX-License-Identifier: AGPL-3.0-or-later
"""A body that a host follows, and who of its people sits there."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.people.models import Person


class FollowedBody(HostOwned):
    """A body of the starter pack that this host follows.

    Seats and thresholds stay in the pack, with their sources; only its name in
    the address is kept here.
    """

    key = models.SlugField(max_length=120)
    since = models.DateTimeField()

    class Privacy:
        key = P1
        since = P1

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host", "key"], name="a_body_is_followed_once")
        ]

    def __str__(self) -> str:
        return self.key


class Sitting(HostOwned):
    """A person's time on a seat. An open end means it goes on."""

    body = models.ForeignKey(FollowedBody, on_delete=models.CASCADE, related_name="sittings")
    seat = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Privacy:
        body = P1
        seat = P1
        person = P2
        since = P2
        until = P2

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "seat"],
                condition=models.Q(until__isnull=True),
                name="one_sits_on_a_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="sitting_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.seat}"
