"""People join branches; the program only keeps count."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.values.branches import BranchTwice, chosen_label, common_branches
from thousandfold_core.values.merges import (
    Branch,
    Kinship,
    MergeProposal,
    SameBranch,
    join,
    settle,
)
from thousandfold_core.values.questions import questions
from thousandfold_core.values.roots import shared_roots

SAME, KIN, APART = SameBranch.SAME, SameBranch.KIN, SameBranch.APART


def branch(id, author, label="Dignity", **where):
    return Branch(id, author, label, **where)


THREE = [branch("1", "ana", "Dignidad"), branch("2", "bo", "Dignity"), branch("3", "cy", "Respect")]


def proposal(first, second, **answers):
    return MergeProposal(first, second, "somebody", answers)


def merged(*pairs):
    authors = {b.id: b.author for b in THREE}
    return [proposal(a, b, **{authors[a]: SAME, authors[b]: SAME}) for a, b in pairs]


@pytest.mark.parametrize(
    ("answers", "settled"),
    [
        ({"ana": SAME, "bo": SAME}, SAME),
        ({"ana": SAME, "bo": KIN}, KIN),
        ({"ana": KIN, "bo": KIN}, KIN),
        ({"ana": SAME}, None),
        ({}, None),
        ({"ana": SAME, "bo": APART}, APART),
        ({"ana": APART}, APART),
        ({"ana": SAME, "somebody": SAME}, None),
    ],
)
def test_only_the_two_authors_decide_and_same_needs_both(answers, settled):
    assert settle(proposal("1", "2", **answers), {b.id: b for b in THREE}) is settled


def test_two_yeses_make_one_branch_of_two_people():
    (common,) = common_branches(THREE, merged(("1", "2")))
    assert (common.members, common.people, common.breadth) == (("1", "2"), {"ana", "bo"}, 2)


def test_the_same_words_without_yeses_join_nothing():
    twins = [branch("1", "ana"), branch("2", "bo")]
    assert common_branches(twins, []) == []


def test_confirmed_pairs_chain_into_one_branch():
    (common,) = common_branches(THREE, merged(("1", "2"), ("2", "3")))
    assert common.breadth == 3


def test_a_withdrawn_link_takes_the_chain_apart():
    rest = [b for b in THREE if b.id != "2"]
    assert common_branches(rest, merged(("1", "2"), ("2", "3"))) == []


def test_one_persons_two_branches_are_not_common():
    own = [branch("1", "ana"), branch("2", "ana", "Respect")]
    assert common_branches(own, [proposal("1", "2", ana=SAME)]) == []


def test_kin_is_kept_beside_and_not_merged():
    (common,) = common_branches(THREE, merged(("1", "2")), kin=[Kinship("2", "3")])
    assert common.members == ("1", "2")
    assert common.kin == {"3"}


def test_a_proposal_answered_close_but_not_the_same_becomes_kin():
    answers = [*merged(("1", "2")), proposal("2", "3", bo=KIN, cy=SAME)]
    (common,) = common_branches(THREE, answers)
    assert common.kin == {"3"}


def test_kin_that_a_chain_brought_together_are_named_as_doubts():
    (common,) = common_branches(THREE, merged(("1", "2"), ("2", "3")), kin=[Kinship("3", "1")])
    assert common.doubts == (("1", "3"),)


def test_the_label_is_the_one_most_members_vote_for():
    votes = {"ana": "3", "bo": "3", "cy": "1", "stranger": "1", "other": "1"}
    assert chosen_label(THREE, votes) == "Respect"


def test_without_votes_the_commonest_wording_wins_then_the_alphabet():
    twice = [*THREE, branch("4", "di", "Respect")]
    assert chosen_label(twice, {}) == "Respect"
    assert chosen_label(THREE, {}) == "Dignidad"


@pytest.mark.parametrize(
    ("sectors", "shown"), [(("union", "union", "faith"), None), (("union", "faith", "youth"), 3)]
)
def test_reach_is_shown_from_three_sectors_on(sectors, shown):
    placed = [
        branch(str(i), person, sector=sector)
        for i, (person, sector) in enumerate(zip(("ana", "bo", "cy"), sectors, strict=True), 1)
    ]
    (common,) = common_branches(placed, merged(("1", "2"), ("2", "3")))
    assert common.sectors == shown


def test_two_branches_with_one_id_are_refused():
    with pytest.raises(BranchTwice, match="id “1”"):
        common_branches([branch("1", "ana"), branch("1", "bo")], [])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=10), st.randoms())
def test_groups_are_what_walking_from_each_branch_reaches(pairs, luck):
    ids = [str(i) for i in range(8)]
    links = [(str(a), str(b)) for a, b in pairs]
    shuffled_links = luck.sample([(b, a) for a, b in links], len(links))
    assert join(ids, links) == join(luck.sample(ids, 8), shuffled_links) == walked(ids, links)


def walked(ids, links):
    """Grow each id's group until nothing is added."""
    groups = set()
    for one in ids:
        group = {one}
        while grown := {y for a, b in links for x, y in ((a, b), (b, a)) if x in group} - group:
            group |= grown
        groups.add(tuple(sorted(group)))
    return sorted(groups)


def test_questions_put_pairs_written_alike_first_and_answer_none():
    asked = questions(
        [branch("1", "ana", "Fe"), branch("2", "bo", "Respeto"), branch("3", "cy", "FÉ")]
    )
    assert asked == [("1", "3"), ("1", "2"), ("2", "3")]


def test_questions_leave_out_what_was_asked_or_is_already_joined():
    assert questions(THREE, merged(("1", "2"), ("2", "3"))) == []
    assert questions(THREE, [proposal("1", "2", ana=APART)]) == [("1", "3"), ("2", "3")]


def test_nobody_is_asked_about_their_own_two_branches():
    assert questions([branch("1", "ana"), branch("2", "ana")]) == []


def test_a_root_is_shared_from_three_people_on():
    roots = [("ana", "Church"), ("bo", "church "), ("cy", "CHURCH"), ("di", "Union hall")]
    (root,) = shared_roots(roots)
    assert root.people == {"ana", "bo", "cy"}
    assert shared_roots(roots[:2]) == []


def test_one_person_saying_it_three_times_shares_nothing():
    assert shared_roots([("ana", "Church")] * 3) == []


def test_other_words_are_another_root_whatever_they_mean():
    assert shared_roots([("ana", "Church"), ("bo", "Chapel"), ("cy", "Iglesia")]) == []


def test_an_accent_makes_another_label():
    assert shared_roots([("ana", "año"), ("bo", "ano"), ("cy", "año")]) == []
