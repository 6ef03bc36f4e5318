"""When rules cannot be met: what clashes, and what would do."""

import pytest
from hypothesis import assume, given, settings
from pools_of_nominees import allowed, every_group, person, questions

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
    plain_facts,
    repairs,
)
from thousandfold_core.selection.clauses import clauses_of
from thousandfold_core.selection.repair import A_SEAT, TOUCHED


def refusal(pool, rules) -> RulesContradict:
    with pytest.raises(RulesContradict) as caught:
        compose(pool, rules, seed=0)
    return caught.value


def some_group_keeps(pool, clauses) -> bool:
    groups = (tuple(one.id for one in group) for group in every_group(pool))
    return any(not any(clause.broken_by(ids) for clause in clauses) for ids in groups)


@settings(deadline=None, max_examples=25)
@given(questions(most=7, scored=False))
def test_contradictory_clauses_clash_and_none_can_be_left_out(question):
    pool, rules = question
    assume(not allowed(pool, rules))
    clash = refusal(pool, rules).contradiction
    assert clash
    assert not some_group_keeps(pool, clash)
    for clause in clash:
        assert some_group_keeps(pool, [one for one in clash if one != clause])


@settings(deadline=None, max_examples=25)
@given(questions(most=7, scored=False))
def test_every_repair_repairs(question):
    pool, rules = question
    assume(not allowed(pool, rules))
    found = refusal(pool, rules).repairs
    assert found
    for repair in found:
        assert not check(compose(pool, repair.apply(rules), seed=0), repair.apply(rules))


@settings(deadline=None, max_examples=25)
@given(questions(most=7, scored=False))
def test_the_first_repair_is_the_cheapest_of_all(question):
    pool, rules = question
    assume(not allowed(pool, rules))
    clauses = clauses_of(pool, rules)
    assert repairs(pool, rules)[0].cost == min(
        price(clauses, [one.id for one in group]) for group in every_group(pool)
    )


@settings(deadline=None, max_examples=25)
@given(questions(most=7, scored=False))
def test_a_second_repair_is_given_whenever_one_leaves_part_of_the_first_alone(question):
    pool, rules = question
    assume(not allowed(pool, rules))
    clauses, found = clauses_of(pool, rules), repairs(pool, rules)
    first = {change.clause for change in found[0].changes}
    groups = [[one.id for one in group] for group in every_group(pool)]
    others = [ids for ids in groups if not all(clause.broken_by(ids) for clause in first)]
    if others:
        assert found[1].cost == min(price(clauses, ids) for ids in others)
        assert not first <= {change.clause for change in found[1].changes}
    else:
        assert len(found) == 1


def price(clauses, ids) -> int:
    found = 0
    for clause in clauses:
        by = clause.broken_by(ids)
        if by:
            seats = 1 if isinstance(clause.rule, Together) else by
            found += TOUCHED + A_SEAT[type(clause.rule)] * seats
    return found


def test_possible_rules_need_no_change():
    assert [one.changes for one in repairs(Pool([Person("a")]), [Size(1, 1)])] == [()]


def test_two_quotas_that_clash_are_named_and_nothing_else():
    """Spec case: inside >= 7 while government is closed and four other insiders are there."""
    people = [person(f"g{at}", "sector:government", "side:inside") for at in range(6)]
    people += [person(f"i{at}", "side:inside") for at in range(4)]
    people += [person(f"o{at}", "side:outside") for at in range(20)]
    government, inside = Target("sector", "government", 0, 0), Target("side", "inside", 7)
    caught = refusal(Pool(people), [Size(16, 16), government, inside])
    assert {clause.rule for clause in caught.contradiction} == {government, inside}
    said = [[str(change.say()) for change in repair.changes] for repair in caught.repairs[:2]]
    assert sorted(said) == [
        ["Allow 3 instead of 0 with sector: government."],
        ["Ask for 4 instead of 7 with side: inside."],
    ]


def test_a_cap_is_raised_for_one_named_organisation():
    people = [Person(f"p{at}", organisation="AB"[at % 2]) for at in range(6)]
    rules = [Size(5, 5), AtMostPerOrganisation(2)]
    first = repairs(Pool(people), rules)[0]
    assert str(first.changes[0].say()) in {f"Allow 3 instead of 2 from {one}." for one in "AB"}
    assert any(isinstance(rule, AtMostPerOrganisation) for rule in first.apply(rules))
    assert len(compose(Pool(people), first.apply(rules), seed=0)) == 5


def facts(people, *rules):
    return [str(fact) for fact in plain_facts(Pool(people), rules)]


def test_too_few_of_a_group_is_said_first():
    people = [person(f"p{at}", "degree:Doc") for at in range(2)] + [Person("x")]
    assert facts(people, Target("degree", "Doc", 3)) == [
        "You ask for 3 with degree: Doc; only 2 can be chosen."
    ]


def test_people_who_must_not_be_in_do_not_count_as_supply():
    people = [person("a", "degree:Doc"), person("b", "degree:Doc")]
    assert facts(people, Target("degree", "Doc", 2), MustNot("a")) == [
        "You ask for 2 with degree: Doc; only 1 can be chosen."
    ]


def test_too_few_people_for_the_size_is_said():
    assert facts([Person("a")], Size(2, 2)) == ["Only 1 people can be chosen; you ask for 2."]


def test_minimums_above_the_size_are_said():
    people = [person(f"{side}{at}", f"side:{side}") for side in "io" for at in range(3)]
    said = facts(people, Size(4, 4), Target("side", "i", 3), Target("side", "o", 2))
    assert said == ["The minimums for side add up to 5; the group has 4 places."]


def test_minimums_of_groups_that_overlap_are_not_added_up():
    people = [person(f"p{at}", "sector:a", "sector:b") for at in range(3)]
    assert not facts(people, Size(2, 2), Target("sector", "a", 2), Target("sector", "b", 2))


def test_maximums_below_the_size_are_said():
    people = [person(f"{side}{at}", f"side:{side}") for side in "io" for at in range(3)]
    said = facts(people, Size(4, 4), Target("side", "i", 0, 1), Target("side", "o", 0, 2))
    assert said == ["The maximums for side allow 3 people; you ask for 4."]


def test_caps_below_the_size_are_said():
    people = [Person(f"p{at}", organisation="A") for at in range(4)]
    said = facts(people, Size(3, 3), AtMostPerOrganisation(2))
    assert said == ["With the caps on organisations only 2 can be in; you ask for 3."]


def test_a_person_both_required_and_barred_is_said():
    assert facts([Person("a")], Must("a"), MustNot("a")) == ["a must be in and must not be in."]


def test_two_required_people_who_are_apart_are_said():
    said = facts([Person("a"), Person("b")], Must("a"), Must("b"), Apart(("a", "b")))
    assert said == ["a and b must be in, but at most 1 of them may be."]


def test_more_required_people_than_places_are_said():
    said = facts([Person("a"), Person("b")], Must("a"), Must("b"), Size(1, 1))
    assert said == ["2 people must be in; the group has 1 places."]


@settings(deadline=None, max_examples=25)
@given(questions(most=7, scored=False))
def test_a_plain_fact_is_only_said_of_rules_that_clash(question):
    pool, rules = question
    if plain_facts(pool, rules):
        assert not allowed(pool, rules)
