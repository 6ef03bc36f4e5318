"""After signing out, or leaving a phone to somebody else, no word is left in the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from browser import chromium
from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = "canary-of-a-browser"
#: Everything that a page of ours can leave in a browser, as one text.
LEFT = """async () => {
    const said = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
    for (const one of await indexedDB.databases()) said.push(`database ${one.name}`);
    if (window.caches) for (const one of await caches.keys()) said.push(`cache ${one}`);
    for (const one of await navigator.serviceWorker?.getRegistrations() ?? []) said.push("worker");
    return said.join(" ");
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def desk(browser: Browser, live_server, transactional_db: None, monkeypatch) -> Iterator[Page]:
    """Staff who have begun to write something, over a plain line.

    In a room's own network browsers do not heed the header that clears what a site left.
    """
    whole = HttpResponse.__setitem__

    def without(self: HttpResponse, name: str, value: str) -> None:
        if name != "Clear-Site-Data":
            whole(self, name, value)

    monkeypatch.setattr(HttpResponse, "__setitem__", without)
    host = make_host(is_demo=True)
    client = Client()
    client.force_login(make_viewer(host, RoleKind.STAFF).account)
    context = browser.new_context()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([{**cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(live_server.url + reverse("pages:today", args=[host.slug]))
    page.evaluate(f"localStorage.setItem('thousandfold:draft:somewhere', '{WORD}')")
    page.evaluate(f"localStorage.setItem('thousandfold:device:a-room', '{WORD}')")
    page.evaluate(f"localStorage.setItem('thousandfold:unsent:a-place:a-form', '{WORD}')")
    page.evaluate(f"sessionStorage.setItem('thousandfold:draft:here', '{WORD}')")
    yield page
    context.close()


def left_after_signing_out(page: Page, base: str) -> list[str]:
    """What is left in the browser of somebody who signed out."""
    page.goto(base + reverse("account_logout"))
    with page.expect_navigation():
        page.locator("main form[method=post] button").first.click()
    page.wait_for_load_state("load")
    left = page.evaluate(LEFT)
    return [left] if WORD in left or "database" in left or "cache" in left else []


def test_nothing_is_left_after_signing_out(desk, live_server):
    assert WORD in desk.evaluate(LEFT)
    assert left_after_signing_out(desk, live_server.url) == []


@pytest.mark.sabotage("test_nothing_is_left_after_signing_out")
def test_a_page_that_does_not_forget_is_found(desk, live_server):
    desk.route("**/drafts.js", lambda one: one.fulfill(body="", content_type="text/javascript"))
    assert left_after_signing_out(desk, live_server.url)
