"""One made-up world for all who look at it; it goes again afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import transaction

from access.world import World
from thousandfold.base.signing_in import idle


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Two hosts with everything there is, and everybody who may look.

    What is asked is undone, also that a sign-in was used: one by card would end meanwhile.
    """
    unhurried = patch.object(idle, "BY_CARD", timedelta(days=1))
    with django_db_blocker.unblock(), unhurried, transaction.atomic():
        cache.clear()
        yield World()
        transaction.set_rollback(True)
