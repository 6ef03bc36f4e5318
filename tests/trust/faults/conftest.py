"""A region with one of everything, and every form that its people can come to."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction

from factories.little import LittleRegion
from trust.faults.forms import Gathering, Sending, walkers

#: Forms of the libraries, and of the demo region, which has a gate of its own.
ELSEWHERE = ("account/", "language/", "demo/", "set-up/")


@pytest.fixture(scope="module")
def every_sending(django_db_setup, django_db_blocker) -> Iterator[list[Sending]]:
    """Every way of sending every form; what they change must be taken back each time."""
    logging.disable(logging.ERROR)
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        found, region = Gathering(), LittleRegion()
        for person in walkers(region):
            found.walks(person, few=1)
        yield [one for one in found.sendings() if not one.route.startswith(ELSEWHERE)]
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
