"""Every text of every page reaches the translators, and pages written from the right hold.

People follow every link and form of the site in a made-up language. What stands there in plain
letters, and is nobody's own words and no name, was never given to the translators. Pages of each
part are then opened in a real browser, on a laptop and on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template import engines
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser

from browser import chromium
from factories.little import LittleRegion
from promises.looking import collecting, mishaps, people
from promises.looking.acts import chooses_rows
from promises.looking.collecting import Collection, Person, Shown, answered
from promises.looking.exercises import plays_everything
from promises.own_words import own_words
from promises.plain_words import Reader
from promises.pseudo import PSEUDO, offered, pseudo
from promises.right_to_left import opened

pytestmark = pytest.mark.django_db


class Speaking(Client):
    """A browser set to the made-up language."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"headers": {"accept-language": PSEUDO}, **more})


class MadeUp(Collection):
    """Keeps every page in the made-up language, and in no other."""

    def keeps(
        self,
        kind: str,
        person: Person,
        address: str,
        data: Any = None,
        known: Any = None,
        **more: Any,
    ) -> bool:
        """Keep one answer of each kind."""
        if kind in self.shown:
            return False
        more.pop("languages", None)
        if known is None:
            known = answered(person.speaks(PSEUDO), address, data, **more)
        self.shown[kind] = Shown(f"{address} ({person.name})", address, {PSEUDO: known})
        return True


@pytest.fixture(scope="module")
def language(tmp_path_factory) -> Iterator[str]:
    """The made-up language, offered beside English; the pages are asked for in it alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collecting, "LANGUAGES", (PSEUDO,))
        patch.setattr(mishaps, "LANGUAGES", (PSEUDO,))
        patch.setattr(people, "Client", Speaking)
        with offered(tmp_path_factory.mktemp("pseudo")) as language:
            yield language


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def read(language, django_db_setup, django_db_blocker) -> tuple[Collection, Reader]:
    """Everything that people are shown, and a reader who knows whose words are whose."""
    collection = MadeUp()
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        region = LittleRegion()
        for person in people.everybody(region):
            collection.walks(person, few=1 if collection.shown else 3)
        chooses_rows(collection, region)
        mishaps.meets_mishaps(collection, region)
        plays_everything(collection, region)
        reader = Reader(own_words())
        transaction.set_rollback(True)
    return collection, reader


def test_every_text_of_every_page_was_given_to_the_translators(read):
    collection, reader = read
    plain = {
        text: shown.name
        for shown in reversed(collection.shown.values())
        for text in reader.plain(shown.answers[PSEUDO].content.decode())
    }
    assert "\n".join(f"{name}: {text}" for text, name in plain.items()) == ""


def test_every_page_was_read_in_the_made_up_language(read):
    collection, _ = read
    other = [
        shown.name
        for shown in collection.shown.values()
        if shown.answers[PSEUDO].content
        and f'<html lang="{PSEUDO}" dir="rtl"'.encode() not in shown.answers[PSEUDO].content
    ]
    assert other == []
    assert len(collection.shown) > 150


#: One page of each part of the site: how the collection of pages calls it.
IMPORTANT = {
    "the first page": "?",
    "signing in": "account/sign-in/?",
    "joining": "join/?",
    "a form with faults": "h/<slug:host>/people/new/? sent",
    "today": "h/<slug:host>/?",
    "a cohort's path": "h/<slug:host>/cohorts/<uuid:pk>/?",
    "nominees": "h/<slug:host>/recruit/<uuid:call>/nominations/?",
    "a composed group": "h/<slug:host>/recruit/<uuid:call>/compose/<uuid:pk>/?",
    "sessions": "h/<slug:host>/train/cohorts/<uuid:cohort_id>/?",
    "attendance": "h/<slug:host>/train/days/<uuid:day_id>/attendance/?",
    "the console": "console forest",
    "a platform": "h/<slug:host>/platforms/<uuid:pk>/?",
    "roles": "h/<slug:host>/host/roles/?",
    "a question on a phone": "phone me-tree/branches",
    "the forest on a phone": "phone forest/ballots",
    "a tree to keep": "room/mine/<uuid:run>/keepsake/?",
    "the wall": "wall me-tree/frame",
    "the forest on the wall": "wall forest/whole",
    "every part of the look": "about/style/?",
}


@pytest.mark.browser
@pytest.mark.parametrize("width", [1366, 390])
def test_pages_hold_when_written_from_the_right(read, browser, width):
    shown = read[0].shown
    faults = []
    with opened(browser, width) as shows:
        for name, kind in IMPORTANT.items():
            found = next(one for key, one in shown.items() if key.startswith(kind))
            faults += [f"{name}: {one}" for one in shows(found.address, found.answers[PSEUDO])]
    assert "\n".join(faults) == ""


UNTURNED = """<!doctype html><html dir="rtl"><title>t</title><style>
h1 { text-align: left } b, i { position: absolute; top: 99px; right: 9px } p { width: 2000px }
</style><h1>Left</h1><b>One thing</b><i>over another</i><p>wide</p></html>"""


@pytest.mark.browser
def test_a_page_that_leans_to_the_left_would_be_found(browser):
    """The twin: a heading on the left, words over words, and a page wider than the screen."""
    with opened(browser, 1366) as shows:
        faults = " ".join(shows("/", UNTURNED))
    for fault in ("wide on a screen of 1366", "before the right edge", "lies over"):
        assert fault in faults


def test_a_text_without_translation_would_be_found(language):
    """The twin: one word that is not wrapped, on a page of the site."""
    page = '{% extends "base/public.html" %}{% load i18n %}{% block content %}'
    page += '<p>{% translate "Save" %}</p><p>Keep it</p>{% endblock %}'
    with translation.override(language):
        html = engines["django"].from_string(page).render()
    assert Reader(["Keep"]).plain(html) == ["Keep it"]


def test_a_name_inside_another_word_hides_nothing():
    assert Reader(["Ana"]).plain("<p>Analysis</p><p>Ana</p>") == ["Analysis"]


def test_places_and_tags_of_a_text_stay_as_they_are():
    kept = "%(n)s <b>{name}</b> {limit:,} 100%%"
    assert kept in pseudo(kept)


@pytest.mark.parametrize(("text", "least"), [("Save", 3), ("Write a call for leaders", 1.4)])
def test_a_text_grows_as_much_as_translators_need(text, least):
    assert len(pseudo(text)) >= least * len(text)
