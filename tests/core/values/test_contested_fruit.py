"""What is contested, what pulls apart, and who may not be singled out."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from rooms_of_voters import ballots_of, cells

from thousandfold_core.values.ballot_box import collect, from_table
from thousandfold_core.values.ballots import Ballot, LeavesOut, Vote
from thousandfold_core.values.contested import (
    ConflictKind,
    DeclaredConflict,
    conflicting_pairs,
    contested_fruit,
    worth_asking,
)
from thousandfold_core.values.fisher import fisher, holm
from thousandfold_core.values.showing import alone_on, lonely_fruit, may_be_shown


def column(*votes):
    """One statement "s" with these votes, by a, b, c ..."""
    people = [chr(ord("a") + i) for i in range(len(votes))]
    return from_table(people, ["s"], [[vote] for vote in votes])


@pytest.mark.parametrize(
    ("votes", "contested"),
    [([1, 1, 1, -1, -1, -1], True), ([1] * 9 + [-1] * 2, False), ([1, 1, -1, -1, -1, 0], False)],
)
def test_three_on_both_sides_make_a_fruit_contested(votes, contested):
    assert bool(contested_fruit(column(*votes))) is contested


@pytest.mark.parametrize(("settled", "still_open"), [(False, 1), (True, 0)])
def test_one_flag_is_enough_and_stays_visible_when_settled(settled, still_open):
    flag = LeavesOut("night shift", settled)
    ballots = collect(["a", "b"], ["s"], [Ballot("a", "s", Vote.AGREE, flag)])
    (fruit,) = contested_fruit(ballots)
    assert (fruit.flags, fruit.open_flags) == (1, still_open)


def opposed(people=16):
    """Half say yes to s and no to t, half the other way round; all agree on u."""
    half = people // 2
    rows = [[1, -1, 1]] * half + [[-1, 1, 1]] * (people - half)
    return from_table([f"p{i}" for i in range(people)], ["s", "t", "u"], rows)


def test_a_perfect_opposition_of_sixteen_is_worth_asking_about():
    (pair,) = conflicting_pairs(opposed())
    assert (pair.first, pair.second, pair.declared) == ("s", "t", False)
    assert pair.p == Fraction(1, 12870)  # 1 / (16 choose 8), the only pair that can differ


def test_six_people_are_too_few_to_be_worth_asking_after_one_slip():
    rows = [[1, -1]] * 3 + [[-1, 1]] * 2 + [[1, 1]]
    assert worth_asking(from_table(list("abcdef"), ["s", "t"], rows)) == []


def test_two_fruit_that_the_same_people_like_do_not_conflict():
    rows = [[1, 1]] * 8 + [[-1, -1]] * 8
    assert worth_asking(from_table([f"p{i}" for i in range(16)], ["s", "t"], rows)) == []


def declare(first, second, by="p0", kind=ConflictKind.TIMING):
    return DeclaredConflict(first, second, by, kind)


def test_declared_pairs_come_first_and_are_not_repeated():
    pairs = conflicting_pairs(opposed(), [declare("t", "s"), declare("u", "t", "p1")])
    assert [(p.first, p.second, p.declared) for p in pairs] == [("s", "t", True), ("t", "u", True)]


def test_several_kinds_for_one_pair_are_kept():
    both = [declare("s", "t"), declare("t", "s", "p3", ConflictKind.METHOD)]
    (pair,) = conflicting_pairs(opposed(), both)
    assert pair.kinds == {ConflictKind.TIMING, ConflictKind.METHOD}


def test_who_declared_a_conflict_is_not_carried_on():
    (pair, *_) = conflicting_pairs(opposed(), [declare("s", "t", by="p5")])
    assert "p5" not in repr(pair)


def test_a_declaration_leaves_with_the_person_and_with_the_statement():
    declared = [declare("t", "u")]
    assert conflicting_pairs(opposed().without_statement("u"), declared)[0].declared is False
    assert conflicting_pairs(opposed().without_person("p0"), declared)[0].declared is False


@settings(max_examples=40, deadline=None)
@given(cells(least_people=4))
def test_worth_asking_agrees_with_testing_every_pair_plainly(table):
    ballots = ballots_of(table)
    tested = {}
    for s, t in combinations(sorted(ballots.statements), 2):
        pairs = [(ballots.vote(p, s), ballots.vote(p, t)) for p in ballots.people]
        counts = [pairs.count(c) for c in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
        a, b, c, d = counts
        if all((a + b, c + d, a + c, b + d)):
            tested[s, t] = fisher(a, b, c, d, "less")
    corrected = dict(zip(tested, holm(list(tested.values())), strict=True))
    plainly = {pair: p for pair, p in corrected.items() if p <= Fraction(1, 20)}
    assert {(p.first, p.second): p.p for p in worth_asking(ballots)} == plainly


@pytest.mark.parametrize(
    ("votes", "alone"),
    [
        ([1, 1, 1, -1], {"d"}),
        ([-1, -1, -1, 1], {"d"}),
        ([1, 1, -1, -1], set()),
        ([1, 1, 1, 0], set()),
        ([1, 1, 1, None], set()),
        ([1, -1, 0, 0], {"a", "b"}),
        ([1, 0, 0, 0], {"a"}),
    ],
)
def test_the_one_who_stands_alone_is_found(votes, alone):
    assert alone_on(column(*votes), "s") == alone


def test_a_statement_with_one_dissenter_is_shown_only_when_that_person_agrees():
    ballots = column(1, 1, 1, -1)
    assert not may_be_shown(ballots, "s")
    assert not may_be_shown(ballots, "s", consenting=["a", "b", "c"])
    assert may_be_shown(ballots, "s", consenting=["d"])


def test_the_only_open_flag_stands_alone_even_beside_a_yes():
    ballots = collect(
        list("abc"),
        ["s"],
        [
            Ballot("a", "s", Vote.AGREE, LeavesOut()),
            Ballot("b", "s", Vote.AGREE),
            Ballot("c", "s", Vote.AGREE),
        ],
    )
    assert alone_on(ballots, "s") == {"a"}


def test_lonely_fruit_is_told_to_its_supporter_only():
    ballots = from_table(["a", "b"], ["s", "t"], [[1, 1], [0, 1]])
    assert lonely_fruit(ballots, "a") == ["s"]
    assert lonely_fruit(ballots, "b") == []


@settings(max_examples=60, deadline=None)
@given(cells())
def test_a_shown_statement_never_has_exactly_one_person_on_a_side(table):
    ballots = ballots_of(table)
    for statement in ballots.statements:
        tally = ballots.tally(statement)
        if may_be_shown(ballots, statement):
            assert 1 not in (len(tally.agree), len(tally.disagree))
