"""Who comes in where: another host finds nothing, a wrong role is turned away."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

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
PUBLIC |= {"nominee-held", "nominee-erase", "nominee-erase-sure"}
#: Asking what is held is for anybody; what is held, for who has the letter's link.
PUBLIC |= {"held", "held-sent", "held-by-link", "erase-by-link", "erase-by-link-sure"}
#: What a committee member may open of their own call.
COMMITTEE = {"calls", "call", "call-invitation", "nominations", "committee", "review"}
#: What is for the committee alone, so that staff are refused before anything is looked for.
COMMITTEES_OWN = {"review", "score"}
#: What is for administrators alone.
ADMINISTRATORS_OWN = {"nomination-erase", "nomination-erase-sure"}
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


def statuses(
    client: Client, host: Host, call: object, names: Iterable[str] = NAMES
) -> dict[str, int]:
    """What each page answers."""
    return {name: client.get(address(host, name, call)).status_code for name in names}


def test_staff_of_another_host_find_nothing(call, other_host):
    stranger = browser(make_viewer(other_host, RoleKind.STAFF))
    assert set(statuses(stranger, call.host, call.pk).values()) == {404}


def test_a_call_of_another_host_is_not_found_at_ones_own(call, other_host):
    stranger = browser(make_viewer(other_host, RoleKind.STAFF))
    found = statuses(
        stranger, other_host, call.pk, set(NAMES) - LISTS - COMMITTEES_OWN - ADMINISTRATORS_OWN
    )
    assert set(found.values()) <= {404, 405}


def test_who_may_not_do_a_thing_at_all_is_told_so_whether_it_is_here_or_not(call):
    staff = browser(make_viewer(call.host, RoleKind.STAFF))
    found = {statuses(staff, call.host, one, COMMITTEES_OWN)["score"] for one in (call.pk, ANY)}
    assert found == {403}


def test_nobody_signed_in_is_asked_to_sign_in(call):
    client = Client()
    for name in NAMES:
        answer = client.get(address(call.host, name, call.pk))
        assert answer.status_code == 302, name
        assert "/account/" in answer.headers["Location"], name


def test_members_of_a_cohort_have_no_business_here(call):
    member = browser(make_viewer(call.host, RoleKind.MEMBER, subject=uuid.UUID(int=9)))
    found = statuses(member, call.host, call.pk)
    assert {name for name, status in found.items() if status != 403} == {"members"}
    assert found["members"] == 404, "a cohort that is not here"


def test_the_committee_opens_only_what_is_theirs(call):
    viewer, _seat = make_reviewer(call)
    make_nominees(call, 2)
    found = statuses(browser(viewer), call.host, call.pk)
    assert {name for name, status in found.items() if status == 200} == COMMITTEE
    assert set(found.values()) <= {200, 403, 404}


def test_administrators_who_are_no_staff_read_no_nominations(call):
    viewer = make_viewer(call.host, RoleKind.ADMINISTRATOR)
    Host.objects.filter(pk=call.host_id).update(is_demo=True)
    found = statuses(browser(viewer), call.host, call.pk)
    opened = {name for name, status in found.items() if status == 200}
    assert opened == {"calls", "call", "call-invitation", "committee"}


def test_a_post_by_the_wrong_role_changes_nothing(call):
    viewer, _seat = make_reviewer(make_call(call.host, title="Other"))
    client = browser(viewer)
    for name in NAMES:
        answer = client.post(address(call.host, name, call.pk), {"action": "withdraw"})
        assert answer.status_code in (403, 404, 405), name
