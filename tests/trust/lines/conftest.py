"""A room, phones in a real browser, and a bad line between the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser import chromium
from factories.hosts import make_host
from factories.rooms import Round
from thousandfold.base.scope import inside
from thousandfold.exercises import codes
from thousandfold.exercises.models import Place, StoredAnswer
from thousandfold.exercises.playing import state_of
from trust.lines.proxy import Proxy


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@dataclass
class Phones:
    """Phones of a table whose line is the proxy's; each has a browser context of its own."""

    browser: Browser
    table: Round
    line: Proxy
    contexts: list[BrowserContext] = field(default_factory=list)
    #: Done to each page before it is opened: twins take a protection out.
    before: list = field(default_factory=list)

    @property
    def root(self) -> str:
        """Where the site is, seen through the line."""
        return f"http://localhost:{self.line.port}"

    def sits(self) -> tuple[Place, Page]:
        """Somebody new at the table, with their phone before the room; its clock stands still."""
        place = self.table.sits(f"Ana {len(self.table.places)}")
        self.table.places.append(place)
        token = f"phone-{place.pk}"
        device = codes.digest(token, "device")
        Place.objects.filter(pk=place.pk).update(device=device, entered_at=self.table.at)
        context = self.browser.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies([{"name": "place", "value": token, "url": self.root}])
        context.set_default_timeout(120_000)
        self.contexts.append(context)
        return place, self.page(context)

    def page(self, context: BrowserContext) -> Page:
        """A tab of a phone, at what the room asks."""
        page = context.new_page()
        for prepare in self.before:
            prepare(page)
        page.clock.install()
        page.goto(f"{self.root}/room/")
        page.clock.pause_at(page.evaluate("Date.now()") + 1_000)
        return page

    def stored(self, place: Place) -> list[str]:
        """The words that the server has of a place, each time it took some."""
        rows = StoredAnswer.objects.filter(place=place).order_by("number")
        return [" ".join(map(str, one.said["body"].values())) for one in rows]

    def stands(self, place: Place) -> list[str]:
        """The words that stand of a place now."""
        held = state_of(self.table.run).record.standing.values()
        return [" ".join(map(str, one.body.values())) for one in held if one.place == place.key]


@pytest.fixture
def phones(browser: Browser, live_server, transactional_db: None) -> Iterator[Phones]:
    """A table at the end of its evening, where everybody says something for the others."""
    host = make_host(is_demo=True)
    with inside(host), Proxy(urlsplit(live_server.url).port) as line:
        made = Phones(browser, Round(host, people=0).starts("closing", step="plus-delta"), line)
        yield made
        for one in made.contexts:
            one.close()
