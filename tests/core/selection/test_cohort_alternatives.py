"""Other groups nearly as good, held against looking at every group."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from pools_of_nominees import allowed, person, questions, total

from thousandfold_core.selection import Person, Pool, Size, Target, alternatives, check, compose
from thousandfold_core.selection.alternatives import BandOutside

BAND = Fraction(1, 5)


def missing(cohort, group) -> int:
    return len(set(cohort.ids) - {one.id for one in group})


@settings(deadline=None, max_examples=15)
@given(questions(most=7))
def test_each_alternative_is_the_best_left_inside_the_band(question):
    pool, rules = question
    groups = allowed(pool, rules)
    assume(groups)
    cohort = compose(pool, rules, seed=1)
    shown = [cohort]
    found = alternatives(pool, rules, cohort, seed=1, most=3, band=BAND, distance=1)
    floor = cohort.total - BAND * abs(cohort.total)
    for other in found:
        left = [g for g in groups if total(g) >= floor and all(missing(s, g) for s in shown)]
        assert other.cohort.total == max(map(total, left))
        assert other.cohort.people in left
        shown.append(other.cohort)
    if len(found) < 3:
        assert not [g for g in groups if total(g) >= floor and all(missing(s, g) for s in shown)]


def test_alternatives_keep_their_distance_from_each_other():
    pool = Pool(Person(f"p{at}") for at in range(12))
    cohort = compose(pool, [Size(6, 6)], seed=0)
    found = alternatives(pool, [Size(6, 6)], cohort, seed=0, distance=3)
    groups = [cohort, *(other.cohort for other in found)]
    assert len(found) == 4
    assert all(missing(one, two) >= 3 for one in groups for two in groups if one is not two)


def test_an_alternative_says_what_it_trades():
    pool = Pool(
        [person("a", "sector:faith", score=2), person("b", "sector:labour", score=1), Person("c")]
    )
    rules = [Size(1, 1), Target("sector", "faith"), Target("sector", "labour")]
    cohort = compose(pool, rules, seed=0)
    (other,) = alternatives(pool, rules, cohort, seed=0, most=1, band=Fraction(1, 2))
    assert (other.joins, other.leaves, other.cost) == (("b",), ("a",), 1)
    assert [str(said) for said in other.trades] == [
        "The total score is 1 lower.",
        "1 fewer with sector: faith.",
        "1 more with sector: labour.",
    ]
    assert not check(other.cohort, rules)


def test_a_band_of_more_than_everything_is_refused():
    pool = Pool([Person("a")])
    cohort = compose(pool, [Size(1, 1)], seed=0)
    with pytest.raises(BandOutside):
        alternatives(pool, [Size(1, 1)], cohort, seed=0, band=Fraction(2))
