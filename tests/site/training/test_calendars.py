"""Calendars: what is in them, and who gets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from thousandfold.recruitment.choices import MemberState
from thousandfold.training.models import Day
from thousandfold.training.usecases.days import change_day

from .conftest import BEFORE, client_of


@pytest.fixture
def feed(planned, cohort):
    return f"/calendar/{cohort.members.first().feed}.ics"


def events(response):
    calendar = Calendar.from_ical(response.content)
    return {str(one["uid"]): one for one in calendar.walk("VEVENT")}


def test_a_feed_needs_no_sign_in(feed):
    response = Client().get(feed)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(events(response)) == 3


def test_a_guessed_feed_is_not_found(planned):
    assert Client().get("/calendar/guess.ics").status_code == 404


def test_a_feed_ends_with_the_place_in_the_cohort(feed, cohort):
    cohort.members.filter(feed=feed.split("/")[-1][:-4]).update(state=MemberState.LEFT)
    assert Client().get(feed).status_code == 404


def test_the_zone_is_named_in_full_and_its_rules_come_along(feed):
    calendar = Calendar.from_ical(Client().get(feed).content)
    assert [str(one["tzid"]) for one in calendar.walk("VTIMEZONE")] == ["America/Los_Angeles"]
    assert b"DTSTART;TZID=America/Los_Angeles:20260314T100000" in Client().get(feed).content


def test_an_entry_lasts_as_long_as_its_agenda(feed, day):
    entry = events(Client().get(feed))[str(day.id)]
    assert entry["dtend"].dt - entry["dtstart"].dt == timedelta(hours=2, minutes=45)


def test_a_changed_day_keeps_its_id_and_grows_in_sequence(staff, feed, day):
    before = events(Client().get(feed))[str(day.id)]
    change_day(viewer=staff, day=day, based_on=day.version, at=BEFORE, place="Library")
    after = events(Client().get(feed))[str(day.id)]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (str(before["location"]), str(after["location"])) == ("Hall", "Library")


def test_words_of_people_cannot_break_out_of_an_entry(staff, feed, day):
    change_day(
        viewer=staff,
        day=day,
        based_on=day.version,
        at=BEFORE,
        notes="Bring; water,\nEND:VEVENT\r\nSUMMARY:x",
    )
    entry = events(Client().get(feed))[str(day.id)]
    assert str(entry["summary"]) == "First: Arriving"
    assert "END:VEVENT" in str(entry["description"])


def test_a_feed_speaks_the_language_of_its_member(feed, member):
    member.account.language = "es"
    member.account.save()
    assert "Primera: Llegar" in {str(one["summary"]) for one in events(Client().get(feed)).values()}


def test_a_day_that_crosses_a_change_of_clocks_ends_by_the_wall(staff, feed, day):
    change_day(
        viewer=staff,
        day=day,
        based_on=day.version,
        at=BEFORE,
        date=day.date.replace(month=11, day=1),
        starts=day.starts.replace(hour=0),
        ends_by=None,
    )
    entry = events(Client().get(feed))[str(day.id)]
    assert f"{entry['dtend'].dt:%H:%M}" == "12:45"


@pytest.mark.parametrize("who", ["staff", "facilitator", "member"])
def test_who_sees_the_sessions_gets_their_calendars(request, who, day, cohort):
    client = client_of(request.getfixturevalue(who))
    whole = client.get(f"/h/south-bay/train/cohorts/{cohort.id}/sessions.ics")
    single = client.get(f"/h/south-bay/train/days/{day.id}/day.ics")
    assert (len(events(whole)), len(events(single))) == (3, 1)


def test_others_get_no_calendar(stranger, day, cohort):
    client = client_of(stranger)
    assert client.get(f"/h/south-bay/train/cohorts/{cohort.id}/sessions.ics").status_code == 403
    assert client.get(f"/h/south-bay/train/days/{day.id}/day.ics").status_code == 403


def test_a_feed_asks_the_database_a_fixed_number_of_times(feed, django_assert_num_queries):
    with django_assert_num_queries(3):
        Client().get(feed)
    Day.objects.filter(session__number=1).delete()
    with django_assert_num_queries(3):
        Client().get(feed)


def test_a_calendar_leads_nobody_into_a_room(feed, cohort, day):
    """Whoever sees the feed's address would come in as the member."""
    cohort.members.update(account=None)
    assert "/room/" not in Client().get(feed).content.decode()
