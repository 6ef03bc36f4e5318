"""The composed group is the best there is, whoever counts."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pools_of_nominees import allowed, assembly, person, pools, questions, rule_sets, total

from thousandfold_core.selection import (
    Apart,
    AtMostPerOrganisation,
    Must,
    MustNot,
    Person,
    Pool,
    RulesContradict,
    Size,
    Target,
    Together,
    check,
    compose,
)
from thousandfold_core.selection.clauses import PersonNotInPool


def same_as_looking_at_every_group(pool, rules):
    groups = allowed(pool, rules)
    if not groups:
        with pytest.raises(RulesContradict):
            compose(pool, rules, seed=1)
        return
    cohort = compose(pool, rules, seed=1)
    assert cohort.proved_optimal
    assert cohort.total == total(cohort) == max(map(total, groups))
    assert not check(cohort, rules)


@settings(deadline=None, max_examples=40)
@given(questions(most=8))
def test_compose_agrees_with_looking_at_every_group(question):
    same_as_looking_at_every_group(*question)


@settings(deadline=None, max_examples=5)
@given(questions(most=12))
def test_compose_agrees_with_looking_at_every_group_of_twelve(question):
    same_as_looking_at_every_group(*question)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_order_of_rows_and_rules_changes_nothing(data):
    pool = data.draw(pools(8))
    rules = data.draw(rule_sets(pool))
    shuffled = Pool(data.draw(st.permutations(pool.people)))
    reordered = data.draw(st.permutations(rules))
    assert answer(pool, rules) == answer(shuffled, reordered)


@settings(deadline=None, max_examples=25)
@given(questions(most=8))
def test_renaming_values_changes_nothing(question):
    pool, rules = question
    names = {"labour": "zeta", "faith": "alpha", "community": "mid", "inside": "z", "outside": "a"}
    renamed = Pool(
        Person(one.id, frozenset((f, names[v]) for f, v in one.groups), one.score, one.organisation)
        for one in pool
    )
    new_rules = [
        Target(rule.feature, names[rule.value], rule.minimum, rule.maximum)
        if isinstance(rule, Target)
        else rule
        for rule in rules
    ]
    assert answer(pool, rules) == answer(renamed, new_rules)


def answer(pool, rules):
    try:
        return compose(pool, rules, seed="draw").ids
    except RulesContradict:
        return None


@pytest.mark.parametrize("seed", range(4))
def test_a_pool_like_a_published_one_is_composed_within_all_quotas(seed):
    pool, rules = assembly(seed)
    cohort = compose(pool, rules, seed=seed)
    assert cohort.proved_optimal
    assert not check(cohort, rules)
    assert len(cohort) == 22


def test_the_seed_decides_among_equal_groups():
    pool = Pool(Person(f"p{at}") for at in range(30))
    drawn = {compose(pool, [Size(3, 3)], seed=seed).ids for seed in range(12)}
    assert len(drawn) > 6


def test_the_same_seed_draws_the_same_group():
    pool, rules = assembly(5)
    assert compose(pool, rules, seed=9).ids == compose(pool, rules, seed=9).ids


def test_sixths_are_added_exactly():
    people = [Person("a", score=Fraction(1, 6)), Person("b", score=Fraction(1, 3))]
    cohort = compose(Pool(people), [Size(2, 2)], seed=0)
    assert cohort.total == Fraction(1, 2)


def test_a_difference_of_one_thousandth_decides():
    people = [Person("a", score=Fraction("4.001")), Person("b", score=4)]
    assert compose(Pool(people), [Size(1, 1)], seed=0).ids == ("a",)


def test_people_without_a_score_are_mentioned():
    cohort = compose(Pool([Person("a"), Person("b", score=2)]), [Size(1, 2)], seed=0)
    assert [note.code for note in cohort.notes] == ["unscored-as-zero"]


def test_scores_too_fine_to_compare_exactly_are_mentioned():
    people = [Person(f"p{at}", score=Fraction(1, 3) + Fraction(at, 10**15)) for at in range(3)]
    cohort = compose(Pool(people), [Size(1, 1)], seed=0)
    assert [note.code for note in cohort.notes] == ["scores-stepped"]


def test_a_person_in_two_groups_counts_in_both():
    both = person("both", "sector:faith", "sector:labour")
    others = [person(name, score=9) for name in ("x", "y")]
    rules = [Size(2, 2), Target("sector", "faith", 1), Target("sector", "labour", 1)]
    assert "both" in compose(Pool([both, *others]), rules, seed=0).ids


def test_bounds_without_room_are_listed():
    pool = Pool([person("a", "side:inside", score=1), person("b", "side:inside"), person("c")])
    cohort = compose(pool, [Size(2, 2), Target("side", "inside", 0, 1)], seed=0)
    assert "At most 1 with side: inside." in [str(clause.say()) for clause in cohort.at_limit]


def test_a_rule_about_a_stranger_is_refused():
    with pytest.raises(PersonNotInPool, match="nobody"):
        compose(Pool([Person("a")]), [Size(1, 1), Must("nobody")], seed=0)


FOUR = Pool(person(name, score=at, organisation="Temple") for at, name in enumerate("abcd"))


@pytest.mark.parametrize(
    ("rule", "best"),
    [
        (Must("a"), "ad"),
        (MustNot("d"), "bc"),
        (Apart(("c", "d")), "bd"),
        (Together(("b", "d")), "bd"),
        (AtMostPerOrganisation(2), "cd"),
        (AtMostPerOrganisation(1, (("Temple", 2),)), "cd"),
    ],
)
def test_each_kind_of_rule_is_kept(rule, best):
    assert compose(FOUR, [Size(2, 2), rule], seed=0).ids == tuple(best)
