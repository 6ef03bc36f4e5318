# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a cohort met and what was noted of its days: a year after it finished (trust row 3.1)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from thousandfold.base.keeping.retention import keeps
from thousandfold.training.models import Day

#: What is emptied; the date, the times and the title stay.
EMPTIED = ("place", "room", "address", "link", "notes")


def _clear(rows: QuerySet[Day]) -> None:
    for day in rows:
        for name in EMPTIED:
            setattr(day, name, "")
        day.before, day.before_at, day.cleared_at = None, None, timezone.now()
        day.save()


@keeps("where", began="session__cohort__finished_at", forget=_clear)
def _days() -> QuerySet[Day]:
    return Day.objects.filter(session__cohort__finished_at__isnull=False, cleared_at=None)
