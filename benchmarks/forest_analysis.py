# SPDX-License-Identifier: Apache-2.0
"""How long the forest's analysis takes: 20 trees of 40 items, 60 ballots on 40 statements.

    python benchmarks/forest_analysis.py [--json]

Each part is the best of five runs, in milliseconds. The last figures are
ratios within this run, so they can be compared between machines: the gate
against a plain loop that shuffles column by column, and everything together
against that loop.
"""

from __future__ import annotations

import json
import random
import sys
import time

from thousandfold_core.values.axis import axis_share, gate_p
from thousandfold_core.values.ballot_box import from_table
from thousandfold_core.values.branches import common_branches
from thousandfold_core.values.bridging import bridges, camp_groups
from thousandfold_core.values.camps import camps
from thousandfold_core.values.contested import conflicting_pairs, contested_fruit
from thousandfold_core.values.merges import Branch, MergeProposal, SameBranch
from thousandfold_core.values.planks import choose
from thousandfold_core.values.questions import questions
from thousandfold_core.values.roots import shared_roots
from thousandfold_core.values.showing import may_be_shown
from thousandfold_core.values.voting_matrix import voting_matrix

TREES, ITEMS, VOTERS, STATEMENTS, PLANKS = 20, 40, 60, 40, 6
RUNS, SLOW_DRAWS, DRAWS = 5, 99, 999


def main() -> dict[str, float]:
    """Milliseconds for each part, then ratios."""
    branches, merges, roots = trees(random.Random(1))
    ballots = votes(random.Random(2))
    cells = voting_matrix(ballots).cells
    liked = {p: {s for s in ballots.statements if ballots.vote(p, s) == 1} for p in ballots.people}
    found = camps(ballots, seed=1)
    parts = {
        "common branches": lambda: common_branches(branches, merges),
        "questions to ask": lambda: questions(branches[: 2 * ITEMS], merges),
        "shared roots": lambda: shared_roots(roots),
        "camps": lambda: camps(ballots, seed=1),
        "bridges": lambda: bridges(ballots, camp_groups(found.camps)),
        "contested fruit": lambda: contested_fruit(ballots),
        "conflicting pairs": lambda: conflicting_pairs(ballots),
        "what may be shown": lambda: [may_be_shown(ballots, s) for s in ballots.statements],
        "planks": lambda: choose(liked, ballots.statements, PLANKS),
    }
    figures = {name: best(part) for name, part in parts.items()}
    figures["everything"] = sum(figures.values())
    gate = best(lambda: gate_p(cells, DRAWS, random.Random(1)))
    slow = best(lambda: slow_gate(cells, random.Random(1)), runs=1) * DRAWS / SLOW_DRAWS
    figures["gate, times faster than a plain loop"] = slow / gate
    figures["everything, share of that plain loop"] = figures["everything"] / slow
    return figures


def trees(luck: random.Random):
    """Branches of twenty trees, every tenth pair of neighbours joined, and their roots."""
    branches = [
        Branch(f"b{t}.{i}", f"p{t}", f"value {luck.randrange(60)}", f"sector {t % 4}")
        for t in range(TREES)
        for i in range(ITEMS)
    ]
    merges = []
    for first in luck.sample(branches, len(branches) // 10):
        second = luck.choice([b for b in branches if b.author != first.author])
        yes = {first.author: SameBranch.SAME, second.author: SameBranch.SAME}
        merges.append(MergeProposal(first.id, second.id, first.author, yes))
    return branches, merges, [(b.author, b.label) for b in branches]


def votes(luck: random.Random):
    """Sixty voters, a third of whom dissent on two statements in five."""
    table = []
    for voter in range(VOTERS):
        turn = [
            -1 if voter < VOTERS // 3 and j < 0.4 * STATEMENTS else 1 for j in range(STATEMENTS)
        ]
        table.append([t * luck.choice([1, 1, 1, -1, 0]) for t in turn])
    return from_table([f"p{i}" for i in range(VOTERS)], [f"s{j}" for j in range(STATEMENTS)], table)


def slow_gate(cells, luck: random.Random) -> int:
    """Shuffle each column with a loop, draw by draw."""
    observed, hits = axis_share(cells), 0
    for _ in range(SLOW_DRAWS):
        dealt = cells.copy()
        for column in dealt.T:
            column[:] = luck.sample(column.tolist(), len(column))
        hits += axis_share(dealt) >= observed
    return hits


def best(part, runs: int = RUNS) -> float:
    """Milliseconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        part()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


if __name__ == "__main__":
    answer = main()
    if "--json" in sys.argv[1:]:
        print(json.dumps({name: round(value, 3) for name, value in answer.items()}, indent=2))
    else:
        for name, value in answer.items():
            print(f"{value:10.2f}  {name}")
