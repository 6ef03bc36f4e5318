"""Exact tests against published figures and against counting everything."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.values.fisher import fisher, holm


def test_the_lady_tasting_tea_all_eight_cups_right():
    # Fisher 1935, The Design of Experiments, chapter 2: 1 in 70.
    assert fisher(4, 0, 0, 4, "greater") == Fraction(1, 70)


def test_the_lady_tasting_tea_three_of_four_right():
    assert fisher(3, 1, 1, 3, "greater") == Fraction(17, 70)
    assert fisher(3, 1, 1, 3, "both") == Fraction(17, 35)


def test_an_empty_table_says_nothing():
    assert fisher(0, 0, 0, 0) == 1


small = st.integers(0, 3)


@settings(max_examples=60, deadline=None)
@given(small, small, small, small)
def test_it_agrees_with_dealing_the_column_in_every_possible_way(a, b, c, d):
    row, column, total = a + b, a + c, a + b + c + d
    deals = [sum(i < row for i in deal) for deal in combinations(range(total), column)]
    ways = {x: deals.count(x) for x in deals}
    assert fisher(a, b, c, d, "less") == Fraction(sum(x <= a for x in deals), len(deals))
    assert fisher(a, b, c, d, "greater") == Fraction(sum(x >= a for x in deals), len(deals))
    assert fisher(a, b, c, d, "both") == Fraction(
        sum(ways[x] <= ways[a] for x in deals), len(deals)
    )


@settings(max_examples=40, deadline=None)
@given(small, small, small, small)
def test_turning_the_table_over_changes_nothing(a, b, c, d):
    assert fisher(a, b, c, d, "less") == fisher(a, c, b, d, "less") == fisher(b, a, d, c, "greater")


def test_holm_on_four_p_values():
    # .005 x 4, .01 x 3, then .03 x 2 = .06, which .04 x 1 may not fall below.
    p = [Fraction(n, 1000) for n in (10, 40, 30, 5)]
    assert holm(p) == [Fraction(n, 1000) for n in (30, 60, 60, 20)]


def test_holm_never_goes_above_one():
    assert holm([Fraction(1, 2), Fraction(3, 4)]) == [1, 1]
