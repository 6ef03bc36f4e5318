"""Through borrowed eyes nobody reads another's own words, and nothing is done in their name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from access.asking import filled, unpainted
from access.world import World
from factories.hosts import AT, make_viewer
from promises.addresses import Address, every_address
from thousandfold.base.choices import RoleKind
from thousandfold.base.keeping.closed import is_closed
from thousandfold.base.models import Role, TrailEntry, Viewing
from thousandfold.base.privacy import class_of
from thousandfold.base.scope import every_host, inside
from thousandfold.base.secrets import SealedText
from thousandfold.base.signing_in import borrowed
from thousandfold.base.signing_in.looking import WORD
from thousandfold.base.signing_in.sessions import CARD

pytestmark = pytest.mark.django_db

#: Addresses that answer whoever looks: the way out, and the language.
ALLOWED = {"account_stop_looking", "set_language"}
KINDS = [one for one in RoleKind if one is not RoleKind.ADMINISTRATOR]


def own_fields() -> list[tuple[type[Any], str]]:
    """Every stored field that is somebody's own or sealed."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if class_of(model, field.name) in borrowed.SHUT
    ]


def unsealed() -> list[str]:
    """Fields of those classes that reading could not shut."""
    return [
        f"{model._meta.label}.{name}"
        for model, name in own_fields()
        if not isinstance(model._meta.get_field(name), SealedText)
    ]


def begin(world: World, client: Client, **more: Any) -> Viewing:
    """Let the administrator look: as a role, or as a person."""
    administrator = world.lookers["administrator"].account
    client.force_login(administrator)
    now = timezone.now()
    given = {"reason": "x", "began_at": now, "until": now + timedelta(minutes=15)}
    with inside(world.home):
        viewing = Viewing.objects.create(host=world.home, by=administrator, **given, **more)
    session = client.session
    session[WORD] = str(viewing.pk)
    session.save()
    return viewing


