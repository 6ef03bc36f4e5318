# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tries with a code, counted until the longest limit of their purpose has passed."""

from __future__ import annotations

from django.db import models

from thousandfold.base.privacy import P0, P2


class WrongTry(models.Model):
    """One try that was not right, or is being looked at. Keyed digests, no addresses."""

    purpose = models.CharField(max_length=20)
    whom = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Privacy:
        id = P0
        purpose = P0
        whom = P2
        address = P2
        at = P2

    class Meta:
        indexes = [
            models.Index(fields=["purpose", "at"], name="tries_of_a_purpose"),
            models.Index(fields=["purpose", "whom", "at"], name="tries_at_an_account"),
            models.Index(fields=["purpose", "address", "at"], name="tries_from_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
