# SPDX-License-Identifier: AGPL-3.0-or-later
"""Posts that count once, however often they arrive."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from thousandfold.base.privacy import P0, P2


class OncePost(models.Model):
    """A form that was sent, by a digest of the key it carried, with where it led.

    ``location`` is empty while the first copy is still at work; ``acted`` is written with
    the act itself. ``sender`` and ``said`` are digests too: who it was, and what was sent.
    ``attempt`` names the request that holds the key.
    """

    key = models.CharField(max_length=80, primary_key=True)
    sender = models.CharField(max_length=80)
    said = models.CharField(max_length=64, blank=True)
    attempt = models.CharField(max_length=16, blank=True)
    acted = models.BooleanField(default=False)
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Privacy:
        key = P0
        sender = P2
        said = P2
        attempt = P0
        acted = P2
        location = P2
        at = P2

    def __str__(self) -> str:
        return self.key
