"""The committee: invited, scoring alone, locking, opening."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from factories.calls import SITE, make_call, make_nomination, make_nominees, make_reviewer
from factories.people import make_organisation
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.models import Account, Message, Role
from thousandfold.base.permissions import NotAllowed
from thousandfold.recruitment.choices import MarkKind
from thousandfold.recruitment.models import Call, Mark
from thousandfold.recruitment.queries.marks import (
    averages,
    committee_for,
    open_marks,
    own_marks,
    progress_of,
)
from thousandfold.recruitment.usecases import committee
from thousandfold.recruitment.usecases.refusals import (
    AlreadyOnCommittee,
    CallDecided,
    MarksAlreadyOpen,
    MarksLocked,
    NominationClosed,
    NotOnCommittee,
    PointsOutside,
)

SCORED = MarkKind.SCORED


def invite(staff, call, now, **changes: Any):
    """Somebody invited."""
    given = {"email": "bea@example.org", "name": "Bea", "organisation": None, **changes}
    return committee.invite_to_committee(viewer=staff, call=call, site=SITE, at=now, **given)


def mark(viewer, row, now, points: str = "7.5", **changes: Any) -> Mark:
    """One score."""
    given = {"kind": SCORED, "points": Decimal(points), "note": "", **changes}
    return committee.mark_nominee(viewer=viewer, nomination=row, at=now, **given)


def browser(viewer) -> Client:
    """A browser of somebody's own."""
    client = Client()
    client.force_login(viewer.account)
    return client


def test_staff_invite_without_giving_other_roles(call, staff, now):
    seat = invite(staff, call, now, organisation=make_organisation(call.host))
    roles = Role.objects.filter(account=seat.account, ended_at=None)
    assert [(role.kind, role.subject) for role in roles] == [("committee", call.pk)]
    assert Message.objects.get().to == "bea@example.org"


def test_nobody_is_invited_twice(call, staff, now):
    invite(staff, call, now)
    with pytest.raises(AlreadyOnCommittee):
        invite(staff, call, now)


def test_reviewers_invite_nobody_and_decided_calls_need_nobody(here, call, staff, now):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NotAllowed):
        invite(viewer, call, now)
    with pytest.raises(CallDecided):
        invite(staff, make_call(here, state="decided"), now)


def test_who_is_taken_off_sees_nothing_any_more(call, staff, now):
    viewer, seat = make_reviewer(call)
    client = browser(viewer)
    assert client.get(f"/h/{call.host.slug}/recruit/{call.pk}/review/").status_code == 200
    committee.leave_committee(viewer=staff, reviewer=seat, at=now)
    assert client.get(f"/h/{call.host.slug}/recruit/{call.pk}/review/").status_code == 302
    with pytest.raises(NotOnCommittee):
        committee.leave_committee(viewer=staff, reviewer=seat, at=now)
    with pytest.raises(NotOnCommittee):
        mark(viewer, make_nomination(call), now)


def test_who_comes_back_finds_their_marks(call, staff, now):
    seat = invite(staff, call, now)
    row = make_nomination(call)
    mark(viewer_at(seat.account, call.host), row, now)
    committee.leave_committee(viewer=staff, reviewer=seat, at=now)
    again = invite(staff, call, now)
    assert again.pk == seat.pk
    assert again.marks.count() == 1


@pytest.mark.parametrize("points", ["0", "0.5", "7", "10"])
def test_half_points_from_0_to_10_are_scores(call, now, points):
    viewer, _seat = make_reviewer(call)
    assert mark(viewer, make_nomination(call), now, points).points == Decimal(points)


@pytest.mark.parametrize("points", ["-0.5", "10.5", "7.3"])
def test_other_points_are_refused(call, now, points):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(PointsOutside):
        mark(viewer, make_nomination(call), now, points)


def test_a_score_needs_points_and_abstaining_has_none(call, now):
    viewer, _seat = make_reviewer(call)
    row = make_nomination(call)
    with pytest.raises(PointsOutside):
        committee.mark_nominee(
            viewer=viewer, nomination=row, kind=SCORED, points=None, note="", at=now
        )
    for kind in (MarkKind.ABSTAINED, MarkKind.CONFLICT):
        assert mark(viewer, row, now, kind=kind).points is None


