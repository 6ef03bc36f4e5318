# SPDX-License-Identifier: AGPL-3.0-or-later
"""Composing: the best group that meets the balance, kept with everything that led to it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Job
from thousandfold.base.permissions import Permission, require
from thousandfold.base.usecases.jobs import ask
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.models import Balance, Call, Composition
from thousandfold.recruitment.queries.marks import averages, has_marks
from thousandfold.recruitment.queries.pool import (
    Nominees,
    core_rules,
    nominees_of,
    to_plain,
)
from thousandfold.recruitment.speaking import keep
from thousandfold.recruitment.usecases.balance import balance_of
from thousandfold.recruitment.usecases.refusals import CallDecided, MarksNotOpen
from thousandfold_core.selection import (
    Alternates,
    Alternative,
    Cohort,
    Explainer,
    Pool,
    Reason,
    Repair,
    Rule,
    RulesContradict,
    Sentence,
    alternates,
    alternatives,
    compose,
)

#: The name under which workers know composing.
COMPOSE = "recruitment.compose"
#: Seconds spent on saying why, beside what composing takes; the rest is said when asked.
REASON_SECONDS = 4.0


def compose_cohort(*, viewer: Viewer, call: Call, seed: str, at: datetime) -> Composition:
    """Compose the best group that meets the balance, and keep the run.

    When the balance cannot be met the run is kept too, with what clashes and the
    smallest changes that would do.

    Raises:
        NotAllowed: unless the viewer may compose.
        CallDecided: once the cohort is seated.
        MarksNotOpen: when scores were given and are still closed.
        NobodyToChoose: with an empty pool.
        TooHard: when the solver gives up.
    """
    _may_compose(viewer, call)
    return keep_proposal(viewer=viewer, call=call, proposal=propose(call, seed), at=at)


def compose_later(*, viewer: Viewer, call: Call, seed: str, came_from: str, at: datetime) -> Job:
    """Ask for a composition from many people; a worker does what :func:`compose_cohort` does.

    Raises:
        NotAllowed, CallDecided, MarksNotOpen: as there; the rest is told by the job.
    """
    _may_compose(viewer, call)
    given = {"call": str(call.pk), "seed": seed}
    key = f"compose:{call.pk}:{_last_number(call)}"
    return ask(viewer=viewer, kind=COMPOSE, key=key, given=given, came_from=came_from, at=at)


@dataclass(frozen=True)
class Proposal:
    """What composing found, and all that led to it; nothing of it is kept yet."""

    balance: Balance
    nominees: Nominees
    seed: str
    result: dict[str, Any]


def propose(call: Call, seed: str) -> Proposal:
    """Look for the best group; changes nothing.

    Raises:
        NobodyToChoose: with an empty pool.
        TooHard: when the solver gives up.
    """
    balance = balance_of(call)
    nominees = nominees_of(call, balance.pool, averages(call))
    result = solved(nominees, core_rules(balance.rules, nominees), seed)
    return Proposal(balance, nominees, seed, result)


def keep_proposal(*, viewer: Viewer, call: Call, proposal: Proposal, at: datetime) -> Composition:
    """Keep what composing found as a run of its own.

    Raises:
        NotAllowed, CallDecided, MarksNotOpen: as for composing.
    """
    _may_compose(viewer, call)
    with transaction.atomic():
        made = _kept(viewer, call, proposal, at)
        chosen = len(proposal.result.get("cohort", ()))
        trail.record(viewer, "composed", made, at, number=made.number, chosen=chosen)
    return made


def _may_compose(viewer: Viewer, call: Call) -> None:
    require(viewer, Permission.COHORT_COMPOSE, call)
    if call.state == CallState.DECIDED:
        raise CallDecided
    if has_marks(call) and not call.marks_opened_at:
        raise MarksNotOpen


def solved(nominees: Nominees, rules: list[Rule], seed: str) -> dict[str, Any]:
    """The core's whole answer as JSON: a group, or why there is none."""
    pool = nominees.pool
    try:
        cohort = compose(pool, rules, seed=seed)
    except RulesContradict as clash:
        return _clash(clash, rules)
    others = alternatives(pool, rules, cohort, seed=seed)
    ready = alternates(pool, rules, cohort, seed=seed)
    return {**_answer(cohort, others, ready), "reasons": _reasons(pool, rules, cohort)}


