"""A phone whose line breaks says what is not sent yet, and sends it by itself, once."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from thousandfold.base.doorway import once
from thousandfold.exercises.models import Place
from thousandfold.exercises.views import phone as phone_views
from trust.lines.conftest import Phones
from trust.lines.proxy import FATES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Longer than a phone waits for an answer, and than any pause between two tries.
PATIENCE, PAUSE = 21_000, 16_000
#: Until a page takes a finger for lifted; shorter than the pause before the first try again.
PRESS = 500
NOTE = "[data-unsent-said]"
#: How long, in milliseconds, a test waits before it calls a thing missing.
WAITS, TWIN_WAITS = 20_000, 1_500


def writes(page: Page, words: str) -> None:
    """Write something and press Send."""
    page.get_by_role("textbox").first.fill(words)
    page.get_by_role("button", name="Send").click()


def says_unsent(page: Page, count: int, wait: int) -> list[str]:
    """What is missing of the line that says how many things wait."""
    return _missing(page, f"Not yet sent ({count})", wait)


def _missing(page: Page, words: str, wait: int) -> list[str]:
    try:
        expect(page.locator(NOTE)).to_contain_text(words, timeout=wait)
    except AssertionError:
        return [f"the page does not say: {words}"]
    return []


def is_shown(page: Page, words: str, wait: int = WAITS) -> list[str]:
    """What is missing of the page that comes after sending: the words, as given."""
    try:
        expect(page.locator("main ul.lines").get_by_text(words)).to_be_visible(timeout=wait)
        expect(page.locator(NOTE)).to_be_hidden(timeout=wait)
    except AssertionError:
        return [f"{words}: not sent by itself"]
    return []


def broken(phones: Phones, fates: tuple[str, ...], wait: int = WAITS) -> list[str]:
    """What goes wrong when a post meets a fate; the line is whole again after it."""
    found = []
    for fate in fates:
        place, page = phones.sits()
        phones.line.fate = fate
        writes(page, f"words of {fate}")
        phones.line.waits_for_fate()
        if fate == "half open":
            page.clock.run_for(PATIENCE)
        wrong = says_unsent(page, 1, wait)
        phones.line.fate = ""
        page.clock.run_for(PAUSE)
        wrong += is_shown(page, f"words of {fate}", wait)
        if (there := phones.stored(place)) != [f"words of {fate}"]:
            wrong.append(f"stored: {there}")
        found += [f"{fate}: {one}" for one in wrong]
        page.close()
    return found


def during_outage(phones: Phones, wait: int = WAITS) -> list[str]:
    """Three things written while there is no line at all; it comes back without a word."""
    place, page = phones.sits()
    phones.line.goes()
    for number in (1, 2, 3):
        writes(page, f"thing {number}")
        page.clock.run_for(PATIENCE)
    found = says_unsent(page, 3, wait)
    phones.line.comes_back()
    page.clock.run_for(PAUSE)
    found += is_shown(page, "thing 3", wait)
    wanted = ["thing 1", "thing 2", "thing 3"]
    if (there := phones.stored(place)) != wanted:
        found.append(f"stored: {there}")
    return found


def offline(phones: Phones, page: Page) -> None:
    """The phone says itself that it has no network, and then that it has."""
    page.context.set_offline(True)
    writes(page, "words")
    _is_unsent(page)
    page.context.set_offline(False)


def looked_at(phones: Phones, page: Page) -> None:
    """Somebody turns to the page again."""
    _misses(phones, page)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def opened_again(phones: Phones, page: Page) -> None:
    """The page is loaded anew."""
    _misses(phones, page)
    page.reload()


def _misses(phones: Phones, page: Page) -> None:
    """The line breaks once; the phone's own network was never gone."""
    phones.line.fate = "request lost"
    writes(page, "words")
    _is_unsent(page)
    phones.line.fate = ""


def _is_unsent(page: Page) -> None:
    expect(page.locator(NOTE)).to_contain_text("(1)")
    page.clock.run_for(PRESS)