def test_a_mark_can_be_changed_until_locked(call, now):
    viewer, _seat = make_reviewer(call)
    make_reviewer(call, "other@example.org")
    row = make_nomination(call)
    mark(viewer, row, now, "3")
    mark(viewer, row, now, "8")
    assert [one.points for one in Mark.objects.all()] == [8]
    committee.lock_marks(viewer=viewer, call=call, at=now)
    with pytest.raises(MarksLocked):
        mark(viewer, row, now, "9")
    with pytest.raises(MarksLocked):
        committee.lock_marks(viewer=viewer, call=call, at=now)


def test_staff_and_strangers_do_not_score(call, staff, now):
    with pytest.raises(NotAllowed):
        mark(staff, make_nomination(call), now)
    other, _seat = make_reviewer(make_call(call.host, title="Other"), "o@example.org")
    with pytest.raises(NotAllowed):
        mark(other, make_nomination(call), now)


def test_a_withdrawn_nominee_is_not_scored(call, now):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NominationClosed):
        mark(viewer, make_nomination(call, state="withdrawn"), now)


def test_notes_are_sealed_in_the_database(call, now):
    viewer, _seat = make_reviewer(call)
    mark(viewer, make_nomination(call), now, note="Listens before she speaks")
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM recruitment_mark")
        assert "Listens" not in cursor.fetchone()[0]


def test_nobody_sees_others_marks_before_they_are_open(call, staff, now):
    one, _seat = make_reviewer(call)
    two, _seat = make_reviewer(call, "two@example.org")
    row = make_nomination(call)
    mark(one, row, now)
    for viewer in (staff, one, two):
        assert not open_marks(viewer, row).exists()
    assert own_marks(two, call) == {}
    path = f"/h/{call.host.slug}/recruit/{call.pk}/"
    for viewer in (staff, two):
        text = browser(viewer).get(f"{path}nominations/{row.pk}/").content.decode()
        assert ">7.5<" not in text


def test_marks_open_when_the_last_one_locks(call, staff, now):
    one, _seat = make_reviewer(call)
    two, _seat = make_reviewer(call, "two@example.org")
    row = make_nomination(call)
    mark(one, row, now, "7.5")
    mark(two, row, now, "5")
    committee.lock_marks(viewer=one, call=call, at=now)
    call.refresh_from_db()
    assert call.marks_opened_at is None
    committee.lock_marks(viewer=two, call=call, at=now)
    call.refresh_from_db()
    assert call.marks_opened_at == now
    assert averages(call) == {str(row.pk): Decimal("6.25")}
    row.refresh_from_db()
    assert open_marks(staff, row).count() == 2


def test_who_left_is_not_waited_for(call, staff, now):
    one, _seat = make_reviewer(call)
    _two, seat = make_reviewer(call, "two@example.org")
    committee.leave_committee(viewer=staff, reviewer=seat, at=now)
    committee.lock_marks(viewer=one, call=call, at=now)
    call.refresh_from_db()
    assert call.marks_opened_at


def test_staff_open_marks_early_once_and_on_record(call, staff, now):
    make_reviewer(call)
    committee.open_marks(viewer=staff, call=call, at=now)
    with pytest.raises(MarksAlreadyOpen):
        committee.open_marks(viewer=staff, call=call, at=now)
    viewer, seat = make_reviewer(call, "two@example.org")
    with pytest.raises(MarksLocked):
        mark(viewer, make_nomination(call), now)
    with pytest.raises(MarksAlreadyOpen):
        committee.unlock_marks(viewer=staff, reviewer=seat, at=now)


def test_staff_unlock_somebody_before_marks_are_open(call, staff, now):
    viewer, seat = make_reviewer(call)
    make_reviewer(call, "two@example.org")
    committee.lock_marks(viewer=viewer, call=call, at=now)
    seat.refresh_from_db()
    committee.unlock_marks(viewer=staff, reviewer=seat, at=now)
    assert mark(viewer, make_nomination(call), now)