def explain_person(composition: Composition, person: str) -> dict[str, Any]:
    """Why one person is in or out of a kept composition; worked out once, then kept too."""
    result = composition.result
    known: dict[str, Any] = result["reasons"].get(person, {})
    if known:
        return known
    nominees = nominees_then(composition)
    if person not in nominees.rows:
        return {}
    rules = core_rules(composition.rules, nominees)
    said = _reason(Explainer(nominees.pool, rules, _cohort_then(nominees, result)).reason(person))
    result["reasons"][person] = said
    Composition.objects.filter(pk=composition.pk).update(result=result)
    return said


def nominees_then(composition: Composition) -> Nominees:
    """The people of a kept composition, with their scores of then."""
    scores = {one: Fraction(score) for one, score in composition.scores.items() if score}
    found = nominees_of(composition.call, composition.pool, scores, composition.scores)
    rows = {one: row for one, row in found.rows.items() if one in composition.scores}
    return Nominees(rows, scores)


def _cohort_then(nominees: Nominees, result: dict[str, Any]) -> Cohort:
    pool = nominees.pool
    people = tuple(pool[one] for one in result["cohort"] if one in pool)
    return Cohort(people, Fraction(result["total"]), result["proved"])


def _last_number(call: Call) -> int:
    return Composition.objects.filter(call=call).aggregate(n=Max("number"))["n"] or 0


def _kept(viewer: Viewer, call: Call, proposal: Proposal, at: datetime) -> Composition:
    nominees = proposal.nominees
    scores = {one: str(nominees.scores.get(one, "")) for one in nominees.rows}
    return Composition.objects.create(
        host=call.host,
        call=call,
        number=_last_number(call) + 1,
        account=viewer.account,
        at=at,
        seed=proposal.seed,
        pool=proposal.balance.pool,
        rules=proposal.balance.rules,
        scores=scores,
        result=proposal.result,
    )


def _answer(cohort: Cohort, others: Iterable[Alternative], ready: Alternates) -> dict[str, Any]:
    return {
        "cohort": list(cohort.ids),
        "total": str(cohort.total),
        "proved": cohort.proved_optimal,
        "said": _said(cohort.say()),
        "alternatives": [
            {
                "cohort": list(one.cohort.ids),
                "joins": list(one.joins),
                "leaves": list(one.leaves),
                "trades": _said(one.trades),
            }
            for one in others
        ],
        "ready": list(ready.order),
        "unsafe": list(ready.unsafe),
    }


def _clash(clash: RulesContradict, rules: list[Rule]) -> dict[str, Any]:
    return {
        "facts": _said(clash.facts),
        "contradiction": _said(clause.say() for clause in clash.contradiction),
        "repairs": [_repair(one, rules) for one in clash.repairs if one.changes],
    }


def _repair(repair: Repair, rules: list[Rule]) -> dict[str, Any]:
    return {
        "changes": _said(change.say() for change in repair.changes),
        "rules": [to_plain(rule) for rule in repair.apply(rules)],
    }


def _reasons(pool: Pool, rules: list[Rule], cohort: Cohort) -> dict[str, Any]:
    """Why each person is in or out, the chosen first, within the time there is."""
    explainer = Explainer(pool, rules, cohort)
    inside = set(cohort.ids)
    order = sorted(pool, key=lambda p: (p.id not in inside, -(p.score or 0), p.id))
    found: dict[str, Any] = {}
    until = time.monotonic() + REASON_SECONDS
    for person in order:
        if time.monotonic() > until:
            break
        found[person.id] = _reason(explainer.reason(person.id))
    return found


def _reason(reason: Reason) -> dict[str, Any]:
    return {"chosen": reason.chosen, "said": _said(reason.sentences)}


def _said(sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    return [keep(one) for one in sentences]
