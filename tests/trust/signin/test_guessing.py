"""How likely a guesser meets a code: computed from the settings, and tried."""

from __future__ import annotations

import os
import random
import re
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from factories.hosts import make_host, make_viewer
from factories.rooms import Round
from thousandfold.base.choices import RoleKind
from thousandfold.base.ids import ALPHABET, code
from thousandfold.base.models import WrongTry
from thousandfold.base.scope import inside
from thousandfold.base.signing_in import guessing
from thousandfold.base.signing_in.guessing import BUDGETS, BY_MAIL, SECOND_FACTOR, Budget, Limit
from thousandfold.exercises import codes
from thousandfold.exercises.models import WrongCode
from thousandfold.exercises.usecases import rooms
from thousandfold.exercises.usecases.joining import MOST
from thousandfold.exercises.usecases.rooms import LONGEST
from thousandfold.recruitment.usecases.seating import CARD_LETTERS

pytestmark = pytest.mark.django_db

ASK, TYPE = "/account/sign-in/", "/account/sign-in/code/"
GUESSES = 1_000_000 if os.environ.get("THOUSANDFOLD_NIGHT") else 100_000
BEGIN = datetime(2026, 3, 7, tzinfo=UTC)
#: As many of each wait at once at a host as this, at most: people without e-mail; phones of a day.
WAITING = {"card": 1_000, "way-back": 600}


# --- computed -------------------------------------------------------------------------------


def chances_a_day() -> dict[str, float]:
    """For each kind of code to sign in with: how likely a day of guessing meets one."""
    found = {}
    for one in BUDGETS:
        tries = one.most_a_day(whom=one is SECOND_FACTOR)
        found[one.purpose] = tries * WAITING.get(one.purpose, 1) / one.codes
    return found


def chances_a_session() -> dict[str, float]:
    """For each code of a room: how likely its longest session meets one."""
    quarters = timedelta(minutes=LONGEST) / codes.WITHIN
    tries = codes.EVERYWHERE * quarters
    size = len(ALPHABET)
    return {
        "door": tries / size**codes.SPOKEN,
        "personal card": tries * MOST / size**CARD_LETTERS,
        "way back": tries * WAITING["way-back"] / size**codes.WAY_BACK,
    }


def too_likely() -> list[str]:
    """Codes that a guesser meets more often than the goal allows."""
    days = [f"{name} a day: {p:.1e}" for name, p in chances_a_day().items() if p > 1e-4]
    rooms = [f"{name} a session: {p:.1e}" for name, p in chances_a_session().items() if p > 1e-5]
    return days + rooms


def test_no_code_is_met_more_often_than_the_goal_allows() -> None:
    assert too_likely() == []


@pytest.mark.sabotage("test_no_code_is_met_more_often_than_the_goal_allows")
def test_shorter_codes_and_wider_limits_are_seen(monkeypatch: Any) -> None:
    monkeypatch.setattr(codes, "SPOKEN", 5)
    assert [one for one in too_likely() if one.startswith("door")]
    short = Budget("mail", 10**6, BY_MAIL.limits)
    monkeypatch.setattr(f"{__name__}.BUDGETS", (short,))
    assert [one for one in too_likely() if one.startswith("mail")]


def test_the_codes_are_as_long_as_the_sums_say() -> None:
    from thousandfold.base.signing_in.signin import SignInAdapter

    by_mail = SignInAdapter().generate_login_code()
    assert len(by_mail.replace("-", "")) == guessing.MAIL_LETTERS
    assert BY_MAIL.codes == len(set(ALPHABET)) ** guessing.MAIL_LETTERS
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT <= 600
    assert len(codes.spoken()) == codes.SPOKEN


# --- tried ----------------------------------------------------------------------------------


def passes(budget: Budget, tries: list[tuple[datetime, str, str]]) -> list[bool]:
    """The slow and obvious limiter: which of these (when, at whom, from where) are looked at."""
    counted: list[tuple[datetime, str, str]] = []
    found = []
    for at, whom, address in tries:
        used_up = any(
            sum(
                1
                for then, other, there in counted
                if then > at - limit.within
                and (not limit.whom or other == whom)
                and (not limit.address or there == address)
            )
            >= limit.most
            for limit in budget.limits
        )
        found.append(not used_up)
        if not used_up:
            counted.append((at, whom, address))
    return found


