"""Opening kept pages in a browser, to look at what writing from the right does to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Route

from promises.looking.reading import HERE

FAULTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
HTML = "text/html; charset=utf-8"
STREAM = {"content_type": "text/event-stream", "body": "retry: 3600000\n\n"}


@contextmanager
def opened(browser: Browser, width: int) -> Iterator[Callable[[str, Any], list[str]]]:
    """A screen of this width. Shown an answer at an address, it tells what is wrong with it."""
    context = browser.new_context(viewport={"width": width, "height": 850}, reduced_motion="reduce")
    page, now = context.new_page(), [""]

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=file, content_type=KINDS[path.rpartition(".")[2]])
        elif route.request.is_navigation_request():
            route.fulfill(content_type=HTML, body=now[0])
        elif path.endswith("/stream"):
            route.fulfill(**STREAM)
        else:
            route.fulfill(status=204)

    def shows(address: str, reply: Any) -> list[str]:
        now[0] = reply if isinstance(reply, str) else reply.content
        page.goto(HERE + address)
        return page.evaluate(FAULTS)

    page.route("**/*", answer)
    yield shows
    context.close()
