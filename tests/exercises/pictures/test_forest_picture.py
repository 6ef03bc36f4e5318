"""The forest shows what is shared and nobody in particular."""

import re
from itertools import combinations
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.chance import chance
from thousandfold_core.drawing import facts_in_outline, facts_in_svg, lines
from thousandfold_exercises.forest.picture import (
    ENGLISH,
    SPANISH,
    Contested,
    ForestFacts,
    Ribbon,
    SharedRoot,
    draw_forest,
)
from thousandfold_exercises.forest.picture_outline import Telling
from thousandfold_exercises.forest.picture_page import TALL, WIDE
from thousandfold_exercises.forest.picture_plan import plan

SHAPES = pytest.mark.parametrize("shape", ["wide", "tall"])


def ids(count: int) -> tuple[str, ...]:
    return tuple(f"opaque{i}" for i in range(count))


def forest(count: int, *shares: int, seed: int = 1) -> ForestFacts:
    all_ids = ids(count)
    return ForestFacts(
        all_ids,
        tuple(Ribbon(f"Value {i}", n, all_ids[:n]) for i, n in enumerate(shares)),
        (SharedRoot("a table with one more chair", all_ids[:2]),),
        (
            Contested("More patrols at night", flagged=True),
            Contested("Build on the lot", all_ids[:2]),
        ),
        seed,
    )


def said(picture) -> str:
    return picture.svg + " ".join(line.text for line in lines(picture.outline))


@SHAPES
@settings(deadline=None, max_examples=20)
@given(
    count=st.integers(0, 20),
    shares=st.lists(st.integers(0, 20), max_size=6),
    seed=st.integers(0, 9),
)
def test_the_drawing_states_the_facts_of_the_outline_and_no_other(shape, count, shares, seed):
    facts = forest(count, *(min(n, count) for n in shares), seed=seed)
    picture = draw_forest(facts, shape=shape)
    assert facts_in_svg(picture.svg) == facts_in_outline(picture.outline)
    minidom.parseString(picture.svg)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_below_four_trees_nothing_is_drawn(count):
    picture = draw_forest(forest(count, 2))
    assert "at least four trees" in said(picture)
    assert "Value 0" not in said(picture)
    assert "<use" not in picture.svg
    assert facts_in_svg(picture.svg) == set()


def test_four_trees_are_drawn():
    assert draw_forest(forest(4, 2)).svg.count("<use") == 4


def test_when_one_tree_is_not_on_it_the_ribbon_lies_over_the_whole_hill():
    picture = draw_forest(forest(9, 8))
    ribbon = next(line for line in lines(picture.outline) if line.kind == "ribbon")
    assert ribbon.text == "Value 0: across the whole hill"


@SHAPES
@pytest.mark.parametrize("selected", [None, "r1", "s1"])
def test_all_but_one_looks_exactly_like_all(shape, selected):
    def show(shared):
        facts = ForestFacts(
            ids(7),
            (Ribbon("Care", shared, ids(shared)),),
            (SharedRoot("bread", ids(shared)),),
            seed=4,
        )
        return draw_forest(facts, shape=shape, selected=selected)

    assert show(6) == show(7)


def test_a_ribbon_all_but_two_joined_has_knots_and_its_number():
    picture = draw_forest(forest(9, 7))
    assert "Value 0: 7 of 9 trees" in said(picture)
    assert "tf-ribbon-1" in re.search(r'data-fact="ribbon:r1".*?</g>', picture.svg)[0]


def test_a_number_larger_than_the_trees_shown_still_singles_nobody_out():
    facts = ForestFacts(ids(6), (Ribbon("Care", 5, ids(2)),))
    assert "Care: across the whole hill" in said(draw_forest(facts))


def test_what_only_one_tree_has_is_not_common():
    assert "Value 0" not in said(draw_forest(forest(6, 1)))


def test_no_tree_is_named():
    picture = draw_forest(forest(9, 3, 5), link=lambda key: f"?pick={key}")
    assert "opaque" not in said(picture)


def test_the_order_of_the_trees_follows_the_seed_and_not_the_list():
    one, other = forest(9, 3), forest(9, 3)
    turned = ForestFacts(one.trees[::-1], one.ribbons, one.shared_roots, one.contested, one.seed)
    assert draw_forest(one).svg == draw_forest(other).svg == draw_forest(turned).svg
    assert draw_forest(one).svg != draw_forest(forest(9, 3, seed=2)).svg


def test_trees_are_equal():
    svg = draw_forest(forest(9, 3)).svg
    scales = {abs(float(x)) for x in re.findall(r"scale\((-?[\d.]+) ", svg)}
    assert len(scales) == 1


