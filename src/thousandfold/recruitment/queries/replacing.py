# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who could step in when somebody gives a place back."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.recruitment.choices import MemberState
from thousandfold.recruitment.models import Balance, Cohort, Nomination
from thousandfold.recruitment.queries.marks import averages
from thousandfold.recruitment.queries.pool import Nominees, core_rules, nominees_of
from thousandfold_core.selection import Replacement, Rule, Sentence, Size, replace_missing


@dataclass(frozen=True)
class StepIn:
    """Who would step in, what the core says about it, and the least changes if nobody can."""

    joins: list[Nomination]
    said: str
    changes: list[str]
    free: int


def free_places(cohort: Cohort) -> int:
    """How many places were given back and not filled again."""
    if cohort.call_id is None:
        return 0
    seated = cohort.members.filter(state=MemberState.SEATED).count()
    decided = len(cohort.decision.chosen) if hasattr(cohort, "decision") else seated
    return max(0, decided - seated)


def step_in(viewer: Viewer, cohort: Cohort) -> StepIn | None:
    """Who could take the free places so that the balance holds and everybody else stays."""
    free = free_places(cohort)
    if not free or not may(viewer, Permission.COHORT_CHANGE, cohort):
        return None
    call = cohort.call
    scores: dict[str, Fraction] = averages(call)
    balance = Balance.objects.filter(call=call).first() or Balance(call=call)
    stay, gone = _ids(cohort, MemberState.SEATED), _ids(cohort, MemberState.DECLINED)
    nominees = nominees_of(call, balance.pool, scores, [*stay, *gone])
    rules = _as_many(core_rules(balance.rules, nominees), len(stay) + free)
    found = replace_missing(
        nominees.pool, rules, [*stay, *gone], gone, seed=f"{cohort.id} {len(gone)}"
    )
    return StepIn(
        [nominees.rows[one] for one in found.joins],
        nominees.speaker.say(found.say()),
        _changes(found, nominees),
        free,
    )


def _as_many(rules: list[Rule], people: int) -> list[Rule]:
    """The same rules for a group of exactly as many as were seated at first."""
    return [*(rule for rule in rules if not isinstance(rule, Size)), Size(people, people)]


def _changes(found: Replacement, nominees: Nominees) -> list[str]:
    speaker = nominees.speaker
    sentences: list[list[Sentence]] = [
        [change.say() for change in repair.changes] for repair in found.repairs if repair.changes
    ]
    return [" ".join(speaker.say(one) for one in said) for said in sentences]


def _ids(cohort: Cohort, state: MemberState) -> list[str]:
    people = cohort.members.filter(state=state).values("person")
    rows = Nomination.objects.filter(call=cohort.call_id, person__in=people)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]
