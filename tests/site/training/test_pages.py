"""The pages of sessions: who may open them, what they show, what their forms do."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from factories.cohorts import make_cohort
from factories.hosts import make_viewer
from thousandfold.base import hooks
from thousandfold.base.choices import RoleKind
from thousandfold.training import queries
from thousandfold.training.models import Attendance, Day, Session
from thousandfold.training.usecases.planning import plan_sessions

from .conftest import BEFORE, FIRST_DAYS, agenda_of, client_of, slot_of

ROOT = "/h/south-bay/train/"
READ = ["", "day.ics"]
CHANGE = ["change/", "agenda/", "agenda/add/", "attendance/", "print/", "handouts/es/"]


@pytest.fixture
def today(monkeypatch):
    """It is the first day."""
    monkeypatch.setattr(queries, "local_day", lambda host, at: date(2026, 3, 14))


@pytest.fixture
def at_url(day):
    return f"{ROOT}days/{day.id}/"


@pytest.fixture
def cohort_url(cohort):
    return f"{ROOT}cohorts/{cohort.id}/"


@pytest.mark.parametrize("part", READ + CHANGE)
def test_staff_open_every_page_of_a_day(staff_client, at_url, part):
    assert staff_client.get(at_url + part).status_code == 200


@pytest.mark.parametrize("part", READ + CHANGE)
def test_a_facilitator_opens_every_page_of_a_day(facilitator, at_url, part):
    assert client_of(facilitator).get(at_url + part).status_code == 200


@pytest.mark.parametrize("part", CHANGE)
def test_a_member_opens_no_page_that_changes_a_day(member, at_url, part):
    assert client_of(member).get(at_url + part).status_code == 403


@pytest.mark.parametrize("part", READ + CHANGE)
def test_who_is_not_in_the_cohort_opens_no_page_of_a_day(stranger, at_url, part):
    assert client_of(stranger).get(at_url + part).status_code == 403


@pytest.mark.parametrize("part", READ + CHANGE)
def test_another_host_finds_no_page_of_a_day(other_host, at_url, part):
    client = client_of(make_viewer(other_host, RoleKind.STAFF))
    assert client.get(at_url + part).status_code == 404
    elsewhere = at_url.replace("/south-bay/", "/up-north/") + part
    assert client.get(elsewhere).status_code == 404


def test_another_host_finds_no_cohort(other_host, cohort_url):
    client = client_of(make_viewer(other_host, RoleKind.STAFF))
    for part in ("", "plan/", "sessions.ics"):
        elsewhere = cohort_url.replace("/south-bay/", "/up-north/") + part
        assert client.get(elsewhere).status_code == 404


@pytest.mark.parametrize("part", ["plan/", "plan/back/"])
def test_a_member_does_not_plan(member, cohort_url, part):
    assert client_of(member).post(cohort_url + part).status_code == 403


def test_the_place_is_for_who_may_see_the_day(member, stranger, day, at_url):
    assert "Hall" in client_of(member).get(at_url).content.decode()
    assert "Hall" not in client_of(stranger).get(ROOT).content.decode()
    assert "Hall" not in client_of(stranger).get("/h/south-bay/search/?q=hall").content.decode()


def test_a_member_finds_their_own_calendar_and_no_others(member, planned, cohort, cohort_url):
    page = client_of(member).get(cohort_url).content.decode()
    own, other = cohort.members.all()
    assert own.feed in page
    assert other.feed not in page
    assert other.person.name not in page


def test_needs_are_for_staff_and_not_for_facilitators(staff_client, facilitator, day, cohort):
    person = cohort.members.first().person
    person.needs = "Child care"
    person.save()
    address = f"{ROOT}days/{day.id}/"
    assert "Child care" in staff_client.get(address).content.decode()
    assert "Child care" not in client_of(facilitator).get(address).content.decode()


def test_sessions_are_planned_from_the_page(staff_client, cohort, cohort_url):
    response = staff_client.post(
        cohort_url + "plan/",
        {"first_1": "2026-03-14", "first_2": "2026-04-11", "place": "Hall"},
    )
    assert response.status_code == 302
    assert Session.objects.count() == 2


def test_a_plan_without_a_date_is_shown_again(staff_client, cohort, cohort_url):
    response = staff_client.post(cohort_url + "plan/", {"first_1": "2026-03-14", "place": "Hall"})
    assert response.status_code == 422
    assert 'value="Hall"' in response.content.decode()
    assert not Session.objects.exists()


def test_a_plan_in_the_wrong_order_says_what_to_do(staff_client, cohort, cohort_url):
    response = staff_client.post(
        cohort_url + "plan/", {"first_1": "2026-03-14", "first_2": "2026-03-15"}
    )
    assert response.status_code == 422
    assert "Choose a later first day" in response.content.decode()


def test_the_box_for_another_text_stands_only_where_it_is_needed(staff_client, here, cohort):
    promised = make_cohort(here, 0, "B", programme="small", programme_digest="f" * 64)
    page = staff_client.get(f"{ROOT}cohorts/{promised.id}/plan/").content.decode()
    assert "take_present" in page
    assert (
        "take_present" not in staff_client.get(f"{ROOT}cohorts/{cohort.id}/plan/").content.decode()
    )


def test_a_cohort_without_a_programme_here_can_still_be_opened(staff_client, here):
    lost = make_cohort(here, 1, programme="gone")
    assert staff_client.get(f"{ROOT}cohorts/{lost.id}/").status_code == 200
    assert staff_client.get(f"{ROOT}cohorts/{lost.id}/plan/").status_code == 302


def test_a_plan_is_taken_back_from_the_page(staff_client, planned, cohort_url):
    staff_client.post(cohort_url + "plan/back/")
    assert not Session.objects.exists()


def test_a_day_is_changed_from_the_page(staff_client, day, at_url):
    typed = {"version": day.version, "date": "2026-03-21", "starts": "09:30", "place": "Library"}
    assert staff_client.post(at_url + "change/", typed).status_code == 302
    fresh = Day.objects.get(pk=day.pk)
    assert (fresh.date, fresh.place, fresh.ends_by) == (date(2026, 3, 21), "Library", None)


def test_a_day_without_a_date_is_shown_again(staff_client, day, at_url):
    response = staff_client.post(at_url + "change/", {"starts": "09:30", "place": "Library"})
    assert response.status_code == 422
    assert "Library" in response.content.decode()


def test_two_who_change_a_day_see_both_texts(staff_client, day, at_url):
    typed = {"version": day.version, "date": "2026-03-14", "starts": "10:00", "ends_by": "13:00"}
    staff_client.post(at_url + "change/", typed | {"place": "Library"})
    response = staff_client.post(at_url + "change/", typed | {"place": "Church"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Library" in page
    assert "Church" in page


def lengths(day, **more):
    return (
        {"version": day.version}
        | {f"minutes-{one.id}": one.minutes for one in day.slots.all()}
        | more
    )


def test_lengths_are_saved_from_the_page(staff_client, day, at_url):
    staff_client.post(at_url + "agenda/", lengths(day, **{f"minutes-{slot_of(day, 1)}": 50}))
    assert agenda_of(day)[0] == ("10:00", "activity", 50)


def test_a_button_also_saves_the_lengths_that_were_typed(staff_client, day, at_url):
    talk = slot_of(day, 1)
    staff_client.post(
        at_url + "agenda/", lengths(day, do=f"down:{talk}", **{f"minutes-{talk}": 50})
    )
    assert agenda_of(day)[:2] == [("10:00", "break", 15), ("10:15", "activity", 50)]


def test_when_the_button_is_refused_nothing_is_saved(staff_client, day, at_url):
    talk = slot_of(day, 1)
    response = staff_client.post(
        at_url + "agenda/", lengths(day, do=f"up:{talk}", **{f"minutes-{talk}": 50}), follow=True
    )
    page = response.content.decode()
    assert agenda_of(day)[0] == ("10:00", "activity", 40)
    assert "first or last already" in page
    assert "The lengths are saved" not in page


@pytest.mark.parametrize("wrong", ["", "0", "x", "961"])
def test_a_length_that_is_none_is_shown_again(staff_client, day, at_url, wrong):
    typed = lengths(day, **{f"minutes-{slot_of(day, 1)}": wrong})
    assert staff_client.post(at_url + "agenda/", typed).status_code == 422


@pytest.mark.parametrize("do", ["up:x", "off:", "down:00000000-0000-0000-0000-000000000000"])
def test_a_line_that_is_not_there_is_refused_in_words(staff_client, day, at_url, do):
    response = staff_client.post(at_url + "agenda/", lengths(day, do=do), follow=True)
    assert "not on this day any more" in response.content.decode()


def test_something_is_added_from_the_page(staff_client, day, at_url):
    typed = {"version": day.version, "kind": "break", "minutes": 5, "after": slot_of(day, 2)}
    assert staff_client.post(at_url + "agenda/add/", typed).status_code == 302
    assert len(agenda_of(day)) == 4


def test_a_change_is_put_back_from_the_page(staff_client, day, at_url):
    staff_client.post(at_url + "agenda/", lengths(day, do=f"off:{slot_of(day, 1)}"))
    assert "Put it back as it was" in staff_client.get(at_url).content.decode()
    staff_client.post(at_url + "put-back/", {"version": day.version + 1})
    assert len(agenda_of(day)) == 3


def test_marks_are_set_and_cleared_without_script(staff_client, day, at_url, cohort):
    Day.objects.filter(pk=day.pk).update(date=date(2026, 1, 3))
    one = cohort.members.first()
    response = staff_client.post(at_url + "attendance/", {"mark": f"{one.id}:late"})
    assert response["Location"] == f"{at_url}attendance/#m-{one.id}"
    assert Attendance.objects.get().mark == "late"
    staff_client.post(at_url + "attendance/", {"mark": f"{one.id}:none"})
    assert not Attendance.objects.exists()


def test_the_script_learns_whether_a_tap_was_saved(staff_client, day, at_url, cohort):
    one, behind = cohort.members.first(), {"HTTP_X_SENT_BEHIND": "1"}
    Day.objects.filter(pk=day.pk).update(date=timezone.now().date() + timezone.timedelta(days=9))
    url = at_url + "attendance/"
    assert staff_client.post(url, {"mark": f"{one.id}:here"}, **behind).status_code == 409
    Day.objects.filter(pk=day.pk).update(date=date(2026, 1, 3))
    told = staff_client.post(url, {"mark": f"{one.id}:here"}, **behind)
    assert (told.status_code, told.content.decode()) == (200, f"{one.id}:here")


def test_the_script_learns_of_a_newer_mark_than_the_tap_it_brings_again(
    staff_client, day, at_url, cohort
):
    one, url = cohort.members.first(), at_url + "attendance/"
    Day.objects.filter(pk=day.pk).update(date=date(2026, 1, 3))
    staff_client.post(url, {"mark": f"{one.id}:late"})
    again = {"mark": f"{one.id}:here", "ago": "60000"}
    told = staff_client.post(url, again, HTTP_X_SENT_BEHIND="1")
    assert told.content.decode() == f"{one.id}:late"


@pytest.mark.parametrize(
    ("ago", "later"), [("60000", 60), ("", 0), ("-5", 0), ("²", 0), ("9" * 11, 24 * 3600)]
)
def test_a_tap_brought_again_counts_from_when_it_was_tapped(
    staff_client, day, at_url, cohort, ago, later
):
    Day.objects.filter(pk=day.pk).update(date=date(2026, 1, 3))
    before = timezone.now()
    staff_client.post(
        at_url + "attendance/", {"mark": f"{cohort.members.first().id}:here", "ago": ago}
    )
    counted = Attendance.objects.get().marked_at + timezone.timedelta(seconds=later)
    assert before <= counted <= timezone.now()


@pytest.mark.parametrize("wrong", ["", "x:here", "00000000-0000-0000-0000-000000000000:here"])
def test_a_mark_for_nobody_of_the_cohort_changes_nothing(staff_client, at_url, wrong):
    assert staff_client.post(at_url + "attendance/", {"mark": wrong}).status_code == 302
    assert not Attendance.objects.exists()


def test_train_asks_as_often_for_three_cohorts_as_for_one(
    staff, staff_client, here, planned, django_assert_num_queries
):
    with django_assert_num_queries(9):
        staff_client.get(ROOT)
    for title in ("B", "C"):
        more = make_cohort(here, 2, title, programme="small")
        plan_sessions(viewer=staff, cohort=more, first_days=FIRST_DAYS, at=BEFORE)
    with django_assert_num_queries(9):
        staff_client.get(ROOT)


def test_the_sessions_page_asks_as_often_for_three_days_as_for_one(
    staff_client, planned, cohort_url, django_assert_num_queries
):
    with django_assert_num_queries(13):
        staff_client.get(cohort_url)
    Day.objects.exclude(session__number=2).delete()
    Session.objects.filter(number=1).delete()
    with django_assert_num_queries(13):
        staff_client.get(cohort_url)


class Asking:
    """A request as panels get it."""

    def __init__(self, viewer):
        self.viewer, self.host = viewer, viewer.host


def test_today_says_what_is_owed_and_what_comes_next(staff, day, today):
    owed = [str(one.text) for one in hooks.all_owed(Asking(staff))]
    assert owed == [
        "Take attendance: First: Arriving (Cohort 1)",
        "Get ready: First: Arriving (Cohort 1), Saturday, March 14, 2026",
    ]


def test_a_member_is_told_when_to_come(member, day, today):
    owed = [str(one.text) for one in hooks.all_owed(Asking(member))]
    assert owed == ["Come to First: Arriving (Cohort 1), Saturday, March 14, 2026"]


def test_who_is_in_no_cohort_is_told_nothing(stranger, day, today):
    assert hooks.all_owed(Asking(stranger)) == []


def training_phases(viewer, cohort):
    phases = hooks.all_phases(Asking(viewer), cohort)
    return [one for one in phases if one.key == "prepare" or one.key.startswith("meet")]


def test_the_path_before_a_plan_asks_for_one(staff, cohort):
    (prepare,) = training_phases(staff, cohort)
    assert [str(one.text) for one in prepare.tasks] == ["Plan the sessions"]
    assert prepare.state == "now"


def test_the_path_on_the_first_day(staff, day, cohort, today):
    found = [(one.key, one.state, str(one.note)) for one in training_phases(staff, cohort)]
    assert found == [
        ("prepare", "done", ""),
        ("meet-1", "now", "March 14 to March 15"),
        ("meet-2", "todo", "April 11"),
    ]


def test_a_day_without_a_place_is_a_task(staff, day, cohort, today):
    for day in Day.objects.filter(session__number=2):
        day.place = ""
        day.save(update_fields=["place"])
    tasks = [str(one.text) for one in training_phases(staff, cohort)[0].tasks]
    assert tasks == ["Say where: Second: Leaving"]


def test_search_finds_a_day_by_place_and_title_in_any_language(member, day):
    found = hooks.all_found(Asking(member), "llegar hall")
    assert [str(one.text) for one in found] == ["First: Arriving (Cohort 1)"]


def test_nobody_signs_in_to_nothing(day, at_url):
    assert Client().get(at_url).status_code == 302


def test_many_cohorts_are_shown_page_by_page_with_their_own_days(
    here, staff, cohort, planned, monkeypatch
):
    monkeypatch.setattr("thousandfold.training.views.train.AT_ONCE", 1)
    make_cohort(here, 1, programme="small", title="Second cohort")
    pages = [client_of(staff).get(f"{ROOT}?page={number}").content.decode() for number in (1, 2)]
    assert all("page " in one and "of 2" in one for one in pages)
    assert sum("Second cohort" in one for one in pages) == 1
    of_planned = next(one for one in pages if f"{ROOT}cohorts/{cohort.id}/" in one)
    of_other = next(one for one in pages if one is not of_planned)
    assert "nothing planned yet" not in of_planned
    assert "nothing planned yet" in of_other
