"""How long nominations, uploads and letters are kept, and what goes with them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from factories.calls import SITE, make_call, make_nomination, make_nominees, make_reviewer
from factories.hosts import AT, make_host
from thousandfold.base.choices import RoleKind
from thousandfold.base.keeping.retention import CLOCKS, Keeper, keepers, keeps, kept_until
from thousandfold.base.models import Host, Message, TrailEntry
from thousandfold.base.usecases.messages import draft_message
from thousandfold.base.usecases.retention import (
    EVERY,
    count_due,
    delete_due,
    look_over_every_host,
)
from thousandfold.recruitment.models import (
    Batch,
    Call,
    Cohort,
    Decision,
    Mark,
    Member,
    Nomination,
    Upload,
)
from thousandfold.recruitment.usecases import imports
from thousandfold.recruitment.usecases.bulk import refresh_columns
from thousandfold.recruitment.usecases.composing import compose_cohort
from thousandfold.recruitment.usecases.seating import decline_place, seat_cohort

DAY = timedelta(days=1)


def passed(host, until, *, since=None):
    """The site looks once a day up to a moment (three times at least); what it deleted in all."""
    total: dict[str, int] = {}
    at = since or until - 2 * DAY
    while at <= until:
        host.refresh_from_db()
        for key, count in delete_due(host=host, at=at).items():
            total[key] = total.get(key, 0) + count
        at += DAY
    return total


@pytest.fixture
def decided(here, staff):
    """A call of six nominees that seated three of them."""
    call = make_call(here, size_least=3, size_most=3)
    rows = make_nominees(call, 6, story={"why": "Held the strike together"})
    seat_cohort(
        viewer=staff,
        call=call,
        chosen=[str(one.pk) for one in rows[:3]],
        composition=None,
        reason="We talked it over.",
        title="Cohort 1",
        site=SITE,
        at=AT,
    )
    call.refresh_from_db()
    return call


def names(call):
    return set(call.nominations.values_list("name", flat=True))


def chosen_of(call):
    return set(Member.objects.filter(cohort__call=call).values_list("person__name", flat=True))


def test_who_was_not_chosen_is_deleted_ninety_days_after_the_decision(decided, here):
    assert passed(here, AT + 89 * DAY) == {}
    assert len(names(decided)) == 6
    assert passed(here, AT + 93 * DAY, since=AT + 90 * DAY) == {"not-chosen": 3}
    assert names(decided) == chosen_of(decided)


def test_nothing_is_deleted_early_and_everything_within_two_days(decided, here):
    ends = AT + 90 * DAY
    assert passed(here, ends) == {}
    assert passed(here, ends + 2 * DAY, since=ends + DAY) == {"not-chosen": 3}


def test_marks_history_and_letters_go_along(here, staff, decided):
    gone = decided.nominations.exclude(name__in=chosen_of(decided)).first()
    _viewer, seat = make_reviewer(decided)
    Mark.objects.create(
        host=here, nomination=gone, reviewer=seat, kind="abstained", note="x", marked_at=AT
    )
    about = {"about": "nomination", "about_id": gone.pk}
    draft_message(host=here, to="a@example.org", subject="s", body="b", at=AT, **about)
    passed(here, AT + 93 * DAY)
    assert not Mark.objects.exists()
    assert not Message.objects.filter(about_id=gone.pk).exists()


def test_a_member_who_gave_the_place_back_was_not_chosen(here, staff, decided):
    member = Member.objects.filter(cohort__call=decided).first()
    decline_place(viewer=staff, member=member, at=AT)
    assert passed(here, AT + 93 * DAY) == {"not-chosen": 4}
    assert member.person.name not in names(decided)


def test_a_nomination_made_one_with_a_members_stays_as_long_as_that(here, decided):
    kept = decided.nominations.filter(name__in=chosen_of(decided)).first()
    other = make_nomination(decided, "Same", state="merged", merged_into=kept)
    passed(here, AT + 93 * DAY)
    assert Nomination.objects.filter(pk=other.pk).exists()


def test_nominations_of_members_go_a_year_after_the_cohort_finished(here, decided):
    Cohort.objects.update(finished_at=AT)
    assert passed(here, AT + 364 * DAY) == {"not-chosen": 3}
    assert Decision.objects.get().reason
    assert passed(here, AT + 368 * DAY, since=AT + 365 * DAY) == {"member": 3, "decision": 1}
    assert Member.objects.filter(cohort__call=decided).count() == 3
    assert Decision.objects.get().reason is None


def test_a_call_that_nobody_decided_is_kept_a_year_after_its_last_day(here):
    call = make_call(here)
    make_nominees(call, 2)
    last = AT + (call.closes_on - AT.date())
    assert passed(here, last + 364 * DAY) == {}
    assert passed(here, last + 368 * DAY, since=last + 365 * DAY) == {"undecided": 2}


def test_uploads_and_rows_to_fix_go_after_seven_days(here, staff):
    call = make_call(here)
    data = b"name,email\nAna,broken\nBo,b@example.org\n"
    given = {"viewer": staff, "call": call, "data": data, "filename": "list.csv", "at": AT}
    imports.upload_sheet(**given)
    upload = imports.upload_sheet(**given)
    seen = imports.fingerprint(call)
    imports.apply_upload(viewer=staff, upload=upload, seen=seen, at=AT)
    assert passed(here, AT + 6 * DAY) == {}
    assert passed(here, AT + 10 * DAY, since=AT + 7 * DAY) == {"upload": 1, "problems": 1}
    assert not Upload.objects.exists()
    assert Batch.objects.get().problems is None


def test_the_columns_of_the_call_hold_no_value_of_who_is_gone(here, decided):
    gone = decided.nominations.exclude(name__in=chosen_of(decided)).first()
    Nomination.objects.filter(pk=gone.pk).update(others={"Gender": "Female", "Choir": "yes"})
    Nomination.objects.exclude(pk=gone.pk).update(others={"Gender": "Female"})
    refresh_columns(decided)
    passed(here, AT + 93 * DAY)
    decided.refresh_from_db()
    assert "Choir" not in decided.columns


def test_the_trail_keeps_counts_and_no_names(here, decided):
    passed(here, AT + 93 * DAY)
    entry = TrailEntry.objects.get(verb="deleted_when_due")
    assert entry.details == {"not-chosen": 3}
    assert entry.actor is None


def test_pages_of_the_call_open_afterwards(here, staff, decided, staff_client):
    Call.objects.update(state="closed")
    found = compose_cohort(viewer=staff, call=Call.objects.get(), seed="s", at=AT)
    Call.objects.update(state="decided")
    passed(here, AT + 93 * DAY)
    gone = next(one for one in found.scores if not Nomination.objects.filter(pk=UUID(one)).exists())
    for name, more in (
        ("call", ()),
        ("nominations", ()),
        ("composition", (found.pk,)),
        ("balance", ()),
        ("compose", ()),
    ):
        address = reverse(f"recruitment:{name}", args=[here.slug, decided.pk, *more])
        assert staff_client.get(address).status_code == 200, name
    why = reverse("recruitment:why", args=[here.slug, decided.pk, found.pk, gone])
    assert staff_client.get(why).status_code in (200, 404)
    members = reverse("recruitment:members", args=[here.slug, Cohort.objects.get().pk])
    assert staff_client.get(members).status_code == 200


def test_counting_says_what_a_look_would_delete_and_changes_nothing(here, decided):
    assert count_due(host=here, at=AT + 89 * DAY) == {}
    assert count_due(host=here, at=AT + 90 * DAY) == {"not-chosen": 3}
    assert len(names(decided)) == 6
    here.refresh_from_db()
    assert here.looked_over_at is None


# the clock


def test_a_clock_that_jumps_a_year_for_less_than_a_day_costs_nothing(decided, here):
    passed(here, AT + 3 * DAY)
    jumped = AT + 400 * DAY
    assert passed(here, jumped, since=jumped) == {}
    assert passed(here, AT + 60 * DAY, since=AT + 4 * DAY) == {}
    assert len(names(decided)) == 6


def test_the_first_look_of_an_installation_deletes_nothing(decided, here):
    late = AT + 400 * DAY
    assert delete_due(host=here, at=late) == {}
    here.refresh_from_db()
    assert passed(here, late + DAY, since=late + DAY) == {"not-chosen": 3}


def test_looks_that_come_close_together_count_as_one(decided, here):
    late = AT + 400 * DAY
    for minutes in range(0, 600, 60):
        here.refresh_from_db()
        assert delete_due(host=here, at=late + timedelta(minutes=minutes)) == {}
    here.refresh_from_db()
    assert delete_due(host=here, at=late + EVERY) == {"not-chosen": 3}


def test_two_servers_that_look_at_once_delete_once(decided, here):
    late = AT + 400 * DAY
    delete_due(host=here, at=late)
    first, second = (Host.objects.get(pk=here.pk) for _ in range(2))
    assert delete_due(host=first, at=late + DAY) == {"not-chosen": 3}
    assert delete_due(host=second, at=late + DAY) == {}


def test_a_demo_host_keeps_its_made_up_people(here, decided):
    Host.objects.filter(pk=here.pk).update(is_demo=True)
    assert passed(here, AT + 400 * DAY) == {}


def test_every_host_keeps_its_own_time(here, decided, other_host):
    for days in range(89, 94):
        look_over_every_host(at=AT + days * DAY)
    other_host.refresh_from_db()
    assert other_host.looked_over_at == AT + 93 * DAY
    assert len(names(decided)) == 3


def test_another_hosts_people_are_left_alone(here, decided):
    other = make_host("up-north")
    assert passed(other, AT + 400 * DAY) == {}
    assert len(names(decided)) == 6


# what staff see


def told(client, nomination):
    path = ["recruitment:nomination", nomination.host.slug, nomination.call_id, nomination.pk]
    return client.get(reverse(path[0], args=path[1:])).content.decode()


def test_staff_read_when_a_nomination_will_be_deleted(here, decided, staff_client):
    gone = decided.nominations.exclude(name__in=chosen_of(decided)).first()
    text = told(staff_client, gone)
    assert "Will be deleted on June 5, 2026" in text
    assert "90 days after the decision" in text


def test_of_a_member_nothing_is_said_while_the_cohort_goes_on(here, decided, staff_client):
    member = decided.nominations.filter(name__in=chosen_of(decided)).first()
    assert "Will be deleted" not in told(staff_client, member)
    Cohort.objects.update(finished_at=AT)
    assert "Will be deleted on March 7, 2027" in told(staff_client, member)


def test_the_committee_is_not_told(here, staff):
    call = make_call(here)
    row = make_nomination(call)
    viewer, _seat = make_reviewer(call)
    client = Client()
    client.force_login(viewer.account)
    assert viewer.has(RoleKind.COMMITTEE, call.pk)
    assert "Will be deleted" not in told(client, row)


@pytest.mark.parametrize("days", [0, 89, 90, 91, 400])
def test_the_day_that_is_shown_and_what_is_due_agree(here, decided, days):
    at = AT + days * DAY
    for row in decided.nominations.all():
        found = kept_until(row)
        is_due = found is not None and found[1] <= here.day_at(at)
        due = any(
            one.due(here, at).filter(pk=row.pk).exists()
            for one in keepers()
            if one.rows().model is Nomination
        )
        assert is_due == due


def test_every_clock_of_the_table_has_something_that_runs_by_it():
    assert [one.clock.key for one in keepers()] == [one.key for one in CLOCKS]


def test_a_clock_that_is_not_in_the_table_cannot_be_used():
    with pytest.raises(KeyError):
        keeps("no-such-clock", began="at", forget=lambda rows: None)


def test_a_keeper_with_another_term_would_delete_early(here, decided):
    """The twin: a term of one day turns the first test red."""
    from dataclasses import replace

    real = next(one for one in keepers() if one.clock.key == "not-chosen")
    hasty = Keeper(replace(real.clock, days=1), real.rows, real.began, real.forget)
    assert hasty.due(here, AT + DAY).count() == 3
    assert real.due(here, AT + DAY).count() == 0


def test_nothing_written_about_them_stays_in_the_table(here, decided):
    gone = decided.nominations.exclude(name__in=chosen_of(decided)).first()
    passed(here, AT + 93 * DAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM recruitment_nomination")
        assert gone.name not in str(cursor.fetchall())
