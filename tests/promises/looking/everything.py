"""Every kind of page as people are shown it, collected once for all who look at them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

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
from thousandfold.base import ids
from thousandfold.exercises.usecases import runs

#: How long names and titles are; what is longer wraps anyway.
NAMES = range(4, 60)
#: Pages tell the same days whenever they are looked at.
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@contextmanager
def without_chance() -> Iterator[None]:
    """Ids are in the order of making, and groups are drawn alike, each time.

    Two rows of one millisecond would lie now this way round and now the other in a list, and
    whoever opens only the first of its kind would open another one each time.
    """
    stamps = count(int(NOW.timestamp()) * 1_000_000_000, 1_000_000)
    clock = SimpleNamespace(time_ns=lambda: next(stamps))
    seeds = SimpleNamespace(token_hex=lambda size: "5" * 2 * size)
    chance = SimpleNamespace(urandom=Random(5).randbytes)
    with (
        patch.object(ids, "time", clock),
        patch.object(ids, "os", chance),
        patch.object(runs, "secrets", seeds),
    ):
        yield


@cache
def everything_shown() -> Collection:
    """What everybody comes to in a region with one of everything. Nothing of it stays stored.

    Half a minute the first time in a process; the caller lets it at the database.
    """
    found = Collection()
    with time_machine.travel(NOW), without_chance(), transaction.atomic():
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
