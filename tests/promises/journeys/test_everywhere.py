"""Every kind of page can be walked through by keys, and worked without script and without dragging.

The pages are those that people come to by every link and form; see :mod:`promises.looking`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import chromium
from promises.journeys.forms import needs_script
from promises.journeys.keys import Keys
from promises.journeys.picking import at_night, html_of, worth_walking
from promises.looking.collecting import Collection, Shown
from promises.looking.everything import everything_shown
from promises.looking.screen import Screen
from promises.looking.weighing import is_for_phones

pytestmark = pytest.mark.django_db
LAPTOP, PHONE = {"width": 1366, "height": 850}, {"width": 390, "height": 844}
#: Shows what buttons and fields look like; nothing is done there.
SAMPLES = "/about/style/"
#: What a frame puts around every page: walked through once for each frame.
FRAME = """() => `${document.body.className} ${[...document.querySelectorAll(
  "body a[href], body button, body input:not([type=hidden])")].filter((one) => !one.closest("main")).length}`"""
SKIPS = (
    "() => Boolean(document.querySelector('a.skip')) && document.activeElement === document.body"
)


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker) -> Collection:
    """Everything that people are shown in a region with one of everything."""
    with django_db_blocker.unblock():
        return everything_shown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for this file."""
    with chromium() as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser of its own, on a laptop."""
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    yield context.new_page()
    context.close()


class Walk(Screen):
    """Somebody with keys alone, who is shown one page after another."""

    def __init__(self, page: Page, language: str = "en") -> None:
        super().__init__(page, language)
        self.frames: set[str] = set()
        self.known: dict[str, bool] = {}
        self.pressed = 0

    def walks(self, shown: Shown, size: dict[str, int]) -> None:
        """From the first thing of a page to the last; past its frame if that is known already."""
        self.page.set_viewport_size(size)
        self.shows(shown)
        for one in self.faults():
            self.notes(one)

    def faults(self) -> list[str]:
        """What cannot be told or come to on the page that is open."""
        keys = Keys(self.page, known=self.known)
        frame = f"{self.page.viewport_size} {self.page.evaluate(FRAME)}"
        if frame in self.frames and self.page.evaluate(SKIPS):
            keys.skips()
            keys.walks_through("main")
        else:
            self.frames.add(frame)
            keys.walks_through()
        self.pressed += keys.pressed
        return keys.wrong


def screens(number: int, shown: Shown) -> list[dict[str, int]]:
    """On which screens a page is walked: at night on both, else in turn; phones' pages on phones."""
    if at_night():
        return [LAPTOP, PHONE]
    return [PHONE if is_for_phones(html_of(shown)) or number % 2 else LAPTOP]


@pytest.mark.browser
def test_every_kind_of_page_is_walked_through_by_keys(collection, page):
    walk = Walk(page)
    for number, shown in enumerate(worth_walking(list(collection.shown.values()))):
        for size in screens(number, shown):
            walk.walks(shown, size)
    assert walk.pressed > 1000
    assert "\n".join(walk.wrong) == ""


HEAD = '<!doctype html><html lang="en"><title>t</title><link rel="stylesheet" href="/room.css">'
GOOD = f"{HEAD}<style>:focus {{ outline: 3px solid #1B5B86 }}</style><main>"
FORM = '<label>Name <input name="n"></label> <button>Save</button> <a href="/on">On</a>'
PLANTED = {
    "does not show that it has the focus": "<style>button:focus { outline: none }</style>",
    "never come to": "<div role=button>Press me</div>",
    "lies under": "<style>p { position: fixed; inset: 0; background: #fff; margin: 0 }</style><p>bar</p>",
    "in the order (tabindex)": '<button tabindex="3">First of all</button>',
    "is drawn above it": (
        '<form style="display: flex; flex-direction: column-reverse">'
        '<input aria-label="a"><input aria-label="b"></form>'
    ),
    "off the screen": '<a href="/away" style="position: fixed; left: -900px">Away</a>',
    "cannot be seen": '<button style="opacity: 0">Unseen</button>',
}


@pytest.mark.browser
def test_a_page_that_is_as_it_should_be_is_let_be(page):
    page.set_content(GOOD + FORM)
    assert Walk(page).faults() == []


@pytest.mark.browser
@pytest.mark.sabotage("test_every_kind_of_page_is_walked_through_by_keys")
@pytest.mark.parametrize("fault", PLANTED)
def test_what_keys_cannot_do_is_found(page, fault):
    page.set_content(GOOD + FORM + PLANTED[fault])
    assert fault in " ".join(Walk(page).faults())


@pytest.mark.browser
@pytest.mark.sabotage("test_every_kind_of_page_is_walked_through_by_keys")
def test_a_button_that_keys_do_not_come_to_is_found(page):
    page.set_content(GOOD + FORM.replace("<button>", '<button tabindex="-1">'))
    assert Walk(page).faults() == ["button Save is never come to"]


TRAP = """() => document.querySelector("button").addEventListener("keydown", (event) => {
  if (event.key === "Tab") { event.preventDefault(); document.querySelector("input").focus(); }
})"""


@pytest.mark.browser
@pytest.mark.sabotage("test_every_kind_of_page_is_walked_through_by_keys")
def test_a_trap_is_found(page):
    page.set_content(GOOD + FORM)
    page.evaluate(TRAP)
    assert "a On is never come to" in Walk(page).faults()


def test_every_form_of_every_page_works_without_script(collection):
    found = {
        f"{one.name}: {fault}"
        for one in collection.shown.values()
        if not one.address.startswith(SAMPLES)
        for reply in one.answers.values()
        for fault in needs_script(reply.content.decode())
    }
    assert sorted(found) == []


@pytest.mark.sabotage("test_every_form_of_every_page_works_without_script")
@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<form><input name="n"></form>', "a form without a button"),
        ('<form><input name="n"><button type="button">Save</button></form>', "a form without"),
        ("<form><button data-needs-script hidden>Save</button></form>", "a form without"),
        ('<form><input name="n"><button disabled>Save</button></form>', "a form without"),
        ('<button type="button">Do it</button>', "Do it does nothing"),
        ('<a href="#">Open</a>', "Open leads nowhere"),
        ('<a href="javascript:go()">Open</a>', "Open leads nowhere"),
        ('<a href="#gone">Open</a>', "Open leads nowhere"),
        ('<select name="s"></select>', "s stands in no form"),
        ('<p data-needs-script hidden><a href="/only">Only way</a></p>', "Only way is there only"),
    ],
)
def test_what_only_script_would_do_is_found(planted, fault):
    assert fault in " ".join(needs_script(f"<main>{planted}</main>"))
