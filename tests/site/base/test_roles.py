"""Roles, and what ends with them."""

import pytest
from django.test import Client

from factories.hosts import AT, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.models import AccountSession, Role, TrailEntry
from thousandfold.base.permissions import NotAllowed, Permission, may, why
from thousandfold.base.usecases.hosts import HostNameTaken, set_up_host
from thousandfold.base.usecases.roles import (
    LastAdministrator,
    RoleAlreadyGiven,
    end_role,
    give_role,
)


def test_giving_a_role_writes_the_trail(here, administrator, staff):
    role = give_role(
        viewer=administrator, account=staff.account, kind=RoleKind.FACILITATOR, subject=None, at=AT
    )
    entry = TrailEntry.objects.get(verb="gave_role")
    assert (entry.thing_id, entry.actor) == (role.id, administrator.account.id)


def test_staff_may_not_give_roles(here, staff):
    with pytest.raises(NotAllowed):
        give_role(viewer=staff, account=staff.account, kind=RoleKind.STAFF, subject=None, at=AT)


def test_a_role_is_given_once(here, administrator, staff):
    with pytest.raises(RoleAlreadyGiven):
        give_role(
            viewer=administrator, account=staff.account, kind=RoleKind.STAFF, subject=None, at=AT
        )


def test_ending_a_role_ends_its_sessions(here, administrator, staff):
    client = Client()
    client.force_login(staff.account)
    assert AccountSession.objects.filter(account=str(staff.account.id)).count() == 1
    end_role(viewer=administrator, role=Role.objects.get(account=staff.account), at=AT)
    assert AccountSession.objects.filter(account=str(staff.account.id)).count() == 0


def test_the_last_administrator_stays(here, administrator):
    with pytest.raises(LastAdministrator):
        end_role(viewer=administrator, role=Role.objects.get(kind="administrator"), at=AT)


def test_an_administrator_without_second_factor_may_not_give_roles(host):
    viewer = make_viewer(host, RoleKind.ADMINISTRATOR)
    assert not may(viewer, Permission.ROLE_GIVE)
    assert [held for _, held in why(viewer, Permission.ROLE_GIVE).alternatives] == [False]


def test_setting_up_a_host_makes_an_administrator_who_is_staff(db):
    host, account = set_up_host(
        name="Valley Rising",
        region="Valley",
        administrator="A@Example.org ",
        administrator_name="Ana",
        language="es",
        timezone="America/Denver",
        at=AT,
    )
    assert viewer_at(account, host).has(RoleKind.STAFF)
    assert account.email == "a@example.org"


def test_two_hosts_cannot_share_a_name(host):
    with pytest.raises(HostNameTaken):
        set_up_host(
            name=host.name,
            region="x",
            administrator="b@example.org",
            administrator_name="",
            language="en",
            timezone="UTC",
            at=AT,
        )