def test_picking_one_quiets_the_rest():
    svg = draw_forest(forest(9, 3, 5), selected="r1").svg
    assert svg.count('class="tf-picked"') == 1
    assert len(re.findall(r'data-fact="[^"]+" class="tf-quiet"', svg)) == 4
    assert svg.count('<g opacity="0.2"') + svg.count('class="tf-quiet"') >= 6


def test_picking_what_is_not_there_picks_nothing():
    assert draw_forest(forest(9, 3), selected="gone").svg == draw_forest(forest(9, 3)).svg


def test_labels_are_links_that_pick_and_let_go():
    svg = draw_forest(
        forest(9, 3, 5), selected="r2", link=lambda key: f"?pick={key or ''}#forest"
    ).svg
    assert 'href="?pick=r1#forest"' in svg
    assert 'href="?pick=#forest"' in svg
    assert 'role="group"' in svg


def test_without_links_the_picture_is_one_image():
    assert 'role="img"' in draw_forest(forest(9, 3)).svg


def test_a_flagged_fruit_says_so_in_words():
    picture = draw_forest(forest(9, 3))
    contested = [line.text for line in lines(picture.outline) if line.kind == "contested"]
    assert contested == [
        "More patrols at night: not all want this · leaves someone out",
        "Build on the lot: not all want this",
    ]


def test_the_ring_of_a_contested_fruit_is_half_whole_and_half_broken():
    fruit = re.search(r'data-fact="contested:c1".*', draw_forest(forest(9, 3)).svg)[0]
    arcs = re.findall(r'<path d="M[\d. -]+A23[^>]*>', fruit)[:2]
    assert [("stroke-dasharray" in arc) for arc in arcs] == [False, True]


def test_the_forest_speaks_spanish():
    assert "9 árboles, sin nombre" in said(draw_forest(forest(9, 3), SPANISH))


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_strict_page_may_hold_the_picture(theme):
    svg = draw_forest(forest(9, 3), theme=theme).svg
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:", svg)


def test_in_print_neighbouring_ribbons_differ_by_pattern():
    svg = draw_forest(forest(9, 3, 4, 5), theme="print").svg
    found = re.findall(r'data-fact="ribbon:\w+".*?</g>', svg)
    patterns = [tuple(re.findall(r'stroke-dasharray="([^"]+)"', ribbon)) for ribbon in found]
    assert len(set(patterns)) == 3


def busy() -> ForestFacts:
    trees, dice = ids(20), chance(1, "busy")
    labels = "Dignity Faith Care Courage Solidarity Joy Honesty Home Learning Patience Freedom Rest"
    counts = (20, 14, 12, 11, 9, 8, 7, 6, 5, 4, 3, 2)
    pairs = zip(labels.split(), counts, strict=True)
    return ForestFacts(
        trees,
        tuple(Ribbon(label, n, tuple(dice.sample(trees, n))) for label, n in pairs),
        tuple(SharedRoot(f"a root we share {i}", tuple(dice.sample(trees, 5))) for i in range(4)),
        tuple(Contested(f"A fruit we have yet to talk about {i}") for i in range(8)),
        3,
    )


def test_twenty_trees_and_twelve_ribbons_fit_in_120_kilobytes():
    for theme in ("light", "print"):
        assert len(draw_forest(busy(), theme=theme).svg.encode()) <= 120 * 1024


def test_twelve_ribbons_keep_their_labels_apart():
    it = plan(Telling(busy(), ENGLISH), WIDE)
    boxes = [band.plate.box for band in (*it.ribbons, *it.roots)] + [h.box for h in it.hanging]
    covered = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.shared(b) > 0]
    assert covered == []


def test_labels_on_a_ribbon_hide_no_knot():
    it = plan(Telling(busy(), ENGLISH), WIDE)
    for band in it.ribbons:
        box = band.plate.box
        if box.bottom > band.level + 8 and box.top < band.level:
            assert not any(box.left < x < box.right for x in band.xs)


@pytest.mark.parametrize("page", [WIDE, TALL])
@pytest.mark.parametrize("count", [12, 60])
def test_tags_of_contested_fruit_never_lie_on_one_another(page, count):
    fruit = tuple(
        Contested(f"Shade at every bus stop on the east side, stop {i}", flagged=i % 3 == 0)
        for i in range(count)
    )
    it = plan(Telling(ForestFacts(ids(20), contested=fruit), ENGLISH), page)
    assert len(it.hanging) == count
    assert not [1 for a, b in combinations(it.hanging, 2) if a.box.shared(b.box)]
    assert all(h.box.left >= 0 and h.box.right <= page.width for h in it.hanging)


def test_two_trees_that_agreed_to_be_shown_hold_the_fruit_between_them():
    facts = forest(9, 3)
    it = plan(Telling(facts, ENGLISH), WIDE)
    shown = sorted(it.xs[tree] for tree in facts.contested[1].between)
    assert [it.hanging[1].left, it.hanging[1].right] == shown
