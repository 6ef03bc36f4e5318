"""A session has a new key at each way in and at each change; the old key opens nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.backends.base import SessionBase
from django.core import mail
from django.test import Client
from django.urls import get_resolver

from factories.cohorts import make_cohort, make_member
from factories.hosts import AT, make_host, make_viewer
from factories.people import make_person
from thousandfold.base import listeners
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer, viewer_at
from thousandfold.base.models import Account, AccountSession, Host, Role
from thousandfold.base.scope import inside
from thousandfold.base.signing_in import sessions
from thousandfold.base.usecases import cards, roles, second_factor
from thousandfold.pages.demo.load import told
from thousandfold.recruitment.usecases.member_cards import make_member_card

pytestmark = pytest.mark.django_db
ASK, TYPE = "/account/sign-in/", "/account/sign-in/code/"
FACTOR = "/account/second-factor/"


@dataclass
class Desk:
    """A host, somebody who signs in, and an administrator behind a second factor."""

    host: Any
    ana: Viewer
    boss: Viewer

    @property
    def account(self) -> Account:
        assert self.ana.account is not None
        return self.ana.account


@pytest.fixture
def desk() -> Desk:
    host = make_host()
    ana = make_viewer(host, RoleKind.STAFF, email="ana@example.org")
    boss = make_viewer(host, RoleKind.ADMINISTRATOR)
    TOTP.activate(boss.account, generate_totp_secret())
    return Desk(host, ana, viewer_at(boss.account, host))


def digits(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def mailed() -> str:
    return re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.outbox[-1].body)[-1]


# --- ways in --------------------------------------------------------------------------------


def by_mail(desk: Desk, client: Client) -> None:
    client.post(ASK, {"email": desk.account.email})
    client.post(TYPE, {"code": mailed()})


def by_second_factor(desk: Desk, client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(desk.account, secret)
    by_mail(desk, client)
    client.post(f"{FACTOR}authenticate/", {"code": digits(secret)})


def by_recovery_code(desk: Desk, client: Client) -> None:
    TOTP.activate(desk.account, generate_totp_secret())
    code = RecoveryCodes.activate(desk.account).get_unused_codes()[0]
    by_mail(desk, client)
    client.post(f"{FACTOR}authenticate/", {"code": code})


def by_card(desk: Desk, client: Client) -> None:
    with inside(desk.host):
        cohort = make_cohort(desk.host, 1)
        member = make_member(cohort, make_person(desk.host, "Rosa", email=""))
        _card, code = make_member_card(viewer=desk.ana, member=member, at=_now())
    client.post("/account/card/", {"code": code})


def by_setting_up(desk: Desk, client: Client) -> None:
    """Only the first host of an installation lets its administrator in at once."""
    Host.objects.all().delete()
    typed = {
        "name": "Valley Rising",
        "region": "South Bay",
        "coalition": "Valley Together",
        "administrator_name": "Ana Ruiz",
        "administrator": "first@example.org",
    }
    client.post("/set-up/", typed)


def by_the_demo_door(desk: Desk, client: Client) -> None:
    demo = make_host("demo", is_demo=True)
    make_viewer(demo, RoleKind.ADMINISTRATOR, email=told("region")["host"]["administrator"])
    client.post("/demo/")


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


WAYS_IN: list[Callable[[Desk, Client], None]] = [
    by_mail,
    by_second_factor,
    by_recovery_code,
    by_card,
    by_setting_up,
    by_the_demo_door,
]
#: Whoever calls Django's ``login`` or the library's must be among the ways in above.
CALLERS = {
    "base/views/card.py": by_card,
    "pages/views/first.py": by_setting_up,
    "pages/views/demo.py": by_the_demo_door,
}


def fixed(way: Callable[[Desk, Client], None], desk: Desk) -> list[str]:
    """What a key that somebody planted before the sign-in opens after it."""
    client = Client()
    client.get(ASK)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    way(desk, client)
    now = client.session
    wrong = []
    if "_auth_user_id" not in now:
        wrong.append("nobody was signed in")
    if now.session_key == planted:
        wrong.append("the key is the one from before")
    if AccountSession.objects.filter(session_key=planted).exists():
        wrong.append("the key from before is still there")
    return wrong


@pytest.mark.parametrize("way", WAYS_IN, ids=lambda one: one.__name__)
def test_a_key_from_before_the_sign_in_opens_nothing(way: Any, desk: Desk) -> None:
    assert fixed(way, desk) == []


@pytest.mark.sabotage("test_a_key_from_before_the_sign_in_opens_nothing")
def test_a_sign_in_that_keeps_its_key_is_seen(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr(SessionBase, "cycle_key", lambda self: None)
    assert fixed(by_mail, desk)


def unknown_ways_in() -> list[str]:
    """Files of ours that sign somebody in and are no way in above."""
    from pathlib import Path

    import thousandfold

    root = Path(thousandfold.__file__).parent
    signs = re.compile(r"\b(?:perform_login|login)\(")
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if signs.search(path.read_text(encoding="utf-8"))
    }
    return sorted(found - set(CALLERS))


def test_every_place_that_signs_somebody_in_is_tried() -> None:
    assert unknown_ways_in() == []


@pytest.mark.sabotage("test_every_place_that_signs_somebody_in_is_tried")
def test_a_way_in_that_nobody_tries_is_seen(monkeypatch: Any) -> None:
    monkeypatch.delitem(CALLERS, "base/views/card.py")
    assert unknown_ways_in() == ["base/views/card.py"]


# --- changes --------------------------------------------------------------------------------


def signs_out(desk: Desk, client: Client) -> None:
    client.post("/account/sign-out/")


def role_given(desk: Desk, client: Client) -> None:
    with inside(desk.host):
        roles.give_role(
            viewer=desk.boss, account=desk.account, kind=RoleKind.FACILITATOR, subject=None, at=AT
        )


def role_ended(desk: Desk, client: Client) -> None:
    with inside(desk.host):
        roles.end_role(viewer=desk.boss, role=Role.objects.get(account=desk.account), at=AT)


def account_closed(desk: Desk, client: Client) -> None:
    desk.account.is_active = False
    desk.account.save()
    client.get("/account/sign-ins/")


def factor_added(desk: Desk, client: Client) -> None:
    other = Client()
    other.force_login(desk.account)
    page = other.get(f"{FACTOR}totp/activate/")
    other.post(f"{FACTOR}totp/activate/", {"code": digits(page.context["form"].secret)})
    assert Authenticator.objects.filter(user=desk.account).exists()


def factor_taken_off(desk: Desk, client: Client) -> None:
    TOTP.activate(desk.account, generate_totp_secret())
    with inside(desk.host):
        second_factor.take_off_second_factor(viewer=desk.boss, account=desk.account, at=AT)


def ended_elsewhere(desk: Desk, client: Client) -> None:
    other = Client()
    other.force_login(desk.account)
    names = sessions.sessions_of(desk.account.pk, other.session.session_key)
    other.post("/account/sign-ins/", {"end": next(one["name"] for one in names if not one["own"])})


CHANGES = [
    signs_out,
    role_given,
    role_ended,
    account_closed,
    factor_added,
    factor_taken_off,
    ended_elsewhere,
]


def outlived(change: Callable[[Desk, Client], None], desk: Desk) -> list[str]:
    """What a sign-in from before a change still opens after it."""
    client = Client()
    client.force_login(desk.account)
    key = client.session.session_key
    change(desk, client)
    wrong = []
    if AccountSession.objects.filter(session_key=key).exists():
        wrong.append("the session is still there")
    copied = Client()
    copied.cookies["sessionid"] = key
    if copied.get("/account/sign-ins/").status_code != 302:
        wrong.append("its key still opens pages")
    return wrong


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_a_change_ends_the_sign_ins_from_before_it(change: Any, desk: Desk) -> None:
    assert outlived(change, desk) == []


@pytest.mark.sabotage("test_a_change_ends_the_sign_ins_from_before_it")
@pytest.mark.parametrize("module", [roles, second_factor], ids=["roles", "factor"])
def test_a_change_that_ends_nothing_is_seen(module: Any, desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "end_sessions_of", lambda _account: 0)
    assert outlived(role_given if module is roles else factor_taken_off, desk)


@pytest.mark.django_db(transaction=True)
def test_who_sets_up_a_factor_stays_signed_in_under_a_new_key(desk: Desk) -> None:
    client = Client()
    client.force_login(desk.account)
    key = client.session.session_key
    page = client.get(f"{FACTOR}totp/activate/")
    client.post(f"{FACTOR}totp/activate/", {"code": digits(page.context["form"].secret)})
    assert client.session.session_key != key
    assert client.get("/account/sign-ins/").status_code == 200


def test_who_gives_themselves_a_role_stays_under_a_new_key(desk: Desk) -> None:
    client = Client()
    client.force_login(desk.boss.account)
    key = client.session.session_key
    typed = {"email": desk.boss.account.email, "name": "", "kind": "staff"}
    client.post(f"/h/{desk.host.slug}/host/roles/give/", typed)
    assert client.session.session_key != key
    assert client.get("/account/sign-ins/").status_code == 200


def test_nobody_ends_a_sign_in_of_somebody_else(desk: Desk) -> None:
    theirs, own = Client(), Client()
    theirs.force_login(desk.boss.account)
    own.force_login(desk.account)
    name = sessions.name_of(theirs.session.session_key)
    own.post("/account/sign-ins/", {"end": name})
    assert theirs.get("/account/sign-ins/").status_code == 200


def test_the_list_tells_no_key(desk: Desk) -> None:
    client = Client()
    client.force_login(desk.account)
    assert client.session.session_key not in client.get("/account/sign-ins/").content.decode()


def test_a_second_factor_is_unreadable_at_rest(desk: Desk) -> None:
    secret = generate_totp_secret()
    TOTP.activate(desk.account, secret)
    RecoveryCodes.activate(desk.account)
    kept = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert TOTP(Authenticator.objects.get(user=desk.account, type="totp")).validate_code(
        digits(secret)
    )


def test_the_library_offers_no_way_in_that_is_not_ours() -> None:
    names = {one.name for one in _patterns(get_resolver().url_patterns)}
    assert not names & {"mfa_login_webauthn", "account_set_password", "account_change_password"}
    assert listeners


def _patterns(found: Any) -> Any:
    for one in found:
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def test_a_card_and_its_sign_in_are_short() -> None:
    assert cards.OPENS_FOR.total_seconds() <= 2 * 3600
