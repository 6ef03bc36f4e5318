"""Small pools for tests: random ones for hypothesis, seeded ones like published files."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

from thousandfold_core.chance import chance
from thousandfold_core.selection import (
    Apart,
    AtMostPerOrganisation,
    Must,
    MustNot,
    Person,
    Pool,
    Rule,
    Size,
    Target,
    Together,
    check,
)

SECTORS = ("labour", "faith", "community")
SIDES = ("inside", "outside")
ORGANISATIONS = ("Hotel workers", "Tenants", "Temple")


def person(name: str, *groups: str, score=None, organisation: str | None = None) -> Person:
    """A person written short: groups as 'sector:faith'."""
    pairs = frozenset(tuple(group.split(":")) for group in groups)
    return Person(name, pairs, score, organisation)


@st.composite
def pools(draw, most: int = 9, scored: bool = True) -> Pool:
    """Pools of 3 to ``most`` people in overlapping groups, some without a score or a home."""
    people = []
    for at in range(draw(st.integers(3, most))):
        sectors = draw(st.sets(st.sampled_from(SECTORS), max_size=2))
        groups = {("sector", one) for one in sectors} | {("side", draw(st.sampled_from(SIDES)))}
        sixths = draw(st.one_of(st.none(), st.integers(-3, 18))) if scored else None
        score = None if sixths is None else Fraction(sixths, 6)
        home = draw(st.one_of(st.none(), st.sampled_from(ORGANISATIONS)))
        people.append(Person(f"p{at}", frozenset(groups), score, home))
    return Pool(people)


@st.composite
def rule_sets(draw, pool: Pool) -> list[Rule]:
    """A size and up to six rules of every kind, possible or not."""
    least = draw(st.integers(0, len(pool)))
    rules: list[Rule] = [Size(least, draw(st.integers(least, len(pool))))]
    ids = sorted(pool.by_id)
    some = st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True).map(tuple)
    one = st.sampled_from(ids)
    rules += draw(st.lists(targets(), max_size=4))
    rules += draw(
        st.lists(
            st.one_of(
                st.builds(AtMostPerOrganisation, st.integers(1, 2)),
                st.builds(Apart, some),
                st.builds(Together, some),
                st.builds(Must, one),
                st.builds(MustNot, one),
            ),
            max_size=3,
        )
    )
    return rules


@st.composite
def targets(draw) -> Target:
    """A target on a sector or a side."""
    pairs = [("sector", one) for one in SECTORS] + [("side", one) for one in SIDES]
    feature, value = draw(st.sampled_from(pairs))
    low = draw(st.integers(0, 3))
    high = draw(st.one_of(st.none(), st.integers(low, 5)))
    return Target(feature, value, low, high)


@st.composite
def questions(draw, most: int = 9, scored: bool = True) -> tuple[Pool, list[Rule]]:
    """A pool and rules over it."""
    pool = draw(pools(most, scored))
    return pool, draw(rule_sets(pool))


def every_group(pool: Pool) -> Iterator[tuple[Person, ...]]:
    """All groups there are: the slow way."""
    for size in range(len(pool) + 1):
        yield from combinations(pool.people, size)


def total(group) -> Fraction:
    """The exact total score of a group."""
    return sum((Fraction(one.score or 0) for one in group), Fraction(0))


def allowed(pool: Pool, rules: list[Rule]) -> list[tuple[Person, ...]]:
    """All groups that keep the rules, by looking at each."""
    return [group for group in every_group(pool) if not check(group, rules)]


def assembly(seed: int, size: int = 22, people: int = 100) -> tuple[Pool, list[Rule]]:
    """A pool and quotas shaped like those of a citizens' assembly; always possible."""
    draw = chance(seed, "assembly")
    features = {"gender": "WMX", "age": "abcd", "education": "1234", "place": "ABCDEFGH"}
    found = []
    for at in range(people):
        groups = frozenset(
            (name, draw.choices(values, [9, 9, *[4] * 6][: len(values)])[0])
            for name, values in features.items()
        )
        score = Fraction(draw.randrange(6, 31), 6)
        found.append(Person(f"n{at:03}", groups, score, f"home {draw.randrange(people)}"))
    seated = draw.sample(found, size)
    rules: list[Rule] = [Size(size, size), AtMostPerOrganisation(3)]
    for name, values in features.items():
        for value in values:
            have = sum((name, value) in one.groups for one in seated)
            rules.append(Target(name, value, max(0, have - 1), have + 1))
    return Pool(found), rules
