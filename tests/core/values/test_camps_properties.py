"""What must not change the answer does not, and slow obvious versions agree."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rooms_of_voters import ballots_of, cells, noise_cells, planted_cells

from thousandfold_core.values.axis import _at_least, axis_share, first_axis, gate_p
from thousandfold_core.values.ballot_box import from_table
from thousandfold_core.values.camps import camps, leave_one_out
from thousandfold_core.values.split import agreement, two_means
from thousandfold_core.values.voting_matrix import voting_matrix


def as_sets(found):
    return found.camps and {frozenset(camp) for camp in found.camps}


@pytest.fixture(params=[3, 4, 5])
def table(request):
    return planted_cells(random.Random(request.param), 12, 22, first_camp=7, share=0.4)


def shuffled(table, luck):
    rows = luck.sample(range(len(table)), len(table))
    columns = luck.sample(range(len(table[0])), len(table[0]))
    return from_table(
        [f"p{i}" for i in rows],
        [f"s{j}" for j in columns],
        [[table[i][j] for j in columns] for i in rows],
    )


def test_the_order_of_people_and_statements_changes_nothing(table):
    before = camps(ballots_of(table), seed=9)
    after = camps(shuffled(table, random.Random(1)), seed=9)
    assert as_sets(before) == as_sets(after)
    assert (before.gate_p, before.stability, before.reason) == (
        after.gate_p,
        after.stability,
        after.reason,
    )


@settings(max_examples=40, deadline=None)
@given(cells(least_people=6), st.randoms(use_true_random=False))
def test_the_order_changes_nothing_in_small_random_rooms(table, luck):
    before, after = camps(ballots_of(table)), camps(shuffled(table, luck))
    assert as_sets(before) == as_sets(after)
    assert before.gate_p == after.gate_p


def test_names_change_nothing_but_the_names(table):
    names = [f"person {100 - i}" for i in range(len(table))]
    statements = [f"z{50 - j}" for j in range(len(table[0]))]
    before = camps(ballots_of(table), seed=9)
    after = camps(from_table(names, statements, table), seed=9)
    assert (before.gate_p, before.stability) == (after.gate_p, after.stability)
    renamed = before.camps and {frozenset(names[int(p[1:])] for p in camp) for camp in before.camps}
    assert as_sets(after) == renamed


def test_the_same_seed_gives_the_same_answer_and_another_may_not(table):
    noisy = ballots_of(noise_cells(random.Random(2), 12, 22))
    assert camps(noisy, seed=5) == camps(noisy, seed=5)
    assert len({camps(noisy, seed=seed).gate_p for seed in range(4)}) > 1


def test_somebody_who_leaves_is_as_if_never_there(table):
    left = ballots_of(table).without_person("p4")
    never = from_table(
        [f"p{i}" for i in range(12) if i != 4],
        [f"s{j}" for j in range(22)],
        [row for i, row in enumerate(table) if i != 4],
    )
    assert camps(left, seed=2) == camps(never, seed=2)


@settings(max_examples=60, deadline=None)
@given(cells(least_people=6))
def test_camps_never_overlap_and_never_hold_fewer_than_three(table):
    found = camps(ballots_of(table)).camps
    if found:
        assert not set(found[0]) & set(found[1])
        assert len(found[0]) >= len(found[1]) >= 3


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(-20, 20), min_size=2, max_size=12))
def test_the_cut_is_as_good_as_the_best_of_all_cuts(scores):
    line = np.array(scores, dtype=float)
    upper = two_means(line)
    assert spread_within(line, upper) == pytest.approx(least_spread(line))


def spread_within(line, upper):
    return sum(
        ((side - side.mean()) ** 2).sum() for side in (line[upper], line[~upper]) if len(side)
    )


def least_spread(line):
    """Every threshold between two neighbouring scores, tried one by one."""
    cuts = [spread_within(line, line > low) for low, _ in pairwise(sorted(set(line)))]
    return min(cuts, default=0)


def test_equal_scores_are_never_cut_apart():
    assert two_means(np.array([1.0, 1.0, 1.0])).tolist() == [False] * 3
    assert two_means(np.array([0.0, 1.0, 1.0, 1.0])).tolist() == [False, True, True, True]


def test_between_two_equally_good_cuts_the_more_even_one_is_taken():
    # 0 | 4 6 10 and 0 4 6 | 10 are worse than 0 4 | 6 10.
    assert two_means(np.array([0.0, 4.0, 6.0, 10.0])).tolist() == [False, False, True, True]


def test_agreement_of_the_textbook_example():
    # Groups {a b c}{d e f} and {a b}{c d e f}: pairs 4, by chance 42/15 of at most 6.5.
    one = np.array([0, 0, 0, 1, 1, 1], dtype=bool)
    other = np.array([0, 0, 1, 1, 1, 1], dtype=bool)
    assert agreement(one, other) == pytest.approx((4 - 42 / 15) / (6.5 - 42 / 15))


def test_agreement_does_not_care_which_side_is_called_upper():
    one = np.array([0, 0, 1, 1], dtype=bool)
    assert agreement(one, ~one) == 1


def test_the_axis_share_is_what_singular_values_say(table):
    matrix = voting_matrix(ballots_of(table)).cells
    spread = np.linalg.svd(plainly_centred(matrix), compute_uv=False) ** 2
    assert axis_share(matrix) == pytest.approx(spread[0] / spread.sum())


def test_the_first_axis_is_the_one_of_a_singular_value_decomposition(table):
    matrix = voting_matrix(ballots_of(table)).cells
    left, _, _ = np.linalg.svd(plainly_centred(matrix), full_matrices=False)
    scores = first_axis(matrix)
    assert abs(left[:, 0] @ scores) == pytest.approx(np.linalg.norm(scores))


def plainly_centred(matrix):
    votes = np.where(matrix == 2, np.nan, matrix.astype(float))
    return np.nan_to_num(votes - np.nanmean(votes, axis=0))


@pytest.mark.parametrize("share", [0.0, 0.15, 0.25])
def test_the_gate_agrees_with_a_slow_one_that_shuffles_column_by_column(share):
    table = planted_cells(random.Random(11), 12, 14, first_camp=7, share=share)
    matrix = voting_matrix(ballots_of(table)).cells
    fast = gate_p(matrix, 999, random.Random(1))
    slow = slow_gate(matrix, 400, random.Random(2))
    spread = (fast * (1 - fast) / 400) ** 0.5 + 0.01
    assert abs(fast - slow) < 4 * spread


def slow_gate(matrix, draws, luck):
    observed, hits = axis_share(matrix), 0
    for _ in range(draws):
        dealt = matrix.copy()
        for column in dealt.T:
            voted = [i for i, vote in enumerate(column) if vote != 2]
            column[voted] = luck.sample([column[i] for i in voted], len(voted))
        hits += axis_share(dealt) >= observed - 1e-12
    return (1 + hits) / (1 + draws)


def test_leave_one_out_is_a_loop_over_everybody(table):
    matrix = voting_matrix(ballots_of(table)).cells
    upper = two_means(first_axis(matrix))
    each = []
    for i in range(len(matrix)):
        rest = np.delete(matrix, i, axis=0)
        each.append(agreement(np.delete(upper, i), two_means(first_axis(rest))))
    assert leave_one_out(matrix, upper) == pytest.approx(sum(each) / len(each))


@pytest.mark.parametrize("shape", [(9, 14), (14, 9), (10, 10)])
def test_counting_strong_axes_by_elimination_agrees_with_eigenvalues(shape):
    stack = np.random.default_rng(3).integers(-1, 2, (60, *shape)).astype(float)
    largest = np.linalg.svd(stack, compute_uv=False)[:, 0] ** 2
    for bar in np.quantile(largest, [0.0, 0.3, 0.5, 0.97]) * (1 - 1e-9):
        assert _at_least(stack, bar) == (largest >= bar).sum()
    assert _at_least(stack, largest.max() * 1.001) == 0
