# SPDX-License-Identifier: Apache-2.0
"""How many ayes a decision takes. "More than half" of what?

The base, the treatment of those who abstain or are away, and who breaks a tie
differ from body to body and change over time, so all of it is data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from thousandfold_core.errors import Refusal


class Base(StrEnum):
    """What a fraction is a fraction of."""

    WHOLE = "whole"  # every seat there is, filled or not
    SEATED = "seated"  # seats with somebody in them
    PRESENT = "present"  # members in the room
    VOTING = "voting"  # members whose vote counts
    WEIGHTED = "weighted"  # total weight of all members


class Silence(StrEnum):
    """What an abstention or an absence counts as."""

    IGNORED = "ignored"
    NO = "no"


class Decision(StrEnum):
    """Kinds of decision that often have thresholds of their own."""

    ORDINARY = "ordinary"
    ORDINANCE = "ordinance"
    EMERGENCY = "emergency"
    BUDGET = "budget"
    BUDGET_AMENDMENT = "budget-amendment"
    OVERRIDE = "override"
    LAND_USE_PROTEST = "land-use-protest"
    APPOINTMENT = "appointment"


class ThresholdUnclear(Refusal):
    """A threshold must have a fraction or a count, not both. Params: ``given``."""

    code = "threshold-unclear"
    text = "A threshold needs either a fraction or a fixed count; this one has {given}."


class BaseUnknown(Refusal):
    """The number the fraction is taken of was not given. Params: ``base``."""

    code = "threshold-base-unknown"
    text = "To know the votes needed, say how many are {base}."


@dataclass(frozen=True)
class Threshold:
    """A rule for passing something.

    ``fraction`` of ``base``, met when reached (``inclusive``, as in "at least
    two thirds") or only when exceeded ("more than half"); or a fixed ``count``
    of votes (of weight, when the base is ``weighted``). ``tie_break`` names who
    votes on a tie. In force from ``effective_from`` to ``effective_until``,
    both included; ``None`` is open. ``source`` is where the rule was read.
    Raises :class:`ThresholdUnclear`.
    """

    base: Base
    fraction: Fraction | None = None
    count: int | None = None
    inclusive: bool = False
    abstentions: Silence = Silence.IGNORED
    absences: Silence = Silence.IGNORED
    tie_break: str | None = None
    decisions: frozenset[Decision] = frozenset({Decision.ORDINARY})
    effective_from: date | None = None
    effective_until: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if (self.fraction is None) == (self.count is None):
            raise ThresholdUnclear(given="neither" if self.fraction is None else "both")

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on this day."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_until is None or on <= self.effective_until
        )


def majority(base: Base = Base.WHOLE, **rule) -> Threshold:
    """More than half of the base."""
    return Threshold(base, Fraction(1, 2), **rule)


def two_thirds(base: Base = Base.WHOLE, **rule) -> Threshold:
    """At least two thirds of the base."""
    return Threshold(base, Fraction(2, 3), inclusive=True, **rule)


def needed(
    threshold: Threshold,
    *,
    size: int | None = None,
    seated: int | None = None,
    present: int | None = None,
    voting: int | None = None,
    weight: int | None = None,
) -> int:
    """How many ayes (or how much weight of ayes) it takes.

    Only the number that the base speaks of has to be given: ``size`` of the
    whole body, ``seated`` members, members ``present``, ``voting``, or total
    ``weight``. Raises :class:`BaseUnknown` when that one is missing.
    """
    if threshold.count is not None:
        return threshold.count
    numbers = {
        Base.WHOLE: size,
        Base.SEATED: seated,
        Base.PRESENT: present,
        Base.VOTING: voting,
        Base.WEIGHTED: weight,
    }
    number = numbers[threshold.base]
    if number is None:
        raise BaseUnknown(base=threshold.base.value)
    share = threshold.fraction * number
    return ceil(share) if threshold.inclusive else floor(share) + 1
