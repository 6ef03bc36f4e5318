"""Joining and answering on an EDGE line, counted on the wire: trust row NW-2.

Seconds are worked out from round trips and bytes (``rounds.py``), never from a clock; those of a
stop-watch come from ``benchmarks/edge.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from factories.hosts import make_host
from factories.rooms import Round
from thousandfold.base.scope import inside
from thousandfold.exercises.usecases import places, rooms
from thousandfold.exercises.views import joining
from trust.lines.by_wire import WirePhone
from trust.lines.lane import EDGE, PACKET, Lane
from trust.lines.proxy import Exchange, Proxy
from trust.lines.rounds import Cost, cost
from trust.lines.site import served

pytestmark = pytest.mark.django_db(transaction=True)
#: Seconds: a form on the first visit, each next one, and until an answer is known to be taken.
FIRST, NEXT, CONFIRMED = 5.0, 2.0, 3.0
DEPLOY = Path(__file__).parents[3] / "deploy"


@pytest.fixture
def line(transactional_db: None, settings, monkeypatch, tmp_path: Path) -> Iterator[Proxy]:
    """A room whose doors are open, a site as it is served, and a line that counts."""
    host = make_host(is_demo=True)
    with inside(host):
        held = Round(host, people=1).starts("closing", step="plus-delta")
        held.at = timezone.now()
        rooms.open_doors(viewer=held.leader, room=held.room, minutes=60, at=held.at)
        with served(settings, monkeypatch, tmp_path / "static") as port, Proxy(port) as made:
            made.held = held
            yield made


class Journey:
    """Somebody comes in by the code on the wall and answers; what each step cost."""

    def __init__(self, browser: Browser, line: Proxy) -> None:
        self.line, self.costs, self.seen = line, {}, 0
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.set_default_timeout(120_000)
        self.page: Page = context.new_page()

    def counts(self, step: str) -> list[Exchange]:
        """What crossed the line since the last step."""
        self.page.wait_for_load_state("load")
        new = self.line.exchanges[self.seen :]
        self.seen += len(new)
        self.costs[step] = cost(new)
        return new

    def goes(self) -> dict[str, Cost]:
        """The whole way, and what it cost by step."""
        page, held = self.page, self.line.held
        page.goto(f"http://localhost:{self.line.port}/join/")
        self.counts("join")
        page.get_by_label(re.compile("code on the wall")).fill(held.room.code)
        page.get_by_role("button", name="Go on").click()
        page.get_by_label(re.compile("name")).first.wait_for()
        self.counts("name")
        page.get_by_label(re.compile("name")).first.fill("Ana")
        page.get_by_role("button", name="Come in", exact=True).click()
        page.get_by_role("heading", name="Welcome").wait_for()
        self.counts("waiting")
        places.admit_all(viewer=held.leader, room=held.room, at=timezone.now())
        page.get_by_role("button", name="Send").wait_for()
        self.counts("room")
        page.get_by_role("textbox").first.fill("slower, and with more tea")
        page.get_by_role("button", name="Send").click()
        expect(page.locator("main ul.lines")).to_contain_text("slower, and with more tea")
        [sent, *_page] = [one for one in self.counts("answer") if not one.path.startswith("/live/")]
        self.costs["taken"] = cost([sent])
        page.context.close()
        return self.costs


def too_slow(costs: dict[str, Cost]) -> list[str]:
    """Steps over their seconds on EDGE: a new connection at first, and again for an answer."""
    limits = {
        "join": (FIRST, False),
        "name": (NEXT, True),
        "waiting": (NEXT, True),
        "room": (NEXT, True),
        "taken": (CONFIRMED, False),
        "answer": (CONFIRMED, True),
    }
    found = []
    for step, cost_of in costs.items():
        most, connected = limits[step]
        took = cost_of.seconds(EDGE, connected=connected)
        if took > most:
            found.append(f"{step}: {took:.2f} s of {most:g}, {cost_of}")
    return found


def not_of_one_connection(folder: Path) -> list[str]:
    """Fronts of a hosted site that would open a connection for every part of a page."""
    nginx = (folder / "nginx.conf").read_text()
    caddy = (folder / "Caddyfile").read_text()
    found = [] if re.search(r"^\s*http2 on;", nginx, re.M) else ["nginx.conf: no HTTP/2"]
    return [*found, *(["Caddyfile: HTTP/1.1 alone"] if "protocols h1" in caddy else [])]


@pytest.mark.browser
def test_joining_and_answering_on_edge_take_no_longer_than_they_may(browser, line):
    assert too_slow(Journey(browser, line).goes()) == []


def test_the_hosted_site_needs_one_connection():
    assert not_of_one_connection(DEPLOY) == []


@pytest.mark.sabotage("test_joining_and_answering_on_edge_take_no_longer_than_they_may")
def test_a_detour_is_found(line, monkeypatch):
    """Whoever came in is sent to the room first, and from there to where they wait."""
    monkeypatch.setattr(joining, "PlaceState", SimpleNamespace(WAITING="", AWAY=""))
    code = line.held.room.code
    with closing(WirePhone(line.port)) as phone:
        phone.opens("/join/")
        phone.sends("/join/", code=code)
        before = len(line.exchanges)
        phone.sends(f"/join/{code}/", called="Ana")
    found = too_slow({"waiting": cost(line.exchanges[before:])})
    assert [one.split(":")[0] for one in found] == ["waiting"]


@pytest.mark.sabotage("test_the_hosted_site_needs_one_connection")
def test_a_front_that_opens_many_connections_is_found(tmp_path):
    for one in ("nginx.conf", "Caddyfile"):
        text = (DEPLOY / one).read_text()
        (tmp_path / one).write_text(text.replace("http2 on;", "") + "# protocols h1")
    assert len(not_of_one_connection(tmp_path)) == 2


def test_bytes_and_round_trips_become_seconds():
    """14 KB on a first visit and on a next one, as the table of trust section 6.1 has them."""
    page = Cost(rounds=1, up=0, down=14_000, requests=1)
    assert page.seconds(EDGE, connected=False) == pytest.approx(3.0, abs=0.05)
    assert page.seconds(EDGE, connected=True) == pytest.approx(1.3, abs=0.05)


def test_a_slow_lane_lets_one_part_after_the_other_through():
    lane = Lane(EDGE.down, EDGE.round_trip)
    assert lane.arrives(10.0, 30_000) == pytest.approx(10 + 1 + 0.42)
    assert lane.arrives(10.0, 30_000) == pytest.approx(10 + 2 + 0.42)


def test_a_lost_packet_comes_one_round_trip_later():
    lane = Lane(0, EDGE.round_trip, loss=1)
    assert lane.arrives(0.0, 2 * PACKET) == pytest.approx(0.42 + 2 * 0.84)
