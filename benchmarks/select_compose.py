# SPDX-License-Identifier: AGPL-3.0-or-later
"""Time the selection engine, each trick against doing without it, in one run.

Run: ``python benchmarks/select_compose.py``. Seeded pools with overlapping
groups, about thirty quotas, a cap on organisations, conflicts and a tie; k = 16.
Times are CPU time (the solver uses one thread). Read the ratios rather than the
seconds: they hold on any machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from fractions import Fraction
from itertools import combinations
from statistics import median

from thousandfold_core.chance import chance
from thousandfold_core.selection import (
    Apart,
    AtMostPerOrganisation,
    Explainer,
    Person,
    Pool,
    Rule,
    RulesContradict,
    Size,
    Target,
    Together,
    alternates,
    alternatives,
    check,
    compose,
    explain,
    highs,
    program,
)

FEATURES = {
    "sector": ("labour", "faith", "community", "government", "movement", "business"),
    "side": ("inside", "outside"),
    "gender": ("w", "m", "x"),
    "place": ("north", "south", "east", "west", "hills", "bay"),
    "language": ("en", "es", "vi", "zh"),
    "age": ("a", "b", "c", "d", "e"),
}
SEATS = 16


def nominees(count: int, seats: int = SEATS, steps: int = 6) -> tuple[Pool, list[Rule]]:
    """A seeded pool and rules that a random group of it meets."""
    draw = chance("benchmark", count)
    people = []
    for at in range(count):
        groups = set()
        for feature, values in FEATURES.items():
            weights = [1 / (place + 1) for place in range(len(values))]
            twice = feature in ("sector", "language") and draw.random() < 0.2
            chosen = draw.choices(values, weights, k=2 if twice else 1)
            groups |= {(feature, value) for value in chosen}
        score = Fraction(draw.randint(2 * steps, 5 * steps), steps)
        home = f"organisation {draw.randrange(max(8, count // 5))}"
        people.append(Person(f"p{at:04}", frozenset(groups), score, home))
    return Pool(people), _rules(people, draw.sample(people, seats), draw)


def _rules(people: list[Person], seated: list[Person], draw) -> list[Rule]:
    rules: list[Rule] = [Size(len(seated), len(seated)), AtMostPerOrganisation(len(seated) // 4)]
    for feature, values in FEATURES.items():
        for value in values:
            have = sum((feature, value) in one.groups for one in seated)
            rules.append(Target(feature, value, max(0, have - 1), have + 1))
    outside = [one.id for one in people if one not in seated]
    draw.shuffle(outside)
    pairs = zip(outside[0::2], outside[1::2], strict=False)
    rules += [Apart(pair) for pair, _ in zip(pairs, range(len(people) // 20), strict=False)]
    return [*rules, Together(tuple(sorted(one.id for one in seated[:2])))]


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the median CPU seconds of a few runs."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return median(taken)


@contextmanager
def searches_on():
    """Let the solver search for first answers as it does by itself."""
    ours = dict(highs.OPTIONS)
    for option in [name for name in ours if name.startswith("mip_heuristic_run_")]:
        highs.OPTIONS[option] = True
    try:
        yield
    finally:
        highs.OPTIONS.update(ours)


@contextmanager
def all_at_once():
    """Solve every question in whole numbers at once, without a core."""
    ours = program.CORE
    program.CORE = 1_000_000
    try:
        yield
    finally:
        program.CORE = ours


def by_enumeration(pool: Pool, rules: Iterable[Rule], seats: int) -> Fraction:
    """The slow obvious way: look at every group."""
    groups = combinations(pool.people, seats)
    return max(sum(one.score for one in group) for group in groups if not check(group, rules))


def against_enumeration() -> None:
    pool, rules = nominees(18, seats=6)
    quick = seconds(lambda: compose(pool, rules, seed=1))
    slow = seconds(lambda: by_enumeration(pool, rules, 6), times=1)
    assert compose(pool, rules, seed=1).total == by_enumeration(pool, rules, 6)
    print(f"n=18 k=6   compose {quick * 1e3:8.1f} ms   enumeration {slow * 1e3:8.0f} ms", end="")
    print(f"   ratio {slow / quick:.0f}\n")


def one_size(count: int) -> None:
    pool, rules = nominees(count)
    ours = seconds(lambda: compose(pool, rules, seed=1))
    with searches_on():
        plain = seconds(lambda: compose(pool, rules, seed=1))
    print(
        f"n={count:<5} compose {ours * 1e3:9.1f} ms   solver's own settings / ours {plain / ours:.1f}"
    )
    cohort = compose(pool, rules, seed=1)
    asked = list(pool.by_id)[:: max(1, count // 20)]
    explainer = Explainer(pool, rules, cohort)
    explainer.reason(asked[0])
    kept = seconds(lambda: [explainer.reason(one) for one in asked[1:]], times=1)
    anew = seconds(lambda: [explain(pool, rules, cohort, one) for one in asked[1:]], times=1)
    print(f"        reason {kept / len(asked[1:]) * 1e3:10.1f} ms each", end="")
    print(f"   model loaded anew / kept {anew / kept:.1f}", end="")
    with all_at_once():
        whole = Explainer(pool, rules, cohort)
        slow = seconds(lambda: [whole.reason(one) for one in asked[1:]], times=1)
    print(f"   all at once / core first {slow / kept:.1f}")
    print(
        f"        4 alternatives {seconds(lambda: alternatives(pool, rules, cohort, seed=1), 1) * 1e3:.0f} ms",
        end="",
    )
    print(
        f"   alternates {seconds(lambda: alternates(pool, rules, cohort, seed=1), 1) * 1e3:.0f} ms"
    )
    _contradiction(pool, rules)


def _contradiction(pool: Pool, rules: list[Rule]) -> None:
    clash = [*rules, Target("side", "inside", SEATS), Target("side", "outside", 2)]
    began = time.process_time()
    try:
        compose(pool, clash, seed=1)
    except RulesContradict as refusal:
        taken = (time.process_time() - began) * 1e3
        print(f"        clash of {len(refusal.contradiction)} clauses and ", end="")
        print(f"{len(refusal.repairs)} repairs {taken:.0f} ms\n")


def alike(count: int) -> None:
    """Many equal people: what merging them into types brings for all reasons."""
    draw = chance("alike", count)
    kinds = [frozenset({("side", side), ("sector", sector)}) for side in "io" for sector in "abc"]
    people = [
        Person(f"p{at:04}", draw.choice(kinds), Fraction(draw.randint(1, 3))) for at in range(count)
    ]
    rules = [Size(16, 16), Target("side", "i", 7, 9), Target("sector", "a", 5, 6)]
    pool = Pool(people)
    cohort = compose(pool, rules, seed=1)
    kept = Explainer(pool, rules, cohort)
    merged = seconds(lambda: [kept.reason(one) for one in pool.by_id], times=1)
    singles = _Singles(pool, rules, cohort)
    asked = list(pool.by_id)[::10]
    apart = seconds(lambda: [singles.reason(one) for one in asked], times=1) * 10
    print(
        f"n={count} of 18 kinds: all reasons {merged * 1e3:.0f} ms   without types / with ", end=""
    )
    print(f"{apart / merged:.0f}")


class _Singles(Explainer):
    """An explainer that treats no two people alike."""

    def _alike(self, person: str) -> tuple:
        return (person,)


if __name__ == "__main__":
    against_enumeration()
    for size in (120, 300, 1000):
        one_size(size)
    alike(300)
