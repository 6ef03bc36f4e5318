"""Attendance: a tap, no reason asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from factories.cohorts import make_cohort
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.recruitment.choices import MemberState
from thousandfold.training.choices import Mark
from thousandfold.training.models import Attendance
from thousandfold.training.queries import marks_on, members_on, owing_attendance_for
from thousandfold.training.usecases.attendance import clear_attendance, mark_attendance
from thousandfold.training.usecases.refusals import DayNotBegun, NotOfThisCohort

from .conftest import ON_DAY_1


@pytest.fixture
def somebody(cohort):
    return cohort.members.first()


def mark(viewer, day, member, what=Mark.HERE, at=ON_DAY_1):
    return mark_attendance(viewer=viewer, day=day, member=member, mark=what, at=at)


def test_a_facilitator_marks_who_is_here(facilitator, day, somebody):
    mark(facilitator, day, somebody)
    assert marks_on(facilitator, day) == {somebody.id: "here"}


def test_a_second_tap_changes_the_mark(staff, day, somebody):
    mark(staff, day, somebody)
    mark(staff, day, somebody, Mark.LEFT_EARLY)
    assert Attendance.objects.get().mark == "left_early"


def test_the_same_tap_again_leaves_one_line_in_the_trail(staff, day, somebody):
    mark(staff, day, somebody)
    mark(staff, day, somebody)
    assert TrailEntry.objects.filter(verb="marked").count() == 1


def test_a_tap_that_arrives_late_undoes_no_newer_one(staff, day, somebody):
    mark(staff, day, somebody, Mark.LEFT_EARLY)
    before = ON_DAY_1 - timedelta(seconds=1)
    assert mark(staff, day, somebody, Mark.HERE, at=before).mark == "left_early"
    clear_attendance(viewer=staff, day=day, member=somebody, at=before)
    assert Attendance.objects.get().mark == "left_early"


def test_a_mark_is_cleared(staff, day, somebody):
    mark(staff, day, somebody)
    clear_attendance(viewer=staff, day=day, member=somebody, at=ON_DAY_1)
    clear_attendance(viewer=staff, day=day, member=somebody, at=ON_DAY_1)
    assert not Attendance.objects.exists()


def test_attendance_opens_at_midnight_of_the_host(staff, day, somebody):
    evening_before = datetime(2026, 3, 14, 6, 59, tzinfo=UTC)  # 23:59 on the 13th in Los Angeles
    with pytest.raises(DayNotBegun):
        mark(staff, day, somebody, at=evening_before)
    assert mark(staff, day, somebody, at=datetime(2026, 3, 14, 7, 0, tzinfo=UTC))


def test_a_member_of_another_cohort_is_refused(staff, day, here):
    other = make_cohort(here, 1, "Other").members.get()
    with pytest.raises(NotOfThisCohort):
        mark(staff, day, other)


@pytest.mark.parametrize("who", ["member", "stranger", "administrator"])
def test_others_take_no_attendance(request, day, somebody, who):
    viewer = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        mark(viewer, day, somebody)
    with pytest.raises(NotAllowed):
        clear_attendance(viewer=viewer, day=day, member=somebody, at=ON_DAY_1)


def test_members_learn_no_names_and_no_marks(staff, member, day, somebody):
    mark(staff, day, somebody)
    assert members_on(member, day) == []
    assert marks_on(member, day) == {}


def test_who_left_is_listed_only_where_they_were_marked(staff, day, somebody):
    mark(staff, day, somebody)
    somebody.state = MemberState.LEFT
    somebody.save()
    second = day.session.days.get(number=2)
    assert somebody in members_on(staff, day)
    assert somebody not in members_on(staff, second)


def test_attendance_is_owed_until_everybody_is_marked(staff, day, cohort):
    assert owing_attendance_for(staff, day.date) == [day]
    for one in cohort.members.all():
        mark(staff, day, one, Mark.AWAY)
    assert owing_attendance_for(staff, day.date) == []


def test_members_owe_no_attendance(member, day):
    assert owing_attendance_for(member, day.date) == []
