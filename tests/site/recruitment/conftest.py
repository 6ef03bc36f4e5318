"""An open call, and the day of the tests on every clock that pages read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from factories.calls import make_call
from factories.hosts import AT
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.recruitment import reading_apart
from thousandfold.recruitment.models import Call
from thousandfold.recruitment.reading_apart import read


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    """Pages ask for the day; it is the day of the tests. Sentences are English."""
    cache.clear()
    with time_machine.travel(AT, tick=False), translation.override("en"):
        yield


@pytest.fixture
def call(here: Host) -> Call:
    """An open call."""
    return make_call(here)


@pytest.fixture
def desk(staff: Viewer, call: Call) -> Client:
    """A browser signed in as staff, with the call there."""
    client = Client()
    client.force_login(staff.account)
    return client


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spreadsheets are read without a child; ``test_reading_apart`` looks at the child."""
    monkeypatch.setattr(reading_apart, "confined", lambda work, given, limits: read(given))
