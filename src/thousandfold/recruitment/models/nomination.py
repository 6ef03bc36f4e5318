# SPDX-License-Identifier: AGPL-3.0-or-later
"""A nomination: somebody put forward for a cohort, with their yes and their words."""

from __future__ import annotations

import secrets

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P1, P2, P4
from thousandfold.base.secrets import SealedJSON
from thousandfold.people.choices import Post, Side
from thousandfold.people.models import Person
from thousandfold.recruitment.choices import NominationSource, NominationState
from thousandfold.recruitment.models.call import Call

LONGEST = 400


def new_key() -> str:
    """An unguessable word for a personal link (144 bits)."""
    return secrets.token_urlsafe(18)


class Nomination(HostOwned, Editable):
    """One nomination (method rows C1 and C2).

    No field says or lets anybody infer status, record, party or eligibility
    (method row B7). ``others`` holds imported columns kept for balance, heading
    to value. ``story`` holds what was written about the person and is sealed:
    change, communities, why, ready, notes. The two keys open the nominator's and
    the nominee's own pages.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="nominations")
    state = models.CharField(
        max_length=12, choices=NominationState.choices, default=NominationState.SENT
    )
    source = models.CharField(max_length=12, choices=NominationSource.choices)
    name = models.CharField(max_length=LONGEST)
    sort_name = models.CharField(max_length=LONGEST, editable=False, default="")
    email = models.CharField(max_length=LONGEST, blank=True)
    phone = models.CharField(max_length=LONGEST, blank=True)
    town = models.CharField(max_length=LONGEST, blank=True)
    organisation = models.CharField(max_length=LONGEST, blank=True)
    sector = models.CharField(max_length=LONGEST, blank=True)
    side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    post = models.CharField(max_length=20, choices=Post.choices, blank=True)
    role = models.CharField(max_length=LONGEST, blank=True)
    languages = models.JSONField(default=list, blank=True)
    reference = models.CharField(max_length=LONGEST, blank=True)
    others = models.JSONField(default=dict, blank=True)
    nominator_name = models.CharField(max_length=LONGEST, blank=True)
    nominator_organisation = models.CharField(max_length=LONGEST, blank=True)
    nominator_email = models.CharField(max_length=LONGEST, blank=True)
    story = SealedJSON(default=dict, owner="id")
    nominator_key = models.CharField(max_length=40, unique=True, default=new_key)
    nominee_key = models.CharField(max_length=40, unique=True, default=new_key)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        call = P1
        state = P2
        source = P2
        name = P2
        sort_name = P2
        email = P2
        phone = P2
        town = P2
        organisation = P2
        sector = P2
        side = P2
        post = P2
        role = P2
        languages = P2
        reference = P2
        others = P2
        nominator_name = P2
        nominator_organisation = P2
        nominator_email = P2
        story = P4
        nominator_key = P2
        nominee_key = P2
        merged_into = P2
        person = P2
        created_at = P2
        answered_at = P2

    class Meta:
        ordering = ["sort_name", "id"]
        indexes = [
            models.Index(fields=["call", "state", "sort_name"], name="nomination_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class ToldApart(HostOwned):
    """A person said: these two nominations are not about one person."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        call = P1
        first = P2
        second = P2
        at = P1

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_told_apart_once")
        ]

    def __str__(self) -> str:
        return str(self.id)
