"""Drop-outs, held against looking at every group."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pools_of_nominees import allowed, person, questions, total

from thousandfold_core.selection import (
    Must,
    Person,
    Pool,
    Size,
    Target,
    alternates,
    check,
    compose,
    replace_missing,
)
from thousandfold_core.selection.clauses import PersonNotInPool


def standing(rules, gone):
    """The rules, but for promises to those who are gone."""
    return [rule for rule in rules if not (isinstance(rule, Must) and rule.id in gone)]


@settings(deadline=None, max_examples=25)
@given(questions(most=7), st.integers(0, 6))
def test_the_completion_is_the_best_that_keeps_everyone_who_stays(question, which):
    pool, rules = question
    assume(allowed(pool, rules))
    cohort = compose(pool, rules, seed=1)
    assume(cohort.ids)
    gone = cohort.ids[which % len(cohort)]
    stay, left = set(cohort.ids) - {gone}, standing(rules, [gone])
    groups = [
        group
        for group in allowed(pool, left)
        if stay <= {one.id for one in group} and pool[gone] not in group
    ]
    found = replace_missing(pool, rules, cohort.ids, [gone], seed=1)
    if groups:
        assert found.cohort.total == max(map(total, groups))
        assert found.cohort.people in groups
        assert set(found.joins) == set(found.cohort.ids) - stay
    else:
        assert found.cohort is None
        repaired = found.repairs[0].apply(left)
        assert any(
            stay <= {one.id for one in group} and pool[gone] not in group
            for group in allowed(pool, repaired)
        )


@settings(deadline=None, max_examples=25)
@given(questions(most=7))
def test_an_alternate_can_take_exactly_the_places_it_is_listed_for(question):
    pool, rules = question
    assume(allowed(pool, rules))
    cohort = compose(pool, rules, seed=1)
    ready = alternates(pool, rules, cohort, seed=1, most=99)
    outside = pool.everyone - set(cohort.ids)
    fits = {
        comes: {goes for goes in cohort.ids if not broken(pool, rules, cohort, comes, goes)}
        for comes in outside
    }
    assert {one: set(places) for one, places in ready.covers.items()} == {
        one: places for one, places in fits.items() if places
    }
    assert set(ready.unsafe) == set(cohort.ids) - set().union(*fits.values())


def broken(pool, rules, cohort, comes, goes):
    group = [pool[one] for one in (set(cohort.ids) - {goes}) | {comes}]
    return check(group, standing(rules, [goes]))


def test_the_first_alternate_covers_most_places():
    people = [person("f1", "sector:faith", score=9), person("l1", "sector:labour", score=9)]
    people += [person("both", "sector:faith", "sector:labour", score=1)]
    people += [person("f2", "sector:faith", score=5)]
    rules = [Size(2, 2), Target("sector", "faith", 1), Target("sector", "labour", 1)]
    ready = alternates(Pool(people), rules, compose(Pool(people), rules, seed=0), seed=0)
    assert ready.order == ("both", "f2")
    assert ready.covers == {"both": ("f1", "l1"), "f2": ("f1",)}


def test_leaving_the_place_empty_is_offered_when_nobody_is_left():
    pool = Pool([Person("a"), Person("b")])
    found = replace_missing(pool, [Size(2, 2)], ["a", "b"], ["b"], seed=0)
    assert str(found.say()).startswith("Nobody can step in")
    assert str(found.repairs[0].changes[0].say()) == "Accept 1 instead of 2 people in all."


def test_a_range_of_sizes_may_need_nobody_new():
    pool = Pool([Person("a", score=1), Person("b", score=1), Person("c", score=-1)])
    found = replace_missing(pool, [Size(1, 2)], ["a", "b"], ["b"], seed=0)
    assert found.say().code == "complete-without"


def test_someone_who_steps_in_is_named():
    pool = Pool([Person("a"), Person("b"), Person("c")])
    found = replace_missing(pool, [Size(2, 2)], ["a", "b"], ["b"], seed=0)
    assert str(found.say()) == "c can step in; everyone else stays."


def test_a_stranger_cannot_drop_out():
    with pytest.raises(PersonNotInPool):
        replace_missing(Pool([Person("a")]), [Size(1, 1)], ["a"], ["nobody"], seed=0)
