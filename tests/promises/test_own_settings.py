"""What people set on their own device holds: their colours, less movement, their own long names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser import chromium
from promises.looking.collecting import Collection
from promises.looking.everything import everything_shown
from promises.looking.long_words import burst, lengthened
from promises.looking.looker import LAPTOP, NARROW, Looker, looking
from promises.looking.own_settings import lost_in_own_colours, moving

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker) -> Collection:
    """Everything that people are shown in a region with one of everything."""
    with django_db_blocker.unblock():
        return everything_shown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


def looks_through(looker: Looker, collection: Collection) -> Iterator[None]:
    """Open every kind of page, one after the other."""
    for shown in collection.shown.values():
        if looker.language in shown.answers:
            looker.shows(shown)
            yield


def with_own_settings(looker: Looker, collection: Collection) -> list[str]:
    """What is lost in a person's own colours, and what still moves."""
    for _ in looks_through(looker, collection):
        for one in (*moving(looker.page), *lost_in_own_colours(looker.page)):
            looker.notes(one)
    return looker.wrong


def with_long_words(looker: Looker, collection: Collection) -> list[str]:
    """Which pages burst when what people wrote has a word of forty-two letters behind it."""
    count = 0
    for _ in looks_through(looker, collection):
        count += lengthened(looker.page, collection.words)
        for one in burst(looker.page):
            looker.notes(one)
    assert count > 500
    return looker.wrong


def test_nothing_is_lost_in_light_colours_of_ones_own(collection, browser):
    with looking(browser, LAPTOP, "light", "en") as looker:
        assert "\n".join(with_own_settings(looker, collection)) == ""


def test_nothing_is_lost_in_dark_colours_of_ones_own_and_no_word_bursts(collection, browser):
    with looking(browser, NARROW, "dark", "es") as looker:
        with_own_settings(looker, collection)
        assert "\n".join(looker.wrong) == ""


def test_very_long_words_stay_in_their_boxes(collection, browser):
    with looking(browser, NARROW, "dark", "es") as looker:
        assert "\n".join(with_long_words(looker, collection)) == ""


LOST = """<!doctype html><html lang="en"><title>t</title><style>
* { transition: color 1s } button { border: 0 } svg { forced-color-adjust: none; stroke: #fff }
i { forced-color-adjust: none; color: #fff; background: #fff } a { outline: none }</style><main>
<a href="/">First</a><button>Go</button><p style="forced-color-adjust: none; color: #fff">Gone</p>
<svg width="9" height="9"><path d="M0 0H9" fill="none"/></svg></main></html>"""


@pytest.mark.sabotage("test_nothing_is_lost_in_light_colours_of_ones_own")
def test_what_is_lost_or_moves_would_be_found(browser):
    """The twin: a button without border, white letters, a white sign, no focus, a slow colour."""
    with looking(browser, LAPTOP, "light", "en") as looker:
        looker.page.set_content(LOST)
        found = lost_in_own_colours(looker.page) + moving(looker.page)
    for fault in ("no border: button", "no letters: p", "nothing drawn: svg", "no focus", "moves"):
        assert [one for one in found if one.startswith(fault)], fault


@pytest.mark.sabotage("test_very_long_words_stay_in_their_boxes")
def test_a_name_that_bursts_its_box_would_be_found(browser):
    """The twin: a name in a line that never breaks, and one in a box that hides what is over."""
    page = """<!doctype html><main><p style="white-space: nowrap">Ana Ruiz</p>
    <div style="width: 80px; overflow: hidden">Ana Ruiz</div></main>"""
    with looking(browser, NARROW, "light", "en") as looker:
        looker.page.set_content(page)
        assert burst(looker.page) == []
        assert lengthened(looker.page, ["Ana Ruiz"]) == 2
        assert len(burst(looker.page)) == 2
