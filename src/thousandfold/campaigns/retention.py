# SPDX-License-Identifier: AGPL-3.0-or-later
"""Slips of approval: a year after the platform that they led to was adopted (trust row 3.1)."""

from __future__ import annotations

from django.db.models import QuerySet

from thousandfold.base.keeping.retention import keeps
from thousandfold.campaigns.models import Approvals


def _delete(rows: QuerySet[Approvals]) -> None:
    Approvals.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()


@keeps("slips", began="platform__adopted_on", forget=_delete, by_day=True)
def _slips() -> QuerySet[Approvals]:
    return Approvals.objects.filter(platform__adopted_on__isnull=False)
