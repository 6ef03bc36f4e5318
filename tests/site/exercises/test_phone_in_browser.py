"""A phone in a real browser: what is kept never leaves it, and renewal disturbs nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser import chromium
from factories.hosts import make_host
from factories.rooms import Round
from thousandfold.base.scope import inside
from thousandfold.exercises import codes, live
from thousandfold.exercises.models import Place, StoredAnswer
from thousandfold.exercises.playing import state_of
from thousandfold_core.exercise import Reach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def table(transactional_db: None) -> Iterator[Round]:
    host = make_host()
    with inside(host):
        yield Round(host, people=2).starts(step="branches")


@pytest.fixture
def page(browser: Browser, table: Round, live_server) -> Iterator[Page]:
    """The phone of the first place, at the prompt."""
    token = "a-phone"
    Place.objects.filter(pk=table.places[0].pk).update(
        device=codes.digest(token, "device"), entered_at=table.at
    )
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "place", "value": token, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{live_server.url}/room/")
    yield page
    context.close()


def kept(table: Round) -> list:
    key = table.places[0].key
    return list(state_of(table.run).record.items("branches", place=key, reach=Reach.ON_MY_DEVICE))


def keep(page: Page, words: str) -> None:
    page.get_by_label("In your own words").fill(words)
    with page.expect_navigation():
        page.get_by_role("button", name="Keep it here").click()


def test_kept_words_stay_in_the_browser_and_the_server_knows_only_that_they_are(page, table):
    sent = []
    page.on("request", lambda one: sent.append(one.post_data or ""))
    keep(page, "nobody eats alone")
    page.get_by_text("nobody eats alone").wait_for()
    assert not any("nobody" in one for one in sent)
    assert [(one.reach, dict(one.body)) for one in kept(table)] == [(Reach.ON_MY_DEVICE, {})]


def test_kept_words_edited_stay_one_thing(page, table):
    keep(page, "nobody eats alone")
    page.get_by_role("button", name="Edit").click()
    keep(page, "nobody sits alone")
    page.get_by_text("nobody sits alone").wait_for()
    assert len(kept(table)) == 1


def test_passing_sends_no_word(page, table):
    page.get_by_label("In your own words").fill("not for you")
    with page.expect_navigation():
        page.get_by_role("button", name="Pass").click()
    assert StoredAnswer.objects.get().said["body"] == {}


def test_a_fold_stays_open_when_the_page_renews_itself(page, table):
    with page.expect_navigation():
        page.get_by_role("button", name="Pass").click()
    fold = page.get_by_text("Add or change something")
    fold.click()
    page.evaluate("document.querySelector('main').dataset.before = ''")
    live.touch(table.room)
    expect(page.locator("main:not([data-before])")).to_be_visible(timeout=30_000)
    assert page.locator("main details[open]").filter(has=fold).count() == 1


def test_a_press_that_began_before_a_renewal_still_counts(page, table):
    held: list[Route] = []
    page.route(
        "**/room/**",
        lambda one: held.append(one) if one.request.resource_type == "xhr" else one.continue_(),
    )
    with page.expect_request(lambda one: one.resource_type == "xhr", timeout=30_000):
        live.touch(table.room)
    page.get_by_role("button", name="Pass").hover()
    page.mouse.down()
    with page.expect_response(lambda one: one.request.resource_type == "xhr") as renewed:
        held[0].continue_()
    renewed.value.finished()
    page.unroute("**/room/**")
    with page.expect_navigation():
        page.mouse.up()
    page.get_by_role("heading", name="That is all for now").wait_for()


def test_a_draft_that_comes_back_is_sent_and_not_passed_on(page, table):
    table.closes().starts("closing", step="plus-delta")
    page.goto(page.url)
    page.get_by_role("textbox").first.fill("slower, and with more tea")
    page.reload()
    expect(page.get_by_role("textbox").first).to_have_value("slower, and with more tea")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    given = state_of(table.run).record.standing.values()
    assert any("slower, and with more tea" in one.body.values() for one in given)


def test_the_phone_forgets_a_draft_once_it_is_sent(page, table):
    table.closes().starts("closing", step="plus-delta")
    page.goto(page.url)
    page.get_by_role("textbox").first.fill("slower, and with more tea")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    assert "more tea" not in page.evaluate("JSON.stringify(localStorage)")
