"""Who is let in where is what the permission table promises, and what was reviewed."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.urls import path

from access.asking import unpainted
from access.examples import example_for
from access.expected import Standing, allowed
from access.matrix import FIRST, WRITE, Matrix, committed, differences, part_of, parts
from promises.addresses import Address, every_address
from thousandfold.base.choices import RoleKind
from thousandfold.base.permissions import Permission, Predicate
from thousandfold.base.scope import every_host
from thousandfold.people.models import Person
from thousandfold.people.views.persons import PersonPages

#: Said for the whole file: the database is made only for tests that say so.
pytestmark = pytest.mark.django_db

#: Pages for whoever has a second factor with codes, or asks twice; the library's own business.
SHUT = {"account_login", "account_signup", "mfa_view_recovery_codes", "mfa_download_recovery_codes"}


def addresses_of(part: str) -> list[Address]:
    return [one for one in every_address() if part_of(one) == part]


@pytest.mark.parametrize("part", parts())
def test_everybody_comes_in_where_the_table_says_and_nowhere_else(world, part):
    with unpainted():
        found = Matrix(world).walk(addresses_of(part))
    assert found.wrong == []
    assert found.telling == [], "another host's thing can be told from a missing one"
    assert set(found.shut) <= SHUT, "nobody was let in: the examples lead nowhere"
    changed = differences(part, found.rows, [*FIRST, *world.lookers])
    assert changed == [], "run tools/access-matrix, and have the change of the table reviewed"


def test_the_table_holds_no_part_that_is_gone():
    assert {row[0] for row in committed()[1]} == set(parts())


def test_the_table_tries_every_relation_and_every_role():
    heading, rows = committed()
    assert len(heading) - len(FIRST) >= 20
    assert {row[4] for row in rows} >= {
        "ours",
        "one's own",
        "others' here",
        "another host's",
        "at the other host",
        "others' under ours",
        "another host's under ours",
    }


# --- the twins: each protection switched off is seen ------------------------------------


@pytest.mark.sabotage("test_everybody_comes_in_where_the_table_says_and_nowhere_else")
def test_a_permission_that_is_not_asked_turns_the_matrix_red(world):
    with patch("thousandfold.base.views.pages.may", lambda *_asked: True), unpainted():
        found = Matrix(world).walk(addresses_of("training"))
    assert "GET training:attendance (ours) as member: in, promised: 403" in found.wrong
    assert len(found.wrong) > 100


@pytest.mark.sabotage("test_everybody_comes_in_where_the_table_says_and_nowhere_else")
def test_a_scope_that_is_not_kept_turns_the_matrix_red(world):
    with (
        patch("thousandfold.base.doorway.middleware.inside", lambda _host: every_host("off")),
        unpainted(),
    ):
        found = Matrix(world).walk(addresses_of("people"))
    assert "GET people:organisation (another host's) as staff: in, promised: 404" in found.wrong
    assert any("in, and 404 for what is nowhere" in one for one in found.telling)


@pytest.mark.sabotage("test_everybody_comes_in_where_the_table_says_and_nowhere_else")
def test_more_work_for_anothers_thing_turns_the_matrix_red(world):
    """A page that looks whether it is anybody's, anywhere, and then says "not here" all the same."""
    found = PersonPages.find

    def curious(page):
        with every_host("somebody is curious"):
            rows = Person.objects.filter(pk=page.kwargs["pk"])
            if rows.exists():
                rows.exists()
        return found(page)

    one = [each for each in addresses_of("people") if each.name == "people:person"]
    with patch.object(PersonPages, "find", curious), unpainted():
        matrix = Matrix(world).walk(one)
    assert matrix.wrong == []
    assert any("questions to the database" in each for each in matrix.telling)


@pytest.mark.sabotage("test_everybody_comes_in_where_the_table_says_and_nowhere_else")
def test_a_door_that_lets_strangers_in_turns_the_matrix_red(world):
    member = world.lookers["member"]
    roles = frozenset({(RoleKind.STAFF.value, None)})

    def anybody(account, host):
        from thousandfold.base.doorway.viewer import Viewer

        return Viewer(account=account, host=host, roles=roles if account else frozenset())

    with patch("thousandfold.base.doorway.middleware.viewer_at", anybody), unpainted():
        found = Matrix(world).walk(addresses_of("curriculum"))
    assert any(f"as {member.name}" in one or "as no role" in one for one in found.wrong)
    assert "GET curriculum:programmes (at the other host) as no role: in, promised: 404" in (
        found.wrong
    )


@pytest.mark.sabotage("test_everybody_comes_in_where_the_table_says_and_nowhere_else")
def test_a_changed_permission_shows_in_the_table(world, monkeypatch):
    monkeypatch.delenv(WRITE, raising=False)
    heading, rows = committed()
    mine = [row for row in rows if row[0] == "power"]
    changed = [[*row[:-1], "in"] for row in mine[:1]]
    said = differences("power", [*changed, *mine[1:]], heading)
    assert len(said) == 1 and "is in" in said[0]
    assert "new" in differences("power", [*mine, ["power", "/x/", "GET", "p", ""]], heading)[0]


def test_an_address_without_examples_says_what_to_add():
    planted = Address("new:page", "h/<slug:host>/new/<uuid:pk>/", None, (("pk", "uuid"),))
    with pytest.raises(AssertionError, match="Add an example, under"):
        example_for(planted, "pk")


@pytest.mark.sabotage("test_everybody_comes_in_where_the_table_says_and_nowhere_else")
def test_an_address_that_declares_nothing_turns_the_matrix_red(world):
    nameless = path("nameless/", lambda request: None)
    planted = Address("nameless", "nameless/", nameless.callback, ())
    with pytest.raises(AssertionError, match="does not say who may see it"):
        Matrix(world).walk([planted])


def test_a_predicate_that_is_not_understood_says_what_to_add(monkeypatch):
    new = Predicate("is_a_friend", "is a friend", lambda viewer, thing: True)
    monkeypatch.setattr("access.expected._table", lambda: {Permission.HOST_SEE: (new,)})
    with pytest.raises(AssertionError, match=r"asks is_a_friend\(\)"):
        allowed(Permission.HOST_SEE, Standing("staff", frozenset(), False), "ours")
