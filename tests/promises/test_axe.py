"""axe finds nothing on any page, and no page is wider than the narrowest phone.

The browser's requests are answered by the site in this very process, so that all pages are
looked at over one made-up region that goes again afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from axe import found_by_axe
from browser import chromium
from factories.little import LittleRegion

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = "https://thousandfold.test"
LAPTOP, PHONE, NARROW = (1366, 850), (390, 844), (320, 640)
#: Links that lead to files, or away.
NO_PAGE = re.compile(r"\.(?:csv|xlsx|ics|pdf|svg|txt)$|/sign-out|^(?:https?|mailto|data):")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[\w-]{15,}(?=/)|\?.*$")
#: Words in addresses of which one example stands for all.
ALIKE = re.compile(r"(?<=/activities/)[\w-]+|(?<=/bodies/)[\w-]+|(?<=/handouts/)[\w-]+")
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
LINKS = "() => [...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def region(browser, django_db_setup, django_db_blocker) -> Iterator[LittleRegion]:
    """One region for all who look at it; it goes again afterwards.

    The browser comes first: its loop decides which connection Django takes for this thread.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield LittleRegion()
        transaction.set_rollback(True)


@dataclass
class Looker:
    """Somebody who looks at one page of every kind that can be reached by links."""

    page: Page
    client: Client
    wrong: list[str] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The browser asks from a context of its own; the site answers in the test's, where the
        # region is.
        here = copy_context()
        self.page.route("**/*", lambda route: here.copy().run(self._answer, route))
        self.page.on("console", lambda said: said.type == "error" and self.wrong.append(said.text))

    def _answer(self, route: Route) -> None:
        """Answer the browser as the site would."""
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=file, content_type=KINDS[path.rpartition(".")[2]])
            return
        reply = self.client.get(route.request.url.removeprefix(SITE), secure=True, follow=True)
        headers = {name: value for name, value in reply.headers.items() if name != "Content-Length"}
        route.fulfill(status=reply.status_code, headers=headers, body=reply.content)

    def looks_at(self, *starts: str, every: int = 1) -> Looker:
        """Walk along the links from these addresses; show axe every so many kinds of page."""
        ahead = list(starts)
        while ahead:
            address = ahead.pop(0)
            kind = ALIKE.sub("*", IDS.sub("*", address))
            if kind not in self.seen:
                self.seen[kind] = address
                self.page.goto(SITE + address)
                self._check(address, axe=len(self.seen) % every == 0)
                ahead += [one for one in self.page.evaluate(LINKS) if self._leads_on(one)]
        return self

    def _leads_on(self, link: str) -> bool:
        return link.startswith("/") and not NO_PAGE.search(link)

    def _check(self, address: str, axe: bool) -> None:
        wide, width = self.page.evaluate(WIDTHS)
        if wide > width:
            self.wrong.append(f"{address} is {wide} of {width} wide")
        if axe:
            self.wrong += [f"{address}: {one}" for one in found_by_axe(self.page)]


@pytest.fixture
def looker(browser, request) -> Iterator[Looker]:
    """Somebody with a screen of this size and this language."""
    size, language = request.param
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.emulate_media(reduced_motion="reduce")
    yield Looker(page, Client(headers={"accept-language": language}))
    page.close()


def seen_by(*ways: tuple[tuple[int, int], str]) -> pytest.MarkDecorator:
    """On these screens, in these languages."""
    names = [f"{size[0]}-{language}" for size, language in ways]
    return pytest.mark.parametrize("looker", ways, ids=names, indirect=True)


@seen_by((LAPTOP, "en"), (NARROW, "es"))
def test_staff_meet_no_barrier(region, looker):
    looker.client.force_login(region.staff.account)
    narrow = looker.page.viewport_size["width"] == NARROW[0]
    looker.looks_at(f"/h/{region.host.slug}/", every=3 if narrow else 1)
    assert "\n".join(looker.wrong) == ""
    assert len(looker.seen) > 80


@seen_by((LAPTOP, "es"), (PHONE, "en"))
def test_anybody_meets_no_barrier(region, looker):
    looker.looks_at(
        *("/", "/set-up/", "/demo/", "/join/", "/join/back/", "/account/sign-in/", "/nowhere/"),
        f"/nominate/{region.call.link}/",
        f"/nominated/{region.nominee.nominee_key}/",
        f"/nomination/{region.nominee.nominator_key}/",
        f"/alumni/own/{region.alumni[0].key}/",
        f"/screen/{region.room.screen_token}/",
    )
    assert "\n".join(looker.wrong) == ""
    assert len(looker.seen) > 15


@seen_by((PHONE, "es"), (NARROW, "en"))
def test_a_phone_in_the_room_meets_no_barrier(region, looker):
    looker.client.cookies["place"] = region.token
    looker.looks_at("/room/", "/room/hand/", "/room/way-back/", "/room/mine/")
    assert "\n".join(looker.wrong) == ""
    assert len(looker.seen) > 4


BARRIER = """<!doctype html><html lang="en"><head><title>t</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>h</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="900"><input></main></body></html>"""


@seen_by((PHONE, "en"))
def test_a_barrier_would_be_found(looker):
    """The twin: a picture without words, a field without a label, wider than the phone."""
    looker.page.set_content(BARRIER)
    looker._check("/", axe=True)
    assert sorted(one.split(":")[1].strip() for one in looker.wrong if ": " in one) == [
        "image-alt",
        "label",
    ]
    assert any("wide" in one for one in looker.wrong)
