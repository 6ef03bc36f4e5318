"""What recruiting shows on today, in search, and on a cohort's path."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.test import Client

from factories.calls import SITE, make_call, make_nomination, make_nominees, make_reviewer
from thousandfold.base import hooks
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.recruitment.usecases.nominate import nominate_person
from thousandfold.recruitment.usecases.seating import decline_place, seat_cohort


def ask(viewer: Viewer) -> Any:
    """A request as panels read it."""
    return SimpleNamespace(viewer=viewer, host=viewer.host)


def owed(viewer: Viewer) -> list[str]:
    """What somebody owes in recruiting."""
    return [
        str(one.text)
        for one in hooks.all_owed(ask(viewer))
        if "/recruit/" in one.url or "/outbox/" in one.url
    ]


def test_a_reviewer_owes_their_unread(call):
    viewer, seat = make_reviewer(call)
    make_nominees(call, 3)
    assert owed(viewer) == ["Read and score: Leaders 2026, 0 of 3"]
    seat.locked_at = call.created_at
    seat.save()
    assert owed(viewer) == []


def test_staff_owe_drafts_closing_calls_and_letters(here, call, staff, now):
    make_call(here, title="Draft", state="draft")
    make_call(here, title="Soon", closes_on=date(2026, 3, 10))
    nominate_person(viewer=staff, call=call, site=SITE, at=now, name="A", email="a@example.org")
    assert owed(staff) == [
        "Open the call: Draft",
        "The call closes: Soon, 0 nominated",
        "Look at letters in the outbox and send them: 1",
    ]


def test_a_free_place_is_owed_until_filled(call, staff, now):
    rows = make_nominees(call, 3)
    cohort = seat_cohort(
        viewer=staff,
        call=call,
        chosen=[str(row.pk) for row in rows[:2]],
        composition=None,
        reason="x",
        title="C",
        site=SITE,
        at=now,
    )
    decline_place(viewer=staff, member=cohort.members.first(), at=now)
    assert "A place is free: C (1)" in owed(staff)


def test_news_tell_staff_of_new_names(call, staff, now):
    make_nominees(call, 2)
    assert "2 nominated this week: Leaders 2026" in [
        str(one.text) for one in hooks.all_news(ask(staff))
    ]


def test_people_nominated_are_found_by_staff_alone(call, staff):
    make_nomination(call, "Lan Nguyen")
    viewer, _seat = make_reviewer(call)
    assert [one.text for one in hooks.all_found(ask(staff), "ngu lan")] == ["Lan Nguyen"]
    assert "Lan Nguyen" not in [one.text for one in hooks.all_found(ask(viewer), "lan")]


def test_the_path_of_a_cohort_begins_with_its_call(call, staff, now):
    rows = make_nominees(call, 2)
    cohort = seat_cohort(
        viewer=staff,
        call=call,
        chosen=[str(rows[0].pk)],
        composition=None,
        reason="x",
        title="C",
        site=SITE,
        at=now,
    )
    first = [(one.key, one.state) for one in hooks.all_phases(ask(staff), cohort)][:4]
    assert first == [
        ("invite", "done"),
        ("nominate", "done"),
        ("review", "done"),
        ("select", "done"),
    ]


def test_the_rail_shows_recruit_to_who_may_open_it(call, staff_client: Client) -> None:
    text = staff_client.get(f"/h/{call.host.slug}/").content.decode()
    assert f'href="/h/{call.host.slug}/recruit/"' in text
