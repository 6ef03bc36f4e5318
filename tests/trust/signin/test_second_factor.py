"""The second factor: asked for, asked again before what matters, and nobody is locked out."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from typer.testing import CliRunner

from factories.calls import make_call
from factories.hosts import AT, make_host, make_viewer
from promises.addresses import every_address
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.models import Account, Host, Role, TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.scope import inside
from thousandfold.base.signing_in import proving
from thousandfold.base.signing_in.sessions import PROVED
from thousandfold.base.usecases import second_factor
from thousandfold.cli import main

pytestmark = pytest.mark.django_db
#: What a borrowed browser must not do, by the words in an address; who adds one adds it here.
MATTERS = {
    "base:role-give",
    "base:role-end",
    "base:second-factor-off",
    "base:look",
    "pages:facilitator-give",
    "account_held",
    "account_erase",
    "account_erase_sure",
    "people:person-erase-sure",
}


@pytest.fixture
def host() -> Host:
    return make_host()


@pytest.fixture
def boss(host: Host) -> Viewer:
    viewer = make_viewer(host, RoleKind.ADMINISTRATOR)
    TOTP.activate(viewer.account, generate_totp_secret())
    return viewer_at(viewer.account, host)


@pytest.fixture
def ana(host: Host) -> Account:
    account = make_viewer(host, RoleKind.STAFF, email="ana@example.org").account
    TOTP.activate(account, generate_totp_secret())
    assert account is not None
    return account


def take_off(boss: Viewer, account: Account) -> None:
    assert boss.host is not None
    with inside(boss.host):
        second_factor.take_off_second_factor(viewer=boss, account=account, at=AT)


# --- recovery without lock-out --------------------------------------------------------------


def test_another_administrator_takes_a_lost_factor_off(boss: Viewer, ana: Account) -> None:
    take_off(boss, ana)
    assert not Authenticator.objects.filter(user=ana).exists()
    assert TrailEntry.objects.with_scope(host=boss.host).filter(thing_id=ana.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_person_and_the_administrators_are_told_at_once(boss: Viewer, ana: Account) -> None:
    take_off(boss, ana)
    assert boss.account is not None
    assert {one.to[0] for one in mail.outbox} == {ana.email, boss.account.email}


def test_ones_own_is_not_taken_off_this_way(boss: Viewer) -> None:
    assert boss.account is not None
    with pytest.raises(second_factor.OwnSecondFactor):
        take_off(boss, boss.account)


def test_who_has_none_has_none_taken_off(boss: Viewer, host: Host) -> None:
    bare = make_viewer(host, RoleKind.STAFF, email="bare@example.org").account
    with pytest.raises(second_factor.NoSecondFactor):
        take_off(boss, bare)


def test_an_administrator_of_another_host_is_out_of_reach(boss: Viewer, ana: Account) -> None:
    make_viewer(make_host("up-north"), RoleKind.ADMINISTRATOR, email=ana.email or "")
    with pytest.raises(second_factor.AdministersElsewhere):
        take_off(boss, ana)


def test_somebody_without_a_role_here_is_out_of_reach(boss: Viewer) -> None:
    stranger = make_viewer(make_host("up-north"), RoleKind.STAFF, email="s@example.org").account
    with pytest.raises(second_factor.AdministersElsewhere):
        take_off(boss, stranger)


def test_staff_take_nobodys_factor_off(ana: Account, host: Host, boss: Viewer) -> None:
    with pytest.raises(NotAllowed):
        take_off(viewer_at(ana, host), boss.account)  # type: ignore[arg-type]


def test_the_page_does_it(boss: Viewer, ana: Account, host: Host) -> None:
    client = Client()
    client.force_login(boss.account)
    with inside(host):
        role = Role.objects.get(account=ana)
    assert "Lost phone?" in client.get(f"/h/{host.slug}/host/roles/").content.decode()
    address = f"/h/{host.slug}/host/roles/{role.pk}/second-factor/"
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert not Authenticator.objects.filter(user=ana).exists()


def test_whoever_runs_the_computer_lets_the_last_administrator_in(boss: Viewer) -> None:
    assert boss.account is not None
    answer = CliRunner().invoke(main.app, ["second-factor", boss.account.email or "", "--take-off"])
    assert answer.exit_code == 0, answer.output
    assert not Authenticator.objects.filter(user=boss.account).exists()
    assert TrailEntry.objects.with_scope(host=boss.host).filter(actor=None).exists()


def test_the_command_says_what_stands_and_knows_no_strangers(boss: Viewer) -> None:
    assert boss.account is not None
    run = CliRunner().invoke
    assert (
        "has a second factor" in run(main.app, ["second-factor", boss.account.email or ""]).output
    )
    assert run(main.app, ["second-factor", "nobody@example.org"]).exit_code == 2


# --- staff, where the host asks for it ------------------------------------------------------


@pytest.mark.parametrize(("begins", "status"), [(None, 200), (-1, 403), (5, 200)])
def test_staff_need_one_from_the_day_that_the_host_named(
    host: Host, begins: int | None, status: int
) -> None:
    staff = make_viewer(host, RoleKind.STAFF, email="new@example.org").account
    today = host.day_at(timezone.now())
    host.staff_second_factor_from = None if begins is None else today + timedelta(days=begins)
    host.save()
    client = Client()
    client.force_login(staff)
    assert client.get(f"/h/{host.slug}/recruit/").status_code == status
    reminded = "Set up your second factor" in client.get(f"/h/{host.slug}/").content.decode()
    assert reminded is (begins is not None)


def test_staff_behind_a_second_factor_go_on(host: Host, ana: Account) -> None:
    host.staff_second_factor_from = host.day_at(timezone.now())
    host.save()
    client = Client()
    client.force_login(ana)
    assert client.get(f"/h/{host.slug}/recruit/").status_code == 200


def test_an_administrator_names_the_day(host: Host, boss: Viewer) -> None:
    client = Client()
    client.force_login(boss.account)
    typed = {
        "name": host.name,
        "region": host.region,
        "timezone": host.timezone,
        "language": "en",
        "staff_second_factor_from": "2027-01-02",
    }
    client.post(f"/h/{host.slug}/host/change/", typed)
    host.refresh_from_db()
    assert str(host.staff_second_factor_from) == "2027-01-02"


# --- asked again ----------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch: Any) -> Any:
    """The server's clock, to be moved on by minutes."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def passes(minutes: float) -> None:
        now[0] += minutes * 60

    return passes


