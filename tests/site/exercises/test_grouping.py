"""Small groups: as equal as can be, nobody alone, drawn by seed."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold.exercises.grouping import drawn, smallest


@given(st.integers(2, 60), st.integers(2, 8))
@settings(deadline=None, max_examples=80)
def test_nobody_sits_alone_and_sizes_differ_by_one_at_most(people, size):
    sizes = Counter(drawn([f"p{n}" for n in range(people)], size, "seed").values()).values()
    assert min(sizes) >= 2
    assert max(sizes) - min(sizes) <= 1


def test_the_draw_depends_on_the_seed_and_not_on_the_order_people_came():
    people = [f"p{n}" for n in range(12)]
    assert drawn(people, 3, "a") == drawn(people[::-1], 3, "a")
    assert drawn(people, 3, "a") != drawn(people, 3, "b")


def test_a_latecomer_goes_where_fewest_sit():
    assert smallest({"a": 1, "b": 1, "c": 2}) == 2
