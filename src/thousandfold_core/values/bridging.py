# SPDX-License-Identifier: Apache-2.0
"""Which statements carry across every group in the room (method row E4).

A product of group supports cannot be compared between splits, so each
statement is judged by its *worst* group, over every grouping we know of:
camps where the votes show them, declared sectors, inside and outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thousandfold_core.values.ballots import Ballots, Tally

#: A group smaller than this is not looked at alone.
LEAST_GROUP = 3


@dataclass(frozen=True)
class Group:
    """Some of the people, for a stated reason, such as ("sector", "union")."""

    grouping: str
    name: str
    people: frozenset[str]


@dataclass(frozen=True)
class GroupCount:
    """How many of a group agree, of how many who answered."""

    grouping: str
    name: str
    agree: int
    answered: int

    @property
    def support(self) -> Fraction:
        """Smoothed support of this group."""
        return smoothed(self.agree, self.answered)


@dataclass(frozen=True)
class Bridge:
    """One statement with its counts, its worst group, its reach and its open flags.

    ``reach`` counts the groups of the ``sector`` grouping with at least one
    supporter, ``None`` below three. ``open_flags`` is a count, never names.
    """

    statement: str
    everybody: GroupCount
    worst: GroupCount
    groups: tuple[GroupCount, ...]
    reach: int | None
    open_flags: int

    @property
    def support(self) -> Fraction:
        """Smoothed support of all who answered."""
        return self.everybody.support

    @property
    def worst_group_support(self) -> Fraction:
        """The least smoothed support over everybody and every group."""
        return self.worst.support


def smoothed(agree: int, answered: int) -> Fraction:
    """(agree + 1) / (answered + 2): three yeses of three are not yet certainty."""
    return Fraction(agree + 1, answered + 2)


def groups_from(grouping: str, membership: Mapping[str, str | None]) -> list[Group]:
    """Groups of at least three people from "person -> name of their group"."""
    gathered: dict[str, set[str]] = {}
    for person, name in membership.items():
        if name:
            gathered.setdefault(name, set()).add(person)
    return [
        Group(grouping, name, frozenset(people))
        for name, people in sorted(gathered.items())
        if len(people) >= LEAST_GROUP
    ]


def camp_groups(camps: Sequence[Iterable[str]] | None) -> list[Group]:
    """The camps as groups, if there are any. They are numbered, never named."""
    return [
        Group("camp", str(number), frozenset(camp)) for number, camp in enumerate(camps or (), 1)
    ]


def bridges(ballots: Ballots, groups: Iterable[Group] = ()) -> list[Bridge]:
    """Every statement with its counts, best bridge first.

    Order: no open flag, then support in the worst group, then reach, then
    plain agreement, then the alphabet. Groups of fewer than three are left
    out. O(people x statements x groupings).
    """
    here = frozenset(ballots.people)
    large = [group for group in groups if len(group.people & here) >= LEAST_GROUP]
    found = [_bridge(ballots, statement, large) for statement in ballots.statements]
    return sorted(found, key=_rank)


def words(bridge: Bridge) -> str:
    """The counts in plain words: "13 of 16, at least 4 of 5 in every sector"."""
    said = f"{bridge.everybody.agree} of {bridge.everybody.answered}"
    for grouping in dict.fromkeys(count.grouping for count in bridge.groups):
        least = _least(count for count in bridge.groups if count.grouping == grouping)
        said += f", at least {least.agree} of {least.answered} in every {grouping}"
    return said


def _bridge(ballots: Ballots, statement: str, groups: Sequence[Group]) -> Bridge:
    whole = ballots.tally(statement)
    everybody = GroupCount("room", "everybody", len(whole.agree), whole.answered)
    counts = tuple(_count(whole, group) for group in groups)
    asked = tuple(count for count in counts if count.answered)
    return Bridge(
        statement=statement,
        everybody=everybody,
        worst=_least((everybody, *asked)),
        groups=asked,
        reach=_reach(whole, groups),
        open_flags=len(whole.flags),
    )


def _count(whole: Tally, group: Group) -> GroupCount:
    tally = whole.among(group.people)
    return GroupCount(group.grouping, group.name, len(tally.agree), tally.answered)


def _least(counts: Iterable[GroupCount]) -> GroupCount:
    return min(counts, key=lambda c: (c.support, c.grouping, c.name))


def _reach(tally: Tally, groups: Sequence[Group]) -> int | None:
    reached = sum(1 for g in groups if g.grouping == "sector" and g.people & tally.agree)
    return reached if reached >= 3 else None


def _rank(bridge: Bridge):
    return (
        bridge.open_flags > 0,
        -bridge.worst_group_support,
        -(bridge.reach or 0),
        -bridge.everybody.agree,
        bridge.statement,
    )
