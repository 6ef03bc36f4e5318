"""Words that would be a program stay words on every page (spec IN-9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import models, transaction
from playwright.sync_api import Page, Route

from access.world import World
from browser import chromium
from promises.looking.collecting import is_page
from promises.looking.reading import HERE
from thousandfold.base.privacy import P0, class_of
from thousandfold.base.scope import every_host
from trust.inputs.answering import Way, undone, ways, with_own_cookies
from trust.inputs.forms_found import Field, Found, forms_of
from trust.inputs.fuzzing import GUARDS, USUAL, encoded, quiet
from trust.inputs.payloads import MARK, payloads

pytestmark = pytest.mark.django_db
#: Names of columns that a machine reads: what stands there is chosen or made, never written.
MACHINES = {
    *("about", "activity", "ask", "code", "device", "exercise", "handle", "key", "kind"),
    *("language", "link", "lot", "path", "phase", "problem", "programme", "purpose", "secret"),
    *("seed", "session", "slug", "source", "state", "status", "step", "timezone", "token"),
    *("verb", "what"),
}
TYPED = {"text", "textarea", "search"}


@dataclass(frozen=True)
class Shown:
    """A page as it was answered, and to whom."""

    name: str
    address: str
    status: int
    headers: dict[str, str]
    body: str


class Alive(HTMLParser):
    """What came to life on a page: marked elements, and whatever no page of ours holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and at its attributes."""
        given = {name: (value or "") for name, value in attrs}
        marked = MARK in tag or any(MARK in name for name in given)
        strange = tag in ("iframe", "object", "embed", "base", "marquee")
        acts = [
            name
            for name in given
            if name.startswith("on") or name in ("srcdoc", "style", "formaction")
        ]
        leads = [given.get(one, "").strip().lower() for one in ("href", "src", "action")]
        away = [one for one in leads if one.startswith(("javascript:", "vbscript:", "data:text"))]
        inline = tag == "script" and not given.get("src")
        if marked or strange or acts or away or inline:
            self.found.append(f"<{tag} {dict(list(given.items())[:4])}>"[:200])
        self.words += any(MARK in value for value in given.values())

    def handle_data(self, data: str) -> None:
        """Count payloads that stayed words."""
        self.words += MARK in data


@dataclass
class Planting:
    """Puts payloads in turn into every text that people write, by the forms and in the tables."""

    world: World
    turn: Iterator[str] = field(default_factory=lambda: iter(payloads() * 40))
    by_form: int = 0
    in_tables: int = 0

    def forms(self) -> None:
        """Fill in every form with payloads and send it; what is taken stays."""
        with quiet():
            for form in forms_of(self.world)[0]:
                if any(one.kind in TYPED for one in form.fields):
                    self._send(form)

    def _send(self, form: Found) -> None:
        client = with_own_cookies(form.looker)
        with transaction.atomic():
            sent = encoded(
                [(one.name, self._filled(one)) for one in form.fields if one.kind != "submit"]
            )
            kind = "application/x-www-form-urlencoded"
            reply = client.generic("POST", form.action, sent, content_type=kind, secure=True)
            kept = reply.status_code == 302
            transaction.set_rollback(not kept)
        self.by_form += kept

    def _filled(self, one: Field) -> str:
        if one.kind in TYPED and one.name not in GUARDS:
            return next(self.turn)
        if one.options or one.value:
            return one.value or one.options[-1]
        return USUAL.get(one.kind, ("x",))[0]

    def tables(self) -> None:
        """Write payloads into every text of every row, as long as the column takes."""
        with every_host("payloads are planted in every host"):
            for model in apps.get_models():
                for name in written_in(model):
                    for row in model._base_manager.all():
                        self._plant(row, name)

    def _plant(self, row: Any, name: str) -> None:
        longest = row._meta.get_field(name).max_length or 10_000
        words = next(one for one in self.turn if len(one) <= longest)
        with transaction.atomic():
            setattr(row, name, words)
            row.save(update_fields=[name])
            self.in_tables += 1


def written_in(model: type[models.Model]) -> list[str]:
    """The texts of a table that people write, by class and kind."""
    if not model.__module__.startswith("thousandfold."):
        return []
    return [one.name for one in model._meta.concrete_fields if is_written(model, one)]


def is_written(model: type[models.Model], one: models.Field[Any, Any]) -> bool:
    """Whether people write in a column: a text that is neither chosen, nor a key, nor a code."""
    name = type(one).__name__
    is_text = type(one) in (models.CharField, models.TextField) or name.endswith("SealedText")
    is_free = not one.choices and not one.unique and (one.max_length or 999) >= 40
    is_ours = class_of(model, one.name) not in (None, P0)
    return is_text and is_free and is_ours and not MACHINES & {one.name, *one.name.split("_")}


def pages(world: World) -> list[Shown]:
    """Every page, to somebody who comes in; in the language that has most words."""
    found = []
    for way in ways(world, "GET"):
        reply = look(way)
        if is_page(reply):
            headers = {
                name: value for name, value in reply.headers.items() if name != "Content-Length"
            }
            body = reply.content.decode()
            found.append(
                Shown(
                    f"{way.address.name} as {way.looker.name}",
                    way.path,
                    reply.status_code,
                    headers,
                    body,
                )
            )
    return found


def look(way: Way) -> Any:
    """A page, once; whatever looking writes is undone."""
    with undone():
        return with_own_cookies(way.looker).get(
            way.path, secure=True, headers={"accept-language": "es"}
        )


@pytest.fixture(scope="module")
def planted(world) -> Iterator[tuple[Planting, list[Shown]]]:
    """The world with payloads in it, and every page of it; the world is as before afterwards."""
    with transaction.atomic():
        ways(world, "GET"), ways(world, "POST")  # found while the world is whole
        planting = Planting(world)
        planting.forms()
        planting.tables()
        with quiet():
            shown = pages(world)
        transaction.set_rollback(True)
    yield planting, shown


def alive(shown: list[Shown]) -> list[str]:
    """Whatever came to life on any page."""
    return [f"{one.name}: {each}" for one in shown for each in Alive(one.body).found]


def test_payloads_stay_words_on_every_page(planted):
    planting, shown = planted
    assert len(payloads()) >= 500
    assert planting.by_form > 10 and planting.in_tables > 800
    assert [one.name for one in shown if one.status >= 500] == []
    assert len(shown) > 80
    assert sum(Alive(one.body).words > 0 for one in shown) > 50, (
        "hardly any page shows what was planted"
    )
    assert alive(shown) == []


@pytest.mark.sabotage("test_payloads_stay_words_on_every_page")
def test_one_that_comes_to_life_is_noticed(planted):
    _planting, shown = planted
    alone = [Shown("planted", "/", 200, {}, f"<!doctype html><p>{one}</p>") for one in payloads()]
    assert sum(alive([one]) != [] for one in alone) > 300
    unescaped = [
        Shown(
            one.name,
            one.address,
            one.status,
            one.headers,
            one.body.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#x27;", "'")
            .replace("&quot;", '"'),
        )
        for one in shown
    ]
    assert len(alive(unescaped)) > 50


# --- in a browser, under our policy -----------------------------------------------------

WATCH = """window.told = [];
document.addEventListener("securitypolicyviolation", (e) => window.told.push(e.violatedDirective + " " + e.blockedURI));"""
ASK = f"""() => [...window.told, ...[...document.querySelectorAll("[{MARK}]")].map((e) => e.outerHTML.slice(0, 120))]"""
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


class Browser:
    """Shows pages as they were answered, and notes what they do."""

    def __init__(self, page: Page, by_policy: bool = True) -> None:
        self.page, self.by_policy = page, by_policy
        self.did: list[str] = []
        self._now: Shown | None = None
        page.add_init_script(WATCH)
        page.on("dialog", self._dialog)
        page.route("**/*", self._answer)

    def shows(self, shown: list[Shown]) -> list[str]:
        """What all of them did."""
        for one in shown:
            self._now = one
            self.page.goto(HERE + one.address, wait_until="load")
            self.did += [f"{one.name}: {each}" for each in self.page.evaluate(ASK)]
        return self.did

    def _dialog(self, dialog: Any) -> None:
        self.did.append(f"{self._now and self._now.name}: says {dialog.message}")
        dialog.dismiss()

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/") and finders.find(path.removeprefix("/static/")):
            file = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=file, content_type=KINDS[path.rpartition(".")[2]])
        elif route.request.is_navigation_request() and self._now:
            headers = {
                name: value
                for name, value in self._now.headers.items()
                if self.by_policy or "Policy" not in name
            }
            route.fulfill(status=self._now.status, headers=headers, body=self._now.body)
        else:
            route.fulfill(status=204)


@pytest.mark.browser
def test_no_page_does_anything_in_a_browser(planted):
    with chromium() as browser:
        assert Browser(browser.new_page()).shows(planted[1]) == []


@pytest.mark.browser
@pytest.mark.sabotage("test_no_page_does_anything_in_a_browser")
@pytest.mark.parametrize(("by_policy", "wanted"), [(True, "script-src"), (False, "says 1")])
def test_a_page_that_does_something_is_noticed(planted, by_policy, wanted):
    first = planted[1][0]
    body = first.body.replace("<main", "<img xssmark src=x onerror=alert(1)><main", 1)
    spoilt = Shown(first.name, first.address, first.status, first.headers, body)
    with chromium() as browser:
        did = Browser(browser.new_page(), by_policy).shows([spoilt])
    assert any(wanted in one for one in did)
    assert any(MARK in one for one in did)
