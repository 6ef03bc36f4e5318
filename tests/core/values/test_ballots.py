"""Ballots are counted as given, and what does not fit is refused."""

import pytest
from hypothesis import given, settings
from rooms_of_voters import ballots_of, cells

from thousandfold_core.values.ballot_box import (
    NamedTwice,
    NotOnTheList,
    RowOfAnotherLength,
    VotedTwice,
    collect,
    from_table,
)
from thousandfold_core.values.ballots import Ballot, LeavesOut, Vote


def test_a_pass_counts_as_an_answer_and_a_blank_does_not():
    tally = from_table(["a", "b", "c"], ["s"], [[1], [0], [None]]).tally("s")
    assert (len(tally.agree), len(tally.passed), tally.answered) == (1, 1, 2)


def test_a_settled_flag_is_no_longer_open():
    ballots = collect(
        ["a", "b"],
        ["s"],
        [
            Ballot("a", "s", Vote.AGREE, LeavesOut("my street")),
            Ballot("b", "s", Vote.AGREE, LeavesOut("my shift", settled=True)),
        ],
    )
    assert ballots.tally("s").flags == {"a"}


def test_a_flag_needs_no_vote():
    ballots = collect(["a"], ["s"], [Ballot("a", "s", leaves_out=LeavesOut())])
    assert ballots.vote("a", "s") is None
    assert ballots.tally("s").flags == {"a"}


def test_two_ballots_of_one_person_on_one_statement_are_refused():
    with pytest.raises(VotedTwice, match="two ballots of “a” on “s”"):
        collect(["a"], ["s"], [Ballot("a", "s", Vote.AGREE), Ballot("a", "s", Vote.PASS)])


def test_a_ballot_of_a_stranger_is_refused():
    with pytest.raises(NotOnTheList, match="person “x”"):
        collect(["a"], ["s"], [Ballot("x", "s", Vote.AGREE)])


def test_a_ballot_on_an_unknown_statement_is_refused():
    with pytest.raises(NotOnTheList, match="statement “t”"):
        collect(["a"], ["s"], [Ballot("a", "t", Vote.AGREE)])


def test_a_name_listed_twice_is_refused():
    with pytest.raises(NamedTwice, match="“a” is listed twice"):
        from_table(["a", "a"], ["s"], [[1], [1]])


def test_a_row_of_another_length_is_refused():
    with pytest.raises(RowOfAnotherLength, match="Row 1 has 2 cells for 1 statements"):
        from_table(["a"], ["s"], [[1, 1]])


def test_a_cell_that_is_no_vote_is_refused():
    with pytest.raises(ValueError, match="5 is not a valid Vote"):
        from_table(["a"], ["s"], [[5]])


def test_ballots_cannot_be_changed_afterwards():
    with pytest.raises(TypeError):
        from_table(["a"], ["s"], [[1]]).votes["a", "s"] = Vote.DISAGREE


@settings(max_examples=50, deadline=None)
@given(cells(least_people=2))
def test_leaving_takes_one_answer_off_every_statement_answered(table):
    ballots = ballots_of(table)
    rest = ballots.without_person("p0")
    for statement in ballots.statements:
        lost = ballots.tally(statement).answered - rest.tally(statement).answered
        assert lost == (ballots.vote("p0", statement) is not None)


def test_a_withdrawn_statement_is_gone_with_its_votes_and_flags():
    ballots = collect(["a"], ["s", "t"], [Ballot("a", "s", Vote.AGREE, LeavesOut())])
    rest = ballots.without_statement("s")
    assert (rest.statements, dict(rest.votes), dict(rest.flags)) == (("t",), {}, {})
