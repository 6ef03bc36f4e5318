"""Held seats and how far they are from each threshold."""

from datetime import date
from fractions import Fraction

import pytest

from thousandfold_core.bodies.seats import Body, NoSuchSeat, OtherSeats, Seat, share
from thousandfold_core.bodies.thresholds import Base, Threshold, majority, two_thirds

TODAY = date(2026, 3, 7)
OAKLAND = Body(
    "Oakland City Council",
    tuple(Seat(str(n)) for n in range(1, 8)),
    thresholds=(majority(tie_break="mayor"), two_thirds()),
    others=(OtherSeats("at-large", 1),),
)


def test_oakland_with_three_of_eight_seats_lacks_two_for_five():
    found = share(OAKLAND, {"1", "2", "3"}, TODAY)
    assert (found.held, found.size) == (3, 8)
    assert [(d.needed, d.missing, d.met) for d in found.distances] == [(5, 2, False), (6, 3, False)]


def test_a_seat_at_large_counts_too():
    assert share(OAKLAND, {"1", "2", "3", "4"}, TODAY, others_held=1).distances[0].met is True


def test_a_seat_beyond_the_districts_is_called_by_its_kind():
    assert OAKLAND.places[-1] == Seat("at-large", "at-large")
    assert share(OAKLAND, {"at-large"}, TODAY).held == 1


def test_several_seats_of_a_kind_are_numbered():
    body = Body("Nashville", (Seat("1"),), others=(OtherSeats("at-large", 2),))
    assert [one.number for one in body.places] == ["1", "at-large 1", "at-large 2"]
    assert body.size == 3


def test_more_seats_than_needed_are_not_a_negative_distance():
    assert share(OAKLAND, set("1234567"), TODAY).distances[0].missing == 0


def test_a_rule_no_longer_in_force_is_left_out():
    old = majority(effective_until=date(2020, 1, 1))
    assert share(Body("B", (Seat("1"),), (old,)), [], TODAY).distances == ()


def test_nothing_rests_on_a_whole_that_nobody_has_checked():
    body = Body("B", (Seat("1"), Seat("2")), (two_thirds(),), whole_size_known=False)
    (distance,) = share(body, ["1"], TODAY).distances
    assert (distance.needed, distance.missing, distance.met) == (None, None, None)


def test_a_fixed_count_needs_no_whole():
    rule = Threshold(Base.WHOLE, count=6)
    body = Body("B", (Seat("1"), Seat("2")), (rule,), whole_size_known=False)
    assert share(body, ["1"], TODAY).distances[0].missing == 5


def test_weights_are_not_guessed_from_seats():
    rule = Threshold(Base.WEIGHTED, Fraction(1, 2))
    assert share(Body("B", (Seat("1"),), (rule,)), ["1"], TODAY).distances[0].needed is None


def test_a_seat_of_another_body_is_refused():
    with pytest.raises(NoSuchSeat, match="Oakland City Council has no seat “9”"):
        share(OAKLAND, {"9"}, TODAY)


def test_more_seats_beyond_the_districts_than_there_are_is_refused():
    with pytest.raises(NoSuchSeat):
        share(OAKLAND, [], TODAY, others_held=2)


def test_holding_a_seat_twice_is_holding_it_once():
    assert share(OAKLAND, ["1", "1"], TODAY).held == 1
