"""Sessions planned from the programme, moved, subscribed to in a calendar, and attended."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import icalendar
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Route, expect

from factories.cohorts import make_cohort
from factories.hosts import make_host, make_viewer
from journeys.walker import Walker
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Host
from thousandfold.base.scope import inside
from thousandfold.curriculum.queries import programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HALL = "Tamien Community Hall"
MARKS = (("Cohort 1 Person 01", "Here"), ("Cohort 1 Person 02", "Not today"))
CUT_OFF = ("Cohort 1 Person 03", "Came late")


@pytest.fixture
def staff(walker) -> Walker:
    host = make_host("bayshore")
    with inside(host):
        make_cohort(host, people=4)
    return walker.signs_in(make_viewer(host, RoleKind.STAFF).account).goes("/h/bayshore/")


def test_sessions_are_planned_moved_subscribed_to_and_attended(staff, somebody, way):
    plans(staff)
    member = somebody(way, "member with a calendar")
    feed = address_of_a_feed(staff)
    before = first_start(member, feed)
    moves_the_agenda(staff)
    moves_the_day(staff)
    assert first_start(member, feed) == before + timedelta(hours=1)
    takes_attendance(staff, a_colleague(somebody, staff.way))


def a_colleague(somebody, way) -> Walker:
    host = Host.objects.get(slug="bayshore")
    account = make_viewer(host, RoleKind.STAFF, email="colleague@host.example").account
    return somebody(way, "colleague").signs_in(account)


def plans(staff: Walker) -> None:
    staff.turns_to("Train").follows("Cohort 1").follows("Plan the sessions")
    for number, day in enumerate(first_days(), start=1):
        title = programme("values-based-leadership").sessions[number - 1].title[staff.way.language]
        label = staff.say("%(number)s. %(title)s: first day", number=number, title=title)
        staff.writes(label, day.isoformat())
    staff.writes("Place", HALL).presses("Plan the sessions")
    said = "%(number)s session is planned. Look at each day next."
    many = "%(number)s sessions are planned. Look at each day next."
    staff.finds(staff.count(said, many, 4, "number")).finds(HALL, "table")


def first_days() -> list[date]:
    """The first a week ago, so that there is somebody to mark; the rest four weeks apart."""
    begin = timezone.localdate() - timedelta(days=7)
    return [begin + timedelta(weeks=4 * number) for number in range(4)]


def address_of_a_feed(staff: Walker) -> str:
    staff.opens("Calendar addresses of the members")
    return urlsplit(staff.page.locator("main li code").first.inner_text()).path


def first_start(member: Walker, feed: str):
    """When the calendar of somebody without an account says that it begins."""
    events = icalendar.Calendar.from_ical(member.fetches(feed)).walk("VEVENT")
    assert len(events) >= 4
    assert HALL in str(events[0]["LOCATION"])
    return min(one["DTSTART"].dt for one in events)


def moves_the_agenda(staff: Walker) -> None:
    staff.clicks(staff.page.locator("main tbody th a").first).follows("Change the agenda")
    over = staff.text(last_time(staff))
    first = staff.page.locator("main input.minutes").first
    first.fill(str(int(first.input_value()) + 10))
    staff.presses("Save the lengths", "main .actions")
    assert staff.text(last_time(staff)) != over, "what comes after finds its new time"
    staff.follows("Back to the day")


def last_time(staff: Walker) -> Locator:
    """When the last thing of the day is held."""
    return staff.page.locator("main tbody tr").last.locator("td").first


def moves_the_day(staff: Walker) -> None:
    staff.follows("Change date, time or place")
    starts = staff.field("Starts at").input_value()
    staff.writes("Starts at", f"{int(starts[:2]) + 1:02}{starts[2:]}").presses("Save", "main")
    staff.reads("The day is changed. You can put it back for 24 hours.")


def takes_attendance(staff: Walker, colleague: Walker) -> None:
    """A tap is never lost: not when the page is left at once, not when the network goes."""
    staff.follows("Take attendance")
    for marked, (person, mark) in enumerate(MARKS, start=1):
        taps(staff, person, mark)
        counts(staff, marked)
    staff.page.reload()
    counts(staff.looks(), len(MARKS))
    if staff.way.script:
        cut_off_while_sending(staff)
    counts(colleague.goes(staff.page.url), len(MARKS) + staff.way.script)


def taps(staff: Walker, person: str, mark: str) -> None:
    of_one = staff.page.get_by_role("group", name=person)
    of_one.get_by_role("button", name=staff.say(mark)).click()


def counts(staff: Walker, marked: int) -> None:
    expect(staff.page.locator("[data-marked]")).to_have_text(str(marked))


def cut_off_while_sending(staff: Walker) -> None:
    """Held up on its way, the page opened anew, no network: the tap stands, and arrives."""
    held: list[Route] = []

    def no_network(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif held:
            route.abort()
        else:
            held.append(route)

    staff.page.route(staff.page.url, no_network)
    with staff.page.expect_request(lambda asked: asked.method == "POST"):
        taps(staff, *CUT_OFF)
    staff.page.reload()
    counts(staff.looks(), len(MARKS) + 1)
    away = "Not saved yet: the network is away. It is sent as soon as it is back."
    expect(staff.page.locator("[data-problem]")).to_have_text(staff.say(away))
    staff.page.unroute(staff.page.url, no_network)
    expect(staff.page.locator("[data-saved]")).to_be_visible()
    expect(staff.page.locator("[data-problem]")).to_have_count(0)
