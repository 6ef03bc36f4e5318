"""The picture of a tree says what its outline says, and nothing that is private."""

import re
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.drawing import facts_in_outline, facts_in_svg, lines
from thousandfold_exercises.me_tree.picture import (
    SPANISH,
    Branch,
    Fruit,
    Ring,
    Root,
    TreeFacts,
    draw_tree,
)

FIFTEEN = TreeFacts(
    roots=(
        Root("r1", "my grandmother's kitchen, always one more chair"),
        Root("r2", "two bus lines to school"),
        Root("r3", "a hidden grief", private=True),
        Root("r4", "the strike of '94"),
        Root("r5", "songs in two languages"),
    ),
    rings=(
        Ring("t1", "shop steward at nineteen", "2003"),
        Ring("t2", "tenants' meeting in our stairwell", "2009"),
        Ring("t3", "first time I spoke at council", "2016"),
    ),
    branches=(
        Branch("b1", "Dignity", roots=("r1",)),
        Branch("b2", "Care", protected=True, roots=("r1", "r3")),
        Branch("b3", "Courage", roots=("r3",)),
    ),
    fruit=(
        Fruit("f1", "Nobody is put out of their home without a hearing", ("b1",)),
        Fruit("f2", "Clinics that speak our languages", ("b2", "b1")),
        Fruit("f3", "Young people sit where money is decided", ("b3",)),
        Fruit("f4", "Contracts the public can read"),
    ),
    title="My tree",
)
BEFORE = TreeFacts(
    roots=FIFTEEN.roots[:2], branches=(Branch("b1", "Dignity"), Branch("b9", "Order"))
)
SHAPES = pytest.mark.parametrize("shape", ["wide", "tall"])

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60).filter(
    lambda text: text.strip()
)
keys = st.integers(0, 99).map(str)


@st.composite
def trees(draw):
    branches = draw(st.lists(keys, max_size=7, unique=True))
    some = st.lists(st.sampled_from(branches), max_size=2).map(tuple) if branches else st.just(())
    return TreeFacts(
        roots=tuple(
            Root(k, draw(words), draw(st.booleans()))
            for k in draw(st.lists(keys, max_size=7, unique=True))
        ),
        rings=tuple(
            Ring(k, draw(words), draw(st.sampled_from(("", "2003"))))
            for k in draw(st.lists(keys, max_size=5, unique=True))
        ),
        branches=tuple(
            Branch(k, draw(words), draw(st.booleans()), draw(st.booleans())) for k in branches
        ),
        fruit=tuple(
            Fruit(k, draw(words), draw(some), draw(st.booleans()))
            for k in draw(st.lists(keys, max_size=6, unique=True))
        ),
    )


@SHAPES
@settings(deadline=None, max_examples=20)
@given(tree=trees())
def test_the_drawing_states_the_facts_of_the_outline_and_no_other(shape, tree):
    picture = draw_tree(tree, shape=shape)
    assert facts_in_svg(picture.svg) == facts_in_outline(picture.outline)
    minidom.parseString(picture.svg)


@SHAPES
def test_every_part_is_a_fact(shape):
    facts = {fact for fact, _ in facts_in_svg(draw_tree(FIFTEEN, shape=shape).svg)}
    assert {f for f in facts if f.startswith("root")} == {f"root:r{i}" for i in range(1, 6)}
    assert len(facts) == FIFTEEN.count


@SHAPES
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_words_of_private_parts_are_nowhere(shape, theme):
    tree = TreeFacts(
        roots=(Root("r", "hiddenroot", private=True),),
        rings=(Ring("t", "hiddenring", "1999", private=True),),
        branches=(Branch("b", "hiddenbranch", private=True), Branch("c", "Care", roots=("r",))),
        fruit=(Fruit("f", "hiddenfruit", ("b",), private=True), Fruit("g", "Water", ("c", "b"))),
    )
    now = TreeFacts(tree.roots, tree.rings, tree.branches, tree.fruit, earlier=(
        TreeFacts((Root("r", "hiddenroot"),), (Ring("t", "hiddenring"),), (Branch("b", "hiddenbranch"),), (Fruit("f", "hiddenfruit"),)),
    ))  # fmt: skip
    picture = draw_tree(now, theme=theme, shape=shape)
    said = picture.svg + " ".join(line.text for line in lines(picture.outline))
    assert "hidden" not in said
    assert "1999" not in said
    assert "kept to myself" in said


@SHAPES
def test_the_same_facts_give_the_same_bytes(shape):
    assert draw_tree(FIFTEEN, shape=shape).svg == draw_tree(FIFTEEN, shape=shape).svg