def eyes(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every pair of eyes: each role where things are, and people who own some of them."""
    for kind in KINDS:
        subject = next(iter(world._subjects(world.ours, kind)))
        yield kind.value, {"kind": kind.value, "subject": subject}
    for name in ("member", "alumnus"):
        yield f"person {name}", {"of": world.lookers[name].account}


@contextmanager
def opened() -> Iterator[list[str]]:
    """Own words that came open meanwhile."""
    found: list[str] = []
    real = SealedText.open

    def watched(self: SealedText, row: Any, stored: str) -> Any:
        value = real(self, row, stored)
        if class_of(type(row), self.name) in borrowed.SHUT and not is_closed(value) and value:
            found.append(f"{row._meta.label}.{self.name}")
        return value

    with patch.object(SealedText, "open", watched):
        yield found


def ask(client: Client, method: str, path: str) -> Any:
    """One request whose effects are undone; the browser keeps its session."""
    kept = client.cookies["sessionid"].value
    with transaction.atomic():
        reply = getattr(client, method)(path, secure=True)
        transaction.set_rollback(True)
    client.cookies["sessionid"] = kept
    return reply


def by_card(world: World, client: Client) -> None:
    """A member whom a printed card signed in."""
    account = world.lookers["member"].account
    client.force_login(account)
    session = client.session
    session[CARD] = {"host": str(world.home.pk), "account": str(account.pk)}
    session.save()


def read(world: World, more: dict[str, Any] | None) -> list[str]:
    """Addresses of the host where borrowed eyes, or a card (None), opened own words."""
    client, wrong = Client(raise_request_exception=False), []
    if more is None:
        by_card(world, client)
    else:
        begin(world, client, **more)
    for address in _places(world):
        with opened() as found:
            reply = ask(client, "get", filled(address, world.home, world.ours))
            if hasattr(reply, "streaming_content") and reply.streaming:
                list(reply.streaming_content)
        if reply.status_code >= 500:
            wrong.append(f"{address.name}: {reply.status_code}")
        wrong += [f"{address.name}: {one}" for one in found]
    return wrong


def _places(world: World) -> list[Address]:
    return [one for one in every_address() if ("host", "slug") in one.arguments]


def let_through(world: World, more: dict[str, Any]) -> list[str]:
    """Addresses that took something that was sent, or let a page of elsewhere be read."""
    client, wrong = Client(raise_request_exception=False), []
    begin(world, client, **more)
    for address in every_address():
        if address.name in ALLOWED:
            continue
        path = filled(address, world.home, world.ours)
        asked = ["post"] if ("host", "slug") in address.arguments else ["get", "post"]
        for method in asked:
            with unpainted():
                reply = ask(client, method, path)
            if reply.status_code not in (403, 404, 405):
                wrong.append(f"{method} {address.name}: {reply.status_code}")
    return wrong


def test_whatever_is_somebodys_own_can_be_shut() -> None:
    assert own_fields(), "there is nothing to shut"
    assert unsealed() == []


def test_borrowed_eyes_open_nobodys_own_words(world: World) -> None:
    for name, more in eyes(world):
        assert read(world, more) == [], name


def test_a_printed_card_opens_nobodys_own_words(world: World) -> None:
    assert read(world, None) == []


def test_borrowed_eyes_send_nothing_and_stay_at_the_host(world: World) -> None:
    assert let_through(world, {"of": world.lookers["staff"].account}) == []


@pytest.mark.sabotage("test_borrowed_eyes_open_nobodys_own_words")
def test_words_that_are_not_shut_are_seen(world: World) -> None:
    with patch("thousandfold.base.secrets.fields.is_shut", lambda row, field: False):
        assert read(world, {"kind": "staff", "subject": None})


@pytest.mark.sabotage("test_borrowed_eyes_send_nothing_and_stay_at_the_host")
def test_a_door_that_stands_open_is_seen(world: World) -> None:
    with patch("thousandfold.base.signing_in.looking.going_on", lambda request: None):
        assert let_through(world, {"of": world.lookers["staff"].account})


@pytest.mark.sabotage("test_whatever_is_somebodys_own_can_be_shut")
def test_an_open_field_of_that_class_is_seen(monkeypatch: Any) -> None:
    from thousandfold.people.models import Person

    monkeypatch.setattr(Person.Privacy, "town", borrowed.SHUT[0])
    assert unsealed() == ["people.Person.town"]


# --- one by one ---------------------------------------------------------------------------


@pytest.fixture
def desk(world: World) -> Iterator[Client]:
    """The administrator's browser; what it does is undone."""
    with transaction.atomic():
        client = Client()
        client.force_login(world.lookers["administrator"].account)
        yield client
        transaction.set_rollback(True)


def look(world: World, desk: Client, **typed: Any) -> Any:
    staff = world.lookers["staff"].account
    given = {"eyes": f"person:{staff.pk}", "reason": "Asked where the calls are.", **typed}
    return desk.post(f"/h/{world.home.slug}/host/look/", given)


def test_a_look_begins_with_a_reason_and_stands_in_the_trail(world: World, desk: Client) -> None:
    assert look(world, desk).status_code == 302
    page = desk.get(f"/h/{world.home.slug}/recruit/").content.decode()
    assert "You see this as staff sees it" in page
    with inside(world.home):
        assert TrailEntry.objects.filter(verb="looked_as").exists()


@pytest.mark.parametrize("typed", [{"reason": ""}, {"reason": "  "}, {"eyes": "person:nobody"}])
def test_without_reason_or_person_there_is_no_look(world: World, desk: Client, typed: Any) -> None:
    assert look(world, desk, **typed).status_code == 422


def test_nobody_looks_as_an_administrator(world: World, desk: Client) -> None:
    boss = make_viewer(world.home, RoleKind.ADMINISTRATOR, email="boss@home.example")
    assert look(world, desk, eyes=f"person:{boss.account.pk}").status_code == 422
    assert look(world, desk, eyes="administrator:").status_code == 422


def test_the_person_reads_who_looked_and_why(world: World, desk: Client) -> None:
    look(world, desk)
    own = Client()
    own.force_login(world.lookers["staff"].account)
    assert "Asked where the calls are." in own.get("/account/sign-ins/").content.decode()


def test_stopping_ends_it(world: World, desk: Client) -> None:
    look(world, desk)
    assert desk.post("/account/stop-looking/").status_code == 302
    assert "You see this as" not in desk.get(f"/h/{world.home.slug}/host/").content.decode()
    with every_host("a test"):
        assert Viewing.objects.latest("began_at").ended_at is not None


def test_it_ends_by_itself(world: World, desk: Client) -> None:
    look(world, desk)
    with every_host("a test"):
        Viewing.objects.update(until=AT)
    assert desk.get("/account/sign-ins/").status_code == 200


def test_it_ends_with_the_administrators_role(world: World, desk: Client) -> None:
    look(world, desk)
    with inside(world.home):
        rows = Role.objects.filter(account=world.lookers["administrator"].account)
        rows.update(ended_at=AT)
    assert desk.get(f"/h/{world.home.slug}/recruit/").status_code == 404


def test_staff_may_not_look(world: World) -> None:
    client = Client()
    client.force_login(world.lookers["staff"].account)
    assert client.get(f"/h/{world.home.slug}/host/look/").status_code == 403
