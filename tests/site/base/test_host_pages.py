"""The host's own pages: settings, roles, permissions, trail."""

from __future__ import annotations

from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from factories.hosts import AT, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.models import Account, Host, Role, TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.usecases.hosts import change_host

NEW = {"name": "South Bay", "region": "Valley", "timezone": "America/Denver", "language": "es"}


@pytest.fixture
def admin_client(host):
    """A browser signed in as an administrator behind a second factor."""
    viewer = make_viewer(host, RoleKind.ADMINISTRATOR)
    TOTP.activate(viewer.account, generate_totp_secret())
    client = Client()
    client.force_login(viewer.account)
    return client


def page(client, host, path, **post):
    address = f"/h/{host.slug}/{path}"
    return client.post(address, post) if post else client.get(address)


def test_a_host_is_changed(here, administrator):
    saved = change_host(viewer=administrator, host=here, based_on=1, at=AT, **NEW)
    assert (saved.name, saved.timezone, saved.slug) == ("South Bay", "America/Denver", "south-bay")


def test_changing_a_host_leaves_a_trail_of_that_host(here, administrator):
    change_host(viewer=administrator, host=here, based_on=1, at=AT, **NEW)
    assert TrailEntry.objects.get(verb="changed").thing_id == here.id


def test_staff_may_not_change_the_host(here, staff):
    with pytest.raises(NotAllowed):
        change_host(viewer=staff, host=here, based_on=1, at=AT, **NEW)


def test_a_second_change_keeps_both_texts(here, administrator):
    change_host(viewer=administrator, host=here, based_on=1, at=AT, **NEW)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_host(viewer=administrator, host=here, based_on=1, at=AT, **{**NEW, "name": "Other"})
    assert refused.value.params["theirs"] == {"name": "South Bay"}


def test_the_page_changes_the_host(admin_client, host):
    answer = page(admin_client, host, "host/change/", version="1", **NEW)
    assert (answer.status_code, Host.objects.get(pk=host.pk).region) == (302, "Valley")


def test_the_page_refuses_an_unknown_time_zone(admin_client, host):
    wrong = {**NEW, "timezone": "Mars/Olympus"}
    assert page(admin_client, host, "host/change/", **wrong).status_code == 422


def test_an_administrator_without_second_factor_learns_how(host):
    client = Client()
    client.force_login(make_viewer(host, RoleKind.ADMINISTRATOR).account)
    answer = page(client, host, "host/roles/")
    assert answer.status_code == 403
    assert "/account/second-factor/totp/activate/" in answer.content.decode()


def test_staff_are_not_told_to_get_a_second_factor(staff_client, host):
    answer = page(staff_client, host, "host/roles/")
    assert answer.status_code == 403
    assert "totp/activate" not in answer.content.decode()


def test_a_demo_administrator_needs_no_second_factor(db):
    from factories.hosts import make_host

    host = make_host("demo-land", is_demo=True)
    client = Client()
    client.force_login(make_viewer(host, RoleKind.ADMINISTRATOR).account)
    assert page(client, host, "host/roles/").status_code == 200


def test_a_role_is_given_by_address(admin_client, host):
    given = {"email": "New@Example.org", "name": "Noor", "kind": "staff"}
    answer = page(admin_client, host, "host/roles/give/", **given)
    assert answer.status_code == 302
    account = Account.objects.get(email="new@example.org")
    assert Role.objects.with_scope(host=host).get(account=account).kind == "staff"


def test_the_same_role_twice_is_refused_with_its_sentence(admin_client, host):
    given = {"email": "noor@example.org", "kind": "staff"}
    page(admin_client, host, "host/roles/give/", **given)
    answer = page(admin_client, host, "host/roles/give/", **given)
    assert (answer.status_code, "already has that role" in answer.content.decode()) == (422, True)


def test_a_role_of_one_call_cannot_be_given_for_the_whole_host(admin_client, host):
    given = {"email": "noor@example.org", "kind": "committee"}
    assert page(admin_client, host, "host/roles/give/", **given).status_code == 422


def test_ending_a_role_asks_first(admin_client, host):
    staff = make_viewer(host, RoleKind.STAFF)
    role = Role.objects.with_scope(host=host).get(account=staff.account)
    assert "sign-ins" in page(admin_client, host, f"host/roles/{role.pk}/end/").content.decode()
    assert page(admin_client, host, f"host/roles/{role.pk}/end/", yes="1").status_code == 302
    assert Role.objects.with_scope(host=host).get(pk=role.pk).ended_at is not None


