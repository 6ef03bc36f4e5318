# SPDX-License-Identifier: Apache-2.0
"""Does this count of votes pass under this threshold?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from thousandfold_core.bodies.thresholds import Base, Silence, Threshold, needed


class Result(StrEnum):
    """What a roll call comes to. ``TIE``: the tie-breaker's vote decides."""

    PASSED = "passed"
    FAILED = "failed"
    TIE = "tie"


@dataclass(frozen=True)
class RollCall:
    """Members by what they did (or their weights, for weighted voting).

    ``vacant`` seats belong to the whole body and to no other base.
    """

    ayes: int
    noes: int
    abstaining: int = 0
    absent: int = 0
    vacant: int = 0

    @property
    def present(self) -> int:
        """Members in the room."""
        return self.ayes + self.noes + self.abstaining

    @property
    def seated(self) -> int:
        """Members in office."""
        return self.present + self.absent


@dataclass(frozen=True)
class Verdict:
    """The result, the ayes it took, and who decides a tie."""

    result: Result
    needed: int
    tie_break: str | None = None


def decide(threshold: Threshold, call: RollCall) -> Verdict:
    """Whether the roll call meets the threshold.

    Abstentions and absences that count as No enlarge the noes and, where the
    base is those voting, the base too. It is a tie when ayes and noes (so
    counted) are equal, somebody may break it, and that vote would be enough.
    """
    noes = _noes(threshold, call)
    it_takes = needed(
        threshold,
        size=call.seated + call.vacant,
        seated=call.seated,
        present=call.present,
        voting=call.ayes + noes,
        weight=call.seated + call.vacant,
    )
    if call.ayes >= it_takes:
        return Verdict(Result.PASSED, it_takes)
    breakable = threshold.tie_break is not None and threshold.base is not Base.WEIGHTED
    if breakable and call.ayes == noes and call.ayes + 1 >= it_takes:
        return Verdict(Result.TIE, it_takes, threshold.tie_break)
    return Verdict(Result.FAILED, it_takes)


def _noes(threshold: Threshold, call: RollCall) -> int:
    abstaining = call.abstaining if threshold.abstentions is Silence.NO else 0
    absent = call.absent if threshold.absences is Silence.NO else 0
    return call.noes + abstaining + absent
