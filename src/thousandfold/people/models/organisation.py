# SPDX-License-Identifier: AGPL-3.0-or-later
"""A member organisation, or one that might become one."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models import Editable, HostOwned
from thousandfold.base.privacy import P1, P2
from thousandfold.people.choices import LegalForm, Sector


class Organisation(HostOwned, Editable):
    """An organisation with its sector, legal form and base (method row B1)."""

    name = models.CharField(max_length=160)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    legal_form = models.CharField(max_length=20, choices=LegalForm.choices)
    base_words = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=120, blank=True)
    website = models.URLField(blank=True)

    class Privacy:
        name = P1
        sector = P1
        legal_form = P1
        base_words = P2
        place = P1
        website = P1

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["host", "name"], name="one_organisation_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
