"""Places in a room: a new token at each way in, and no more wrong codes than the limit, at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import thousandfold
from factories.cohorts import make_member
from factories.hosts import make_host, make_viewer
from factories.people import make_person
from factories.rooms import Round, phone
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import inside
from thousandfold.exercises import codes, links
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, WrongCode
from thousandfold.exercises.refused import NoSuchCode, TooManyWrongCodes
from thousandfold.exercises.usecases import coming_back, guessers, joining, rooms

PLANTED = "somebody-planted-this-token"


class Door:
    """A room with open doors, a member with an account and a card, and a place on paper."""

    def __init__(self, slug: str = "south-bay") -> None:
        self.host = make_host(slug)
        with inside(self.host):
            self.round = round_ = Round(self.host)
            viewer = make_viewer(self.host, RoleKind.MEMBER, subject=round_.cohort.pk)
            person = make_person(self.host, "Mina Cruz")
            self.account = viewer.account
            self.member = make_member(round_.cohort, person, account=viewer.account)
            self.room = rooms.open_doors(
                viewer=round_.leader, room=round_.room, minutes=600, at=timezone.now()
            )
            round_.starts()

    def way_back(self) -> str:
        """A code that somebody's other phone showed."""
        with inside(self.host):
            place = self.round.places[0]
            return coming_back.make_way_back(viewer=phone(place), place=place, at=timezone.now())


@pytest.fixture
def door(db: None) -> Door:
    return Door()


# --- ways in: where the form is, and what is sent -------------------------------------------

Sent = tuple[str, dict[str, str]]


def by_name(door: Door, client: Client) -> Sent:
    return f"/join/{door.room.code}/", {"called": "Noor"}


def by_card(door: Door, client: Client) -> Sent:
    return f"/join/{door.room.code}/", {"card": door.member.card}


def by_link(door: Door, client: Client) -> Sent:
    return links.link_for(door.member), {}


def signed_in(door: Door, client: Client) -> Sent:
    client.force_login(door.account)
    return reverse("exercises:member-entry", args=[door.room.pk]), {}


def by_way_back(door: Door, client: Client) -> Sent:
    return "/join/back/", {"way_back": door.way_back()}


def by_paper(door: Door, client: Client) -> Sent:
    return links.confirm_link(door.round.run, door.round.places[1]), {"act": "hold"}


WAYS_IN = [by_name, by_card, by_link, signed_in, by_way_back, by_paper]
#: Files of ours that let a phone hold a token; each stands behind a way in above.
HOLDERS = {"coming_back.py", "confirming.py", "entering.py", "joining.py", "at_the_place.py"}


def comes_in(
    way: Callable[[Door, Client], Sent], door: Door, client: Client
) -> tuple[Sent, Any, str]:
    """Opens the page and sends its form, as a browser does; and the token it held meanwhile."""
    path, said = way(door, client)
    shown = client.get(path, secure=True).content.decode()
    key = re.search(r'name="once" value="([^"]+)"', shown)
    sent = path, said | ({"once": key[1]} if key else {})
    held = client.cookies["place"].value if "place" in client.cookies else ""
    return sent, client.post(*sent, secure=True), held


def is_in(token: str) -> bool:
    """Whether a browser with this token alone is let to a place."""
    client = Client()
    client.cookies["place"] = token
    found = client.get("/room/", secure=True)
    return not (found.status_code == 302 and found["Location"] == reverse("exercises:join"))


def fixed(way: Callable[[Door, Client], Sent], door: Door) -> list[str]:
    """What a token that somebody planted before the way in opens after it."""
    client = Client()
    client.cookies["place"] = PLANTED
    comes_in(way, door, client)
    wrong = []
    if not is_in(client.cookies["place"].value):
        wrong.append("nobody came in")
    if is_in(PLANTED):
        wrong.append("the planted token opens the place")
    return wrong


@pytest.mark.both
@pytest.mark.parametrize("way", WAYS_IN, ids=lambda one: one.__name__)
def test_a_token_from_before_a_phone_came_in_opens_nothing(way: Any, door: Door) -> None:
    assert fixed(way, door) == []


@pytest.mark.sabotage("test_a_token_from_before_a_phone_came_in_opens_nothing")
@pytest.mark.parametrize("way", WAYS_IN, ids=lambda one: one.__name__)
def test_a_phone_that_keeps_its_token_is_seen(way: Any, door: Door, monkeypatch: Any) -> None:
    monkeypatch.setattr(codes, "next_token", lambda held, _once: held)
    assert fixed(way, door) == ["the planted token opens the place"]