def test_progress_counts_live_nominees_and_names_the_next(call, now):
    viewer, seat = make_reviewer(call)
    rows = make_nominees(call, 3)
    gone = make_nomination(call, "Gone", state="withdrawn")
    first = progress_of(seat)
    assert (first.done, first.total) == (0, 3)
    mark(viewer, first.next, now)
    second = progress_of(seat, first.next)
    assert (second.done, second.total) == (1, 3)
    assert second.next in set(rows) - {first.next}
    assert second.next != gone


def test_reviewers_read_in_different_orders(call):
    make_nominees(call, 12)
    firsts = {progress_of(make_reviewer(call, f"r{n}@example.org")[1]).next.pk for n in range(8)}
    assert len(firsts) > 1


def test_skipping_leads_to_another_and_round_again(call):
    _viewer, seat = make_reviewer(call)
    make_nominees(call, 3)
    seen = [progress_of(seat).next]
    for _ in range(3):
        seen.append(progress_of(seat, seen[-1]).next)
    assert len({row.pk for row in seen[:3]}) == 3
    assert seen[3] == seen[0]


def test_the_committee_shows_progress_but_no_marks(call, staff, now):
    viewer, _seat = make_reviewer(call)
    mark(viewer, make_nomination(call), now)
    assert [row.done for row in committee_for(staff, call)] == [1]


def test_scoring_goes_from_one_to_the_next(call: Call) -> None:
    viewer, _seat = make_reviewer(call)
    make_nominees(call, 2)
    client = browser(viewer)
    root = f"/h/{call.host.slug}/recruit/{call.pk}/"
    page = client.get(root + "review/")
    first = page.context["progress"].next
    answer = client.post(
        f"{root}nominations/{first.pk}/score/", {"kind": "scored", "points": "7.5", "note": "Good"}
    )
    second = answer.headers["Location"]
    assert str(first.pk) not in second
    answer = client.post(second, {"kind": "conflict"})
    assert answer.headers["Location"] == root + "review/"
    assert Mark.objects.count() == 2
    page = client.get(f"{root}nominations/{first.pk}/score/").content.decode()
    assert "Good" in page
    client.post(root + "review/")
    call.refresh_from_db()
    assert call.marks_opened_at


def test_a_score_is_needed_only_for_scoring(call: Call) -> None:
    viewer, _seat = make_reviewer(call)
    row = make_nomination(call)
    client = browser(viewer)
    path = f"/h/{call.host.slug}/recruit/{call.pk}/nominations/{row.pk}/score/"
    assert client.post(path, {"kind": "scored", "points": ""}).status_code == 422
    assert client.post(path, {"kind": "scored", "points": "7.3"}).status_code == 422
    assert client.post(path, {"kind": "abstained", "points": ""}).status_code == 302


def test_the_committee_page_says_who_is_missing_at_the_table(call: Call, desk: Client) -> None:
    organisation = make_organisation(call.host, sector="union")
    path = f"/h/{call.host.slug}/recruit/{call.pk}/committee/"
    given = {"name": "Bea", "email": "bea@example.org", "organisation": organisation.pk}
    assert desk.post(path, given).status_code == 302
    page = desk.get(path)
    assert [str(one) for one in page.context["missing"]] == [
        "Government",
        "Community organisation",
        "Congregation or faith group",
    ]
    assert Account.objects.filter(email="bea@example.org").exists()


def test_a_reviewer_cannot_invite_by_post(call: Call) -> None:
    viewer, _seat = make_reviewer(call)
    path = f"/h/{call.host.slug}/recruit/{call.pk}/committee/"
    answer = browser(viewer).post(path, {"name": "X", "email": "x@example.org"})
    assert answer.status_code == 403
    assert "is staff of this host" in answer.content.decode()
    assert not Role.objects.filter(account__email="x@example.org").exists()


def test_a_committee_role_belongs_to_one_call(call: Call) -> None:
    viewer, _seat = make_reviewer(call)
    other = make_call(call.host, title="Other call")
    client = browser(viewer)
    assert viewer.has(RoleKind.COMMITTEE, call.pk)
    assert client.get(f"/h/{call.host.slug}/recruit/{other.pk}/").status_code == 403
    text = client.get(f"/h/{call.host.slug}/recruit/").content.decode()
    assert "Leaders 2026" in text
    assert "Other call" not in text