def test_the_last_administrator_stays(admin_client, host):
    role = Role.objects.with_scope(host=host).get(kind="administrator")
    answer = page(admin_client, host, f"host/roles/{role.pk}/end/", yes="1")
    assert (answer.status_code, "last administrator" in answer.content.decode()) == (422, True)


def test_another_hosts_role_is_not_there(admin_client, host, other_host):
    make_viewer(other_host, RoleKind.STAFF)
    role = Role.objects.with_scope(host=other_host).get()
    assert page(admin_client, host, f"host/roles/{role.pk}/end/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_roles_costs_the_same_for_one_and_three(
    admin_client, host, rows, django_assert_num_queries
):
    for number in range(rows):
        make_viewer(host, RoleKind.STAFF, email=f"s{number}@example.org")
    with django_assert_num_queries(11):
        page(admin_client, host, "host/roles/")


@pytest.mark.parametrize("path", ["host/", "host/roles/", "host/trail/", "host/permissions/"])
def test_another_hosts_staff_find_nothing(path, host, other_host):
    client = Client()
    client.force_login(make_viewer(other_host, RoleKind.STAFF).account)
    assert page(client, host, path).status_code == 404


@pytest.mark.parametrize("path", ["host/roles/", "host/trail/", "host/change/"])
def test_staff_may_not_open_what_administrators_keep(staff_client, host, path):
    assert page(staff_client, host, path).status_code == 403


def test_the_trail_can_be_narrowed_to_what_was_done(admin_client, host):
    given = {"email": "noor@example.org", "kind": "staff"}
    page(admin_client, host, "host/roles/give/", **given)
    page(admin_client, host, "host/change/", version="1", **NEW)
    answer = page(admin_client, host, "host/trail/?act=base.role.gave_role")
    assert [one.verb for one in answer.context["rows"]] == ["gave_role"]


def test_the_trail_says_in_words_what_was_done(admin_client, host):
    page(admin_client, host, "host/change/", version="1", **NEW)
    rows = page(admin_client, host, "host/trail/").context["rows"]
    assert [str(one.words) for one in rows] == ["Changed the host"]


def test_the_trail_is_found_by_the_id_it_shows(admin_client, host):
    page(admin_client, host, "host/change/", version="1", **NEW)
    answer = page(admin_client, host, f"host/trail/?q={host.pk}")
    assert [one.thing_id for one in answer.context["rows"]] == [host.pk]


def test_the_trail_names_nobody(admin_client, host):
    given = {"email": "noor@example.org", "name": "Noor Haddad", "kind": "staff"}
    page(admin_client, host, "host/roles/give/", **given)
    page(admin_client, host, "host/roles/")  # takes the message that names the person
    body = page(admin_client, host, "host/trail/").content.decode()
    assert "noor@example.org" not in body
    assert "Noor Haddad" not in body


def test_why_says_which_alternative_holds(admin_client, host):
    staff = make_viewer(host, RoleKind.STAFF).account
    answer = page(admin_client, host, f"host/permissions/?account={staff.pk}&asked=outbox_see")
    said = [(str(one.sentence), held) for one, held in answer.context["answer"].alternatives]
    assert ("is staff of this host", True) in said
    assert any(not held for _sentence, held in said)
    assert "yes: is staff of this host" in answer.content.decode()


def test_why_says_no_when_nothing_holds(admin_client, host):
    staff = make_viewer(host, RoleKind.STAFF).account
    answer = page(admin_client, host, f"host/permissions/?account={staff.pk}&asked=role_give")
    assert answer.context["answer"].allowed is False


def test_why_about_another_hosts_person_is_refused(admin_client, host, other_host):
    stranger = make_viewer(other_host, RoleKind.STAFF).account
    answer = page(admin_client, host, f"host/permissions/?account={stranger.pk}&asked=role_give")
    assert "answer" not in answer.context


def test_staff_read_the_table_but_ask_nothing_about_others(staff_client, host):
    answer = page(staff_client, host, "host/permissions/")
    assert (answer.status_code, "form" in answer.context) == (200, False)


def test_a_refusal_says_who_may(host):
    client = Client()
    client.force_login(make_viewer(host, RoleKind.MEMBER, subject=uuid4()).account)
    text = page(client, host, f"outbox/{uuid4()}/").content.decode()
    assert "people who may read the outbox" in text
    assert "is staff of this host" in text


def test_not_here_is_said_to_who_may_see_such_things(staff_client, host):
    assert page(staff_client, host, f"outbox/{uuid4()}/").status_code == 404