def signed_in(account: Account) -> Client:
    client = Client(REMOTE_ADDR="192.0.2.1")
    client.force_login(account)
    return client


def asks_again() -> set[str]:
    """Addresses whose pages ask again."""
    found = [(one.name, getattr(one.view, "view_class", one.view)) for one in every_address()]
    return {name for name, view in found if getattr(view, "asks_again", False)}


def test_what_matters_asks_again() -> None:
    assert asks_again() >= MATTERS


def pages_that_let_in(account: Account) -> list[str]:
    """Pages about oneself that ask again, and let in somebody whose proof is old."""
    client = signed_in(account)
    session = client.session
    session[PROVED] = int(time.time()) - 3600
    session.save()
    replies = {name: client.get(reverse(name)) for name in asks_again() if name.startswith("acc")}
    assert len(replies) >= 3
    way = reverse("account_prove")
    return [name for name, one in replies.items() if not one.get("Location", "").startswith(way)]


def test_pages_about_oneself_ask_again_as_well(ana: Account) -> None:
    assert pages_that_let_in(ana) == []


@pytest.mark.sabotage("test_pages_about_oneself_ask_again_as_well")
def test_a_proof_that_nobody_looks_at_is_seen(ana: Account, monkeypatch: Any) -> None:
    from thousandfold.base.views import pages

    monkeypatch.setattr(pages, "must_prove", lambda _request: False)
    assert pages_that_let_in(ana)


@pytest.mark.sabotage("test_what_matters_asks_again")
def test_a_page_that_forgot_to_ask_is_seen(monkeypatch: Any) -> None:
    from thousandfold.base.views.roles import RoleGive

    monkeypatch.setattr(RoleGive, "asks_again", False)
    assert not asks_again() >= MATTERS


