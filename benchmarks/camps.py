# SPDX-License-Identifier: Apache-2.0
"""How often camps are drawn in made-up rooms, where there are some and where there are none.

    python benchmarks/camps.py [rooms]

``rooms`` of each kind (default 100), drawn from fixed seeds: support of each
statement 35 to 95 %, 12 % passes, 8 % missing; in planted rooms the first camp
says yes to a share of the statements with .90 and the others with .12. Prints
the share of rooms in which the gate opened, the share in which camps were
drawn, and how well those agree with the planted ones (adjusted Rand index).
"""

from __future__ import annotations

import random
import sys

import numpy as np

from thousandfold_core.values.ballot_box import from_table
from thousandfold_core.values.ballots import Ballots
from thousandfold_core.values.camps import GATE, Camps, camps
from thousandfold_core.values.split import agreement

#: People, statements, size of the first camp, share of statements it differs on.
ROOMS = (
    (12, 12, 0, 0.0),
    (16, 24, 0, 0.0),
    (20, 24, 0, 0.0),
    (60, 40, 0, 0.0),
    (16, 24, 10, 0.4),
    (16, 24, 13, 0.4),
    (16, 24, 10, 0.25),
    (16, 12, 10, 0.4),
    (60, 40, 40, 0.25),
)


def main(rooms: int) -> None:
    """Print one line a kind of room."""
    print(f"{'people x statements':>20} {'planted':>18} {'gate':>6} {'drawn':>6} {'ARI':>6}")
    for people, statements, first, share in ROOMS:
        found = [
            camps(room(random.Random(seed), people, statements, first, share), seed)
            for seed in range(rooms)
        ]
        gate = np.mean([one.gate_p is not None and one.gate_p <= GATE for one in found])
        drawn = [one for one in found if one.camps]
        right = np.mean([likeness(one, first) for one in drawn]) if drawn and first else None
        planted = f"{first}/{people - first} on {share:.0%}" if first else "none"
        print(
            f"{people:>14} x {statements:<3} {planted:>18} {gate:>6.2f} "
            f"{len(drawn) / rooms:>6.2f} {'' if right is None else f'{right:.2f}':>6}"
        )


def room(luck: random.Random, people: int, statements: int, first: int, share: float) -> Ballots:
    """One made-up room."""
    planted = set(luck.sample(range(statements), round(share * statements))) if first else set()
    support = [luck.uniform(0.35, 0.95) for _ in range(statements)]
    table = [
        [
            cell(luck, (0.90 if person < first else 0.12) if j in planted else support[j])
            for j in range(statements)
        ]
        for person in range(people)
    ]
    return from_table([f"p{i}" for i in range(people)], [f"s{j}" for j in range(statements)], table)


def cell(luck: random.Random, support: float) -> int | None:
    """One answer, or none."""
    if luck.random() < 0.08:
        return None
    if luck.random() < 0.12:
        return 0
    return 1 if luck.random() < support else -1


def likeness(found: Camps, first: int) -> float:
    """How well drawn camps agree with planted ones, over the people in them."""
    people = [(int(one[1:]), number) for number, camp in enumerate(found.camps) for one in camp]
    drawn = np.array([number == 0 for _, number in people])
    planted = np.array([person < first for person, _ in people])
    return agreement(drawn, planted)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
