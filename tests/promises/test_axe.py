"""axe finds nothing on any page, and no page is wider than the narrowest phone.

Which pages there are is worked out: people follow every link and form of the site from where
they start, and every address that shows a page must have been come to. What they were shown is
then opened in a real browser, in both languages, on a laptop, on a phone and at 320 px.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.views.generic import RedirectView
from playwright.sync_api import Browser

from browser import chromium
from promises.addresses import Address, every_address
from promises.looking.collecting import NIGHT, PARTIAL, Collection
from promises.looking.everything import everything_shown
from promises.looking.looker import LAPTOP, NARROW, PHONE, Looker, looking
from promises.looking.pages import routes_of_pages
from thousandfold.base.views import Page as PageView

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker) -> Collection:
    """Everything that people are shown in a region with one of everything."""
    with django_db_blocker.unblock():
        return everything_shown()


def not_looked_at(collection: Collection, addresses: list[Address]) -> list[str]:
    """Routes of pages that nobody came to."""
    return sorted(routes_of_pages(addresses) - collection.routes)


def test_every_page_is_come_to_by_a_link(collection):
    assert not_looked_at(collection, every_address()) == []


def test_no_link_leads_nowhere(collection):
    assert collection.dead == []


def test_a_page_that_no_link_leads_to_is_found_out(collection):
    """The twin: a page, a file and a way on that nobody came to; only the page is missed."""
    hidden, away = PageView.as_view(), RedirectView.as_view(url="/")
    planted = [
        Address("", "hidden/", hidden, ()),
        Address("", "hidden.csv", hidden, ()),
        Address("", "away/", away, ()),
    ]
    assert not_looked_at(collection, planted) == ["hidden/"]


def test_every_page_is_in_the_language_that_was_asked_for(collection):
    wrong = [
        one.name
        for one in collection.shown.values()
        for language, reply in one.answers.items()
        if f'<html lang="{language}"'.encode() not in reply.content
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def looker(browser, request) -> Iterator[Looker]:
    """Somebody with a screen of this size, by day or by night, and a language."""
    with looking(browser, *request.param) as somebody:
        yield somebody


def on(*ways: tuple[tuple[int, int], str, str]) -> pytest.MarkDecorator:
    """On these screens, with these colours, in these languages."""
    names = [f"{size[0]}-{colours}-{language}" for size, colours, language in ways]
    return pytest.mark.parametrize("looker", ways, ids=names, indirect=True)


#: Typical pages and those with faults; by night on phones and in every language too.
WAYS = [(LAPTOP, "light", "en"), (NARROW, "dark", "es")]
AT_NIGHT = [
    *[(PHONE, "light", code) for code in ("en", "es", *PARTIAL)],
    *[(LAPTOP, "light", code) for code in ("es", *PARTIAL)],
]


@pytest.mark.browser
@on(*WAYS, *(AT_NIGHT if NIGHT else ()))
def test_no_page_has_a_barrier(collection, looker):
    for shown in collection.shown.values():
        if looker.language in shown.answers:
            looker.looks_at(shown)
    assert "\n".join(looker.wrong) == ""


BARRIER = """<!doctype html><html lang="en"><head><title>t</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>h</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input>
<p style="position: absolute; inset-inline-start: 0; width: 900px">wide</p>
<div class="table-wrap" style="overflow: hidden"><table class="stack"><caption>Days</caption>
<tr><td style="min-width: 800px">March</td></tr></table></div></main></body></html>"""


@pytest.mark.browser
@on((PHONE, "light", "en"))
def test_a_barrier_would_be_found(looker):
    """The twin: a picture without words, a field without a label, wider than the phone."""
    looker.page.set_content(BARRIER)
    looker.checks_barriers()
    looker.checks_width()
    assert [one.split(":")[1].strip() for one in looker.wrong] == [
        "image-alt",
        "label",
        "900 wide on a screen of 390",
        "the table Days is cut off on a screen of 390",
    ]


SMALL = """<!doctype html><html lang="en"><title>t</title><style>
a { padding: 0 } .short { height: 20px; width: 90px; overflow: hidden }</style><main>
<p>Within <a href="/in">a line</a> is fine.</p><nav><a href="/alone">Alone</a></nav>
<button class="primary" style="height: 30px; width: 90px">Go</button>
<p class="short">cut off when lines are wider</p></main></html>"""


@pytest.mark.browser
@pytest.mark.sabotage("test_no_page_has_a_barrier")
@on((PHONE, "light", "en"))
def test_what_fingers_miss_would_be_found(looker):
    """The twin: a low link that stands alone, a low main button, and a box that hides its words."""
    looker.page.set_content(SMALL)
    looker.checks_fingers()
    for fault in ("a Alone is", "button Go is 90 × 30, not 44", "cut off with more room"):
        assert fault in " ".join(looker.wrong)
    assert len(looker.wrong) == 3
