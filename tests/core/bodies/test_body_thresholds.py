"""How many ayes it takes, on rules that real bodies have."""

from datetime import date
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.bodies.roll_call import Result, RollCall, decide
from thousandfold_core.bodies.thresholds import (
    Base,
    BaseUnknown,
    Decision,
    Silence,
    Threshold,
    ThresholdUnclear,
    majority,
    needed,
    two_thirds,
)


@pytest.mark.parametrize(
    ("size", "half", "thirds"),
    [
        (5, 3, 4),
        (7, 4, 5),
        (8, 5, 6),
        (9, 5, 6),
        (11, 6, 8),
        (13, 7, 9),
        (30, 16, 20),
        (40, 21, 27),
    ],
)
def test_majority_and_two_thirds_of_the_whole(size, half, thirds):
    # Sizes of real city and county bodies.
    assert needed(majority(), size=size) == half
    assert needed(two_thirds(), size=size) == thirds


def test_exactly_half_is_not_more_than_half_but_meets_at_least_half():
    assert needed(Threshold(Base.WHOLE, Fraction(1, 2)), size=8) == 5
    assert needed(Threshold(Base.WHOLE, Fraction(1, 2), inclusive=True), size=8) == 4


@pytest.mark.parametrize(
    ("base", "number"),
    [(Base.WHOLE, 5), (Base.SEATED, 4), (Base.PRESENT, 3), (Base.VOTING, 2), (Base.WEIGHTED, 51)],
)
def test_each_base_takes_its_own_number(base, number):
    counts = {"size": 9, "seated": 7, "present": 5, "voting": 3, "weight": 100}
    assert needed(majority(base), **counts) == number


def test_a_missing_base_is_asked_for():
    with pytest.raises(BaseUnknown, match="how many are present"):
        needed(majority(Base.PRESENT), size=9)


@pytest.mark.parametrize(
    "given_", [{}, {"fraction": Fraction(1, 2), "count": 5}], ids=["neither", "both"]
)
def test_a_threshold_has_a_fraction_or_a_count_and_not_both(given_):
    with pytest.raises(ThresholdUnclear):
        Threshold(Base.WHOLE, **given_)


def test_nashville_26_of_40_fail_an_override_and_27_pass():
    override = two_thirds(decisions=frozenset({Decision.OVERRIDE}))
    assert decide(override, RollCall(26, 14)).result is Result.FAILED
    assert decide(override, RollCall(27, 13)).result is Result.PASSED


OAKLAND = majority(tie_break="mayor", abstentions=Silence.NO, absences=Silence.NO)


def test_oakland_four_to_four_goes_to_the_mayor():
    verdict = decide(OAKLAND, RollCall(4, 4))
    assert (verdict.result, verdict.needed, verdict.tie_break) == (Result.TIE, 5, "mayor")


@pytest.mark.parametrize("call", [RollCall(4, 3, absent=1), RollCall(4, 2, abstaining=1, absent=1)])
def test_where_silence_counts_as_no_it_can_make_a_tie(call):
    assert decide(OAKLAND, call).result is Result.TIE
    ignoring = majority(tie_break="mayor")
    assert decide(ignoring, call).result is Result.FAILED


def test_a_tie_that_nobody_may_break_fails():
    assert decide(majority(), RollCall(4, 4)).result is Result.FAILED


def test_a_tie_is_not_broken_where_one_more_vote_would_not_do():
    assert decide(two_thirds(tie_break="mayor"), RollCall(4, 4)).result is Result.FAILED


def test_portland_six_to_six_is_a_tie_and_five_to_six_with_one_away_fails():
    # City of Portland, votes of 22 July and 16 September 2026: twelve members, ties to the mayor.
    rule = majority(tie_break="mayor")
    assert decide(rule, RollCall(6, 6)).result is Result.TIE
    assert decide(rule, RollCall(5, 6, absent=1)).result is Result.FAILED


def test_ann_arbor_eight_of_eleven_amend_the_budget():
    rule = Threshold(Base.WHOLE, count=8, decisions=frozenset({Decision.BUDGET_AMENDMENT}))
    assert decide(rule, RollCall(7, 4)).result is Result.FAILED
    assert decide(rule, RollCall(8, 3)).result is Result.PASSED


def test_hudson_1381_weighted_ayes_pass_where_1350_are_needed():
    rule = Threshold(Base.WEIGHTED, count=1350, decisions=frozenset({Decision.OVERRIDE}))
    assert decide(rule, RollCall(ayes=1381, noes=640)).result is Result.PASSED
    assert decide(rule, RollCall(ayes=1349, noes=672)).result is Result.FAILED


def test_two_thirds_of_all_weight_count_vacant_weight_too():
    assert decide(two_thirds(Base.WEIGHTED), RollCall(66, 30, vacant=4)).needed == 67


def test_a_vacant_seat_counts_in_the_whole_and_not_among_the_seated():
    call = RollCall(4, 3, vacant=2)
    assert decide(majority(Base.WHOLE), call).needed == 5
    assert decide(majority(Base.SEATED), call).needed == 4


def test_an_abstention_leaves_those_voting_unless_it_counts_as_no():
    call = RollCall(3, 2, abstaining=2)
    assert decide(majority(Base.VOTING), call).result is Result.PASSED
    strict = majority(Base.VOTING, abstentions=Silence.NO)
    assert decide(strict, call).result is Result.FAILED


def test_an_abstention_stays_in_the_room():
    assert decide(majority(Base.PRESENT), RollCall(3, 2, abstaining=2)).result is Result.FAILED


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2019-12-31", False), ("2020-01-01", True), ("2022-06-30", True), ("2022-07-01", False)],
)
def test_a_rule_holds_from_its_first_day_to_its_last(day, holds):
    rule = majority(effective_from=date(2020, 1, 1), effective_until=date(2022, 6, 30))
    assert rule.in_force(date.fromisoformat(day)) is holds


def test_a_rule_without_dates_always_holds():
    assert majority().in_force(date(1900, 1, 1))


fractions = st.fractions(Fraction(1, 10), Fraction(1), max_denominator=12)


@settings(max_examples=100, deadline=None)
@given(fractions, st.integers(0, 60), st.booleans())
def test_needed_is_the_first_count_that_meets_the_rule(fraction, size, inclusive):
    rule = Threshold(Base.WHOLE, fraction, inclusive=inclusive)
    meets = (lambda n: n >= fraction * size) if inclusive else (lambda n: n > fraction * size)
    assert needed(rule, size=size) == next(n for n in range(size + 2) if meets(n))
    assert needed(rule, size=size) >= ceil(fraction * size)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(list(Base)),
    fractions,
    st.booleans(),
    st.tuples(*[st.integers(0, 6)] * 4),
)
def test_turning_a_no_into_an_aye_never_hurts(base, fraction, inclusive, counts):
    ayes, noes, abstaining, absent = counts
    rule = Threshold(base, fraction, inclusive=inclusive, tie_break="mayor")
    order = [Result.FAILED, Result.TIE, Result.PASSED]
    before = decide(rule, RollCall(ayes, noes + 1, abstaining, absent)).result
    after = decide(rule, RollCall(ayes + 1, noes, abstaining, absent)).result
    assert order.index(after) >= order.index(before)
