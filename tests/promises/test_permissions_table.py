"""Every permission is answered by exactly one app, in words, and printed."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import NOBODY
from thousandfold.base.permissions import (
    Permission,
    add_table,
    may,
    whole_table,
)
from thousandfold.base.wording import PERMISSIONS


def test_every_permission_is_answered():
    assert {permission for _app, permission, _who in whole_table()} == set(Permission)


def test_no_permission_is_answered_twice():
    answered = [permission for _app, permission, _who in whole_table()]
    assert len(answered) == len(set(answered))


def test_a_second_answer_from_another_app_is_refused():
    """The twin: two apps that answer for one permission cannot both start."""
    with pytest.raises(ValueError, match="host_see is answered by base"):
        add_table("elsewhere", {Permission.HOST_SEE: ()})


def test_every_permission_has_at_least_one_who_may():
    assert [one for _app, one, who in whole_table() if not who] == []


def test_every_permission_has_words():
    assert set(PERMISSIONS) == {one.value for one in Permission}


def test_every_alternative_has_a_sentence():
    assert all(str(each.sentence).strip() for _app, _one, who in whole_table() for each in who)


@pytest.mark.django_db
@pytest.mark.parametrize("permission", list(Permission))
def test_nobody_may_do_anything(permission):
    assert may(NOBODY, permission) is False


def test_the_command_prints_every_permission():
    from thousandfold.cli.main import app

    said = CliRunner().invoke(app, ["permissions", "--json"])
    assert {row["permission"] for row in json.loads(said.stdout)} == {p.value for p in Permission}


@pytest.mark.django_db
def test_the_page_prints_every_permission():
    host = make_host()
    client = Client()
    client.force_login(make_viewer(host, RoleKind.STAFF).account)
    page = client.get(reverse("base:permissions", args=[host.slug])).content.decode()
    assert [one for one in Permission if f'id="{one.value}"' not in page] == []
