# SPDX-License-Identifier: Apache-2.0
"""Private ballots on fruit, and the counts that may be shown without singling anybody out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from thousandfold_core.exercise import Setting
from thousandfold_core.exercise.reach import FEWEST_FOR_UNNAMED
from thousandfold_core.exercise.record import Record
from thousandfold_core.values import ballot_box
from thousandfold_core.values.ballots import Ballot, Ballots, LeavesOut, Vote
from thousandfold_core.values.bridging import (
    Bridge,
    GroupCount,
    bridges,
    camp_groups,
    groups_from,
)
from thousandfold_core.values.camps import Camps, camps
from thousandfold_core.values.showing import alone_on, lonely_fruit, may_be_shown

VOTES = {"agree": Vote.AGREE, "disagree": Vote.DISAGREE, "unsure": Vote.PASS}
#: A fruit this many people say yes to has found support.
LEAST_SUPPORT = 3


@dataclass(frozen=True)
class Count:
    """The public figures of one statement, as counts.

    ``least`` holds the weakest group of each grouping, where that group is not
    one person short of agreeing; a group is never named.
    """

    statement: str
    agree: int
    disagree: int
    answered: int
    flags: int
    least: tuple[GroupCount, ...]

    @property
    def common_ground(self) -> bool:
        """Nobody says it leaves them out, and at least two of three say yes."""
        return self.supported and not self.flags and 3 * self.agree >= 2 * self.answered

    @property
    def supported(self) -> bool:
        """More yes than no, and three people or more behind it."""
        return self.agree >= LEAST_SUPPORT and self.agree > self.disagree

    @property
    def contested(self) -> bool:
        """Somebody says it leaves them out, or three or more stand on both sides."""
        return self.flags > 0 or min(self.agree, self.disagree) >= LEAST_SUPPORT


def ballots(record: Record, statements: Sequence[str]) -> Ballots:
    """Gather the standing ballots on these statements. A pass leaves no trace in them."""
    answered = {
        (one.place, one.subject)
        for one in record.items("answered")
        if one.text("answered") == "yes"
    }
    on = set(statements)
    given: dict[tuple[str, str], Ballot] = {}
    for one in record.items("ballot"):
        if one.subject in on:
            cell = (one.place, one.subject)
            flag = None
            if one.text("leaves_out") == "yes":
                flag = LeavesOut(one.text("words"), settled=cell in answered)
            given[cell] = Ballot(*cell, VOTES.get(one.text("vote")), flag)
    people = sorted({place for place, _ in given})
    return ballot_box.collect(people, list(statements), given.values())


def camps_in(box: Ballots, seed: str) -> Camps:
    """Camps, through the gate only. The same ballots are worked out once, not at every view."""
    return _camps(seed, box.people, box.statements, tuple(sorted(box.votes.items())))


@lru_cache(maxsize=16)
def _camps(
    seed: str,
    people: tuple[str, ...],
    statements: tuple[str, ...],
    votes: tuple[tuple[tuple[str, str], Vote], ...],
) -> Camps:
    return camps(Ballots(people, statements, dict(votes)), seed)


def counts(box: Ballots, setting: Setting, record: Record) -> dict[str, Count]:
    """The counts that may be shown, best bridge first.

    Left out: statements fewer than four answered, and those on which exactly one
    person stands alone and has not agreed to be seen (method row E4).
    """
    agreed = agreed_to_show(record)
    groups = [
        *camp_groups(camps_in(box, setting.seed).camps),
        *groups_from("sector", setting.sectors),
        *groups_from("side", setting.sides),
    ]
    return {
        one.statement: _count(box, one)
        for one in bridges(box, groups)
        if one.everybody.answered >= FEWEST_FOR_UNNAMED
        and may_be_shown(box, one.statement, agreed.get(one.statement, ()))
    }


def agreed_to_show(record: Record) -> dict[str, set[str]]:
    """Who said, for which statement, that a count pointing at them may be shown."""
    agreed: dict[str, set[str]] = {}
    for one in record.items("alone"):
        if one.text("show") == "yes":
            agreed.setdefault(one.subject, set()).add(one.place)
    return agreed


def alone(box: Ballots, place: str) -> list[str]:
    """Statements on which a count that could be shown would single this place out."""
    return [one for one in box.statements if place in alone_on(box, one) and _enough(box, one)]


def lonely(box: Ballots, place: str) -> list[str]:
    """Fruit that only this place supports, told to it alone.

    Not before four have answered: with fewer it would tell how one other voted.
    """
    return [one for one in lonely_fruit(box, place) if _enough(box, one)]


def _enough(box: Ballots, statement: str) -> bool:
    return box.tally(statement).answered >= FEWEST_FOR_UNNAMED


def _count(box: Ballots, bridge: Bridge) -> Count:
    tally = box.tally(bridge.statement)
    return Count(
        statement=bridge.statement,
        agree=len(tally.agree),
        disagree=len(tally.disagree),
        answered=tally.answered,
        flags=len(tally.flags),
        least=tuple(_least(bridge)),
    )


def _least(bridge: Bridge) -> Iterator[GroupCount]:
    for grouping in dict.fromkeys(one.grouping for one in bridge.groups):
        among = [one for one in bridge.groups if one.grouping == grouping]
        least = min(among, key=lambda one: (one.support, one.name))
        if len(among) > 1 and least.answered - least.agree != 1:
            yield least
