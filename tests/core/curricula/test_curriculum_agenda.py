"""Days re-time themselves, and changes that do not fit are refused."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thousandfold_core.curricula.agenda import (
    DoesNotFit,
    NoSuchItem,
    NoTime,
    clock,
    minute_of,
    move,
    retime,
    timetable,
)
from thousandfold_core.curricula.package import Day, Item
from thousandfold_core.curricula.pauses import pauses_owed

KINDS = st.sampled_from(["activity", "break", "meal", "other"])
ITEMS = st.lists(st.builds(Item, KINDS, st.integers(1, 120)), min_size=1, max_size=8)


def day(*items: Item, starts=time(9), ends=None) -> Day:
    return Day({}, starts, items, ends)


def times(value: Day) -> list[str]:
    return [f"{slot.starts:%H:%M}-{slot.ends:%H:%M}" for slot in timetable(value)]


PLAN = day(
    Item("activity", 90, "tree"),
    Item("break", 15),
    Item("activity", 60, "forest"),
    Item("meal", 60, at=time(12, 30)),
    Item("other", 30),
    ends=time(15),
)


def test_items_follow_each_other_and_wait_for_a_fixed_start():
    assert times(PLAN) == [
        "09:00-10:30",
        "10:30-10:45",
        "10:45-11:45",
        "12:30-13:30",
        "13:30-14:00",
    ]


def test_later_start_moves_everything_before_the_fixed_start():
    assert times(retime(PLAN, starts=time(9, 30)))[2:4] == ["11:15-12:15", "12:30-13:30"]


def test_stretching_an_item_moves_what_follows():
    assert times(retime(PLAN, stretched={0: 120}))[1] == "11:00-11:15"


def test_shortening_gives_the_time_to_what_follows():
    assert times(retime(PLAN, stretched={0: 30}))[1] == "09:30-09:45"


def test_stretch_over_a_fixed_start_is_refused_with_the_times():
    with pytest.raises(DoesNotFit, match=r"before item 3 would last until 12:31, but 12:30"):
        retime(PLAN, stretched={2: 106})


def test_stretch_up_to_a_fixed_start_is_allowed():
    assert times(retime(PLAN, stretched={2: 105}))[3] == "12:30-13:30"


def test_stretch_over_the_end_of_the_day_is_refused():
    with pytest.raises(DoesNotFit, match=r"the day would last until 15:01, but 15:00"):
        retime(PLAN, stretched={4: 91})


def test_day_may_not_run_past_midnight():
    with pytest.raises(DoesNotFit, match=r"until 24:30, but 24:00"):
        retime(day(Item("other", 60)), starts=time(23, 30))


def test_day_may_end_at_midnight():
    assert times(retime(day(Item("other", 30)), starts=time(23, 30))) == ["23:30-00:00"]


def test_item_cannot_be_given_no_time():
    with pytest.raises(NoTime):
        retime(PLAN, stretched={0: 0})


@pytest.mark.parametrize("place", [-1, 5])
def test_item_that_is_not_there_is_refused(place):
    with pytest.raises(NoSuchItem):
        retime(PLAN, stretched={place: 10})
    with pytest.raises(NoSuchItem):
        move(PLAN, place, to=0)
    with pytest.raises(NoSuchItem):
        move(PLAN, 0, to=place)


def test_moving_an_item_closes_the_gap():
    moved = move(PLAN, 4, to=0)
    assert [item.minutes for item in moved.items] == [30, 90, 15, 60, 60]
    assert times(moved)[:2] == ["09:00-09:30", "09:30-11:00"]


def test_move_before_a_fixed_start_that_no_longer_fits_is_refused():
    long = replace(PLAN, items=(*PLAN.items[:4], Item("other", 46)))
    with pytest.raises(DoesNotFit):
        move(long, 4, to=0)


@settings(deadline=None, max_examples=80)
@given(ITEMS, st.integers(0, 600))
def test_without_fixed_starts_a_day_has_no_gaps_and_keeps_its_lengths(items, start):
    slots = timetable(day(*items, starts=clock(start)))
    assert slots[0].start == start
    assert all(a.end == b.start for a, b in itertools.pairwise(slots))
    assert slots[-1].end - start == sum(item.minutes for item in items)


@settings(deadline=None, max_examples=80)
@given(ITEMS, st.data())
def test_moving_there_and_back_changes_nothing(items, data):
    plan = day(*items, starts=time(0))
    assume(sum(item.minutes for item in items) <= 24 * 60)
    places = st.integers(0, len(items) - 1)
    here, there = data.draw(places), data.draw(places)
    assert move(move(plan, here, to=there), there, to=here) == plan


def minute_by_minute(plan: Day) -> list[int]:
    """The slow, obvious version: walk every minute of the day, with rest under 10 as work."""
    rest: list[bool] = []
    for slot in timetable(plan):
        start = minute_of(plan.starts) + len(rest)
        rest += [slot.start - start >= 10] * (slot.start - start)
        pause = slot.item.kind in ("break", "meal") and slot.item.minutes >= 10
        rest += [pause] * slot.item.minutes
    runs = "".join("." if each else "w" for each in rest).split(".")
    return [len(run) for run in runs if len(run) > 90]


@settings(deadline=None, max_examples=150)
@given(ITEMS, st.one_of(st.none(), st.integers(0, 300)))
def test_pauses_owed_agree_with_walking_every_minute(items, fixed):
    if fixed is not None:
        items[-1] = replace(items[-1], at=clock(fixed))
    plan = day(*items, starts=time(0))
    assert [each.minutes for each in pauses_owed(plan, {})] == minute_by_minute(plan)


def test_ninety_minutes_need_no_pause_and_ninety_one_do():
    assert pauses_owed(day(Item("other", 90), Item("break", 10), Item("other", 90)), {}) == ()
    assert [s.place for s in pauses_owed(day(Item("other", 91)), {})] == [0]


def test_break_of_nine_minutes_is_no_pause():
    assert (
        pauses_owed(day(Item("other", 80), Item("break", 9), Item("other", 10)), {})[0].minutes
        == 99
    )
