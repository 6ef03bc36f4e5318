"""Every address says who may see it, answers its own people, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import path
from django.utils import timezone

from factories.hosts import make_host, make_viewer
from promises.addresses import Address, Stored, below_a_host, every_address
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.doors import permission_of
from thousandfold.base.models import Host
from thousandfold.base.permissions import PUBLIC, SIGNED_IN, Permission
from thousandfold.base.scope import inside
from thousandfold.curriculum.queries import programmes
from thousandfold.pages.demo.load import demo_account, load_demo
from thousandfold.power.packs_of_bodies import bodies
from thousandfold.recruitment.models import Call, Member

#: Said for the whole file: the database is made only for tests that say so, and a fixture that
#: lives as long as the file cannot say it for them.
pytestmark = pytest.mark.django_db

#: Answers that are fine to a GET: a page, a way on, or "only by a form".
FINE = {200, 302, 405}


def undeclared(addresses):
    """Addresses whose view does not say who may see it."""
    return [one.route for one in addresses if permission_of(one.view) is None]


def test_every_view_names_its_permission():
    assert undeclared(every_address()) == []


def test_what_is_named_is_a_permission():
    allowed = {PUBLIC, SIGNED_IN, *Permission}
    assert [o.route for o in every_address() if permission_of(o.view) not in allowed] == []


def test_no_page_below_a_host_is_public():
    assert [o.route for o in below_a_host() if permission_of(o.view) == PUBLIC] == []


def test_a_view_that_names_nothing_is_found_out():
    """The twin: a view without a word about who may see it turns the first test red."""
    nameless = path("nameless/", lambda request: None)
    planted = Address("nameless", "nameless/", nameless.callback, ())
    assert undeclared([*every_address(), planted]) == ["nameless/"]


def test_the_walk_finds_pages_of_every_app():
    found = {one.app for one in every_address()}
    assert {"base", "people", "curriculum", "power", "recruitment", "training", "pages"} <= found


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo host once for all, with everything its staff can reach there."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        host = load_demo(timezone.now())
        yield Demo(host, answers(signed_in(demo_account(host)), host))
        transaction.set_rollback(True)


@dataclass
class Demo:
    """A host and what its staff was answered: route to (address, answer)."""

    host: Host
    answered: dict[str, tuple[str, object]]

    @property
    def reached(self) -> list[str]:
        """Addresses that answered."""
        return [address for address, said in self.answered.values() if said in FINE]

    def asked_by(self, client: Client, **headers: str) -> dict[str, object]:
        """What somebody else is answered at the same addresses."""
        return {one: status(client, one, **headers) for one in self.reached}


def signed_in(account):
    """A browser of an account."""
    client = Client()
    client.force_login(account)
    return client


def words_of(host):
    """What stands in addresses for things with a name, by the argument's name."""
    package = next(iter(programmes()))
    activity = package.activities["me-tree"]
    with inside(host):
        link = Call.objects.values_list("link", flat=True)[0]
    return {
        "programme_slug": [package.id],
        "session_slug": [package.sessions[0].id],
        "activity_slug": [activity.id],
        "handout_slug": [sheet.name for sheet in activity.handouts],
        "sheet_in": ["en"],
        "key": [key for key in bodies() if key.startswith("san-jose")],
        "link": [link],
        "int": ["1", "0"],
        "str": [link, "en", "csv"],
        "slug": [package.id, "en", "csv", activity.id],
        "path": ["en"],
    }


def status(client, address, **headers):
    """What a GET is answered with; an error inside counts as 500."""
    try:
        return client.get(address, headers=headers).status_code
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"[:200]


def answers(client, host):
    """Route to (address, answer) for each host page: the first answer that is no 404."""
    stored = Stored(host, words_of(host))
    found = {}
    for one in below_a_host():
        found[one.route] = ("", 404)
        for values in stored.tries(one):
            address = one.filled(values)
            said = status(client, address)
            found[one.route] = (address, said)
            if said != 404:
                break
    return found


def test_every_page_of_the_demo_region_answers_its_staff(demo):
    wrong = {r: said for r, (_, said) in demo.answered.items() if said not in {*FINE, 403, 404}}
    assert wrong == {}


def test_nearly_every_page_can_be_reached_in_the_demo_region(demo):
    missing = [route for route, (_, said) in demo.answered.items() if said not in FINE]
    assert len(missing) <= 0.15 * len(demo.answered), missing


def test_every_page_of_the_demo_region_answers_in_spanish(demo):
    client = signed_in(demo_account(demo.host))
    said = demo.asked_by(client, **{"accept-language": "es"})
    assert {address: one for address, one in said.items() if one not in FINE} == {}


def test_staff_of_another_host_find_nothing_there(demo):
    stranger = make_viewer(make_host("up-north"), RoleKind.STAFF)
    said = demo.asked_by(signed_in(stranger.account))
    assert {address: one for address, one in said.items() if one != 404} == {}


def test_who_is_not_signed_in_is_led_to_the_sign_in(demo):
    said = demo.asked_by(Client())
    assert {address: one for address, one in said.items() if one != 302} == {}


@pytest.mark.parametrize("kind", [RoleKind.MEMBER, RoleKind.FACILITATOR, RoleKind.COMMITTEE])
def test_a_role_for_something_else_is_refused_and_never_told_that_nothing_is_here(demo, kind):
    elsewhere = make_viewer(demo.host, kind, email="elsewhere@example.org", subject=uuid4())
    said = demo.asked_by(signed_in(elsewhere.account))
    assert {address: one for address, one in said.items() if one not in {*FINE, 403}} == {}
    assert 403 in said.values()


def test_a_member_meets_no_error_anywhere(demo):
    with inside(demo.host):
        account = Member.objects.exclude(account=None).first().account
    said = demo.asked_by(signed_in(account))
    assert {a: one for a, one in said.items() if one not in {*FINE, 403}} == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_of_an_empty_host_answers(db, language):
    host = make_host("brand-new", is_demo=True)
    client = Client()
    viewer = make_viewer(host, RoleKind.STAFF, RoleKind.ADMINISTRATOR)
    client.force_login(viewer.account)
    plain = [one for one in below_a_host() if len(one.arguments) == 1]
    found = {
        one.route: said
        for one in plain
        if (
            said := status(client, one.filled({"host": host.slug}), **{"accept-language": language})
        )
        not in FINE
    }
    assert found == {}
    assert len(plain) > 10
