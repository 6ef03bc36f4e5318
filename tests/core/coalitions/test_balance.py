"""The balance of a coalition."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.coalitions.balance import INSIDE_POSTS, OUTSIDE_POSTS, balance, heads_of

POSTS = INSIDE_POSTS + OUTSIDE_POSTS


def test_an_empty_coalition_misses_every_sector_and_both_sides():
    found = balance([], heads_of([]))
    assert ("sector", "union") in found.missing
    assert ("side", "inside") in found.missing
    assert ("side", "outside") in found.missing


def test_a_person_with_two_roles_counts_on_both_sides_once():
    found = balance(
        ["union"], heads_of([("ana", "labour"), ("ana", "appointed"), ("ana", "labour")])
    )
    assert {one.key: one.count for one in found.sides} == {"inside": 1, "outside": 1}
    assert found.sides[0].total == 1


def test_inside_posts_are_missed_only_once_somebody_is_inside():
    assert ("post", "elected") not in balance(["union"], heads_of([("ana", "labour")])).missing
    assert ("post", "elected") in balance(["union"], heads_of([("ana", "staff")])).missing


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(POSTS))))
def test_counts_agree_with_a_slow_count(posts):
    found = balance([], heads_of(posts))
    slow = Counter()
    for post in POSTS:
        slow[post] = len({person for person, held in posts if held == post})
    assert {one.key: one.count for one in found.posts} == {post: slow[post] for post in POSTS}
