"""Rules and pools: what they say, and what they refuse."""

from fractions import Fraction

import pytest
from pools_of_nominees import person

from thousandfold_core.errors import WrongInput
from thousandfold_core.selection import (
    CATALOGUE,
    Apart,
    AtMostPerOrganisation,
    Must,
    MustNot,
    Person,
    Pool,
    Size,
    Target,
    Together,
    check,
    read_pool,
)
from thousandfold_core.selection.pool import NobodyToChoose, SamePersonTwice
from thousandfold_core.selection.rules import BoundsCross, NobodyNamed
from thousandfold_core.selection.sentences import in_words, say


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Target("side", "inside", 2, 5), "Between 2 and 5 with side: inside."),
        (Target("side", "inside", 2), "At least 2 with side: inside."),
        (Size(12, 20), "Between 12 and 20 people in all."),
        (Size(16, 16), "Exactly 16 people in all."),
        (AtMostPerOrganisation(2), "At most 2 from any one organisation."),
        (Together(("b", "a")), "All or none of a and b."),
        (Apart(("c", "b", "a")), "At most 1 of a, b and c."),
        (Must("a"), "a must be in."),
        (MustNot("a"), "a must not be in."),
    ],
)
def test_a_rule_says_itself(rule, words):
    assert str(rule.say()) == words


@pytest.mark.parametrize("wrong", [lambda: Size(3, 2), lambda: Target("a", "b", -1)])
def test_bounds_that_cross_are_refused(wrong):
    with pytest.raises(BoundsCross, match="whole numbers"):
        wrong()


def test_a_tie_of_one_person_is_refused():
    with pytest.raises(NobodyNamed):
        Together(("a", "a"))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Target("side", "inside", 2), "That leaves one person too few with side: inside."),
        (Target("side", "inside", 3), "That leaves 2 people too few with side: inside."),
        (Target("side", "inside", 0, 0), "That puts in one person too many with side: inside."),
        (Size(4, 5), "That leaves the group 2 short of 4 people."),
        (Size(0, 1), "That makes the group 1 larger than 1 people."),
        (AtMostPerOrganisation(1), "That makes 1 too many from Temple (at most 1)."),
        (Together(("a", "z")), "That separates a and z, who go together."),
        (Apart(("a", "b")), "That puts a and b together, of whom at most 1 may be in."),
        (Must("z"), "That leaves out z, who must be in."),
        (MustNot("a"), "That brings in a, who must not be in."),
    ],
)
def test_the_checker_says_how_each_kind_of_rule_is_broken(rule, words):
    group = [
        person("a", "side:inside", organisation="Temple"),
        person("b", organisation="Temple"),
    ]
    assert [str(one.sentence) for one in check(group, [rule])] == [words]


def test_every_sentence_has_words_for_its_params():
    with pytest.raises(KeyError):
        say("no-such-sentence")
    assert all(text.strip() for text in CATALOGUE.values())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(3), "3"),
        (Fraction(3, 2), "1.5"),
        (Fraction(2, 3), "2/3"),
        (Fraction(-7, 3), "-2 1/3"),
        (("a",), "a"),
        (("a", "b", "c"), "a, b and c"),
    ],
)
def test_values_are_written_as_people_write_them(value, words):
    assert in_words(value) == words


def test_an_empty_pool_is_refused():
    with pytest.raises(NobodyToChoose):
        Pool([])


def test_one_id_for_two_people_is_refused():
    with pytest.raises(SamePersonTwice, match="id a"):
        Pool([Person("a"), Person("a")])


def test_several_values_in_a_cell_put_a_person_into_several_groups():
    pool = read_pool([{"sector": "faith; labour ;"}], features=["sector"])
    assert pool["1"].groups == {("sector", "faith"), ("sector", "labour")}


def test_people_without_an_id_are_called_by_their_row():
    rows = [{"a": "x"}, {"a": ""}, {"a": "y"}]
    assert list(read_pool(rows, features=["a"]).by_id) == ["1", "3"]


def test_scores_are_read_exactly():
    rows = [{"s": "3.1"}, {"s": "2/3"}, {"s": ""}]
    pool = read_pool(rows, features=[], score_column="s")
    assert [pool[str(at)].score for at in (1, 2)] == [Fraction(31, 10), Fraction(2, 3)]


@pytest.mark.parametrize(
    ("rows", "columns", "words"),
    [
        ([], {}, "There is nobody in it"),
        ([{"a": "x"}], {"id_column": "id"}, "header: There is no column 'id'. Use one of: a."),
        ([{"id": "", "a": "x"}], {"id_column": "id"}, "row 1 .* column id: The id is empty"),
        ([{"id": "x"}, {"id": "x"}], {"id_column": "id"}, "row 2 .* already in row 1"),
        ([{"s": "1e999999"}], {"score_column": "s"}, "row 1 .* column s: '1e999999' is not"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(rows, columns, words):
    with pytest.raises(WrongInput, match=words):
        read_pool(rows, features=[], **columns)
