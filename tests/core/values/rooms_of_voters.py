"""Made-up rooms: pure noise, planted camps, and small random ballots."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from thousandfold_core.values.ballot_box import from_table
from thousandfold_core.values.ballots import Ballots


def noise_cells(luck: random.Random, people: int, statements: int) -> list[list[int | None]]:
    """Nobody is of one mind with anybody: only the statements differ in support.

    Support 35 to 95 %, 12 % passes, 8 % missing, as in the measurements behind
    the rule (method row E4).
    """
    support = [luck.uniform(0.35, 0.95) for _ in range(statements)]
    return [[_cell(luck, p) for p in support] for _ in range(people)]


def planted_cells(
    luck: random.Random, people: int, statements: int, *, first_camp: int, share: float
) -> list[list[int | None]]:
    """As noise, but on a share of statements the first people say .90 yes, the others .12."""
    cells = noise_cells(luck, people, statements)
    for j in luck.sample(range(statements), round(share * statements)):
        for i in range(people):
            cells[i][j] = _cell(luck, 0.90 if i < first_camp else 0.12)
    return cells


def ballots_of(cells: list[list[int | None]]) -> Ballots:
    """Persons p0, p1 ... and statements s0, s1 ..."""
    people = [f"p{i}" for i in range(len(cells))]
    statements = [f"s{j}" for j in range(len(cells[0]) if cells else 0)]
    return from_table(people, statements, cells)


def _cell(luck: random.Random, support: float) -> int | None:
    if luck.random() < 0.08:
        return None
    if luck.random() < 0.12:
        return 0
    return 1 if luck.random() < support else -1


@st.composite
def cells(draw, least_people=1):
    """A small random table of votes."""
    vote = st.sampled_from([1, 1, -1, -1, 0, None])
    width = draw(st.integers(1, 7))
    row = st.lists(vote, min_size=width, max_size=width)
    height = draw(st.integers(least_people, 9))
    return draw(st.lists(row, min_size=height, max_size=height))
