"""The canary crawl: of a word in every text there is, each is seen by those who may, and by nobody else.

Pages, lists, exports, calendars, letters, mails, log lines, the cache, sessions, the trail, and
what the machine notes for itself, as everybody, before and after every button is pressed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction

from access.canary.field import Field
from access.canary.growing import still_empty
from access.canary.planting import every_table, place_of, texts_of
from access.canary.rules import BY_FIELD
from access.canary.shapes import KEYS
from access.matrix import FIRST, committed
from factories.hosts import AT
from thousandfold.base import trail
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases.messages import draft_message
from thousandfold.base.views.pages import Page

pytestmark = pytest.mark.django_db

#: Everybody whom the access matrix knows.
LOOKERS = committed()[0][len(FIRST) :]


@pytest.mark.parametrize("name", LOOKERS)
def test_everybody_sees_what_they_may_and_nothing_else(field: Field, name: str) -> None:
    assert field.walk(field.world.lookers[name]) == []


def test_a_word_that_opens_something_shows_what_it_opens_and_nothing_else(field: Field) -> None:
    assert field.try_keys() == []


def test_there_are_five_thousand_canaries_and_one_in_every_text(field: Field) -> None:
    planted = {one.where for one in field.planted.known.values()}
    texts = {place_of(table, one.name) for table in every_table() for one in texts_of(table)}
    assert len(field.planted.known) >= 5_000
    assert still_empty() == []
    assert planted <= texts
    assert len(planted) > 90
    assert set(BY_FIELD) | KEYS <= texts, "a reason for a field that is gone"


# --- the twins: each hole is seen -------------------------------------------------------


def all_words_of(field: Field, where: str) -> str:
    """Every word that stands in a field of somebody."""
    return " ".join(one.word for one in field.planted.known.values() if one.where == where)


@pytest.mark.sabotage("test_everybody_sees_what_they_may_and_nothing_else")
def test_a_page_that_shows_too_much_is_seen(field: Field) -> None:
    numbers = all_words_of(field, "people.Person.phone")
    with patch.object(Page, "get_title", lambda _page: numbers):
        found = field.walk(field.world.lookers["member"], "training")
    assert "GET training:sessions as member: people.Person.phone (P2)" in found


@pytest.mark.sabotage("test_everybody_sees_what_they_may_and_nothing_else")
def test_a_permission_that_is_not_asked_is_seen(field: Field) -> None:
    with patch("thousandfold.base.views.pages.may", lambda *_asked: True):
        found = field.walk(field.world.lookers["member"], "people")
    assert [one for one in found if "people.Organisation.base_words (P2)" in one]


@pytest.mark.sabotage("test_everybody_sees_what_they_may_and_nothing_else")
def test_a_scope_that_is_not_kept_is_seen(field: Field) -> None:
    with patch("thousandfold.base.doorway.middleware.inside", lambda _host: every_host("off")):
        found = field.walk(field.world.lookers["staff"], "people")
    assert "GET people:persons as staff: people.Person.name (P2)" in found


@pytest.mark.sabotage("test_a_word_that_opens_something_shows_what_it_opens_and_nothing_else")
def test_a_link_that_opens_everything_is_seen(field: Field) -> None:
    numbers = all_words_of(field, "people.Person.phone")
    with patch.object(Page, "get_title", lambda _page: numbers):
        assert [one for one in field.try_keys() if "people.Person.phone" in one]


@contextmanager
def left_behind(field: Field) -> Iterator[list[str]]:
    """What was left behind by what happens inside."""
    found: list[str] = []
    with transaction.atomic(), inside(field.world.home), field.traces.listening():
        yield found
        found += field.traces.left()
        transaction.set_rollback(True)


@pytest.mark.sabotage("test_everybody_sees_what_they_may_and_nothing_else")
def test_words_in_letters_mails_logs_the_cache_and_the_trail_are_seen(field: Field) -> None:
    story = all_words_of(field, "recruitment.Nomination.story").split()[0]
    to = all_words_of(field, "recruitment.Nomination.email").split()[0] + "@x.example"
    keeper = field.world.keeper
    with left_behind(field) as found:
        draft_message(host=field.world.home, to=to, subject="s", body=story, at=AT)
        trail.record(keeper, "proposed", field.world.home, AT, note=story)
        mail.send_mail("s", story, None, [to])
        logging.getLogger("thousandfold").error("It broke: %s", story)
        cache.set("found", [story])
    cache.clear()
    assert {one.partition(":")[0].split(" ")[0] for one in found} == {
        "letter",
        "base.TrailEntry.details",
        "mail",
        "log",
        "cache",
    }