@SHAPES
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_strict_page_may_hold_the_picture(shape, theme):
    svg = draw_tree(FIFTEEN, shape=shape, theme=theme).svg
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:", svg)


def test_words_cannot_become_markup():
    svg = draw_tree(TreeFacts(roots=(Root("r", '<script>"&'),))).svg
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_fifteen_parts_fit_in_forty_kilobytes():
    assert len(draw_tree(FIFTEEN).svg.encode()) <= 40 * 1024
    assert len(draw_tree(FIFTEEN, shape="tall").svg.encode()) <= 40 * 1024


def text_of(picture, kind, key):
    return next(
        line.text for line in lines(picture.outline) if (line.kind, line.key) == (kind, key)
    )


def test_a_fruit_without_a_branch_asks_its_author():
    assert text_of(draw_tree(FIFTEEN), "fruit", "f4").endswith("what value is this for?")


def test_nobody_but_the_author_sees_the_question():
    assert "what value" not in draw_tree(FIFTEEN, ask=False).svg


def test_a_fruit_on_two_branches_hangs_from_the_first_and_names_the_second():
    outline = draw_tree(FIFTEEN).outline
    care = next(line for line in lines(outline) if line.key == "b2")
    assert [child.text for child in care.children] == [
        "Clinics that speak our languages · also from Dignity"
    ]


def test_a_branch_says_what_it_grows_from_and_that_it_is_protected():
    text = text_of(draw_tree(FIFTEEN), "branch", "b2")
    assert text == "Care · protected · grows from: my grandmother's kitchen, always one more chair"


def test_a_link_to_a_private_root_is_private():
    assert text_of(draw_tree(FIFTEEN), "branch", "b3") == "Courage"


def test_a_branch_joined_to_nothing_asks():
    tree = TreeFacts(branches=(Branch("b", "Care"),))
    assert text_of(draw_tree(tree), "branch", "b") == "Care · what does this grow from?"


def test_many_unjoined_branches_do_not_all_ask():
    tree = TreeFacts(branches=tuple(Branch(str(i), f"Value {i}") for i in range(6)))
    assert "grow from" not in draw_tree(tree).svg


@SHAPES
def test_the_growth_view_says_what_came_and_what_was_let_go(shape):
    now = TreeFacts(
        BEFORE.roots, (), (Branch("b1", "Dignity"), Branch("b2", "Care")), earlier=(BEFORE,)
    )
    picture = draw_tree(now, shape=shape)
    assert text_of(picture, "earlier", "1") == (
        "First tree · parts: 4 · then added: Care · then let go: Order"
    )
    assert facts_in_svg(picture.svg) == facts_in_outline(picture.outline)


@SHAPES
def test_the_empty_tree_names_its_regions_and_states_no_fact(shape):
    picture = draw_tree(TreeFacts(), shape=shape)
    assert all(f">{name}<" in picture.svg for name in ("Roots", "Trunk", "Branches", "Fruit"))
    assert facts_in_svg(picture.svg) == set()


def test_the_empty_tree_speaks_spanish():
    assert ">Raíces<" in draw_tree(TreeFacts(), SPANISH).svg


def test_words_on_the_projector_are_at_least_24_pixels_at_1080p():
    svg = draw_tree(TreeFacts()).svg
    height = int(re.search(r'viewBox="0 0 \d+ (\d+)"', svg)[1])
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]
    assert min(sizes) * 1080 / height >= 24


def test_the_picture_has_a_name_and_a_description():
    svg = draw_tree(FIFTEEN, ids="mine").svg
    assert 'role="img" aria-labelledby="mine-title mine-desc"' in svg
    assert (
        '<desc id="mine-desc">Roots: 5. Years on the trunk: 3. Branches: 3. Fruit: 4.</desc>' in svg
    )


def test_a_file_that_travels_has_a_width_and_a_height():
    assert re.search(r'width="800" height="[\d.]+"', draw_tree(FIFTEEN, size=800).svg)


def test_print_does_not_lean_on_colour():
    svg = draw_tree(FIFTEEN, theme="print").svg
    colours = set(re.findall(r'(?:fill|stroke)="#(\w\w)(\w\w)(\w\w)"', svg))
    assert all(red == green == blue for red, green, blue in colours)


def test_private_is_shown_by_shape():
    assert "stroke-dasharray" in re.search(r'data-fact="root:r3".*?</g>', draw_tree(FIFTEEN).svg)[0]
    assert (
        "stroke-dasharray"
        not in re.search(r'data-fact="root:r1".*?</g>', draw_tree(FIFTEEN).svg)[0]
    )
