# SPDX-License-Identifier: AGPL-3.0-or-later
"""Posts that count once, however often they arrive."""

from __future__ import annotations

from django.db import models

from thousandfold.base.privacy import P0, P2


class OncePost(models.Model):
    """A form that was sent, by the key it carried, with where it led.

    ``location`` is empty while the first copy is still at work.
    """

    key = models.CharField(max_length=80, primary_key=True)
    sender = models.CharField(max_length=80)
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Privacy:
        key = P0
        sender = P2
        location = P2
        at = P2

    def __str__(self) -> str:
        return self.key
