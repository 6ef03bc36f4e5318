"""Scoping by host."""

import pytest
from django_scopes.exceptions import ScopeError

from factories.hosts import AT, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Role, TrailEntry
from thousandfold.base.scope import every_host, inside


def test_reading_without_a_scope_raises(db):
    with pytest.raises(ScopeError):
        list(TrailEntry.objects.all())


def test_a_scope_sees_only_its_own_host(host, other_host):
    make_viewer(host, RoleKind.STAFF)
    make_viewer(other_host, RoleKind.STAFF)
    with inside(host):
        assert [role.host for role in Role.objects.all()] == [host]


def test_looking_across_hosts_needs_a_reason(db):
    with pytest.raises(ValueError, match="reason"):
        every_host("")


def test_uuid7_ids_rise_with_time():
    from thousandfold.base.ids import uuid7

    first, second = uuid7(), uuid7()
    assert first.version == 7
    assert first.int >> 80 <= second.int >> 80


def test_codes_are_read_as_people_type_them():
    from thousandfold.base.ids import as_typed

    assert as_typed("o1l-i vx") == "01 11VX".replace(" ", "")


def test_now_is_handed_in(now):
    assert now == AT