def test_a_quarter_of_an_hour_later_the_second_factor_is_asked_again(
    host: Host, clock: Any
) -> None:
    account = make_viewer(host, RoleKind.ADMINISTRATOR).account
    assert account is not None
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    client, address = signed_in(account), f"/h/{host.slug}/host/roles/give/"
    assert client.get(address).status_code == 200
    clock(16)
    asked = client.get(address)
    assert asked["Location"].startswith("/account/prove/")
    asked = client.get(asked["Location"])
    assert asked["Location"].startswith("/account/second-factor/reauthenticate/")
    digits = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    back = client.post(asked["Location"], {"code": digits, "next": address})
    assert back["Location"] == address
    assert client.get(address).status_code == 200


def test_a_form_opened_in_time_may_be_sent_a_while_later(
    host: Host, boss: Viewer, clock: Any
) -> None:
    assert boss.account is not None
    client, address = signed_in(boss.account), f"/h/{host.slug}/host/roles/give/"
    typed = {"email": "x@example.org", "kind": "staff"}
    clock(20)
    assert client.post(address, typed)["Location"].endswith("/host/roles/")
    clock(11)
    assert client.post(address, typed)["Location"].startswith("/account/prove/")


def staff_to_prove(host: Host, clock: Any) -> Client:
    """Somebody without a second factor whose last proof is too old."""
    account = make_viewer(host, RoleKind.STAFF, email="new@example.org").account
    assert account is not None
    client = signed_in(account)
    clock(16)
    return client


def sent_code(client: Client) -> str:
    client.post("/account/prove/", {"send": "yes", "next": "/somewhere/"})
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.outbox[-1].body)
    assert found
    return found[0]


def test_who_has_no_second_factor_proves_it_by_a_code_from_the_mail(host: Host, clock: Any) -> None:
    client = staff_to_prove(host, clock)
    code, key = sent_code(client), client.session.session_key
    assert code.replace("-", "") not in repr(dict(client.session))
    answer = client.post("/account/prove/", {"code": code.lower(), "next": "/somewhere/"})
    assert answer["Location"] == "/somewhere/"
    assert client.session.session_key != key
    assert client.post("/account/prove/", {"code": code}).status_code == 422


@pytest.mark.parametrize("wrong", ["0000-0000", ""])
def test_a_wrong_code_proves_nothing(host: Host, clock: Any, wrong: str) -> None:
    client = staff_to_prove(host, clock)
    sent_code(client)
    assert client.post("/account/prove/", {"code": wrong}).status_code == 422


def test_a_code_is_too_old_after_ten_minutes_and_dead_after_five_wrong(
    host: Host, clock: Any
) -> None:
    client = staff_to_prove(host, clock)
    code = sent_code(client)
    clock(11)
    assert client.post("/account/prove/", {"code": code}).status_code == 422
    code = sent_code(client)
    for _try in range(proving.TRIES):
        client.post("/account/prove/", {"code": "0000-0000"})
    assert client.post("/account/prove/", {"code": code}).status_code == 422


def test_a_proof_never_leads_to_another_site(host: Host, clock: Any) -> None:
    client = staff_to_prove(host, clock)
    code = sent_code(client)
    answer = client.post("/account/prove/", {"code": code, "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_who_takes_a_list_along_proves_it(host: Host) -> None:
    with inside(host):
        call = make_call(host)
    account = make_viewer(host, RoleKind.STAFF, email="new@example.org").account
    assert account is not None
    client = signed_in(account)
    address = reverse("recruitment:bulk", args=[host.slug, call.pk])
    assert "/prove/" not in client.post(address, {"action": "csv"}).get("Location", "")
    session = client.session
    session[PROVED] = 0
    session.save()
    assert "/prove/" in client.post(address, {"action": "csv"})["Location"]
    assert "/prove/" not in client.post(address, {"action": "withdraw"}).get("Location", "")


def test_six_digits_count_once_in_whatever_process(host: Host) -> None:
    account = make_viewer(host, RoleKind.ADMINISTRATOR).account
    assert account is not None
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    digits = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answers = []
    for _worker in range(2):
        cache.clear()  # another process remembers nothing of this one
        client = signed_in(account)
        client.post("/account/second-factor/reauthenticate/", {"code": digits, "next": "/"})
        answers.append(client.session.get("account_authentication_methods"))
    assert bool(answers[0]) and not answers[1]
