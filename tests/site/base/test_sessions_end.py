"""A sign-in that was ended is over with the next request, in whatever browser it was."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from factories.calls import make_call
from factories.cohorts import make_cohort
from factories.hosts import AT, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import AccountSession, Role
from thousandfold.base.scope import inside
from thousandfold.base.usecases.roles import end_role
from thousandfold.recruitment.models import Reviewer
from thousandfold.recruitment.usecases.committee import leave_committee
from thousandfold.recruitment.usecases.seating import decline_place


def browsers(viewer, count=2):
    """Several browsers of one account, each signed in and at home."""
    found = [Client() for _ in range(count)]
    for one in found:
        one.force_login(viewer.account)
        assert one.get(home(viewer)).status_code == 200
    return found


def home(viewer):
    return f"/h/{viewer.host.slug}/"


def is_out(client, viewer):
    """The next request leads to the sign-in."""
    answer = client.get(home(viewer))
    return answer.status_code == 302 and answer["Location"].startswith("/account/sign-in/")


@pytest.fixture
def ana(host):
    """Staff with a role."""
    return make_viewer(host, RoleKind.STAFF, email="ana@example.org")


def test_ending_the_others_signs_them_out_and_leaves_this_one(ana):
    here, there, elsewhere = browsers(ana, 3)
    here.post("/account/sign-ins/")
    assert [is_out(one, ana) for one in (here, there, elsewhere)] == [False, True, True]


def test_signing_out_ends_this_one_and_leaves_the_others(ana):
    here, there = browsers(ana)
    kept = here.cookies["sessionid"].value
    here.post("/account/sign-out/")
    copied = Client()
    copied.cookies["sessionid"] = kept
    assert [is_out(one, ana) for one in (here, copied, there)] == [True, True, False]


def test_a_post_from_an_ended_sign_in_changes_nothing(ana):
    here, there = browsers(ana)
    here.post("/account/sign-ins/")
    typed = {"name": "Local 9", "sector": "union", "legal_form": "501c5"}
    answer = there.post(f"{home(ana)}organisations/new/", typed)
    assert answer["Location"].startswith("/account/sign-in/")


def test_the_end_of_a_role_signs_every_browser_out(ana, administrator, host):
    found = browsers(ana)
    with inside(host):
        end_role(viewer=administrator, role=Role.objects.get(account=ana.account), at=AT)
    assert [is_out(one, ana) for one in found] == [True, True]


def test_the_end_of_a_role_by_the_page_does_too(ana, host):
    """Through the button that an administrator presses."""
    boss = make_viewer(host, RoleKind.ADMINISTRATOR)
    TOTP.activate(boss.account, generate_totp_secret())
    found, (desk,) = browsers(ana), browsers(boss, 1)
    role = Role.objects.with_scope(host=host).get(account=ana.account)
    assert desk.post(f"{home(ana)}host/roles/{role.pk}/end/").status_code == 302
    assert [is_out(one, ana) for one in found] == [True, True]
    assert not is_out(desk, boss)


def test_leaving_a_committee_signs_every_browser_out(host, staff):
    with inside(host):
        call = make_call(host)
        reader = make_viewer(host, RoleKind.COMMITTEE, email="r@example.org", subject=call.pk)
        seat = Reviewer.objects.create(host=host, call=call, account=reader.account, invited_at=AT)
        found = browsers(reader)
        leave_committee(viewer=staff, reviewer=seat, at=AT)
    assert [is_out(one, reader) for one in found] == [True, True]


def test_giving_a_place_back_signs_every_browser_out(host, staff):
    with inside(host):
        cohort = make_cohort(host, 1)
        member = cohort.members.get()
        viewer = make_viewer(host, RoleKind.MEMBER, email="m@example.org", subject=cohort.pk)
        member.account = viewer.account
        member.save()
        found = browsers(viewer)
        decline_place(viewer=staff, member=member, at=AT)
    assert [is_out(one, viewer) for one in found] == [True, True]


def test_an_ended_sign_in_leaves_no_row(ana):
    here, _there = browsers(ana)
    here.post("/account/sign-ins/")
    assert AccountSession.objects.filter(account=str(ana.account.pk)).count() == 1


def test_a_closed_account_is_out_with_the_next_request(ana):
    found = browsers(ana)
    ana.account.is_active = False
    ana.account.save()
    assert [is_out(one, ana) for one in found] == [True, True]
