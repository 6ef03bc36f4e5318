"""Finding room, tapering, and colours that can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.drawing import COLOURS, Paint, stylesheet
from thousandfold_core.drawing.leaves import Leaf, leaf_path
from thousandfold_core.drawing.limbs import Curve, outline, pointing, turned
from thousandfold_core.drawing.place import Box, around, crowding, least_crowded, stack

ITEMS = st.lists(st.tuples(st.floats(0, 500), st.floats(5, 60)), min_size=1, max_size=12)


def test_boxes_share_the_area_both_cover():
    assert Box(0, 0, 10, 10).shared(Box(6, 8, 20, 20)) == 8


def test_boxes_side_by_side_share_nothing():
    assert Box(0, 0, 10, 10).shared(Box(10, 0, 20, 10)) == 0


def test_the_least_covered_place_is_chosen_over_the_first():
    places = [(0.0, around(5 + 5j, 10, 10)), (1.0, around(50 + 5j, 10, 10))]
    assert least_crowded(places, [Box(0, 0, 10, 10)]) == 1


CORNER = st.floats(0, 60)
BOX = st.builds(
    lambda x, y, wide, high: Box(x, y, x + wide, y + high), CORNER, CORNER, CORNER, CORNER
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 900).map(float), BOX), min_size=1, max_size=12),
    st.lists(BOX, max_size=6),
)
def test_the_least_crowded_is_the_one_found_by_trying_all(places, taken):
    costs = [crowding(dislike, box, taken) for dislike, box in places]
    assert least_crowded(places, taken) == costs.index(min(costs))


def test_items_that_fit_stay_at_their_wish():
    assert stack([50, 150], [20, 20], gap=5, top=0, bottom=300) == [40, 140]


def test_items_that_would_touch_share_the_move():
    assert stack([50, 50], [20, 20], gap=10, top=0, bottom=300) == [25, 55]


@settings(deadline=None, max_examples=80)
@given(ITEMS)
def test_stacked_items_never_touch(items):
    wanted = [w for w, _ in sorted(items)]
    heights = [h for _, h in sorted(items)]
    tops = stack(wanted, heights, gap=6, top=0, bottom=900)
    for i in range(len(tops) - 1):
        assert tops[i] + heights[i] + 6 <= tops[i + 1] + 1e-6
    assert tops[0] >= 0


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(2, 6)), min_size=2, max_size=3))
def test_stacking_agrees_with_trying_every_place(items):
    wanted = sorted(w for w, _ in items)
    heights = [h for _, h in items]

    def cost(tops):
        return sum((t + h / 2 - w) ** 2 for t, h, w in zip(tops, heights, wanted, strict=True))

    fast = cost(stack(wanted, heights, gap=0, top=-99, bottom=999))
    slow = min(cost(tops) for tops in _every(heights, range(-10, 24)))
    assert fast <= slow + 1e-6


def _every(heights, places):
    if not heights:
        yield ()
        return
    for first in places:
        for rest in _every(heights[1:], [p for p in places if p >= first + heights[0]]):
            yield (first, *rest)


def test_a_curve_starts_and_ends_where_it_says():
    curve = Curve(0j, 1 + 5j, 4 + 9j, 10 + 10j)
    assert (curve.at(0), curve.at(1)) == (0j, 10 + 10j)


def test_pointing_up_is_towards_smaller_y():
    assert pointing(0) == pytest.approx(-1j)
    assert turned(-1j, 90) == pytest.approx(1 + 0j)


def test_a_limb_of_two_points_is_a_closed_strip():
    assert outline([0j, 10 + 0j], [4, 2]) == "M0-2L10-1L10 1L0 2z"


def test_a_leaf_is_one_short_closed_path():
    path = leaf_path(Leaf(10 + 20j, 1 + 0j, 20, 1))
    assert path.startswith("M10 20q")
    assert path.endswith("-20 0z")
    assert len(path) < 40


def _light(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


READ = [
    ("ink", "paper"), ("muted", "paper"), ("value", "tag"), ("muted", "tag"), ("muted", "bud"),
    ("ink", "soil"), ("muted", "soil"), ("ink", "soil-deep"), ("muted", "soil-deep"),
    ("bark-words", "root-tag"), ("fruit-words", "fruit-tag"), ("hill-words", "hill-tag"),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize(("words", "ground"), READ)
def test_words_can_be_read_on_their_ground(words, ground, theme):
    paint = Paint(theme)
    assert _contrast(paint(words)["fill"], paint(ground)["fill"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize(
    ("mark", "ground"), [("fruit", "paper"), ("bark", "soil"), ("fruit", "wash")]
)
def test_marks_stand_out_from_their_ground(mark, ground, theme):
    paint = Paint(theme)
    assert _contrast(paint(mark)["fill"], paint(ground)["fill"]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_projector_reads_its_words_at_seven_to_one(theme):
    paint = Paint(theme)
    assert _contrast(paint("ink")["fill"], paint("paper")["fill"]) >= 7
    assert _contrast(paint("value")["fill"], paint("paper")["fill"]) >= 7


def test_the_stylesheet_repaints_every_class():
    sheet = stylesheet("dark")
    assert all(f".tf-{name}{{" in sheet for name in COLOURS)
    assert ".tf-bark{fill:#CDB7A3}" in sheet
