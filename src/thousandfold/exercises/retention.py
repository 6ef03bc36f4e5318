# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long words of rooms are kept: a year after the cohort finished (trust row 3.1)."""

from __future__ import annotations

from django.db.models import QuerySet

from thousandfold.base.keeping.retention import keeps
from thousandfold.exercises import playing
from thousandfold.exercises.models import StoredAnswer

FINISHED = "run__room__cohort__finished_at"


def _forget(rows: QuerySet[StoredAnswer]) -> None:
    """Delete them, and what this process worked out from them."""
    StoredAnswer.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    playing.forget()


@keeps("said", began=FINISHED, forget=_forget)
def _of_finished_cohorts() -> QuerySet[StoredAnswer]:
    return StoredAnswer.objects.filter(**{f"{FINISHED}__isnull": False})


@keeps("said-open", began="at", forget=_forget)
def _of_others() -> QuerySet[StoredAnswer]:
    return StoredAnswer.objects.filter(**{f"{FINISHED}__isnull": True})