def is_sent(phones: Phones, place: Place, page: Page, wait: int) -> list[str]:
    """What is missing of words that go by themselves, whatever page comes after them."""
    for _ in range(wait // 100):
        if phones.stored(place):
            break
        page.evaluate("1")  # the browser's library works on meanwhile
        time.sleep(0.1)
    if (there := phones.stored(place)) != ["words"]:
        return [f"stored: {there}"]
    try:
        expect(page.locator(NOTE)).to_be_hidden(timeout=wait)
    except AssertionError:
        return ["the page still says that something waits"]
    return []


def unwoken(
    phones: Phones, ways: tuple[Callable[[Phones, Page], None], ...], wait: int
) -> list[str]:
    """Ways of turning to a phone again that send nothing; its clock stands still meanwhile."""
    found = []
    for way in ways:
        place, page = phones.sits()
        way(phones, page)
        wrong = is_sent(phones, place, page, wait)
        found += [f"{way.__name__}: {one}" for one in wrong]
        page.close()
    return found


WAYS = (offline, looked_at, opened_again)


def two_tabs(phones: Phones, wait: int = WAITS) -> list[str]:
    """The same page twice on one phone: what is written in one is never sent from both."""
    place, first = phones.sits()
    first.get_by_role("textbox").first.fill("written once")
    second = phones.page(first.context)
    found = []
    if second.get_by_role("textbox").first.input_value() != "written once":
        found.append("the second tab does not know what the first has begun")
    second.get_by_role("textbox").first.fill("written twice")
    try:
        expect(first.locator("[data-elsewhere]")).to_be_visible(timeout=wait)
    except AssertionError:
        found.append("the first tab may still be written in")
    first.evaluate("document.querySelector('form[data-draft] button[value=send]').click()")
    second.get_by_role("button", name="Send").click()
    second.clock.run_for(PRESS)
    found += is_shown(second, "written twice", wait)
    if (there := phones.stands(place)) != ["written twice"]:
        found.append(f"stands: {there}")
    return found


def test_each_answer_arrives_once_whatever_the_line_does(phones):
    assert broken(phones, FATES) == []


def test_what_is_written_without_a_line_arrives_in_order_when_it_is_back(phones):
    assert during_outage(phones) == []


def test_turning_to_the_phone_sends_what_waits(phones):
    assert unwoken(phones, WAYS, WAITS) == []


def test_the_same_page_in_two_tabs_is_one(phones):
    assert two_tabs(phones) == []


def without(phones: Phones, *parts: str) -> None:
    """Phones whose script lacks some parts of itself."""

    def answers(route: Route) -> None:
        script = route.fetch().text()
        for part in parts:
            assert part in script, part
            script = script.replace(part, "")
        route.fulfill(body=script, content_type="text/javascript")

    phones.before.append(lambda page: page.route("**/drafts.js", answers))


@pytest.mark.sabotage("test_each_answer_arrives_once_whatever_the_line_does")
def test_answers_without_keys_are_found_twice(phones, monkeypatch):
    monkeypatch.setattr(once, "said_by", lambda fields, files: phone_views.secrets.token_hex())
    assert any("stored" in one for one in broken(phones, ("reply lost",)))


@pytest.mark.sabotage("test_each_answer_arrives_once_whatever_the_line_does")
def test_a_phone_that_tries_once_is_found(phones):
    without(phones, "timer = setTimeout(flush, time);")
    assert any("not sent" in one for one in broken(phones, ("request lost",), TWIN_WAITS))


@pytest.mark.sabotage("test_each_answer_arrives_once_whatever_the_line_does")
def test_a_phone_that_waits_for_ever_is_found(phones):
    without(phones, "signal: stop.signal")
    assert any("does not say" in one for one in broken(phones, ("half open",), TWIN_WAITS))


@pytest.mark.sabotage("test_what_is_written_without_a_line_arrives_in_order_when_it_is_back")
def test_a_phone_that_holds_one_thing_only_is_found(phones):
    without(phones, "freeForms();")
    assert during_outage(phones, TWIN_WAITS)


@pytest.mark.sabotage("test_turning_to_the_phone_sends_what_waits")
def test_a_phone_that_hears_of_nothing_is_found(phones):
    parts = 'window.addEventListener("online", flush);', "if (!document.hidden) flush();"
    without(phones, *parts, "  begin();\n  flush();")
    found = unwoken(phones, WAYS, TWIN_WAITS)
    assert {one.split(":")[0] for one in found} == {one.__name__ for one in WAYS}


@pytest.mark.sabotage("test_the_same_page_in_two_tabs_is_one")
def test_tabs_that_know_nothing_of_each_other_are_found(phones):
    without(phones, 'form.dataset.locked = "";', "form.inert = true;", ", names")
    assert two_tabs(phones, TWIN_WAITS)