def unknown_holders() -> list[str]:
    """Files that let a phone hold a token, and are no way in above."""
    root = Path(thousandfold.__file__).parent
    holds = re.compile(r"\bhold\(request|PLACE_COOKIE_NAME,\n")
    found = {
        path.name for path in root.rglob("views/*.py") if holds.search(path.read_text("utf-8"))
    }
    return sorted(found - HOLDERS)


def test_every_page_that_gives_a_phone_its_token_is_tried() -> None:
    assert unknown_holders() == []


@pytest.mark.sabotage("test_every_page_that_gives_a_phone_its_token_is_tried")
def test_a_page_that_nobody_tries_is_seen(monkeypatch: Any) -> None:
    monkeypatch.setattr(f"{__name__}.HOLDERS", HOLDERS - {"entering.py"})
    assert unknown_holders() == ["entering.py"]


# --- answers that are lost on the way -------------------------------------------------------


@pytest.mark.parametrize("token", [PLANTED, ""], ids=["a token", "none"])
@pytest.mark.parametrize("way", WAYS_IN, ids=lambda one: one.__name__)
def test_a_lost_answer_loses_no_place(way: Any, token: str, door: Door) -> None:
    """The phone comes in, hears nothing, and sends the same form as it was again."""
    client = Client()
    if token:
        client.cookies["place"] = token
    sent, _answer, held = comes_in(way, door, client)
    count = Place._base_manager.count()
    client.cookies.pop("place")
    if held:
        client.cookies["place"] = held
    client.post(*sent, secure=True)
    assert Place._base_manager.count() == count
    assert is_in(client.cookies["place"].value)
    assert not held or not is_in(held)


def test_a_phone_keeps_its_places_in_other_rooms(door: Door) -> None:
    other, client = Door("north"), Client()
    comes_in(by_name, door, client)
    before = Place._base_manager.get(called="Noor")
    comes_in(by_link, other, client)
    digest = codes.digest(client.cookies["place"].value, "device")
    assert Place._base_manager.get(pk=before.pk).device == digest
    assert Place._base_manager.get(member=other.member).device == digest


def test_a_phone_that_has_its_place_keeps_its_token(door: Door) -> None:
    client = Client()
    sent, _answer, _held = comes_in(by_name, door, client)
    token = client.cookies["place"].value
    client.post(sent[0], {"called": "Noor"}, secure=True)
    assert client.cookies["place"].value == token
    assert Place._base_manager.filter(called="Noor", state=PlaceState.WAITING).count() == 1


# --- many wrong codes at one instant --------------------------------------------------------

LIMIT, THREADS = 20, 8
TRIES = 400 if os.environ.get("THOUSANDFOLD_NIGHT") else 100


def burst(monkeypatch: Any) -> int:
    """How many of a hundred wrong codes that come at once are looked at."""
    monkeypatch.setattr(codes, "FROM_ONE_ADDRESS", LIMIT)
    begin, at = Barrier(THREADS), timezone.now()

    def guess(thread: int) -> int:
        begin.wait(30)
        looked = 0
        try:
            for number in range(TRIES // THREADS):
                typed = f"Q{thread}{number:04}"
                try:
                    joining.find_room(typed=typed, address="192.0.2.7", at=at)
                except NoSuchCode:
                    looked += 1
                except TooManyWrongCodes:
                    pass
        finally:
            connection.close()
        return looked

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(guess, range(THREADS)))


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_wrong_codes_at_one_instant_no_more_than_the_limit_are_looked_at(
    monkeypatch: Any,
) -> None:
    assert 0 < burst(monkeypatch) <= LIMIT
    assert WrongCode.objects.count() <= LIMIT


@pytest.mark.sabotage("test_of_wrong_codes_at_one_instant_no_more_than_the_limit_are_looked_at")
@pytest.mark.django_db(transaction=True)
def test_a_door_that_counts_afterwards_is_seen(monkeypatch: Any) -> None:
    """Every thread looks whether there is room left before any of them has written its try."""
    met = Barrier(THREADS)

    def counts_afterwards(address: str, at: Any) -> WrongCode:
        here = codes.digest(address, "address")
        guessers._refuse(here, at, room=0)
        met.wait(30)
        row = WrongCode.objects.create(address=here, at=at)
        met.wait(30)
        return row

    monkeypatch.setattr(joining, "begin_try", counts_afterwards)
    assert burst(monkeypatch) > LIMIT


def test_a_right_code_leaves_nothing_in_the_count(door: Door) -> None:
    joining.find_room(typed=door.room.code, address="a", at=timezone.now())
    assert WrongCode.objects.count() == 0
