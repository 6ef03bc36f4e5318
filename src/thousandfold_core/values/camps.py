# SPDX-License-Identifier: Apache-2.0
"""Are there camps in the room? Only when the votes really say so (method row E4).

Ordinary clustering finds two to five groups in pure noise at this size. Here
a permutation gate and a leave-one-out check must both open before two camps
are drawn; there are never more than two, and none is ever named after who is in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from thousandfold_core.chance import chance
from thousandfold_core.later import Later
from thousandfold_core.values.axis import first_axes, first_axis, gate_p
from thousandfold_core.values.ballots import Ballots
from thousandfold_core.values.split import agreement, two_means
from thousandfold_core.values.voting_matrix import centred, voting_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

np = Later("numpy")

#: The whole rule, in figures.
DRAWS = 999
GATE = 0.05
STABLE = 0.8
LEAST_CAMP = 3
ADVISED_STATEMENTS = 20


class CampsReason(StrEnum):
    """Why camps are drawn or not."""

    DRAWN = "camps-drawn"
    TOO_FEW_PEOPLE = "camps-too-few-people"
    NO_DIFFERENCE = "camps-no-difference"
    GATE_CLOSED = "camps-gate-closed"
    CAMP_TOO_SMALL = "camps-too-small"
    UNSTABLE = "camps-unstable"


_SENTENCES = {
    CampsReason.DRAWN: "Two camps of {larger} and {smaller} people.",
    CampsReason.TOO_FEW_PEOPLE: (
        "No camps are drawn: {people} people voted, and two camps need at least {needed}."
    ),
    CampsReason.NO_DIFFERENCE: "No clear camps: nobody voted differently from anybody else.",
    CampsReason.GATE_CLOSED: (
        "No clear camps; people differ one by one. This does not prove that the room is united."
    ),
    CampsReason.CAMP_TOO_SMALL: (
        "No camps are drawn: the smaller side would have {smaller} of {people} people, "
        "and fewer than {least} are never set apart."
    ),
    CampsReason.UNSTABLE: (
        "No clear camps: the line between them moves when one person is left out."
    ),
}
_TOO_FEW_STATEMENTS = " There are {statements} statements; {advised} or more see camps better."


@dataclass(frozen=True)
class Camps:
    """The answer. ``camps`` is ``None`` or two tuples of persons, the larger first.

    ``gate_p`` is the chance of an axis this strong by luck; ``stability`` the
    mean leave-one-out agreement (1 = the same camps whoever is missing); both
    ``None`` where there was nothing to measure. ``few_statements`` advises to
    ask more. ``str(answer)`` is the English sentence.
    """

    camps: tuple[tuple[str, ...], tuple[str, ...]] | None
    gate_p: float | None
    stability: float | None
    reason: CampsReason
    few_statements: bool
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        text = _SENTENCES[self.reason] + (_TOO_FEW_STATEMENTS if self.few_statements else "")
        return text.format(**self.params)


def camps(ballots: Ballots, seed: int | str = 0) -> Camps:
    """Draw two camps if, and only if, every part of the rule holds.

    1. at least twice three people who agreed or disagreed with something;
    2. the first axis is stronger than in all but 5 % of 999 deals of the same
       votes among the same people;
    3. the exact two-means cut of that axis leaves three or more on each side;
    4. leaving out one person at a time, the cut stays (mean adjusted Rand >= 0.8).

    The seed feeds step 2 only. About 0.03 s for 20 people and 24 statements,
    0.1 s for 60 people and 60 statements.
    """
    matrix = voting_matrix(ballots)
    cells, people = matrix.cells, matrix.people
    facts = {
        "people": len(people),
        "statements": len(ballots.statements),
        "advised": ADVISED_STATEMENTS,
        "least": LEAST_CAMP,
        "needed": 2 * LEAST_CAMP,
    }
    if len(people) < 2 * LEAST_CAMP:
        return _answer(CampsReason.TOO_FEW_PEOPLE, facts)
    if not _differ(cells):
        return _answer(CampsReason.NO_DIFFERENCE, facts)
    p = gate_p(cells, DRAWS, chance(seed, "camps"))
    upper = two_means(first_axis(cells))
    stability = leave_one_out(cells, upper)
    smaller = int(min(upper.sum(), len(people) - upper.sum()))
    facts |= {"smaller": smaller, "larger": len(people) - smaller}
    reason = _reason(p, smaller, stability)
    drawn = _named(ballots, people, upper) if reason is CampsReason.DRAWN else None
    return _answer(reason, facts, drawn, p, stability)


def leave_one_out(cells: NDArray[np.int8], upper: NDArray[np.bool_]) -> float:
    """Mean agreement of the cut with the cuts made when one person is missing."""
    everybody = np.arange(len(cells))
    rests = [everybody != missing for missing in everybody]
    axes = first_axes(np.stack([centred(cells[rest]) for rest in rests]))
    return float(
        np.mean(
            [
                agreement(upper[rest], two_means(axis))
                for rest, axis in zip(rests, axes, strict=True)
            ]
        )
    )


def _reason(p: float, smaller: int, stability: float) -> CampsReason:
    if p > GATE:
        return CampsReason.GATE_CLOSED
    if smaller < LEAST_CAMP:
        return CampsReason.CAMP_TOO_SMALL
    if stability < STABLE:
        return CampsReason.UNSTABLE
    return CampsReason.DRAWN


def _differ(cells: NDArray[np.int8]) -> bool:
    return bool((centred(cells) ** 2).sum() > 1e-9)


def _named(
    ballots: Ballots, people: tuple[str, ...], upper: NDArray[np.bool_]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both camps in the order of the list, larger first, then by who is listed first."""
    side = dict(zip(people, upper.tolist(), strict=True))
    place = {person: i for i, person in enumerate(ballots.people)}
    sides = [
        tuple(sorted((p for p in people if side[p] is which), key=place.__getitem__))
        for which in (False, True)
    ]
    first, second = sorted(sides, key=lambda camp: (-len(camp), place[camp[0]]))
    return first, second


def _answer(reason, facts, drawn=None, p=None, stability=None) -> Camps:
    few = facts["statements"] < ADVISED_STATEMENTS
    return Camps(drawn, p, stability, reason, few, facts)
