"""Whatever people come to do, they do with keys alone; the core of it without script too.

What is stored at the end is looked at by the journey itself: it is the same by keys, and by a
finger without script.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser import chromium
from promises.journeys import (  # noqa: F401 -- their journeys are in the registry
    at_the_call,
    at_the_desk,
    in_public,
    in_the_room,
)
from promises.journeys.picking import at_night
from promises.journeys.registry import EVERY, Journey, Trip, as_table
from promises.journeys.walkers import KEYS, NO_SCRIPT, HandWalker, KeyWalker
from promises.journeys.world import World, a_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: The goal: so many journeys with keys alone.
LEAST = 25
LISTED = Path(__file__).parents[3] / "docs" / "reference" / "without-script.md"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for this file."""
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def made(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """One region with a server of its own."""
    with django_db_blocker.unblock(), a_world(tmp_path_factory.mktemp("world")) as world:
        yield world


@pytest.fixture
def world(made: World, django_db_blocker: Any) -> Iterator[World]:
    """The region as it was made."""
    with django_db_blocker.unblock():
        made.begins_again()
        yield made


@pytest.fixture
def trip(world: World, browser: Browser, request: Any) -> Iterator[Trip]:
    """Somebody who walks in one of the two ways."""
    walkers: list[HandWalker] = []

    def somebody() -> HandWalker:
        kind, way = (KeyWalker, KEYS) if request.param == "keys" else (HandWalker, NO_SCRIPT)
        walkers.append(kind(browser, world.server.url, way))
        return walkers[-1]

    yield Trip(world.region, somebody(), somebody)
    for one in walkers:
        one.leaves()


def by(way: str) -> pytest.MarkDecorator:
    """In this way: by keys, or without script."""
    return pytest.mark.parametrize("trip", [way], indirect=True)


def core_list() -> list[Journey]:
    """What is promised without script; at night everything is tried."""
    return [one for one in EVERY if one.core or at_night()]


def named(one: Journey) -> str:
    """The name of a test of this journey."""
    return one.name.replace(" ", "-")


@by("keys")
@pytest.mark.parametrize("journey", EVERY, ids=named)
def test_it_is_done_with_keys_alone(trip: Trip, journey: Journey) -> None:
    journey.go(trip)


@by("without script")
@pytest.mark.parametrize("journey", core_list(), ids=named)
def test_it_is_done_without_script(trip: Trip, journey: Journey) -> None:
    journey.go(trip)


def test_there_are_enough_journeys() -> None:
    assert len(EVERY) >= LEAST
    assert len({one.name for one in EVERY}) == len(EVERY)


def test_the_list_of_journeys_is_written_down() -> None:
    assert LISTED.read_text(encoding="utf-8") == as_table()
