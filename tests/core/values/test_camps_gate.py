"""Camps are drawn where they are, and hardly ever where they are not."""

import random

import pytest
from rooms_of_voters import ballots_of, noise_cells, planted_cells

from thousandfold_core.values.ballot_box import from_table
from thousandfold_core.values.camps import CampsReason, camps


def test_fifty_rooms_of_noise_draw_camps_in_at_most_six():
    rooms = [ballots_of(noise_cells(random.Random(seed), 16, 24)) for seed in range(50)]
    assert sum(camps(room, seed=1).camps is not None for room in rooms) <= 6


def test_fifty_rooms_of_coin_tosses_draw_camps_in_at_most_six():
    luck = random.Random(7)
    rooms = [
        ballots_of([[luck.choice([1, -1, 0]) for _ in range(24)] for _ in range(16)])
        for _ in range(50)
    ]
    assert sum(camps(room, seed=1).camps is not None for room in rooms) <= 6


def test_planted_camps_of_ten_and_six_are_drawn_in_at_least_45_of_50():
    drawn = right = 0
    for seed in range(50):
        cells = planted_cells(random.Random(seed), 16, 24, first_camp=10, share=0.4)
        found = camps(ballots_of(cells), seed=1).camps
        if found:
            drawn += 1
            right += {len(set(found[0]) & {f"p{i}" for i in range(10)})} <= {9, 10}
    assert drawn >= 45
    assert right >= 0.9 * drawn


def room(yes: int, no: int, statements: int = 24, split: int = 24):
    """Two blocks that differ on the first ``split`` statements and agree on the rest."""
    return ballots_of([[1] * statements] * yes + [[-1] * split + [1] * (statements - split)] * no)


def test_two_united_blocks_are_the_two_camps_larger_first():
    found = camps(room(6, 10))
    assert found.reason is CampsReason.DRAWN
    assert found.camps == (tuple(f"p{i}" for i in range(6, 16)), tuple(f"p{i}" for i in range(6)))
    assert found.stability == 1
    assert found.gate_p == 1 / 1000


def test_two_dissenters_are_never_set_apart():
    found = camps(room(14, 2))
    assert found.camps is None
    assert found.reason is CampsReason.CAMP_TOO_SMALL


def test_five_voters_are_too_few_for_camps():
    found = camps(room(3, 2))
    assert (found.camps, found.gate_p) == (None, None)
    assert found.reason is CampsReason.TOO_FEW_PEOPLE
    assert "5 people voted" in str(found)


def test_a_united_room_has_no_camps_and_no_p():
    found = camps(room(16, 0))
    assert (found.reason, found.gate_p) == (CampsReason.NO_DIFFERENCE, None)


def test_a_closed_gate_says_that_it_is_no_proof_of_unity():
    found = camps(ballots_of(noise_cells(random.Random(3), 16, 24)))
    assert found.reason is CampsReason.GATE_CLOSED
    assert "does not prove" in str(found)


def test_one_statement_cannot_open_the_gate():
    found = camps(room(8, 8, statements=1, split=1))
    assert found.reason is CampsReason.GATE_CLOSED
    assert found.gate_p == 1


@pytest.mark.parametrize(("statements", "few"), [(19, True), (20, False)])
def test_fewer_than_twenty_statements_are_advised_against(statements, few):
    found = camps(room(8, 8, statements=statements, split=statements))
    assert found.few_statements is few
    assert (f"{statements} statements" in str(found)) is few


def test_a_line_that_moves_with_one_person_is_not_drawn():
    luck = random.Random(0)
    reasons = set()
    for _ in range(40):
        cells = planted_cells(luck, 16, 24, first_camp=10, share=0.2)
        found = camps(ballots_of(cells))
        reasons.add(found.reason)
        if found.reason is CampsReason.UNSTABLE:
            assert found.stability < 0.8
            assert found.camps is None
    assert CampsReason.UNSTABLE in reasons


def test_somebody_who_only_passed_is_in_no_camp():
    cells = [[1] * 24] * 6 + [[-1] * 24] * 6 + [[0] * 24, [None] * 24]
    found = camps(ballots_of(cells)).camps
    assert sorted(p for camp in found for p in camp) == sorted(f"p{i}" for i in range(12))


def test_an_empty_table_has_no_camps():
    assert camps(from_table([], [], [])).reason is CampsReason.TOO_FEW_PEOPLE
