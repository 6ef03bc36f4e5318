"""Somebody who walks through the site with eyes and fingers: by labels, links and buttons.

Every page on the way is looked at: it answered, said nothing on the console, broke no policy,
does not scroll sideways, and speaks the language that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    expect,
)

from axe import found_by_axe
from thousandfold_core.exercise import Words

SCREENS = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1366, "height": 850}}
#: How long, in milliseconds, a person waits before giving up. A busy computer takes its time,
#: and nobody's speed is judged here.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)
#: Pages that axe has looked at already: no page is looked at twice in the same way.
AXED: set[str] = set()


class Said(str):
    """Words that are in the walker's language already."""


@dataclass(frozen=True)
class Way:
    """How the site is walked: on which screen, in which language, with or without script."""

    screen: str
    language: str
    script: bool

    def __str__(self) -> str:
        return f"{self.screen}-{self.language}-{'script' if self.script else 'no-script'}"


#: Every screen, language and kind of browser, and every pair of them, in four walks.
WAYS = (
    Way("phone", "en", False),
    Way("phone", "es", True),
    Way("laptop", "en", True),
    Way("laptop", "es", False),
)


@dataclass
class Walker:
    """One person with one browser of their own."""

    browser: Browser
    root: str
    way: Way
    name: str = ""
    downloads: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    #: A wall turns its pages by itself: what stands on any of them stands on the wall.
    turns_pages: bool = False
    #: Whether axe looks at each page on the way.
    axes: bool = True

    def __post_init__(self) -> None:
        self.wrong: list[str] = []
        self.forgiven: set[int] = set()
        self.context: BrowserContext = self.browser.new_context(
            viewport=SCREENS[self.way.screen],
            locale={"en": "en-US", "es": "es-MX"}[self.way.language],
            java_script_enabled=self.way.script,
            reduced_motion="reduce",
            has_touch=self.way.screen == "phone",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.opened(self.context.new_page())

    def opened(self, page: Page) -> Page:
        """Listen to a page from its beginning."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("response", self._answered)
        page.on("request", lambda asked: self.sent.append(f"{asked.url} {asked.post_data or ''}"))
        return page

    def _heard(self, said: ConsoleMessage) -> None:
        refused = "Failed to load resource" in said.text
        if said.type in ("error", "warning") and not refused:
            self.wrong.append(f"console at {self.page.url}: {said.text}")

    def _answered(self, response: Response) -> None:
        # The stream of the live hub stands beside the site in the real server; here pages poll.
        streams = response.url.endswith("/stream")
        if response.status >= 400 and response.status not in self.forgiven and not streams:
            self.wrong.append(f"{response.status} for {response.url}")

    # what the words are in this walker's language

    def say(self, text: str | Words, **params: Any) -> str:
        """The site's words for this English text, in the walker's language."""
        if isinstance(text, Words):
            return Said(text.to(self.way.language))
        if isinstance(text, Said):
            return text
        with translation.override(self.way.language):
            return Said(gettext(text) % params if params else gettext(text))

    def count(self, one: str, many: str, number: int, name: str = "n") -> str:
        """The site's words for a number of things."""
        with translation.override(self.way.language):
            return Said(ngettext(one, many, number) % {name: number})

    # going

    def goes(self, path: str) -> Walker:
        """Open an address, as from a link in a message or a code on the wall."""
        self.page.goto(path if path.startswith("http") else self.root + path)
        return self.looks()

    def follows(self, text: str | Words, within: str | Locator = "main", **params: Any) -> Walker:
        """Follow the link with these words."""
        return self.clicks(self.sees_link(text, within, **params))

    def sees_link(
        self, text: str | Words, within: str | Locator = "main", **params: Any
    ) -> Locator:
        """The first visible link whose words begin like this."""
        return self._named("link", self.say(text, **params), within)

    def presses(self, text: str | Words, within: str | Locator = "body", **params: Any) -> Walker:
        """Press the button with these words, and wait for the page it leads to."""
        return self.clicks(self._named("button", self.say(text, **params), within))

    def is_refused(self, text: str, why: str, status: int = 422, **params: Any) -> Walker:
        """Press a button and read why it cannot be; nothing is lost."""
        self.forgiven.add(status)
        self.presses(text, "main").reads(why, "main", **params)
        self.forgiven.remove(status)
        return self

    def taps(self, text: str | Words, within: str | Locator = "body") -> Walker:
        """Press a button that leads nowhere: script alone answers it."""
        self._named("button", self.say(text), within).click()
        return self

    def turns_to(self, stage: str) -> Walker:
        """Go to a stage by the rail, or on a phone by the bar at the bottom."""
        if self.way.screen == "laptop":
            return self.follows(stage, "nav.rail")
        self.page.locator("nav.bar summary").click()
        return self.follows(stage, "nav.bar .menu-list")

    def opens(self, text: str | Words, within: str | Locator = "main") -> Walker:
        """Open a fold in the page, if it is not open yet."""
        fold = self.folds(text, within).first
        if fold.locator("xpath=..").get_attribute("open") is None:
            fold.click()
        return self

    def folds(self, text: str | Words, within: str | Locator = "main") -> Locator:
        """The folds with these words."""
        return self._inside(within).locator("summary").filter(has_text=self.say(text))

    def _named(self, role: Any, words: str, within: str | Locator) -> Locator:
        inside = self._inside(within)
        exact = inside.get_by_role(role, name=words, exact=True)
        if exact.count():
            return exact.first
        return inside.get_by_role(role, name=re.compile("^" + _loose(words))).first

    def _inside(self, within: str | Locator) -> Locator:
        return self.page.locator(within).first if isinstance(within, str) else within

    def clicks(self, by: Locator) -> Walker:
        """Click what leads to another page, and look at that page."""
        with self.page.expect_navigation():
            by.click()
        return self.looks()

    # writing

    def field(self, label: str | Words, within: str | Locator = "main") -> Locator:
        """The field with this label, whether or not it says that it is optional."""
        words = re.compile("^" + _loose(self.say(label)) + r"(\s*\([^()]*\))?$")
        return self._inside(within).get_by_label(words).first

    def writes(
        self, label: str | Words, text: str | Words, within: str | Locator = "main"
    ) -> Walker:
        """Fill in a field."""
        self.field(label, within).fill(text)
        return self

    def chooses(
        self, label: str | Words, option: str | Words, within: str | Locator = "main"
    ) -> Walker:
        """Choose from a list by the words of the choice."""
        self.field(label, within).select_option(label=self.say(option))
        return self

    def ticks(self, label: str | Words, within: str | Locator = "main") -> Walker:
        """Tick a box or choose one of several."""
        self.field(label, within).check()
        return self

    def row(self, text: str) -> Locator:
        """The row of a table, or the item of a list, that holds these words."""
        return self.page.locator("tr, li, article").filter(has_text=text).first

    # looking

    def reads(self, text: str | Words, within: str | Locator = "body", **params: Any) -> Walker:
        """These words of the site stand on the page."""
        return self.finds(self.say(text, **params), within)

    def finds(self, words: str, within: str | Locator = "body") -> Walker:
        """These words stand on the page, just so."""
        shown = self.text(within)
        assert _even(words) in shown, f"{words!r} is not on {self.page.url}:\n{shown[:3000]}"
        return self

    def misses(self, words: str, within: str | Locator = "body") -> Walker:
        """These words stand nowhere on the page."""
        assert _even(words) not in self.text(within), f"{words!r} is on {self.page.url}"
        return self

    def text(self, within: str | Locator = "body") -> str:
        """What a person can read there, with even spaces."""
        part = self._inside(within)
        return _even(part.text_content() or "" if self.turns_pages else part.inner_text())

    def looks(self) -> Walker:
        """Look at the page as a whole."""
        self.page.wait_for_load_state()
        self.wrong += self._seen_wrong()
        assert not self.wrong, "\n".join(
            [f"{self.way} at {self.page.url}", *self.wrong, self.text("main")[:800]]
        )
        return self

    def _seen_wrong(self) -> Iterable[str]:
        seen = self.page.evaluate(
            """() => [document.documentElement.lang, document.documentElement.scrollWidth,
            document.documentElement.clientWidth, document.querySelectorAll("h1").length,
            (document.querySelector("h1") || {}).textContent || ""]"""
        )
        language, wide, width, headings, heading = seen
        if language != self.way.language:
            yield f"the page says it is in {language!r}"
        if wide > width:
            yield f"the page scrolls sideways: {wide} of {width} wide, {self._widest(width)}"
        if headings < 1:
            yield "the page has no first heading"
        look = f"{self.way} {self._kind()} {heading}"
        if self.axes and self.way.script and look not in AXED:
            AXED.add(look)
            yield from (f"axe: {one}" for one in found_by_axe(self.page))

    def _widest(self, width: int) -> list[str]:
        """What stands out at the end of the line."""
        return self.page.evaluate(
            """width => [...document.querySelectorAll("body *")].filter(
            one => one.getBoundingClientRect().right > width + 1).slice(0, 3).map(
            one => one.outerHTML.slice(0, 120))""",
            width,
        )

    def _kind(self) -> str:
        return re.sub(r"//[^/]*|[0-9a-f-]{36}|[A-Za-z0-9_-]{22,}", "*", self.page.url)

    def signs_in(self, account: Any) -> Walker:
        """Come in as this account, as after a code from a message."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(account)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.root}]
        )
        return self

    def fetches(self, path: str) -> bytes:
        """What an address gives to whoever holds this browser: a file, a feed, a picture."""
        answer = self.context.request.get(path if path.startswith("http") else self.root + path)
        assert answer.ok, f"{answer.status} for {path}"
        return answer.body()

    def leaves(self) -> None:
        """Close the browser of this person."""
        self.context.close()


def _even(text: str) -> str:
    return " ".join(text.split())


def _loose(words: str) -> str:
    return r"\s*" + r"\s+".join(re.escape(part) for part in words.split())
