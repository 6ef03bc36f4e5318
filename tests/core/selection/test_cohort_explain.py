"""Reasons, held against looking at every group."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from pools_of_nominees import allowed, assembly, every_group, person, questions, total

from thousandfold_core.selection import (
    Cohort,
    Must,
    Person,
    Pool,
    Size,
    Target,
    Together,
    check,
    compose,
    explain,
    why,
)
from thousandfold_core.selection.clauses import PersonNotInPool


@settings(deadline=None, max_examples=25)
@given(questions(most=7))
def test_the_cost_of_turning_a_person_round_is_exact(question):
    pool, rules = question
    groups = allowed(pool, rules)
    assume(groups)
    cohort = compose(pool, rules, seed=1)
    for one, reason in why(pool, rules, cohort).items():
        inside = one in cohort.ids
        turned = [group for group in groups if (pool[one] in group) != inside]
        assert reason.chosen == inside
        assert reason.cost == (cohort.total - max(map(total, turned)) if turned else None)


@settings(deadline=None, max_examples=25)
@given(questions(most=7))
def test_who_leaves_and_joins_makes_another_group_within_the_rules(question):
    pool, rules = question
    assume(allowed(pool, rules))
    cohort = compose(pool, rules, seed=1)
    for one, reason in why(pool, rules, cohort).items():
        if reason.cost is not None:
            ids = set(cohort.ids) - set(reason.leaves) | set(reason.joins)
            other = [pool[each] for each in ids]
            assert (one in ids) != reason.chosen
            assert not check(other, rules)
            assert cohort.total - total(other) == reason.cost


@settings(deadline=None, max_examples=25)
@given(questions(most=7))
def test_what_blocks_a_person_clashes_and_none_of_it_can_be_left_out(question):
    pool, rules = question
    assume(allowed(pool, rules))
    for one, reason in why(pool, rules, compose(pool, rules, seed=1)).items():
        groups = [g for g in every_group(pool) if (pool[one] in g) != reason.chosen]
        if reason.cost is None:
            assert not kept_by_some(groups, reason.blocked_by)
            for clause in reason.blocked_by:
                rest = [other for other in reason.blocked_by if other != clause]
                assert kept_by_some(groups, rest)


def kept_by_some(groups, clauses) -> bool:
    ids = [[one.id for one in group] for group in groups]
    return any(not any(clause.broken_by(group) for clause in clauses) for group in ids)


UNION = [person(f"u{at}", "sector:union", score=at) for at in (1, 2)]
FAITH = [person(f"f{at}", "sector:faith", score=10 + at) for at in (1, 2, 3)]
BALANCE = [Size(3, 3), Target("sector", "union", 2)]


def test_a_person_kept_out_by_a_balance_hears_which_seat_would_be_short():
    pool = Pool([*UNION, *FAITH])
    reason = explain(pool, [Size(3, 3), Target("sector", "union", 1)], compose_one(pool), "f1")
    assert str(reason) == (
        "f1 is not in: the best total with this person is 1 lower. f2 would leave. "
        "Take this person in place of u2, who has the lower score: "
        "That leaves one person too few with sector: union."
    )


def compose_one(pool):
    return compose(pool, [Size(3, 3), Target("sector", "union", 1)], seed=0)


def test_a_person_kept_out_by_scores_hears_that():
    pool = Pool([*UNION, *FAITH])
    reason = explain(pool, BALANCE, compose(pool, BALANCE, seed=0), "f2")
    assert reason.leaves == ("f3",)
    assert reason.cost == 1


def test_a_person_without_whom_the_rules_fail_hears_which():
    pool = Pool([*UNION, *FAITH])
    reason = explain(pool, BALANCE, compose(pool, BALANCE, seed=0), "u1")
    assert [str(said) for said in reason.sentences] == [
        "u1 is in because the rules cannot be met without this person.",
        "At least 2 with sector: union.",
    ]


def test_a_person_who_cannot_be_in_hears_which_rules_clash():
    pool = Pool([Person("a", score=1), Person("b"), Person("c")])
    rules = [Size(2, 2), Must("a"), Together(("b", "c"))]
    reason = explain(Pool([*pool, Person("d")]), rules, compose_with_d(pool, rules), "b")
    assert reason.cost is None
    assert {clause.rule for clause in reason.blocked_by} == set(rules)


def compose_with_d(pool, rules):
    return compose(Pool([*pool, Person("d")]), rules, seed=0)


def test_equal_people_hear_that_the_draw_decided():
    pool = Pool([Person("a", score=1), Person("b", score=1)])
    reasons = why(pool, [Size(1, 1)], compose(pool, [Size(1, 1)], seed=0))
    codes = {reason.sentences[0].code for reason in reasons.values()}
    assert codes == {"in-equal", "out-equal"}


def test_a_group_chosen_against_the_scores_is_explained_as_a_choice():
    low, high = Person("low", score=1), Person("high", score=3)
    chosen = Cohort((low,), Fraction(1), False)
    reason = explain(Pool([low, high]), [Size(1, 1)], chosen, "high")
    assert reason.sentences[0].code == "out-other"
    assert reason.cost == -2


def test_a_stranger_has_no_reason():
    pool = Pool([Person("a")])
    with pytest.raises(PersonNotInPool):
        explain(pool, [Size(1, 1)], compose(pool, [Size(1, 1)], seed=0), "nobody")


def test_everyone_of_a_pool_like_a_published_one_gets_a_sentence():
    pool, rules = assembly(3, size=12, people=40)
    reasons = why(pool, rules, compose(pool, rules, seed=0))
    assert set(reasons) == set(pool.by_id)
    assert all(one in str(reason) for one, reason in reasons.items())
