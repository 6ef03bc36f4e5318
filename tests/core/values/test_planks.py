"""Equal shares: published examples, a plain version that agrees, and what it promises."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.values.planks import (
    NothingToChoose,
    UnknownPlank,
    choose,
    highest_payment,
    most_approved,
)


def voters(*approvals):
    """Persons v01, v02 ... from (how many, "planks") pairs."""
    liked = [planks for times, planks in approvals for _ in range(times)]
    return {f"v{i:02}": frozenset(planks) for i, planks in enumerate(liked, start=1)}


#: Lackner and Skowron 2023, Example 2.12 (budgets and loads as their code prints them).
EXAMPLE = voters((3, "cd"), (2, "ab"), (2, "ac"), (1, "bd"))


def test_the_published_example_adopts_c_then_a_and_leaves_one_place_open():
    chosen = choose(EXAMPLE, "abcd", 3)
    assert (chosen.adopted, chosen.left_open) == (("c", "a"), 1)


def test_in_the_published_example_supporters_pay_what_the_book_says():
    for_c, for_a = choose(EXAMPLE, "abcd", 3).purchases
    assert set(for_c.paid.values()) == {Fraction(1, 5)}
    assert sorted(for_a.paid.values()) == [Fraction(7, 40)] * 2 + [Fraction(13, 40)] * 2


def test_in_the_published_example_phragmen_completes_with_d():
    chosen = choose(EXAMPLE, "abcd", 3, complete=True)
    assert (chosen.adopted, chosen.completed, chosen.left_open) == (("c", "a", "d"), ("d",), 0)


#: Lackner and Skowron 2023, running example with 12 voters.
RUNNING = voters((3, "ab"), (3, "ac"), (2, "ad"), (1, "bcf"), (1, "e"), (1, "f"), (1, "g"))


def test_the_running_example_buys_one_plank_and_completes_to_a_b_c_d():
    assert choose(RUNNING, "abcdefg", 4).adopted == ("a",)
    assert choose(RUNNING, "abcdefg", 4, complete=True).adopted == ("a", "b", "c", "d")


def test_a_united_third_keeps_its_third():
    approvals = voters((10, "abc"), (5, "xyz"))
    assert sorted(choose(approvals, "abcxyz", 3).adopted)[:2] == ["a", "b"]
    assert sum(p in "xyz" for p in choose(approvals, "abcxyz", 3).adopted) == 1
    assert most_approved(approvals, "abcxyz", 3) == ("a", "b", "c")


def test_represented_counts_the_adopted_planks_each_person_approves():
    chosen = choose(voters((2, "ab"), (1, "b")), "abc", 2)
    assert chosen.represented == {
        p: len(set(chosen.adopted) & a) for p, a in voters((2, "ab"), (1, "b")).items()
    }


def test_a_blocked_plank_is_never_adopted():
    chosen = choose(voters((4, "ab")), "ab", 2, blocked={"a"}, complete=True)
    assert (chosen.adopted, chosen.left_open) == (("b",), 1)
    assert most_approved(voters((4, "ab")), "ab", 2, blocked={"a"}) == ("b",)


def test_a_plank_nobody_approves_is_not_adopted_even_to_fill_a_place():
    assert choose(voters((3, "a")), "ab", 2, complete=True).adopted == ("a",)


def test_a_tie_goes_to_the_alphabet():
    assert choose(voters((2, "ba"), (2, "ab")), "ba", 1).adopted == ("a",)


def test_no_people_adopt_nothing():
    assert choose({}, "ab", 2).left_open == 2


def test_fewer_than_one_plank_is_refused():
    with pytest.raises(NothingToChoose, match="0 planks"):
        choose(EXAMPLE, "abcd", 0)


def test_an_unknown_plank_is_refused():
    with pytest.raises(UnknownPlank, match="“d”"):
        choose(EXAMPLE, "abc", 2)


profiles = st.lists(st.frozensets(st.sampled_from("abcdef")), min_size=1, max_size=7).map(
    lambda liked: {f"v{i}": planks for i, planks in enumerate(liked)}
)
places = st.integers(1, 5)


@settings(max_examples=100, deadline=None)
@given(profiles, places)
def test_it_agrees_with_a_plain_version(approvals, k):
    assert choose(approvals, "abcdef", k).adopted == plain_equal_shares(approvals, "abcdef", k)


def plain_equal_shares(approvals, planks, k):
    """By the definition: try every possible cap that some set of poor supporters leaves."""
    money = dict.fromkeys(approvals, Fraction(k, len(approvals)))
    adopted = []
    while len(adopted) < k:
        best = None
        for plank in planks:
            fans = [p for p in approvals if plank in approvals[p]]
            if plank in adopted or sum(money[p] for p in fans) < 1:
                continue
            cap = plain_cap([money[p] for p in fans])
            if best is None or (cap, -len(fans), plank) < best[:3]:
                best = (cap, -len(fans), plank, fans)
        if best is None:
            break
        cap, _, plank, fans = best
        for p in fans:
            money[p] -= min(money[p], cap)
        adopted.append(plank)
    return tuple(adopted)


def plain_cap(coins):
    """The least cap: for each number of people who pay all they have, solve and check."""
    caps = []
    for poor in range(len(coins)):
        for broke in combinations(coins, poor):
            cap = (1 - sum(broke)) / Fraction(len(coins) - poor)
            if sum(min(coin, cap) for coin in coins) == 1:
                caps.append(cap)
    return min(caps)


@settings(max_examples=60, deadline=None)
@given(profiles, places)
def test_every_adopted_plank_is_paid_in_full_and_nobody_overspends(approvals, k):
    chosen = choose(approvals, "abcdef", k)
    spent = dict.fromkeys(approvals, Fraction(0))
    for purchase in chosen.purchases:
        assert sum(purchase.paid.values()) == 1
        for person, amount in purchase.paid.items():
            assert purchase.plank in approvals[person]
            spent[person] += amount
    assert all(amount <= Fraction(k, len(approvals)) for amount in spent.values())


@settings(max_examples=60, deadline=None)
@given(profiles, places)
def test_a_group_united_on_enough_planks_is_represented(approvals, k):
    """Extended justified representation, checked by looking at every group."""
    got = choose(approvals, "abcdef", k).represented
    people = list(approvals)
    for size in range(1, len(people) + 1):
        for group in combinations(people, size):
            common = frozenset("abcdef").intersection(*(approvals[p] for p in group))
            owed = min(len(common), size * k // len(people))
            assert max(got[p] for p in group) >= owed


@settings(max_examples=60, deadline=None)
@given(profiles, places, st.randoms())
def test_order_of_people_and_planks_changes_nothing(approvals, k, luck):
    people = luck.sample(list(approvals), len(approvals))
    mixed = {person: approvals[person] for person in people}
    planks = "".join(luck.sample("abcdef", 6))
    before = choose(approvals, "abcdef", k, complete=True)
    after = choose(mixed, planks, k, complete=True)
    assert (before.adopted, before.represented) == (after.adopted, after.represented)


@settings(max_examples=60, deadline=None)
@given(profiles, places)
def test_completion_only_adds_and_leaves_no_wanted_plank_while_there_is_room(approvals, k):
    short, full = choose(approvals, "abcdef", k), choose(approvals, "abcdef", k, complete=True)
    assert full.adopted[: len(short.adopted)] == short.adopted
    wanted = {plank for liked in approvals.values() for plank in liked}
    assert len(full.adopted) == min(k, len(wanted))


def test_supporters_who_cannot_pay_together_have_no_price():
    assert highest_payment(["a", "b"], {"a": Fraction(1, 4), "b": Fraction(1, 2)}) is None
