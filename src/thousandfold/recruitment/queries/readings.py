# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has read what was written about somebody, for that somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.base.models import TrailEntry
from thousandfold.recruitment.models import Nomination

#: The kinds of readers, in words.
READERS = {
    "staff": _("Staff of the host"),
    "committee": _("A member of the committee"),
}


@dataclass(frozen=True)
class Reading:
    """On a day, so many people of a kind opened the words."""

    day: date
    reader: Any
    people: int


def readings_of(nomination: Nomination) -> list[Reading]:
    """Days and kinds of readers, newest first: one query. For the nominee's own page.

    No names: a committee reads freely only when nobody can be pressed for it. The trail
    has each reader, and an administrator can answer a question.
    """
    ids = [nomination.pk, *nomination.merged.values_list("pk", flat=True)]
    lines = TrailEntry.objects.filter(verb="read", thing_id__in=ids)
    who: dict[tuple[date, str], set[Any]] = {}
    for at, actor, details in lines.values_list("at", "actor", "details"):
        kind = details.get("reader", "staff")
        who.setdefault((nomination.host.day_at(at), kind), set()).add(actor)
    rows = sorted(who.items(), key=lambda row: row[0], reverse=True)
    return [Reading(day, READERS[kind], len(people)) for (day, kind), people in rows]
