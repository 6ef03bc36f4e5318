# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the joining pages add: cohorts in the search, names of what roles are limited to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thousandfold.base import hooks
from thousandfold.pages import queries

MOST_FOUND = 6


@hooks.finds
def _cohorts(request: Any, words: str) -> Iterator[hooks.Found]:
    rows = queries.cohorts_for(request.viewer, timezone.now())
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    for one in queries.in_words(rows[:MOST_FOUND]):
        url = reverse("pages:cohort", args=[request.host.slug, one.pk])
        yield hooks.Found(_("Cohort"), one.title, url, one.stands)


@hooks.names_subjects
def _names(request: Any, ids: set[Any]) -> dict[Any, str]:
    return queries.names_of(ids)
