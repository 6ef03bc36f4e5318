"""Signing in by code, the second factor, and the way out."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import AccountSession

ASK, TYPE = "/account/sign-in/", "/account/sign-in/code/"


@pytest.fixture(autouse=True)
def _no_tries_counted_yet():
    """Limits of tries are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def person(host):
    """Staff who can sign in; like everybody here without a password."""
    account = make_viewer(host, RoleKind.STAFF, email="ana@example.org").account
    account.set_unusable_password()
    account.save()
    return account


def ask(client, email="ana@example.org", **more):
    return client.post(ASK, {"email": email, **more})


def mailed_code():
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.outbox[-1].body)[0]


def who(client):
    return client.session.get("_auth_user_id")


def test_the_code_from_the_mail_lets_in(client, person):
    ask(client)
    client.post(TYPE, {"code": mailed_code()})
    assert who(client) == str(person.pk)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("0", "o").replace("1", "l").replace("-", ""),
    ],
)
def test_the_code_may_be_typed_as_people_type(client, person, typed):
    ask(client)
    client.post(TYPE, {"code": typed(mailed_code())})
    assert who(client) == str(person.pk)


def test_a_wrong_code_is_refused_with_the_form(client, person):
    ask(client)
    answer = client.post(TYPE, {"code": "0000-0000"})
    assert (answer.status_code, who(client)) == (200, None)
    assert answer.context["form"].errors


def test_five_wrong_codes_end_the_try(client, person):
    ask(client)
    right = mailed_code()
    for _try in range(5):
        client.post(TYPE, {"code": "0000-0000"})
    client.post(TYPE, {"code": right})
    assert who(client) is None


def test_a_code_is_too_old_after_ten_minutes(client, person, monkeypatch):
    ask(client)
    code, now = mailed_code(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    client.post(TYPE, {"code": code})
    assert who(client) is None


def test_a_code_counts_once(client, person):
    ask(client)
    code = mailed_code()
    client.post(TYPE, {"code": code})
    other = Client()
    ask(other)
    other.post(TYPE, {"code": code})
    assert who(other) is None


def test_an_unknown_address_gets_the_same_answer(client, person):
    known, unknown = Client(), Client()
    first, second = ask(known), ask(unknown, "nobody@example.org")
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    pages = [one.get(TYPE).content.decode() for one in (known, unknown)]
    plain = [
        re.sub(r'(csrfmiddlewaretoken|once)" value="[^"]+"', "", page.replace(address, "X"))
        for page, address in zip(pages, ("ana@example.org", "nobody@example.org"), strict=True)
    ]
    assert plain[0] == plain[1]


def test_an_unknown_address_is_offered_no_account(client, db):
    ask(client, "nobody@example.org")
    assert "http" not in mail.outbox[-1].body


def test_the_message_holds_nothing_but_the_code(client, person):
    ask(client)
    assert "ana" not in mail.outbox[-1].body.casefold()


def test_the_page_speaks_spanish(client, person):
    page = client.get(ASK, headers={"accept-language": "es"}).content.decode()
    assert 'lang="es"' in page


def test_signing_in_leads_back_to_the_page_asked_for(client, person, host):
    asked = client.get(f"/h/{host.slug}/outbox/")
    assert asked["Location"] == f"{ASK}?next=/h/{host.slug}/outbox/"
    ask(client, next=f"/h/{host.slug}/outbox/")
    answer = client.post(TYPE, {"code": mailed_code(), "next": f"/h/{host.slug}/outbox/"})
    assert answer["Location"] == f"/h/{host.slug}/outbox/"


def test_a_sign_in_never_leads_to_another_site(client, person):
    ask(client, next="https://elsewhere.example/")
    answer = client.post(TYPE, {"code": mailed_code(), "next": "https://elsewhere.example/"})
    assert not answer["Location"].startswith("https://elsewhere")


def test_the_session_key_is_new_after_signing_in(client, person):
    ask(client)
    before = client.session.session_key
    client.post(TYPE, {"code": mailed_code()})
    assert client.session.session_key != before
    assert not AccountSession.objects.filter(session_key=before).exists()


def test_a_sign_in_lasts_twelve_hours(client, person):
    ask(client)
    client.post(TYPE, {"code": mailed_code()})
    row = AccountSession.objects.get(account=str(person.pk))
    assert timedelta(hours=11, minutes=59) < row.expire_date - timezone.now() <= timedelta(hours=12)


def test_signing_out_clears_drafts_and_the_session(client, person):
    client.force_login(person)
    answer = client.post("/account/sign-out/", follow=True)
    assert "data-forget-drafts" in answer.content.decode()
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not AccountSession.objects.filter(account=str(person.pk)).exists()


def test_signing_out_needs_a_post(client, person):
    client.force_login(person)
    assert client.get("/account/sign-out/").status_code == 200
    assert who(client) == str(person.pk)


def test_other_sign_ins_can_be_ended(client, person):
    other = Client()
    other.force_login(person)
    client.force_login(person)
    client.post("/account/sign-ins/", {"once": "a"})
    assert client.get("/account/sign-ins/").status_code == 200
    assert other.get("/account/sign-ins/").status_code == 302


def test_an_administrator_types_the_second_factor_too(client, person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    ask(client)
    answer = client.post(TYPE, {"code": mailed_code()})
    assert (answer["Location"], who(client)) == ("/account/second-factor/authenticate/", None)
    digits = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/account/second-factor/authenticate/", {"code": digits})
    assert who(client) == str(person.pk)


def test_a_wrong_second_factor_does_not_let_in(client, person):
    TOTP.activate(person, generate_totp_secret())
    ask(client)
    client.post(TYPE, {"code": mailed_code()})
    answer = client.post("/account/second-factor/authenticate/", {"code": "000000"})
    assert (answer.status_code, who(client)) == (200, None)


def test_a_recovery_code_opens_once(client, person):
    TOTP.activate(person, generate_totp_secret())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in (str(person.pk), None):
        browser = Client()
        ask(browser)
        browser.post(TYPE, {"code": mailed_code()})
        browser.post("/account/second-factor/authenticate/", {"code": code})
        assert who(browser) == expected


def test_setting_up_the_second_factor_leads_to_recovery_codes(client, person):
    client.force_login(person)
    page = client.get("/account/second-factor/totp/activate/")
    secret = page.context["form"].secret
    digits = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = client.post("/account/second-factor/totp/activate/", {"code": digits})
    assert answer["Location"] == "/account/second-factor/recovery-codes/"


def test_who_has_roles_at_two_hosts_chooses_on_the_first_page(client, person, host):
    make_viewer(make_host("up-north"), RoleKind.STAFF, email="ana@example.org")
    client.force_login(person)
    answer = client.get("/")
    assert [one.slug for one in answer.context["hosts"]] == ["south-bay", "up-north"]


def test_who_has_one_host_goes_straight_there(client, person, host):
    client.force_login(person)
    assert client.get("/")["Location"] == "/h/south-bay/"
