"""A bridge is as strong as its weakest group."""

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms_of_voters import ballots_of, cells

from thousandfold_core.values.ballot_box import collect, from_table
from thousandfold_core.values.ballots import Ballot, LeavesOut, Vote
from thousandfold_core.values.bridging import (
    Group,
    bridges,
    camp_groups,
    groups_from,
    smoothed,
    words,
)


@pytest.mark.parametrize(("sizes", "product"), [((16,), 0.94), ((8, 8), 0.81), ((14, 2), 0.70)])
def test_a_product_over_groups_falls_with_the_split_though_all_agree(sizes, product):
    # Why the worst group is used instead (method row E4, measured).
    assert float(prod(smoothed(n, n) for n in sizes)) == pytest.approx(product, abs=0.005)


def test_smoothing_never_makes_a_few_yeses_certain():
    assert (smoothed(3, 3), smoothed(0, 3), smoothed(0, 0)) == (
        Fraction(4, 5),
        Fraction(1, 5),
        Fraction(1, 2),
    )


SECTORS = {f"p{i}": sector for i, sector in enumerate(["union"] * 4 + ["faith"] * 4 + ["youth"])}


def sector_room():
    """s: all the unions and one of faith; t: two of each; both five yeses of nine."""
    rows = [[1, 1]] * 2 + [[1, -1]] * 2 + [[1, 1]] + [[-1, 1]] + [[-1, -1]] * 2 + [[-1, 1]]
    return from_table([f"p{i}" for i in range(9)], ["s", "t"], rows)


def test_the_statement_with_the_better_worst_group_ranks_first():
    ranked = bridges(sector_room(), groups_from("sector", SECTORS))
    assert [b.statement for b in ranked] == ["t", "s"]
    assert ranked[0].worst_group_support == smoothed(2, 4)
    assert ranked[1].worst_group_support == smoothed(1, 4)
    assert ranked[1].worst.name == "faith"


def test_a_group_of_two_or_fewer_is_not_looked_at():
    assert {g.name for g in groups_from("sector", SECTORS)} == {"union", "faith"}
    small = Group("sector", "youth", frozenset({"p8"}))
    assert bridges(sector_room(), [small])[0].groups == ()


def test_an_open_flag_ranks_behind_everything_without_one():
    flagged = Ballot("a", "s", Vote.AGREE, LeavesOut("us"))
    others = [Ballot(p, "s", Vote.AGREE) for p in "bcd"] + [Ballot("a", "t", Vote.DISAGREE)]
    ranked = bridges(collect(list("abcd"), ["s", "t"], [flagged, *others]))
    assert [(b.statement, b.open_flags) for b in ranked] == [("t", 0), ("s", 1)]


def test_reach_counts_sectors_with_a_supporter_and_hides_small_figures():
    sectors = {f"p{i}": f"sector {i // 3}" for i in range(9)}
    rows = [[1, 1]] * 6 + [[1, -1]] * 3
    ballots = from_table([f"p{i}" for i in range(9)], ["s", "t"], rows)
    reach = {b.statement: b.reach for b in bridges(ballots, groups_from("sector", sectors))}
    assert reach == {"s": 3, "t": None}


def test_the_counts_in_words():
    names = [f"p{i}" for i in range(10)]
    ballots = from_table(names, ["s"], [[1]] * 4 + [[-1]] + [[1]] * 5)
    groups = groups_from("sector", {p: "a" if i < 5 else "b" for i, p in enumerate(names)})
    assert words(bridges(ballots, groups)[0]) == "9 of 10, at least 4 of 5 in every sector"


def test_camps_become_numbered_groups():
    (first, second) = camp_groups([["a", "b", "c"], ["d", "e", "f"]])
    assert (first.name, second.people) == ("1", {"d", "e", "f"})
    assert camp_groups(None) == []


@settings(max_examples=50, deadline=None)
@given(cells(least_people=6), st.randoms())
def test_order_changes_nothing_and_the_worst_is_never_above_everybody(table, luck):
    ballots = ballots_of(table)
    halves = {p: str(i % 2) for i, p in enumerate(ballots.people)}
    ranked = bridges(ballots, groups_from("side", halves))
    assert all(b.worst_group_support <= b.support for b in ranked)
    order = luck.sample(range(len(table)), len(table))
    columns = luck.sample(range(len(table[0])), len(table[0]))
    mixed = from_table(
        [f"p{i}" for i in order],
        [f"s{j}" for j in columns],
        [[table[i][j] for j in columns] for i in order],
    )
    assert bridges(mixed, groups_from("side", halves)) == ranked


@settings(max_examples=50, deadline=None)
@given(cells(least_people=6))
def test_the_worst_support_is_the_least_of_plain_counts(table):
    ballots = ballots_of(table)
    sides = [set(ballots.people[::2]), set(ballots.people[1::2]), set(ballots.people)]
    groups = [Group("side", str(i), frozenset(side)) for i, side in enumerate(sides[:2])]
    for bridge in bridges(ballots, groups):
        plain = []
        for side in sides:
            said = [ballots.vote(p, bridge.statement) for p in side]
            answered = [vote for vote in said if vote is not None]
            if answered or side == sides[2]:
                plain.append(Fraction(answered.count(1) + 1, len(answered) + 2))
        assert bridge.worst_group_support == min(plain)