class Model:
    """The same with queues instead of lists, for a hundred thousand tries."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.counted: dict[Any, deque[datetime]] = {}

    def looks(self, at: datetime, whom: str, address: str) -> bool:
        held = [(limit, self._queue(limit, whom, address)) for limit in self.budget.limits]
        for limit, queue in held:
            while queue and queue[0] <= at - limit.within:
                queue.popleft()
        if any(len(queue) >= limit.most for limit, queue in held):
            return False
        for _limit, queue in held:
            queue.append(at)
        return True

    def _queue(self, limit: Limit, whom: str, address: str) -> deque[datetime]:
        key = (limit, whom if limit.whom else "", address if limit.address else "")
        return self.counted.setdefault(key, deque())


def looked_at(budget: Budget, at: datetime, whom: str, address: str) -> bool:
    """Whether the real limiter, in the database, lets a try be looked at."""
    try:
        guessing.begin(budget, address=address, whom=whom, at=at)
    except guessing.TooManyWrongTries:
        return False
    return True


SMALL = Budget(
    "small",
    32**8,
    (
        Limit(4, timedelta(minutes=15), address=True),
        Limit(3, timedelta(hours=1), whom=True, address=True),
        Limit(6, timedelta(days=1), whom=True),
        Limit(12, timedelta(days=1)),
    ),
)


@pytest.mark.parametrize("seed", range(4))
def test_the_limiter_does_as_the_slow_and_obvious_one(seed: int) -> None:
    chance = random.Random(seed)
    tries, at = [], BEGIN
    for _ in range(60):
        at += timedelta(minutes=chance.choice([0, 1, 5, 20, 200]))
        tries.append((at, chance.choice("ab"), chance.choice("xyz")))
    slow, model = passes(SMALL, tries), Model(SMALL)
    assert [looked_at(SMALL, *one) for one in tries] == slow
    assert [model.looks(*one) for one in tries] == slow
    assert True in slow and False in slow


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda one: one.purpose)
def test_a_hundred_thousand_guesses_of_a_day_meet_nothing(budget: Budget) -> None:
    """From a thousand addresses at a hundred accounts: each try that is looked at is a guess."""
    model, looked, hits = Model(budget), 0, 0
    chance = random.Random(budget.purpose)
    waiting = {f"a{one}": chance.randrange(int(budget.codes)) for one in range(100)}
    for number in range(GUESSES):
        at = BEGIN + timedelta(days=1) * number / GUESSES
        whom, address = f"a{number % 100}", f"10.{number % 10}.0.{number % 100}"
        if model.looks(at, whom, address):
            looked += 1
            hits += chance.randrange(int(budget.codes)) == waiting[whom]
    assert hits == 0
    assert 0 < looked <= min(budget.most_a_day() + 1, GUESSES)


def asks(client: Client, email: str = "ana@example.org") -> str:
    client.post(ASK, {"email": email})
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.outbox[-1].body)
    return found[0] if found else ""


def guess_through_the_pages(times: int, **forged: Any) -> int:
    """Guess at one account through the real pages from one address; how many were looked at."""
    client = Client(**forged)
    before = WrongTry.objects.count()
    for number in range(times):
        if number % 5 == 0:
            from django.core.cache import cache

            cache.clear()  # the limit against floods is not what is tried here
            asks(client)
        client.post(TYPE, {"code": f"{number:08d}"})
    assert "_auth_user_id" not in client.session
    return WrongTry.objects.count() - before


@pytest.fixture
def ana() -> Any:
    return make_viewer(make_host(), RoleKind.STAFF, email="ana@example.org").account


def test_guesses_through_the_pages_stop_at_the_limit_of_an_account(ana: Any) -> None:
    at_one = next(one.most for one in BY_MAIL.limits if one.whom and one.address)
    assert guess_through_the_pages(at_one + 15) == at_one


def test_a_forged_address_buys_no_guesses(ana: Any) -> None:
    forged = {"HTTP_X_FORWARDED_FOR": "10.1.2.3", "HTTP_FORWARDED": "for=10.1.2.3"}
    at_one = next(one.most for one in BY_MAIL.limits if one.whom and one.address)
    assert guess_through_the_pages(at_one) == at_one
    assert guess_through_the_pages(10, **forged) == 0


def test_tries_at_the_same_instant_are_all_counted() -> None:
    """A try is written down before its code is looked at: a second begun meanwhile sees it."""
    most = next(one.most for one in SECOND_FACTOR.limits)
    begun = [guessing.begin(SECOND_FACTOR, address="a", whom="w", at=BEGIN) for _ in range(most)]
    assert not looked_at(SECOND_FACTOR, BEGIN, "w", "b")
    begun[0].was_right()
    assert looked_at(SECOND_FACTOR, BEGIN, "w", "b")


def a_limiter_that_counts_afterwards() -> int:
    """How many tries at one instant the limiter lets through, of twice as many as it allows."""
    most = next(one.most for one in SECOND_FACTOR.limits)
    return sum(looked_at(SECOND_FACTOR, BEGIN, "w", "a") for _ in range(2 * most)) - most


def test_no_more_than_the_limit_pass_at_one_instant() -> None:
    assert a_limiter_that_counts_afterwards() == 0


@pytest.mark.sabotage("test_no_more_than_the_limit_pass_at_one_instant")
def test_a_limiter_that_forgets_is_seen(monkeypatch: Any) -> None:
    monkeypatch.setattr(guessing, "_refuse", lambda *_a, **_k: None)
    assert a_limiter_that_counts_afterwards() > 0


def test_no_code_by_mail_lies_readable_in_a_session(ana: Any) -> None:
    client = Client()
    sent = asks(client).replace("-", "")
    kept = repr(dict(client.session))
    assert sent not in kept.replace("-", "")


# --- a room behind one address --------------------------------------------------------------


def test_25_phones_behind_one_address_sign_in_within_a_minute() -> None:
    host = make_host()
    for number in range(25):
        make_viewer(host, RoleKind.STAFF, email=f"n{number}@x.example")
    inside = 0
    for number in range(25):
        client = Client(REMOTE_ADDR="192.0.2.1")
        sent = asks(client, f"n{number}@x.example")
        client.post(TYPE, {"code": "0000-0000"})
        client.post(TYPE, {"code": sent})
        inside += "_auth_user_id" in client.session
    assert inside == 25


def test_25_phones_behind_one_address_join_a_room_within_a_minute() -> None:
    host = make_host()
    with inside(host):
        round_ = Round(host)
        room = rooms.open_doors(
            viewer=round_.leader, room=round_.room, minutes=15, at=timezone.now()
        )
    joined = 0
    for number in range(25):
        client = Client(REMOTE_ADDR="192.0.2.1")
        client.post("/join/", {"code": "000000"})
        client.post("/join/", {"code": room.code})
        answer = client.post(f"/join/{room.code}/", {"called": f"n{number}"})
        joined += answer.status_code == 302
    assert joined == 25


def test_guesses_at_a_rooms_door_stop_for_one_address_and_for_all() -> None:
    now = datetime.now(UTC)
    client = Client(REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR="10.0.0.1")
    here = codes.digest("192.0.2.9", "address")
    rows = [WrongCode(address=here, at=now) for _ in range(codes.FROM_ONE_ADDRESS - 1)]
    WrongCode.objects.bulk_create(rows)
    client.post("/join/", {"code": "000000"})
    client.post("/join/", {"code": "000001"}, HTTP_X_FORWARDED_FOR="10.0.0.2")
    assert WrongCode.objects.count() == codes.FROM_ONE_ADDRESS
    rest = codes.EVERYWHERE - codes.FROM_ONE_ADDRESS
    WrongCode.objects.bulk_create([WrongCode(address=f"{one}", at=now) for one in range(rest)])
    Client(REMOTE_ADDR="192.0.2.10").post("/join/", {"code": "000002"})
    assert WrongCode.objects.count() == codes.EVERYWHERE


# --- proxies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "peer", "claimed", "counted"),
    [
        ([], "192.0.2.1", "10.0.0.1", "192.0.2.1"),
        (["127.0.0.1"], "192.0.2.1", "10.0.0.1", "192.0.2.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.5", "203.0.113.5"),
        (["127.0.0.1"], "127.0.0.1", "10.0.0.1, 203.0.113.5", "203.0.113.5"),
        (
            ["127.0.0.1", "198.51.100.0/24"],
            "127.0.0.1",
            "1.1.1.1, 2.2.2.2, 198.51.100.7",
            "2.2.2.2",
        ),
        (["127.0.0.1"], "127.0.0.1", "", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.5, nonsense", "127.0.0.1"),
        ([], "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        ([], "::ffff:192.0.2.1", "", "192.0.2.1"),
    ],
)
def test_an_address_is_what_our_own_proxies_saw(
    proxies: list[str], peer: str, claimed: str, counted: str, rf: Any
) -> None:
    from thousandfold.base.doorway.nearby import nearby

    request = rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=claimed)
    with override_settings(PROXIES=proxies):
        nearby(lambda _request: None)(request)  # type: ignore[arg-type, return-value]
    assert request.META["REMOTE_ADDR"] == counted


def test_nobody_but_a_proxy_of_ours_says_that_the_line_is_private(rf: Any) -> None:
    from thousandfold.base.doorway.nearby import nearby

    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_PROTO="https")
    with override_settings(PROXIES=["127.0.0.1"]):
        nearby(lambda _request: None)(request)  # type: ignore[arg-type, return-value]
    assert "HTTP_X_FORWARDED_PROTO" not in request.META


def test_codes_of_one_length_are_all_alike() -> None:
    assert {len(code(8)) for _ in range(50)} == {8}
