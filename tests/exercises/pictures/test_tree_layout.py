"""Words never touch leaves or each other, however much a tree holds."""

from functools import cache
from itertools import combinations, pairwise

import pytest

from thousandfold_core.drawing.crowns import angles, leader_index
from thousandfold_core.drawing.place import Box
from thousandfold_exercises.me_tree.picture import ENGLISH, Branch, Fruit, Ring, Root, TreeFacts
from thousandfold_exercises.me_tree.picture_outline import Telling
from thousandfold_exercises.me_tree.picture_wide_plan import plan
from thousandfold_exercises.me_tree.picture_wide_wood import foliage

LONG = (
    "a kitchen where there was always one more chair",
    "祖母的厨房，总会多摆一把椅子，谁来都有饭吃",
    "مطبخ جدتي حيث كان هناك دائما كرسي آخر",
    "Bếp của bà ngoại, luôn có thêm một chiếc ghế",
)


def tree(roots: int, rings: int, branches: int, fruit: int, loose: int = 0) -> TreeFacts:
    return TreeFacts(
        roots=tuple(Root(f"r{i}", LONG[i % 4]) for i in range(roots)),
        rings=tuple(Ring(f"t{i}", LONG[i % 4], str(1980 + i)) for i in range(rings)),
        branches=tuple(Branch(f"b{i}", ("Care", "尊严", "كرامة", "Đoàn kết")[i % 4]) for i in range(branches)),
        fruit=tuple(Fruit(f"f{i}", LONG[i % 4], (f"b{i % branches}",) if branches and i >= loose else ()) for i in range(fruit)),
    )  # fmt: skip


SIZES = {
    "one root": tree(1, 0, 0, 0),
    "one branch": tree(0, 0, 1, 0),
    "one fruit": tree(0, 0, 0, 1),
    "fifteen": tree(5, 3, 3, 4, 1),
    "forty": tree(10, 7, 9, 14, 2),
    "forty roots": tree(40, 0, 0, 0),
    "many fruit on one branch": tree(1, 0, 1, 24),
    "many loose fruit": tree(0, 2, 2, 20, 18),
    "many rings": tree(0, 20, 2, 2),
}
EACH = pytest.mark.parametrize("facts", SIZES.values(), ids=SIZES)


@cache
def laid(facts: TreeFacts):
    return plan(Telling(facts, ENGLISH, ask=True))


@EACH
def test_words_in_a_margin_do_not_touch(facts):
    it = laid(facts)
    for side in (True, False):
        own = sorted((h.top, h.top + h.wording.height) for h in it.hung if h.left == side)
        assert all(above[1] < below[0] for above, below in pairwise(own))


@EACH
def test_leaves_stay_off_the_words_of_the_fruit(facts):
    it = laid(facts)
    left, right = it.page.edges
    back, front = foliage(it)
    if it.hung:
        assert all(left < leaf.tip.real < right for leaf in back + front)


@EACH
def test_tags_do_not_cover_each_other(facts):
    boxes = [box for _, box in laid(facts).tags]
    assert all(one.shared(other) == 0 for one, other in combinations(boxes, 2))


@EACH
def test_words_of_the_roots_do_not_touch(facts):
    it = laid(facts)
    boxes = []
    for run in it.roots.runs:
        words, at = it.root_words[run.index], run.words_at
        boxes.append(
            Box(
                at.real - words.width / 2,
                at.imag,
                at.real + words.width / 2,
                at.imag + words.height,
            )
        )
    assert all(one.shared(other) == 0 for one, other in combinations(boxes, 2))
    assert all(
        box.left >= 0 and box.right <= it.page.width and box.bottom < it.height for box in boxes
    )


@EACH
def test_words_of_the_rings_do_not_touch_and_stay_above_the_ground(facts):
    it = laid(facts)
    for right in (True, False):
        own = [mark for mark in it.rings if mark.right == right]
        assert all(low.top < high.bottom for low, high in pairwise(own))
        assert all(mark.bottom > 0 for mark in own)


@EACH
def test_fruit_do_not_lie_under_tags(facts):
    it = laid(facts)
    spots = [h.middle for h in it.hung if h.held is not None]
    if len(spots) < 15:
        assert not any(box.holds(spot) for _, box in it.tags for spot in spots)


@EACH
def test_everything_is_on_the_page(facts):
    it = laid(facts)
    assert all(0 < h.middle.real < it.page.width and 0 < h.middle.imag < it.height for h in it.hung)
    assert all(h.top >= 0 for h in it.hung)


def test_the_trunk_runs_on_into_the_branch_nearest_to_upright():
    for count in range(1, 14):
        fan = angles(count)
        assert fan == sorted(fan)
        assert min(map(abs, fan)) == abs(fan[leader_index(count)])


def test_the_leader_starts_where_the_trunk_ends():
    it = laid(SIZES["fifteen"])
    assert it.trunk.stem.at(1) == it.boughs[1].curve.start


def test_a_tree_with_more_fruit_is_taller():
    assert laid(tree(2, 2, 4, 16)).ground > laid(tree(2, 2, 4, 4)).ground
