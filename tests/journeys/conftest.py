"""A browser, a site that runs, and people who walk through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser import chromium
from journeys.walker import WAYS, Walker, Way


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a file."""
    with chromium() as made:
        yield made


@pytest.fixture(params=WAYS, ids=str)
def way(request: Any) -> Way:
    """Each of the four ways to walk."""
    return request.param


@pytest.fixture
def somebody(browser: Browser, live_server: Any) -> Iterator[Callable[..., Walker]]:
    """Make people with a browser of their own; each leaves at the end."""
    made: list[Walker] = []

    def walker(way: Way, name: str = "") -> Walker:
        made.append(Walker(browser, live_server.url, way, name))
        return made[-1]

    yield walker
    for one in made:
        one.leaves()


@pytest.fixture
def walker(somebody: Callable[..., Walker], way: Way) -> Walker:
    """Somebody who walks this way."""
    return somebody(way)
