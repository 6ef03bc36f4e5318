# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody sent after their sign-in had ended: kept until they are back."""

from __future__ import annotations

from django.db import models

from thousandfold.base.models.common import Identified
from thousandfold.base.privacy import P1, P2, P4
from thousandfold.base.secrets import SealedJSON


class KeptPost(Identified):
    """A form as it was sent. ``fields`` holds pairs of name and values, sealed.

    Nobody but the account it belongs to can open it; a day later it is gone.
    """

    account = models.ForeignKey("base.Account", on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    fields = SealedJSON(default=list, owner="account_id")
    had_files = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Privacy:
        account = P2
        path = P2
        fields = P4
        had_files = P1
        at = P2

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.id)
