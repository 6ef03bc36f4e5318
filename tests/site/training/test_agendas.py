"""Agendas that re-time themselves, and one step back."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thousandfold.base import announcements
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.permissions import NotAllowed
from thousandfold.training.agenda import day_values, fields_from, slots_from
from thousandfold.training.choices import SlotKind
from thousandfold.training.models import Day, Slot
from thousandfold.training.usecases.agenda import add_slot, move_slot, remove_slot, stretch_slots
from thousandfold.training.usecases.days import change_day, put_back
from thousandfold.training.usecases.refusals import (
    ActivityNotInProgramme,
    DayEndsBeforeItStarts,
    DaysOverlap,
    NoSuchSlot,
    NothingToPutBack,
    SlotCannotMove,
    SlotNeedsWords,
    TooLateToPutBack,
)
from thousandfold_core.curricula.agenda import DoesNotFit, NoTime

from .conftest import BEFORE, agenda_of, slot_of


def asked(viewer, day, **more):
    return {"viewer": viewer, "day": day, "based_on": day.version, "at": BEFORE, **more}


def add(viewer, day, kind=SlotKind.BREAK, minutes=10, after=None, **more):
    return add_slot(**asked(viewer, day, kind=kind, minutes=minutes, after=after, **more))


def test_what_follows_a_longer_line_starts_later(staff, day):
    stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 60}))
    assert agenda_of(day) == [
        ("10:00", "activity", 60),
        ("11:00", "break", 15),
        ("12:00", "meal", 45),
    ]


def test_a_fixed_start_is_kept_or_the_change_refused(staff, day):
    with pytest.raises(DoesNotFit):
        stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 106}))
    assert agenda_of(day)[0] == ("10:00", "activity", 40)


def test_a_day_does_not_run_past_its_end(staff, day):
    with pytest.raises(DoesNotFit):
        stretch_slots(**asked(staff, day, minutes={slot_of(day, 3): 61}))


def test_a_line_needs_a_minute(staff, day):
    with pytest.raises(NoTime):
        stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 0}))


def test_a_line_of_another_day_is_refused(staff, day):
    with pytest.raises(NoSuchSlot):
        stretch_slots(**asked(staff, day, minutes={uuid4(): 10}))


def test_moving_a_line_keeps_its_id(staff, day):
    talk = slot_of(day, 1)
    move_slot(**asked(staff, day, slot=talk, by=1))
    assert agenda_of(day)[:2] == [("10:00", "break", 15), ("10:15", "activity", 40)]
    assert slot_of(day, 2) == talk


@pytest.mark.parametrize(("number", "by"), [(1, -1), (3, 1)])
def test_the_ends_of_a_day_are_ends(staff, day, number, by):
    with pytest.raises(SlotCannotMove):
        move_slot(**asked(staff, day, slot=slot_of(day, number), by=by))


def test_a_move_that_makes_a_fixed_start_late_is_refused(staff, day):
    day = stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 95}))
    day = add(staff, day, minutes=15, after=slot_of(day, 3))
    with pytest.raises(DoesNotFit):
        move_slot(**asked(staff, day, slot=slot_of(day, 4), by=-2))


def test_a_break_is_added_after_a_line(staff, day):
    add(staff, day, after=slot_of(day, 1))
    assert [kind for _start, kind, _minutes in agenda_of(day)] == [
        "activity",
        "break",
        "break",
        "meal",
    ]


def test_something_is_added_first(staff, day):
    add(staff, day, SlotKind.OTHER, words="Breakfast")
    assert agenda_of(day)[0] == ("10:00", "other", 10)
    assert day.slots.get(number=1).title == {"en": "Breakfast"}


def test_an_activity_of_the_programme_brings_its_titles(staff, day):
    add(staff, day, SlotKind.ACTIVITY, activity="talk")
    assert day.slots.get(number=1).title["es"] == "Una charla"


def test_an_activity_that_the_programme_lacks_is_refused(staff, day):
    with pytest.raises(ActivityNotInProgramme):
        add(staff, day, SlotKind.ACTIVITY, activity="dance")


def test_something_else_must_say_what_it_is(staff, day):
    with pytest.raises(SlotNeedsWords):
        add(staff, day, SlotKind.OTHER)


def test_what_is_added_must_fit(staff, day):
    with pytest.raises(DoesNotFit):
        add(staff, day, minutes=66)


def test_taking_a_line_off_moves_the_rest_up(staff, day):
    remove_slot(**asked(staff, day, slot=slot_of(day, 1)))
    assert agenda_of(day) == [("10:00", "break", 15), ("12:00", "meal", 45)]


def test_a_change_based_on_an_older_day_is_refused(staff, day):
    stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 41}))
    with pytest.raises(ChangedMeanwhile):
        stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 42}))
    assert agenda_of(day)[0] == ("10:00", "activity", 41)


def test_putting_back_restores_lines_order_and_place(staff, day):
    first = agenda_of(day), list(day.slots.values_list("id", flat=True))
    remove_slot(**asked(staff, day, slot=slot_of(day, 2)))
    put_back(**asked(staff, Day.objects.get(pk=day.pk)))
    assert (agenda_of(day), list(day.slots.values_list("id", flat=True))) == first


def test_putting_back_twice_is_the_change_again(staff, day):
    stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 60}))
    changed = agenda_of(day)
    put_back(**asked(staff, Day.objects.get(pk=day.pk)))
    put_back(**asked(staff, Day.objects.get(pk=day.pk)))
    assert agenda_of(day) == changed


def test_an_unchanged_day_has_nothing_to_put_back(staff, day):
    with pytest.raises(NothingToPutBack):
        put_back(**asked(staff, day))


def test_a_change_can_be_put_back_for_a_day(staff, day):
    changed = stretch_slots(**asked(staff, day, minutes={slot_of(day, 1): 60}))
    with pytest.raises(TooLateToPutBack):
        put_back(**asked(staff, changed) | {"at": BEFORE + timedelta(hours=24, seconds=1)})


def test_putting_back_onto_another_day_is_refused(staff, day, planned):
    changed = change_day(**asked(staff, day, date=date(2026, 3, 20)))
    other = Day.objects.get(session__number=2)
    change_day(**asked(staff, other, date=date(2026, 3, 14), starts=time(10, 30)))
    with pytest.raises(DaysOverlap):
        put_back(**asked(staff, changed))


def test_an_earlier_start_moves_the_lines_but_not_fixed_ones(staff, day):
    change_day(**asked(staff, day, starts=time(9, 0)))
    assert [start for start, _kind, _minutes in agenda_of(day)] == ["09:00", "09:40", "12:00"]


def test_place_and_link_change_alone(staff, day):
    changed = change_day(**asked(staff, day, place="Library", link="https://example.org/r"))
    assert (changed.place, changed.link, changed.date) == (
        "Library",
        "https://example.org/r",
        day.date,
    )


def test_a_day_that_ends_before_it_starts_is_refused(staff, day):
    with pytest.raises(DayEndsBeforeItStarts):
        change_day(**asked(staff, day, ends_by=time(9, 0)))


def test_a_start_that_makes_the_agenda_too_long_is_refused(staff, day):
    with pytest.raises(DoesNotFit):
        change_day(**asked(staff, day, starts=time(11, 30)))


def test_two_days_of_a_cohort_do_not_overlap(staff, day):
    with pytest.raises(DaysOverlap):
        change_day(**asked(staff, day, date=date(2026, 3, 15), starts=time(9, 30)))


def test_two_days_of_a_cohort_may_share_a_date(staff, day):
    evening = Day.objects.get(session__number=2)
    assert change_day(**asked(staff, evening, date=day.date))


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_only_staff_and_facilitators_change_a_day(request, day, who):
    viewer = request.getfixturevalue(who)
    slot = slot_of(day, 1)
    for change in (
        lambda: change_day(**asked(viewer, day, place="x")),
        lambda: put_back(**asked(viewer, day)),
        lambda: stretch_slots(**asked(viewer, day, minutes={slot: 50})),
        lambda: move_slot(**asked(viewer, day, slot=slot, by=1)),
        lambda: remove_slot(**asked(viewer, day, slot=slot)),
        lambda: add(viewer, day),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_a_changed_day_is_announced(staff, day, monkeypatch, django_capture_on_commit_callbacks):
    heard = []
    monkeypatch.setitem(
        announcements._LISTENERS, "day_changed", [lambda **told: heard.append(told)]
    )
    with django_capture_on_commit_callbacks(execute=True):
        change_day(**asked(staff, day, place="Library"))
    assert heard == [{"day": day.id, "cohort": day.cohort_id}]


SLOTS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.uuids().map(str),
            "kind": st.sampled_from(SlotKind.values),
            "activity": st.sampled_from(["", "talk"]),
            "part": st.sampled_from(["", "return-a"]),
            "minutes": st.integers(1, 600),
            "title": st.dictionaries(st.sampled_from(["en", "es"]), st.text(max_size=9)),
            "at": st.none() | st.times().map(lambda t: t.replace(microsecond=0).isoformat()),
            "debriefs": st.lists(st.sampled_from(["talk"]), max_size=1),
        }
    ),
    max_size=4,
)


@given(slots=SLOTS, link=st.sampled_from(["", "https://x.example"]), end=st.none() | st.times())
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_day_written_down_reads_back_the_same(slots, link, end):
    values = {
        "date": "2026-03-14",
        "starts": "09:00:00",
        "ends_by": end.isoformat() if end else None,
        "place": "Ñ",
        "room": "",
        "address": "",
        "link": link,
        "notes": "",
        "slots": slots,
    }
    day = Day(**fields_from(values))
    assert day_values(day, slots_from(values, day)) == values


def test_the_agenda_is_numbered_without_gaps_after_any_change(staff, day):
    remove_slot(**asked(staff, day, slot=slot_of(day, 1)))
    add(staff, Day.objects.get(pk=day.pk), after=slot_of(day, 2))
    assert list(Slot.objects.filter(day=day).values_list("number", flat=True)) == [1, 2, 3]
