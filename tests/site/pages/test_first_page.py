"""The first page and setting up a host."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.test import Client

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account, Host, Role
from thousandfold.base.signing_in.guessing import SET_UP as BUDGET
from thousandfold.base.signing_in.set_up_code import set_up_code
from thousandfold.people.models import Coalition

SET_UP = {
    "name": "Valley Rising",
    "region": "San José",
    "coalition": "Valley Together",
    "administrator_name": "Ana Ruiz",
    "administrator": "ana@example.org",
}


@pytest.fixture(autouse=True)
def _no_codes_typed_yet():
    """Wrong codes are counted in the cache, which outlives a test."""
    cache.clear()


def further(**changes):
    """A set-up on a computer in use, with its code."""
    return {**SET_UP, "code": set_up_code(), **changes}


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
    answer = client.post("/set-up/", further())
    assert who(client) is None
    assert answer["Location"].startswith("/account/sign-in/")
    assert victim.account.email == SET_UP["administrator"]


def test_a_known_and_an_unknown_address_are_answered_alike(host):
    make_viewer(host, RoleKind.STAFF, email="known@example.org")
    found = []
    for name, email in (("One", "known@example.org"), ("Two", "new@example.org")):
        answer = Client().post("/set-up/", further(name=name, administrator=email))
        found.append((answer.status_code, answer["Location"].split("?")[0]))
    assert found[0] == found[1]


def test_who_is_signed_in_sets_up_another_host_for_themselves(client, host):
    account = make_viewer(host, RoleKind.STAFF, email="ana@example.org").account
    client.force_login(account)
    assert client.post("/set-up/", further())["Location"] == "/h/valley-rising/"


def test_a_taken_name_is_refused_with_its_sentence(client, host):
    answer = client.post("/set-up/", further(name=host.name))
    assert answer.status_code == 422
    assert "is already here" in answer.content.decode()


@pytest.mark.parametrize("field", list(SET_UP))
def test_each_of_the_four_things_is_needed(client, db, field):
    answer = client.post("/set-up/", {**SET_UP, field: ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


FROM_ONE_ADDRESS, EVERYWHERE = (one.most for one in BUDGET.limits)


@pytest.mark.parametrize("name", ["山谷", "وادي", "🌱🌱", "Thung Lũng Đang Lên"])
def test_a_host_may_be_called_anything(client, db, name):
    answer = client.post("/set-up/", {**SET_UP, "name": name})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200


def test_two_hosts_whose_names_have_no_latin_letters_both_fit(client, db):
    for name in ("山谷", "平原"):
        answer = Client().post("/set-up/", further(name=name))
        assert answer.status_code == 302, name


def test_one_more_host_from_elsewhere_needs_the_code_of_the_computer(client, host):
    assert "Code of this computer" in client.get("/set-up/").content.decode()
    for typed in ("", "0000-0000"):
        assert client.post("/set-up/", further(code=typed)).status_code == 422
    assert Host.objects.get() == host
    typed = set_up_code().lower().replace("-", " ")
    assert client.post("/set-up/", further(code=typed)).status_code == 302


def test_the_code_cannot_be_left_out(client, host):
    assert client.post("/set-up/", SET_UP).status_code == 422


@pytest.mark.parametrize("name", ["localhost:8000", "127.0.0.1:8000"])
def test_at_the_computer_itself_no_code_is_asked(host, name):
    client = Client(headers={"host": name})
    assert "Code of this computer" not in client.get("/set-up/").content.decode()
    assert client.post("/set-up/", SET_UP).status_code == 302


def test_each_new_host_gets_a_new_code(client, host):
    first = further()
    client.post("/set-up/", first)
    assert set_up_code() != first["code"]
    assert Client().post("/set-up/", {**first, "name": "Third"}).status_code == 422


def test_a_set_up_that_was_refused_leaves_the_code_as_it_is(client, host):
    code = set_up_code()
    client.post("/set-up/", further(name=host.name))
    assert set_up_code() == code


def test_guessing_from_one_address_is_stopped_and_the_right_code_too(host):
    guesser = Client(REMOTE_ADDR="10.0.0.9")
    for _ in range(FROM_ONE_ADDRESS):
        guesser.post("/set-up/", further(code="0000-0000"))
    answer = guesser.post("/set-up/", further())
    assert "Too many wrong codes" in answer.content.decode()
    assert Client(REMOTE_ADDR="10.0.0.10").post("/set-up/", further()).status_code == 302


def test_guessing_from_everywhere_is_stopped(host):
    for number in range(EVERYWHERE):
        Client(REMOTE_ADDR=f"10.0.1.{number}").post("/set-up/", further(code="0000-0000"))
    answer = Client(REMOTE_ADDR="10.0.2.1").post("/set-up/", further())
    assert "Too many wrong codes" in answer.content.decode()


def test_a_forged_forwarding_header_buys_no_more_guesses(host):
    for number in range(FROM_ONE_ADDRESS):
        Client(headers={"x-forwarded-for": f"10.0.1.{number}"}).post(
            "/set-up/", further(code="0000-0000")
        )
    assert (
        Client(headers={"x-forwarded-for": "10.9.9.9"}).post("/set-up/", further()).status_code
        == 422
    )


def test_right_codes_are_never_counted(host):
    for number in range(FROM_ONE_ADDRESS + 2):
        assert Client().post("/set-up/", further(name=f"Host {number}")).status_code == 302


def test_the_code_is_for_its_owners_eyes_alone(settings, host):
    set_up_code()
    path = settings.DATA / "keys" / "set-up.code"
    assert path.stat().st_mode & 0o077 == 0


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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_hill_is_drawn_by_the_hand_that_draws_forests(theme):
    tool = str(Path(__file__).parents[3] / "tools" / "first-picture")
    loader = SourceFileLoader("first_picture", tool)
    module = module_from_spec(spec_from_loader("first_picture", loader))
    loader.exec_module(module)
    kept = Path(finders.find(f"pages/hill-{theme}.svg")).read_text(encoding="utf-8")
    assert kept == f"{module.drawn(theme)}\n", "run tools/first-picture"
