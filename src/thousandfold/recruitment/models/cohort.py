# SPDX-License-Identifier: AGPL-3.0-or-later
"""A cohort and its members."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Account, Editable, HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.people.models import Coalition, Person
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models.call import Call


class Cohort(HostOwned, Editable):
    """A seated group with the programme it follows, pinned by version and digest.

    Where it stands is not stored: it follows from ``finished_at`` and from the days
    of its sessions (``training.queries.with_state``).
    """

    call = models.OneToOneField(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="cohort"
    )
    coalition = models.ForeignKey(
        Coalition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=160)
    programme = models.SlugField(max_length=80)
    programme_version = models.CharField(max_length=20, blank=True)
    programme_digest = models.CharField(max_length=64, blank=True)
    seated_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        call = P1
        coalition = P1
        title = P1
        programme = P1
        programme_version = P1
        programme_digest = P1
        seated_at = P1
        finished_at = P1

    class Meta:
        ordering = ["-seated_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def cohort_id(self) -> object:
        """A cohort is its own cohort: rules ask things for their cohort."""
        return self.id


class Member(HostOwned):
    """A person's place in a cohort.

    ``card`` is the personal code on a printed card: it brings a member without
    e-mail into the room. ``feed`` is the unguessable word of the calendar feed.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=12, choices=MemberState.choices, default=MemberState.SEATED)
    seated_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    card = models.CharField(max_length=12)
    feed = models.CharField(max_length=40, unique=True)

    class Privacy:
        cohort = P2
        person = P2
        account = P2
        state = P2
        seated_at = P2
        left_at = P2
        card = P2
        feed = P2

    class Meta:
        ordering = ["person__sort_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="a_person_sits_once"),
            models.UniqueConstraint(fields=["cohort", "card"], name="a_card_is_one_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.person_id}"
