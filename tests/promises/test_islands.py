"""What the islands of script promise, in a real browser under the site's strict policy."""

import threading
from collections.abc import Iterator
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page

import thousandfold.base
from browser import chromium

pytestmark = pytest.mark.browser
STATIC = Path(thousandfold.base.__file__).parent / "static" / "base"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)


class Site(ThreadingHTTPServer):
    """A few pages held in a dictionary; posts are written down as they came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.pages: dict[str, str] = {}
        self.posts: list[dict[str, list[str]]] = []
        self.down = False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def page(self, path: str, scripts: str, body: str) -> None:
        tags = "".join(
            f'<script src="/static/{name}.js" defer></script>' for name in scripts.split()
        )
        self.pages[path] = (
            f'<!doctype html><html lang="en"><head><title>{path}</title>{tags}</head><body>{body}</body></html>'
        )


class Answers(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, format: str, *args: object) -> None:
        return

    def do_GET(self) -> None:
        if self.server.down:
            self.connection.close()
        elif self.path.startswith("/static/"):
            self.say((STATIC / self.path.removeprefix("/static/")).read_text(), "text/javascript")
        else:
            self.say(self.server.pages.get(self.path, ""), "text/html")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append(fields_of(body, self.headers["Content-Type"]))
        self.say(self.server.pages.get(self.path, "<p>thank you</p>"), "text/html")

    def say(self, text: str, kind: str) -> None:
        tag = f'"{hash(text)}"'
        same = self.headers.get("If-None-Match") == tag
        self.send_response(304 if same else 200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("ETag", tag)
        self.end_headers()
        if not same:
            self.wfile.write(text.encode())


def fields_of(body: bytes, kind: str) -> dict[str, list[str]]:
    """The fields of a posted form, whichever way it was packed."""
    if not kind.startswith("multipart/"):
        return parse_qs(body.decode(), keep_blank_values=True)
    message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    found: dict[str, list[str]] = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")
        found.setdefault(name, []).append(part.get_payload(decode=True).decode())
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    yield page
    context.close()


DRAFT = """<form method="post" action="/sent" data-draft="room:roots"><textarea name="words" id="w"></textarea>
<input name="secret" data-no-draft><input type="checkbox" name="tick" value="a">
<button name="answer" value="send">Send</button></form><p data-draft-said hidden>Saved</p>
<button data-adds="Care" data-adds-to="w">Care</button>"""


@pytest.fixture
def draft(site: Site, phone: Page) -> Page:
    site.page("/", "drafts", DRAFT)
    phone.goto(site.root + "/")
    return phone


def kept(page: Page) -> str:
    return page.evaluate("JSON.stringify(localStorage)")


def test_a_draft_is_there_again_after_the_page_was_lost(draft):
    draft.fill("#w", "Nobody eats alone")
    draft.check("[name=tick]")
    draft.reload()
    assert draft.input_value("#w") == "Nobody eats alone"
    assert draft.is_checked("[name=tick]")
    assert draft.is_visible("[data-draft-said]")


def test_a_field_marked_no_draft_is_never_kept(draft):
    draft.fill("#w", "may be kept")
    draft.fill("[name=secret]", "canary")
    assert "may be kept" in kept(draft)
    assert "canary" not in kept(draft)


def test_a_draft_goes_when_the_server_says_it_has_the_words(site, draft):
    site.page("/sent", "drafts", '<main data-sent="room:roots">thank you</main>')
    draft.fill("#w", "Dignity")
    draft.click("[value=send]")
    draft.wait_for_selector("main[data-sent]")
    draft.wait_for_load_state()  # scripts of the page have run
    assert "Dignity" not in kept(draft)


def test_a_draft_stays_when_the_server_does_not_confirm(site, draft):
    site.page("/sent", "drafts", "<main>not today</main>")
    draft.fill("#w", "Dignity")
    draft.click("[value=send]")
    draft.wait_for_selector("main")
    draft.wait_for_load_state()
    assert "Dignity" in kept(draft)


def test_signing_out_forgets_everything_on_the_device(site, draft):
    draft.fill("#w", "Dignity")
    site.page("/out", "drafts", "")
    site.pages["/out"] = site.pages["/out"].replace("<body>", "<body data-forget-drafts>")
    draft.goto(site.root + "/out")
    assert kept(draft) == "{}"


def test_a_draft_older_than_seven_days_goes(draft):
    draft.evaluate("""localStorage.setItem("thousandfold:draft:old", JSON.stringify(
        {at: Date.now() - 8 * 86400000, values: {words: "old"}}))""")
    draft.reload()
    assert "old" not in kept(draft)


def test_a_suggested_word_becomes_a_line_and_is_kept(draft):
    draft.fill("#w", "Dignity")
    draft.click("[data-adds]")
    assert draft.input_value("#w") == "Dignity\nCare"
    assert "Care" in kept(draft)


DEVICE = """<form method="post" action="/sent" data-place="r:7">
<textarea data-on-my-device="roots" id="own"></textarea>
<textarea name="words" id="words" data-on-my-device-if="reach=on_my_device"></textarea>
<label><input type="radio" name="reach" value="only_me" checked>me</label>
<label><input type="radio" name="reach" value="on_my_device">here</label>
<button name="answer" value="send">Send</button><button name="answer" value="pass">Pass</button></form>
<section data-device-list="r:7"><div data-device-items></div>
<template><div><span data-text></span><button data-edit>Edit</button><button data-remove>Remove</button></div></template></section>"""


@pytest.fixture
def device(site: Site, phone: Page) -> Page:
    site.page("/", "device", DEVICE)
    phone.goto(site.root + "/")
    return phone


def send(page: Page, answer: str = "send") -> None:
    page.click(f"[value={answer}]")
    page.wait_for_url("**/sent")


def test_words_kept_on_the_device_are_never_sent(site, device):
    device.fill("#own", "canary one")
    device.fill("#words", "canary two")
    device.check("[value=on_my_device]")
    send(device)
    assert "canary" not in str(site.posts)
    assert site.posts[0]["kept_on_device"] == ["roots", "words"]
    assert site.posts[0]["answer"] == ["send"]


def test_words_that_may_travel_are_sent(site, device):
    device.fill("#words", "Dignity")
    send(device)
    assert site.posts[0]["words"] == ["Dignity"]
    assert "kept_on_device" not in site.posts[0]


def test_passing_sends_no_words_and_keeps_none(site, device):
    device.fill("#own", "canary")
    send(device, "pass")
    assert "canary" not in str(site.posts) + kept(device)


def test_kept_words_come_back_to_edit(site, device):
    device.fill("#own", "Lola's table")
    send(device)
    device.goto(site.root + "/")
    assert device.inner_text("[data-text]") == "Lola's table"
    device.click("[data-edit]")
    device.fill("#own", "Lola's kitchen table")
    send(device)
    device.goto(site.root + "/")
    assert device.locator("[data-text]").all_inner_texts() == ["Lola's kitchen table"]


def test_kept_words_can_be_removed(site, device):
    device.fill("#own", "canary")
    send(device)
    device.goto(site.root + "/")
    device.click("[data-remove]")
    assert "canary" not in kept(device)


def live(version: int, inside: str) -> str:
    return f"""<main data-live-version="{version}" data-live-poll="/v">{inside}</main>
