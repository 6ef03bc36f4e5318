# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person, as far as a host needs to know them."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Account, Editable, HostOwned
from thousandfold.base.privacy import P2


class Person(HostOwned, Editable):
    """Somebody the host knows.

    No field says or lets anybody infer status, record, eligibility to vote or
    run (method row B7).
    """

    name = models.CharField(max_length=160)
    called = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    town = models.CharField(max_length=120, blank=True)
    languages = models.JSONField(default=list, blank=True)
    needs = models.CharField(max_length=300, blank=True)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sort_name = models.CharField(max_length=160, editable=False, default="")

    class Privacy:
        name = P2
        called = P2
        pronouns = P2
        email = P2
        phone = P2
        town = P2
        languages = P2
        needs = P2
        account = P2
        sort_name = P2

    class Meta:
        ordering = ["sort_name", "id"]
        indexes = [
            models.Index(fields=["host", "sort_name", "id"], name="person_by_name"),
            models.Index(fields=["host", "town", "sort_name", "id"], name="person_by_town"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        """The name the person goes by."""
        return self.called or self.name
