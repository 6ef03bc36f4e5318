"""The markup writer: it escapes, it writes shortly, it refuses what a strict page refuses."""

import pytest

from thousandfold_core.drawing import Outline, facts_in_outline, facts_in_svg
from thousandfold_core.drawing.svg import (
    Svg,
    UnsafeMarkup,
    clean,
    fact,
    group,
    number,
    path_data,
    tag,
)


def test_plain_text_is_escaped():
    assert tag("text", "a<b & c") == "<text>a&lt;b &amp; c</text>"


def test_markup_made_here_is_not_escaped_twice():
    assert tag("g", tag("path", d="M0 0")) == '<g><path d="M0 0"/></g>'


def test_attribute_values_are_escaped():
    assert tag("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"/>'


@pytest.mark.parametrize("name", ["style", "script", "foreignObject", "image"])
def test_an_element_the_strict_page_refuses_is_refused(name):
    with pytest.raises(UnsafeMarkup, match=name):
        tag(name)


@pytest.mark.parametrize("name", ["style", "onclick", "onload"])
def test_an_attribute_the_strict_page_refuses_is_refused(name):
    with pytest.raises(UnsafeMarkup, match=name):
        tag("g", **{name: "x"})


@pytest.mark.parametrize(
    ("value", "written"), [(3.0, "3"), (0.04, "0"), (-0.04, "0"), (12.26, "12.3"), (-7.5, "-7.5")]
)
def test_numbers_are_written_with_one_decimal_at_most(value, written):
    assert number(value) == written


def test_a_minus_sign_needs_no_space_before_it():
    assert path_data("M", 1 + 2j, "q", -3 - 4j, 5 + 0j) == "M1 2q-3-4 5 0"


def test_an_empty_group_is_nothing():
    assert group(Svg("")) == ""


def test_control_and_direction_characters_are_dropped():
    assert clean("a\x00b\u202ec\n  d\ud800") == "abc d"


def test_joined_emoji_survive_cleaning():
    assert clean("👨‍👩‍👧") == "👨‍👩‍👧"


def test_facts_are_read_back_as_they_were_written():
    svg = fact("root", 'k"1', "songs <in> two & more", tag("path", d="M0 0"), class_="x")
    assert facts_in_svg(svg) == {('root:k"1', "songs <in> two & more")}


def test_an_outline_line_without_a_key_is_no_fact():
    outline = Outline("all", "tree", children=(Outline("Care", "branch", "b1"),))
    assert facts_in_outline(outline) == {("branch:b1", "Care")}