<header data-live-part="top">step {version}</header><p data-live-state hidden>reconnecting</p>
<p data-live-hold hidden><button data-live-go>go</button></p><div id="announce"></div>"""


FIELD = '<form><input name="words" id="w"></form>'


@pytest.fixture
def room(site: Site, phone: Page) -> Page:
    site.page("/", "live", live(1, f"<h1>Roots</h1>{FIELD}"))
    site.pages["/v"] = "1"
    phone.goto(site.root + "/")
    return phone


def move_on(site: Site, inside: str) -> None:
    site.page("/", "live", live(2, inside))
    site.pages["/v"] = "2"


def test_a_live_page_renews_itself_and_its_parts(site, room):
    move_on(site, "<h1>Branches</h1>")
    room.wait_for_selector("h1:has-text('Branches')")
    assert room.inner_text("[data-live-part]") == "step 2"


def test_renewing_keeps_words_focus_and_caret_of_whoever_is_writing(site, room):
    room.fill("#w", "Nobody eats")
    room.evaluate("document.getElementById('w').setSelectionRange(3, 3)")
    move_on(site, f"<h1>Branches</h1>{FIELD}")
    room.wait_for_selector("h1:has-text('Branches')")
    assert room.input_value("#w") == "Nobody eats"
    assert room.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == [
        "w",
        3,
    ]


def test_a_page_without_the_field_waits_until_the_person_is_ready(site, room):
    room.fill("#w", "Nobody eats")
    move_on(site, "<h1>Wait</h1>")
    room.wait_for_selector("[data-live-hold]:visible")
    assert room.input_value("#w") == "Nobody eats"
    room.click("[data-live-go]")
    room.wait_for_selector("h1:has-text('Wait')")


def test_a_new_title_is_read_out(site, room):
    move_on(site, "<h1>Branches</h1>")
    room.wait_for_selector("#announce:has-text('Branches')", state="attached")


def test_a_lost_line_is_said_and_unsaid(site, room):
    site.down = True
    room.wait_for_selector("[data-live-state]:visible")
    site.down = False
    room.wait_for_selector("[data-live-state]", state="hidden")


@pytest.mark.parametrize(
    ("left", "look"), [(300, "clock"), (100, "clock amber"), (20, "clock red")]
)
def test_a_clock_turns_amber_at_a_fifth_and_red_at_a_twentieth(site, phone, left, look):
    """The phone's own clock plays no part: both times are the server's, years away."""
    ends = f"2031-05-01T10:{left // 60:02d}:{left % 60:02d}Z"
    body = f"""<span class="clock" data-clock data-now="2031-05-01T10:00:00Z" data-ends-at="{ends}"
    data-total="600" data-minutes-word="min" data-over="over"><span data-clock-face>?</span></span>"""
    site.page("/", "clock", body)
    phone.goto(site.root + "/")
    phone.wait_for_function("document.querySelector('[data-clock-face]').textContent !== '?'")
    assert phone.get_attribute(".clock", "class") == look


def test_a_preview_shows_what_would_happen_without_sending_the_page(site, phone):
    site.page(
        "/",
        "preview",
        '<form data-preview-url="/look" data-preview-target="p"><input name="column"><input name="once" value="k"></form><section id="p">nothing</section>',
    )
    site.pages["/look"] = '<section id="p">3 would be created</section>'
    phone.goto(site.root + "/")
    phone.fill("[name=column]", "Name")
    phone.wait_for_selector("#p:has-text('3 would be created')")
    assert site.posts == [{"column": ["Name"]}], "the form's own key stays unused"


@pytest.mark.parametrize("way", ["button", "keys"])
def test_leaving_quickly_leaves_nothing_to_go_back_to(site, phone, way):
    site.page("/", "", "<p>before</p>")
    site.page("/hard", "exit", '<a data-exit href="/calm">Leave</a><p>hard words</p>')
    site.page("/calm", "", "<p>calm</p>")
    phone.goto(site.root + "/")
    phone.goto(site.root + "/hard")
    if way == "button":
        phone.click("[data-exit]")
    else:
        for _ in range(3):
            phone.keyboard.press("Shift")
    phone.wait_for_selector("p:has-text('calm')")
    phone.go_back()
    assert phone.inner_text("p") == "before"


def test_the_search_key_can_be_turned_off(site, phone):
    site.page(
        "/",
        "page",
        '<input id="s" data-search-key="/"><button data-search-key-toggle data-on="on" data-off="off">on</button>',
    )
    phone.goto(site.root + "/")
    phone.keyboard.press("/")
    assert phone.evaluate("document.activeElement.id") == "s"
    phone.click("[data-search-key-toggle]")
    phone.evaluate("document.activeElement.blur()")
    phone.keyboard.press("/")
    assert phone.evaluate("document.activeElement.id") != "s"
    assert phone.inner_text("[data-search-key-toggle]") == "off"
