"""Who comes in where: another host finds nothing, a wrong role is turned away."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from factories.calls import make_call, make_nominees, make_reviewer
from factories.hosts import make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Host
from thousandfold.recruitment.urls import urlpatterns

ANY = str(uuid.UUID(int=7))
#: Addresses that anybody with the unguessable word may open.
PUBLIC = {"nominate", "nominator", "nominator-change", "nominee", "nominee-change"}
#: What a committee member may open of their own call.
COMMITTEE = {"calls", "call", "call-invitation", "nominations", "committee", "review"}
NAMES = sorted({one.name for one in urlpatterns} - PUBLIC)
LISTS = {"calls", "call-new"}


def address(host: Host, name: str, call: object, cohort: object = ANY) -> str:
    """An address with what it names; rows that do not exist where it names more."""
    pattern = next(one for one in urlpatterns if one.name == name)
    given = {
        key: {"host": host.slug, "call": call, "cohort": cohort, "place": 0}.get(key, ANY)
        for key in pattern.pattern.converters
    }
    return reverse(f"recruitment:{name}", kwargs=given)


def browser(viewer) -> Client:
    """A browser of somebody's own."""
    client = Client()
    client.force_login(viewer.account)
    return client


@pytest.mark.parametrize("name", NAMES)
def test_staff_of_another_host_find_nothing(call, other_host, name):
    stranger = browser(make_viewer(other_host, RoleKind.STAFF))
    assert stranger.get(address(call.host, name, call.pk)).status_code == 404
    if name not in LISTS:
        assert stranger.get(address(other_host, name, call.pk)).status_code in (404, 405)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_signed_in_is_asked_to_sign_in(call, name):
    answer = Client().get(address(call.host, name, call.pk))
    assert answer.status_code == 302
    assert "/account/" in answer.headers["Location"]


@pytest.mark.parametrize("name", NAMES)
def test_members_of_a_cohort_have_no_business_here(call, name):
    member = browser(make_viewer(call.host, RoleKind.MEMBER, subject=uuid.UUID(int=9)))
    assert member.get(address(call.host, name, call.pk)).status_code in (403, 404)


@pytest.mark.parametrize("name", NAMES)
def test_the_committee_opens_only_what_is_theirs(call, name):
    viewer, _seat = make_reviewer(call)
    make_nominees(call, 2)
    status = browser(viewer).get(address(call.host, name, call.pk)).status_code
    assert status == 200 if name in COMMITTEE else status in (403, 404)


@pytest.mark.parametrize("name", NAMES)
def test_administrators_who_are_no_staff_read_no_nominations(call, name):
    viewer = make_viewer(call.host, RoleKind.ADMINISTRATOR)
    Host.objects.filter(pk=call.host_id).update(is_demo=True)
    status = browser(viewer).get(address(call.host, name, call.pk)).status_code
    open_to_them = {"calls", "call", "call-invitation", "committee"}
    assert status == 200 if name in open_to_them else status in (403, 404)


@pytest.mark.parametrize("name", NAMES)
def test_a_post_by_the_wrong_role_changes_nothing(call, name):
    viewer, _seat = make_reviewer(make_call(call.host, title="Other"))
    answer = browser(viewer).post(address(call.host, name, call.pk), {"action": "withdraw"})
    assert answer.status_code in (403, 404, 405)
