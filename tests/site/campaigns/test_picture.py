"""The picture and its list say the same; differences give both texts again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold.campaigns.differences import difference
from thousandfold.campaigns.picture import draw_platform
from thousandfold.campaigns.picture_facts import Limb, PlatformFacts, Ring
from thousandfold_core.drawing import facts_in_outline, facts_in_svg

FACTS = PlatformFacts(
    "What we stand for",
    (
        Ring("v0", "dignity <at> work", (Limb("p1", 1, "A living wage", "13 of 16"),), "9 of 16"),
        Ring("v1", "none yet", (Limb("p2", 2, "陈静 & فاطمة", "", "candidate"),)),
    ),
    "1 plank carried forward",
)


@pytest.mark.parametrize("shape", ["wide", "tall"])
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_picture_and_outline_state_the_same_facts(shape, theme):
    picture = draw_platform(FACTS, shape=shape, theme=theme)
    assert facts_in_svg(picture.svg) == facts_in_outline(picture.outline)
    assert len(facts_in_svg(picture.svg)) == 5


def test_the_same_facts_give_the_same_bytes():
    assert draw_platform(FACTS).svg == draw_platform(FACTS).svg


def test_forty_planks_are_all_drawn():
    limbs = tuple(Limb(f"p{n}", n, f"Plank number {n} " * (n % 4 + 1)) for n in range(1, 41))
    svg = draw_platform(PlatformFacts("All", (Ring("v0", "care", limbs, "x"),))).svg
    assert len(facts_in_svg(svg)) == 41


def test_a_linked_picture_is_a_group_of_links_not_one_image():
    svg = draw_platform(FACTS, link=lambda key: f"#{key}").svg
    assert 'role="group"' in svg
    assert 'href="#p1"' in svg


WORDS = st.lists(st.sampled_from(["a", "wage", "by", "July", "May"]), max_size=12).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS)
def test_a_difference_gives_both_texts_again(before, after):
    parts = difference(before, after)
    new = " ".join(one.words for one in parts if one.kind != "gone")
    old = " ".join(one.words for one in parts if one.kind != "new")
    assert (old, new) == (before, after)
