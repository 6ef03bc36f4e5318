"""The first page and setting up a host."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account, Host, Role
from thousandfold.people.models import Coalition

SET_UP = {
    "name": "Valley Rising",
    "region": "San José",
    "coalition": "Valley Together",
    "administrator_name": "Ana Ruiz",
    "administrator": "ana@example.org",
}


def who(client):
    return client.session.get("_auth_user_id")


def test_the_first_page_of_a_bare_machine_offers_two_doors(client, db):
    page = client.get("/").content.decode()
    assert 'action="/demo/"' in page
    assert 'href="/set-up/"' in page


def test_on_a_computer_in_use_signing_in_comes_first(client, host):
    page = client.get("/").content.decode()
    assert '<a class="button primary" href="/account/sign-in/">' in page


def test_each_state_of_the_first_page_has_one_primary_action(client, db):
    def primaries():
        return client.get("/").content.decode().count("button primary")

    assert primaries() == 1
    make_host()
    assert primaries() == 1


def test_a_demo_host_does_not_make_a_computer_in_use(client, db):
    make_host("demo-land", is_demo=True)
    assert client.get("/").context["set_up_done"] is False


def test_setting_up_makes_host_coalition_and_administrator(client, db):
    answer = client.post("/set-up/", SET_UP)
    host = Host.objects.get()
    assert answer["Location"] == f"/h/{host.slug}/"
    assert Coalition.objects.with_scope(host=host).get().name == "Valley Together"
    kinds = set(Role.objects.with_scope(host=host).values_list("kind", flat=True))
    assert kinds == {"administrator", "staff"}


def test_the_first_administrator_is_let_in_at_once(client, db):
    client.post("/set-up/", SET_UP)
    assert who(client) == str(Account.objects.get(email="ana@example.org").pk)


def test_nobody_comes_in_as_somebody_else_by_setting_up_a_host(client, host):
    """The one door that lets in without a code must not open for a known address."""
    victim = make_viewer(host, RoleKind.ADMINISTRATOR, email="ana@example.org")
    answer = client.post("/set-up/", SET_UP)
    assert who(client) is None
    assert answer["Location"].startswith("/account/sign-in/")
    assert victim.account.email == SET_UP["administrator"]


def test_a_known_and_an_unknown_address_are_answered_alike(host):
    make_viewer(host, RoleKind.STAFF, email="known@example.org")
    found = []
    for name, email in (("One", "known@example.org"), ("Two", "new@example.org")):
        answer = Client().post("/set-up/", {**SET_UP, "name": name, "administrator": email})
        found.append((answer.status_code, answer["Location"].split("?")[0]))
    assert found[0] == found[1]


def test_who_is_signed_in_sets_up_another_host_for_themselves(client, host):
    account = make_viewer(host, RoleKind.STAFF, email="ana@example.org").account
    client.force_login(account)
    assert client.post("/set-up/", SET_UP)["Location"] == "/h/valley-rising/"


def test_a_taken_name_is_refused_with_its_sentence(client, host):
    answer = client.post("/set-up/", {**SET_UP, "name": host.name})
    assert answer.status_code == 422
    assert "is already here" in answer.content.decode()


@pytest.mark.parametrize("field", list(SET_UP))
def test_each_of_the_four_things_is_needed(client, db, field):
    answer = client.post("/set-up/", {**SET_UP, field: ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


@pytest.mark.parametrize("name", ["山谷", "وادي", "🌱🌱", "Thung Lũng Đang Lên"])
def test_a_host_may_be_called_anything(client, db, name):
    answer = client.post("/set-up/", {**SET_UP, "name": name})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200


def test_two_hosts_whose_names_have_no_latin_letters_both_fit(client, db):
    for name in ("山谷", "平原"):
        answer = Client().post("/set-up/", {**SET_UP, "name": name})
        assert answer.status_code == 302, name


@pytest.mark.parametrize("path", ["/about/", "/privacy/", "/help/", "/about/style/", "/demo/"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_public_pages_answer_in_both_languages(client, db, path, language):
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


def test_the_site_says_it_is_well(client, db):
    assert client.get("/healthz").content == b"ok"


def test_the_site_says_when_its_database_does_not_answer(client, db, monkeypatch):
    from django.db import DatabaseError, connection

    def broken():
        raise DatabaseError

    from thousandfold.pages.views.health import Health

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        assert Health().get(None).status_code == 503
