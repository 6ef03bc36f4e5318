"""Measuring and wrapping words in any script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.drawing.colours import Paint
from thousandfold_core.drawing.measure import clusters, is_rtl, width
from thousandfold_core.drawing.svg import clean
from thousandfold_core.drawing.words import block, set_words

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=90)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("tiếng", 5),
        ("e\u0301a", 2),
        ("👨‍👩‍👧‍👦", 1),
        ("👩🏽", 1),
        ("🇲🇽🇻🇳", 2),
        ("नि", 1),
    ],
)
def test_signs_are_counted_as_a_reader_sees_them(text, signs):
    assert len(clusters(text)) == signs


def test_a_family_is_as_wide_as_one_face():
    assert width("👨‍👩‍👧", 10) == width("👨", 10)


def test_a_chinese_sign_is_one_em():
    assert width("树林", 10) == 20


def test_a_vietnamese_letter_is_as_wide_as_its_base():
    assert width("ế", 10) == width("e", 10)


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("كرامة", True), ("שלום", True), ("Care", False), ("2003 كرامة", True), ("12", False)],
)
def test_direction_follows_the_first_letter_that_has_one(text, rtl):
    assert is_rtl(text) is rtl


def test_chinese_wraps_without_spaces_and_no_line_starts_with_a_full_stop():
    lines = block("祖母的厨房总会多摆一把椅子。", 10, 70).lines
    assert len(lines) > 1
    assert not any(line[0] in "。，" for line in lines)


def test_no_single_word_is_left_on_the_last_line():
    lines = block("Young people sit where money is decided here now", 10, 190).lines
    assert min(map(len, lines)) > max(map(len, lines)) / 2


def test_a_word_wider_than_the_room_is_broken():
    assert all(width(line, 10) <= 60 for line in block("Donaudampfschifffahrt", 10, 60).lines)


def test_words_that_run_left_stand_with_their_seen_edge_at_x():
    right = set_words(block("كرامة", 10, 90), Paint(), "ink", x=5, top=0, side="right")
    left = set_words(block("كرامة", 10, 90), Paint(), "ink", x=5, top=0, side="left")
    assert 'direction="rtl"' in right
    assert "text-anchor" not in right
    assert 'text-anchor="end"' in left


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_wrapping_loses_no_letter(text):
    joined = "".join(block(text, 10, 60).lines)
    assert joined.replace(" ", "") == clean(text).replace(" ", "")


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_every_line_fits_unless_it_is_glued_by_its_script(text):
    for line in block(text, 10, 60).lines:
        assert (
            width(line, 10) <= 60.01
            or len(clusters(line)) <= 3
            or not line[-1].isalnum()
            or not line[0].isalnum()
        )
