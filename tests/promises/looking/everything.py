"""Every kind of page as people are shown it, collected once for all who look at them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import time_machine
from django.core.cache import cache as site_cache
from django.db import transaction

from factories.little import LittleRegion
from promises.looking.acts import chooses_rows
from promises.looking.collecting import Collection
from promises.looking.empty import stands_at_the_beginning
from promises.looking.exercises import plays_everything
from promises.looking.mishaps import meets_mishaps
from promises.looking.people import everybody
from promises.own_words import rows_of_people

#: How long names and titles are; what is longer wraps anyway.
NAMES = range(4, 60)
#: Pages tell the same days whenever they are looked at.
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@cache
def everything_shown() -> Collection:
    """What everybody comes to in a region with one of everything. Nothing of it stays stored.

    Half a minute the first time in a process; the caller lets it at the database.
    """
    found = Collection()
    with time_machine.travel(NOW), transaction.atomic():
        site_cache.clear()
        region = LittleRegion()
        for person in everybody(region):
            found.walks(person, few=1 if found.shown else 3)
        chooses_rows(found, region)
        meets_mishaps(found, region)
        stands_at_the_beginning(found)
        plays_everything(found, region)
        found.words = tuple({one for one in rows_of_people() if len(one) in NAMES})
        transaction.set_rollback(True)
    return found
