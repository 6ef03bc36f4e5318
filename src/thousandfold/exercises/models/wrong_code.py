# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wrong codes at the door, counted for a quarter of an hour."""

from __future__ import annotations

from django.db import models

from thousandfold.base.privacy import P0, P2


class WrongCode(models.Model):
    """One wrong code. ``address`` is a keyed digest of where it came from."""

    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    class Privacy:
        id = P0
        address = P2
        at = P2

    def __str__(self) -> str:
        return f"wrong code {self.pk}"
