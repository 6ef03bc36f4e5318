# SPDX-License-Identifier: Apache-2.0
"""Everything the selection engine can say, in one catalogue by code.

A sentence is a code, its values and an English template, so that the site can
say the same thing in another language or with names in place of ids. ``{group}``
stands for the people who have one value: here "with sector: union", from the
sentence's ``feature`` and ``value``; on the site "from unions".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

CATALOGUE = {
    # rules, whole
    "rule-target": "Between {minimum} and {maximum} {group}.",
    "rule-target-open": "At least {minimum} {group}.",
    "rule-size": "Between {minimum} and {maximum} people in all.",
    "rule-size-exact": "Exactly {minimum} people in all.",
    "rule-organisation": "At most {most} from any one organisation.",
    "rule-together": "All or none of {people}.",
    "rule-apart": "At most {limit} of {people}.",
    "rule-must": "{person} must be in.",
    "rule-must-not": "{person} must not be in.",
    # rules, one bound at a time
    "target-min": "At least {limit} {group}.",
    "target-max": "At most {limit} {group}.",
    "size-min": "At least {limit} people in all.",
    "size-max": "At most {limit} people in all.",
    "organisation-max": "At most {limit} from {organisation}.",
    # how a bound would be broken, or is broken
    "short-target-one": "That leaves one person too few {group}.",
    "short-target": "That leaves {count} people too few {group}.",
    "over-target-one": "That puts in one person too many {group}.",
    "over-target": "That puts in {count} people too many {group}.",
    "short-size": "That leaves the group {count} short of {limit} people.",
    "over-size": "That makes the group {count} larger than {limit} people.",
    "over-organisation": "That makes {count} too many from {organisation} (at most {limit}).",
    "split-together": "That separates {people}, who go together.",
    "joined-apart": "That puts {people} together, of whom at most {limit} may be in.",
    "missing-must": "That leaves out {person}, who must be in.",
    "present-must-not": "That brings in {person}, who must not be in.",
    # why a person is in
    "in-required": "{person} is in because the rules cannot be met without this person.",
    "in-cost": "{person} is in: without this person the best total falls by {cost}.",
    "in-equal": "{person} is in by the draw: an equally good group exists without this person.",
    # why a person is not in
    "out-impossible": "{person} is not in because no group that meets the rules has this person.",
    "out-cost": "{person} is not in: the best total with this person is {cost} lower.",
    "out-equal": "{person} is not in by the draw: an equally good group exists with this person.",
    "in-other": "{person} is in by choice; without this person a total {cost} higher is possible.",
    "out-other": "{person} is not in by choice; with this person a total {cost} higher is possible.",
    "would-leave": "{people} would leave.",
    "would-join": "{people} would join.",
    "in-place-of": "Take this person in place of {person}, who has the lower score:",
    "scores-decide": "Everyone chosen who could be exchanged has an equal or higher score.",
    # about a whole group
    "cohort-total": "{size} people, total score {total}: no group that meets the rules has more.",
    "cohort-unscored": "{size} people who meet every rule; without scores the draw decides.",
    "cohort-unproved": "{size} people, total score {total}; a better group was not ruled out.",
    "cohort-drawn": "Where several groups are equally good, the seed decides, not the order of rows.",
    "cohort-at-limit": "At its limit: {rule}",
    "unscored-as-zero": "{count} people have no score; they count as zero.",
    "scores-stepped": "Scores are finer than can be compared exactly; steps of {step} were used.",
    # what a group trades for another
    "trade-score": "The total score is {cost} lower.",
    "trade-score-more": "The total score is {gain} higher.",
    "trade-score-equal": "The total score is the same.",
    "trade-more": "{count} more {group}.",
    "trade-fewer": "{count} fewer {group}.",
    # trivial arithmetic, said before anything clever
    "fact-target-supply": "You ask for {limit} {group}; only {have} can be chosen.",
    "fact-size-supply": "Only {have} people can be chosen; you ask for {limit}.",
    "fact-minimums": "The minimums for {feature} add up to {total}; the group has {limit} places.",
    "fact-maximums": "The maximums for {feature} allow {total} people; you ask for {limit}.",
    "fact-organisations": "With the caps on organisations only {have} can be in; you ask for {limit}.",
    "fact-must-both": "{person} must be in and must not be in.",
    "fact-must-many": "{total} people must be in; the group has {limit} places.",
    "fact-must-apart": "{people} must be in, but at most {limit} of them may be.",
    # repairs
    "change-target-min": "Ask for {to} instead of {from_} {group}.",
    "change-target-max": "Allow {to} instead of {from_} {group}.",
    "change-size-min": "Accept {to} instead of {from_} people in all.",
    "change-size-max": "Allow {to} instead of {from_} people in all.",
    "change-organisation-max": "Allow {to} instead of {from_} from {organisation}.",
    "change-together": "Let {people} be chosen separately.",
    "change-apart": "Allow {to} instead of {from_} of {people}.",
    "change-must": "Do not insist on {person}.",
    "change-must-not": "Allow {person}.",
    # drop-outs
    "completed": "{people} can step in; everyone else stays.",
    "complete-without": "The group meets every rule without anyone new.",
    "not-completed": "Nobody can step in within the rules while everyone else stays.",
    "unsafe": "If {person} drops out, no one person can step in within the rules.",
}


@dataclass(frozen=True)
class Sentence:
    """One thing said: ``code`` (key of CATALOGUE) and ``params``; ``str()`` is English."""

    code: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        words = {name: in_words(value) for name, value in self.params.items()}
        if "value" in words:
            words["group"] = f"with {words['feature']}: {words['value']}"
        return CATALOGUE[self.code].format(**words)


def say(code: str, **params: Any) -> Sentence:
    """Return the sentence of that code; KeyError when the catalogue lacks it."""
    CATALOGUE[code]
    return Sentence(code, params)


def in_words(value: Any) -> str:
    """Write a value for a sentence: fractions as people write them, lists with 'and'."""
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, tuple | list | frozenset):
        words = [str(one) for one in value]
        return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
    return str(value)


def number(value: Fraction | int) -> str:
    """Write an exact number: ``3``, ``1.5``, or ``2 1/3`` where no short decimal is exact."""
    value = Fraction(value)
    for digits in range(7):
        if 10**digits % value.denominator == 0:
            return f"{float(value):.{digits}f}" if digits else str(value.numerator)
    whole, rest = divmod(abs(value), 1)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"
