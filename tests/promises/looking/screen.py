"""A screen on which kept pages are shown, each as it was answered, and what its browser says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from promises.looking.collecting import Shown
from promises.looking.reading import HERE

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
STREAM: dict[str, Any] = {
    "content_type": "text/event-stream",
    "body": "retry: 3600000\n\n",
}


class Screen:
    """Shows kept pages in a language; ``wrong`` is what was noted about them."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.wrong: list[str] = []
        self._now: Shown | None = None
        page.route("**/*", self._answer)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.notes(f"script: {error}"))

    def shows(self, shown: Shown) -> None:
        """Open a kept page."""
        self._now = shown
        self.page.goto(HERE + shown.address)

    def notes(self, what: str) -> None:
        """Write down what is wrong with the page that is open."""
        self.wrong.append(f"{self._now.name if self._now else ''}: {what}")

    def _heard(self, said: Any) -> None:
        # The browser says so of a page whose very answer is a refusal.
        own = said.location.get("url", "") == self.page.url and "Failed to load" in said.text
        if said.type in ("error", "warning") and not own:
            self.notes(said.text)

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=file, content_type=KINDS[path.rpartition(".")[2]])
        elif route.request.is_navigation_request() and self._now:
            answers = self._now.answers
            reply = answers.get(self.language) or next(iter(answers.values()))
            headers = {k: v for k, v in reply.headers.items() if k != "Content-Length"}
            route.fulfill(status=reply.status_code, headers=headers, body=reply.content)
        elif path.endswith("/stream"):
            route.fulfill(**STREAM)
        else:
            route.fulfill(status=204)
