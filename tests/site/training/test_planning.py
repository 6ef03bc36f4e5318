"""Planning a cohort's sessions from its programme."""

from __future__ import annotations

from datetime import date

import pytest

from factories.cohorts import make_cohort
from factories.programmes import write_programme
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.curriculum.folders import NoPackage
from thousandfold.curriculum.queries import programme
from thousandfold.recruitment.models import Cohort
from thousandfold.training.choices import Mark
from thousandfold.training.models import Day, Session, Slot
from thousandfold.training.usecases.attendance import mark_attendance
from thousandfold.training.usecases.planning import plan_sessions, take_plan_back
from thousandfold.training.usecases.refusals import (
    AttendanceTaken,
    DatesOutOfOrder,
    NothingPlanned,
    ProgrammeChanged,
    ProgrammeNotUsable,
    SessionsAlreadyPlanned,
    WrongNumberOfDates,
)

from .conftest import BEFORE, FIRST_DAYS, ON_DAY_1, agenda_of


def plan(viewer, cohort, first_days=FIRST_DAYS, **more):
    return plan_sessions(viewer=viewer, cohort=cohort, first_days=first_days, at=BEFORE, **more)


def test_each_session_gets_its_days_in_a_row(planned):
    days = Day.objects.order_by("date").select_related("session")
    assert [(one.date, one.session.number, one.place) for one in days] == [
        (date(2026, 3, 14), 1, "Hall"),
        (date(2026, 3, 15), 1, "Hall"),
        (date(2026, 4, 11), 2, "Hall"),
    ]


def test_the_agenda_is_copied_with_its_titles_in_every_language(day):
    assert agenda_of(day) == [
        ("10:00", "activity", 40),
        ("10:40", "break", 15),
        ("12:00", "meal", 45),
    ]
    assert day.slots.first().title == {"en": "A talk", "es": "Una charla"}


def test_the_cohort_is_pinned_to_the_text_it_was_planned_from(planned, cohort):
    fresh = Cohort.objects.get(pk=cohort.pk)
    package = programme("small")
    assert (fresh.programme_version, fresh.programme_digest) == ("1.0.0", package.digest)
    assert planned[0].programme_digest == package.digest


def test_a_facilitator_of_the_cohort_may_plan(facilitator, cohort):
    assert len(plan(facilitator, cohort)) == 2


def test_the_trail_tells_who_planned(planned, staff):
    assert TrailEntry.objects.get(verb="planned").actor == staff.account.id


def test_a_member_may_not_plan(member, cohort):
    with pytest.raises(NotAllowed):
        plan(member, cohort)


def test_a_facilitator_of_another_cohort_may_not_plan(facilitator, here):
    with pytest.raises(NotAllowed):
        plan(facilitator, make_cohort(here, 0, "Other", programme="small"))


def test_sessions_are_planned_once(planned, staff, cohort):
    with pytest.raises(SessionsAlreadyPlanned):
        plan(staff, cohort)


def test_every_session_needs_its_first_day(staff, cohort):
    with pytest.raises(WrongNumberOfDates):
        plan(staff, cohort, FIRST_DAYS[:1])
    assert not Session.objects.exists()


def test_a_session_begins_after_the_one_before_is_over(staff, cohort):
    with pytest.raises(DatesOutOfOrder):
        plan(staff, cohort, [date(2026, 3, 14), date(2026, 3, 15)])


def test_a_session_may_begin_on_the_day_after(staff, cohort):
    assert plan(staff, cohort, [date(2026, 3, 14), date(2026, 3, 16)])


def test_a_programme_that_is_not_here_is_refused(staff, here, small):
    with pytest.raises(NoPackage):
        plan(staff, make_cohort(here, 0, programme="gone"))


def test_a_programme_with_errors_is_refused(staff, cohort, small):
    (small / "LICENCE.md").unlink()
    with pytest.raises(ProgrammeNotUsable):
        plan(staff, cohort)


def test_another_text_than_promised_is_taken_only_when_asked(staff, here, small):
    promised = make_cohort(
        here, 0, programme="small", programme_version="0.9.0", programme_digest="f" * 64
    )
    with pytest.raises(ProgrammeChanged):
        plan(staff, promised)
    assert plan(staff, promised, take_present=True)
    assert Cohort.objects.get(pk=promised.pk).programme_version == "1.0.0"


def test_a_later_text_leaves_the_planned_agenda_alone(day, small):
    write_programme(small.parent, version="2.0.0")
    (small / "sessions" / "01-first.toml").unlink()
    assert len(agenda_of(day)) == 3


def test_a_plan_can_be_taken_back_before_anybody_met(planned, staff, cohort):
    take_plan_back(viewer=staff, cohort=cohort, at=BEFORE)
    assert not Session.objects.exists()
    assert not Slot.objects.exists()
    assert plan(staff, Cohort.objects.get(pk=cohort.pk))


def test_without_a_plan_there_is_nothing_to_take_back(staff, cohort):
    with pytest.raises(NothingPlanned):
        take_plan_back(viewer=staff, cohort=cohort, at=BEFORE)


def test_a_plan_by_which_people_met_stays(day, staff, cohort):
    mark_attendance(
        viewer=staff, day=day, member=cohort.members.first(), mark=Mark.HERE, at=ON_DAY_1
    )
    with pytest.raises(AttendanceTaken):
        take_plan_back(viewer=staff, cohort=cohort, at=ON_DAY_1)


def test_a_member_may_not_take_the_plan_back(planned, member, cohort):
    with pytest.raises(NotAllowed):
        take_plan_back(viewer=member, cohort=cohort, at=BEFORE)
