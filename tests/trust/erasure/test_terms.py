"""What is kept goes within a day of its term, never early, whatever the clock does (RT-1)."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from factories.calls import make_call, make_nomination
from factories.hosts import AT
from factories.people import make_person, make_spell
from thousandfold.base.choices import LookState, MessageState
from thousandfold.base.keeping.retention import CLOCKS, keepers
from thousandfold.base.models import Host, Message, RetentionLook
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.scope import inside
from thousandfold.base.usecases import retention
from thousandfold.base.usecases.legal_holds import place_hold
from thousandfold.base.usecases.retention import (
    NothingWaits,
    confirm_look,
    delete_due,
    last_look,
    look_over_every_host,
    waits,
)
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Nomination, Upload

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: In the nights five years of looks; else half a year of rows whose terms are nearly over.
NIGHT = os.environ.get("THOUSANDFOLD_NIGHT") == "1"
YEARS = 5.0 if NIGHT else 0.2
#: A look each eleven hours is what an hourly attempt comes to.
STEP = timedelta(hours=11)


def letter(host: Host, at: datetime, state: Any = MessageState.SENT) -> Message:
    """A message of a moment."""
    return Message.objects.create(
        host=host, to="a@b.example", subject="-", body="-", drafted_at=at, state=state
    )


def stamped(host: Host, at: datetime) -> list[tuple[Any, datetime]]:
    """Rows with the moment when each is due, one for each kind of clock.

    In the nights they begin at the moment; else most of their term is over by then.
    """
    now, at = at, at if NIGHT else at - 350 * DAY
    call = make_call(host, opens_on=at.date(), closes_on=at.date())
    person = make_person(host, f"Ada {at:%Y%m%d}")
    known = at if NIGHT else at - 2 * 365 * DAY
    Person.objects.filter(pk=person.pk).update(changed_at=known)
    upload = Upload.objects.create(
        host=host, call=call, filename="-", row_count=1, sheet={}, uploaded_at=now
    )
    nomination = make_nomination(call, f"Nominee {at:%Y%m%d}")
    over = datetime.combine(call.closes_on + 365 * DAY, datetime.min.time(), at.tzinfo)
    return [
        (letter(host, at), at + 365 * DAY),
        (upload, now + 7 * DAY),
        (nomination, over + 8 * HOUR),  # the day begins later in California
        (person, known + 3 * 365 * DAY),
    ]


def wrong_moments(host: Host, gaps: dict[int, timedelta] | None = None) -> list[str]:
    """Five years, rows each two months, looks as the server makes them: what went early or late.

    ``gaps``: at which look the clock jumps, and by how much, until the look after it.
    """
    rows: list[tuple[Any, datetime]] = []
    found: list[str] = []
    at, number = AT, 0
    while at < AT + YEARS * 365 * DAY:
        if number % (130 if NIGHT else 40) == 0:
            rows += stamped(host, at)
        host.refresh_from_db()
        seen = at + (gaps or {}).get(number, timedelta())
        delete_due(host=host, at=seen)
        found += _early(rows, at)
        rows = [row for row in rows if _there(row[0])]
        if number % 13 == 0:
            found += _late(rows, at)
        at, number = at + STEP, number + 1
    return found


def _there(row: Any) -> bool:
    return bool(type(row).objects.filter(pk=row.pk).exists())


def _early(rows: Any, at: datetime) -> list[str]:
    young = [(row, due) for row, due in rows if due > at]
    return [f"{row._meta.label} went {due - at} early" for row, due in young if not _there(row)]


def _late(rows: Any, at: datetime) -> list[str]:
    return [
        f"{row._meta.label} is there {at - due} after its term"
        for row, due in rows
        if at - due > DAY
    ]


def test_over_five_years_nothing_goes_early_and_everything_within_a_day(here):
    assert wrong_moments(here) == []


@pytest.mark.sabotage("test_over_five_years_nothing_goes_early_and_everything_within_a_day")
def test_a_term_that_is_counted_short_is_found(here, monkeypatch):
    from dataclasses import replace

    from thousandfold.base.keeping import retention as table

    known = table._KEEPERS["letter"]
    short = replace(known, clock=replace(known.clock, days=364))
    monkeypatch.setitem(table._KEEPERS, "letter", short)
    monkeypatch.setattr(sys.modules[__name__], "YEARS", 1.1 if NIGHT else 0.06)
    assert any("early" in one for one in wrong_moments(here))


def test_a_clock_that_jumps_ten_years_deletes_nothing_early(here, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "YEARS", 0.06)
    assert wrong_moments(here, {5: 3650 * DAY, 20: 400 * DAY, 21: 400 * DAY}) == []


@pytest.mark.sabotage("test_a_clock_that_jumps_ten_years_deletes_nothing_early")
def test_with_one_clock_alone_a_jump_deletes_early(here, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "YEARS", 0.06)
    monkeypatch.setattr(retention, "SEEN", 10_000 * DAY)
    jump = {5: 3650 * DAY, 6: 3650 * DAY, 7: 3650 * DAY}
    assert any("early" in one for one in wrong_moments(here, jump))


def test_every_clock_of_the_table_runs_for_something():
    assert {one.clock.key for one in keepers()} == {one.key for one in CLOCKS}


def looks(host: Host, *moments: datetime) -> dict[str, int]:
    """Looks one after another; what the last one deleted."""
    done: dict[str, int] = {}
    for at in moments:
        host.refresh_from_db()
        done = delete_due(host=host, at=at)
    return done


def test_after_a_rest_an_administrator_says_that_the_date_is_right(here, administrator):
    letter(here, AT - 360 * DAY)
    later = AT + 30 * DAY
    assert looks(here, AT, AT + STEP, later, later + STEP, later + 2 * STEP) == {}
    assert waits(last_look(here))
    confirm_look(viewer=administrator, at=later + 2 * STEP)
    assert looks(here, later + 3 * STEP) == {"letter": 1}


def test_a_clock_that_was_set_right_again_asks_nothing(here):
    jumped = AT + 400 * DAY
    looks(here, AT, AT + STEP, jumped, AT + 2 * STEP)
    assert not waits(last_look(here))


def many(host: Host, count: int) -> None:
    """Letters whose year is over."""
    Message.objects.bulk_create(
        Message(
            host=host,
            to="a@b.example",
            subject="-",
            body="-",
            state=MessageState.SENT,
            drafted_at=AT - 400 * DAY,
        )
        for _one in range(count)
    )


def test_more_than_one_in_twenty_waits_for_an_administrator(here, administrator):
    many(here, 120)
    assert looks(here, AT, AT + STEP) == {}
    assert last_look(here).state == LookState.TOO_MANY
    assert Message.objects.count() == 120
    assert confirm_look(viewer=administrator, at=AT + STEP + HOUR) == {"letter": 120}


@pytest.mark.sabotage("test_more_than_one_in_twenty_waits_for_an_administrator")
def test_without_the_stop_they_all_go(here, monkeypatch):
    monkeypatch.setattr(retention, "SHARE", 2.0)
    many(here, 120)
    assert looks(here, AT, AT + STEP) == {"letter": 120}


def test_few_go_without_asking(here):
    many(here, 60)
    assert looks(here, AT, AT + STEP) == {"letter": 60}


def test_a_drafts_year_does_not_count_while_it_waits(here):
    letter(here, AT - 800 * DAY, MessageState.DRAFT)
    assert looks(here, AT, AT + STEP, AT + 2 * STEP) == {}


def test_a_report_is_kept_of_what_was_deleted(here):
    many(here, 3)
    looks(here, AT, AT + STEP, AT + 2 * STEP)
    assert [one.deleted for one in RetentionLook.objects.exclude(deleted={})] == [{"letter": 3}]


def test_looks_that_found_nothing_leave_no_pile(here):
    looks(here, *[AT + number * STEP for number in range(9)])
    assert RetentionLook.objects.count() == 1


def test_nothing_is_confirmed_twice(here, administrator):
    many(here, 120)
    looks(here, AT, AT + STEP)
    confirm_look(viewer=administrator, at=AT + STEP)
    with pytest.raises(NothingWaits):
        confirm_look(viewer=administrator, at=AT + STEP)


def test_staff_confirm_nothing(here, staff):
    with pytest.raises(NotAllowed):
        confirm_look(viewer=staff, at=AT)


def old(host: Host, name: str = "Lan Nguyen") -> Person:
    """Somebody nobody heard of for four years."""
    person = make_person(host, name)
    Person.objects.filter(pk=person.pk).update(changed_at=AT - 4 * 365 * DAY)
    return person


def test_who_holds_a_role_now_is_kept(here):
    person = old(here)
    make_spell(person, title="Steward", since=date(2010, 1, 1))
    looks(here, AT, AT + STEP, AT + 2 * STEP)
    assert _there(person)


def test_whom_nobody_heard_of_for_three_years_goes_with_their_nomination(here):
    person = old(here)
    call = make_call(here, closes_on=AT.date())
    row = make_nomination(call, person.name, person=person)
    looks(here, AT, AT + STEP, AT + 2 * STEP)
    assert not _there(person)
    assert not Nomination.objects.filter(pk=row.pk).exists()


def test_one_held_person_stays_and_the_others_go(here, administrator):
    kept, gone = old(here, "Kept Person"), old(here, "Gone Person")
    place_hold(viewer=administrator, things=[kept], reason="-", until=None, at=AT)
    looks(here, AT, AT + STEP, AT + 2 * STEP)
    assert (_there(kept), _there(gone)) == (True, False)


def test_working_copies_go_after_their_hours(host):
    from datetime import UTC

    from thousandfold.base.models import AccountSession, KeptPost, OncePost

    now = datetime(2026, 3, 7, tzinfo=UTC)
    account = _account()
    KeptPost.objects.create(account=account, path="/", fields=[], at=now - 2 * DAY)
    OncePost.objects.create(key="k", sender="s", at=now - 9 * DAY)
    AccountSession.objects.create(session_key="x", session_data="", expire_date=now - DAY)
    look_over_every_host(at=now)
    assert not (KeptPost.objects.exists() or OncePost.objects.exists())
    assert not AccountSession.objects.exists()


def _account() -> Any:
    from thousandfold.base.models import Account

    return Account.objects.create(email="mina@host.example")


def test_each_host_looks_for_itself(here, other_host):
    many(here, 3)
    for at in (AT, AT + STEP, AT + 2 * STEP):
        look_over_every_host(at=at)
    with inside(other_host):
        assert RetentionLook.objects.filter(deleted={}).count() == 1
