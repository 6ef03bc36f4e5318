# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold select`: the best cohort that meets a balance, from files."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

import typer

from thousandfold.cli import cohort_files as files
from thousandfold_core.errors import Refusal, WrongInput
from thousandfold_core.selection import (
    Alternates,
    AtMostPerOrganisation,
    Change,
    Cohort,
    Explainer,
    Pool,
    Reason,
    Rule,
    RulesContradict,
    Sentence,
    Target,
    alternates,
    compose,
    read_pool,
)
from thousandfold_core.selection.sentences import in_words

#: Rules this version can follow.
AVAILABLE = ("compose",)

PEOPLE = typer.Argument(metavar="PEOPLE.csv", help="One row a person. - reads standard input.")
TARGETS = typer.Option(..., "--targets", help="CSV: feature,value,min,max.")
SIZE = typer.Option(..., "--size", help="How many people: 16, or 12-20.")
RULE = typer.Option(..., "--rule", help="How to choose: compose (best total score).")
SCORES = typer.Option(None, "--scores", help="Column with each person's score.")
ID = typer.Option(None, "--id", help="Column with each person's id; without it, the row number.")
APART = typer.Option(None, "--apart", help="Column whose equal values may not come together.")
AT_MOST = typer.Option(1, "--at-most", min=0, help="How many of one --apart value may be in.")
TOGETHER = typer.Option(None, "--together", help="File: ids in one line are all in or all out.")
MUST = typer.Option(None, "--must", help="File: ids of people who must be in, one a line.")
SEED = typer.Option("0", "--seed", help="The same seed gives the same answer everywhere.")
WHY = typer.Option(None, "--why", help="Explain this person; may be repeated; 'all' for everyone.")
AS_JSON = typer.Option(False, "--json", help="Print JSON for programs.")


class RuleNotHere(Refusal):
    """A way of choosing that this version does not know. Params: ``rule``, ``available``."""

    code = "rule-not-here"
    text = "--rule: This version cannot choose by {rule!r}. Use: {available}."


def register(app: typer.Typer) -> None:
    """Add `select` to the command line."""
    app.command("select")(select)


def select(
    people: str = PEOPLE,
    targets: str = TARGETS,
    size: str = SIZE,
    rule: str = RULE,
    scores: str | None = SCORES,
    id_column: str | None = ID,
    apart: str | None = APART,
    at_most: int = AT_MOST,
    together: str | None = TOGETHER,
    must: str | None = MUST,
    seed: str = SEED,
    why: list[str] | None = WHY,
    as_json: bool = AS_JSON,
) -> None:
    """Choose the group with the best total score that meets every target."""
    if rule not in AVAILABLE:
        raise RuleNotHere(rule=rule, available=", ".join(AVAILABLE))
    if [people, targets, together, must].count("-") > 1:
        todo = "Give the others as files."
        raise WrongInput(where="-", what="Only one file can be read from here.", todo=todo)
    rows, asked_size = files.read_rows(people), files.read_size(size)
    wanted = files.read_targets(targets, rows, people)
    pool = _pool(rows, wanted, id_column, scores, apart, files.call(people))
    rules: list[Rule] = [asked_size, *wanted]
    rules += [AtMostPerOrganisation(at_most)] if apart else []
    rules += files.read_together(together, pool) if together else []
    rules += files.read_musts(must, pool) if must else []
    _answer(pool, rules, seed, _whom(why or [], pool), as_json)


def _pool(
    rows: files.Rows,
    wanted: list[Target],
    id_column: str | None,
    scores: str | None,
    apart: str | None,
    name: str,
) -> Pool:
    return read_pool(
        rows,
        features=dict.fromkeys(target.feature for target in wanted),
        id_column=id_column,
        score_column=scores,
        organisation_column=apart,
        table=name,
    )


def _whom(why: list[str], pool: Pool) -> list[str]:
    if "all" in why:
        return list(pool.by_id)
    for one in why:
        if one not in pool:
            todo = "Write an id as --id gives it, a row number without --id, or all."
            raise WrongInput(where="--why", what=f"Nobody has the id {one!r}.", todo=todo)
    return why


def _answer(pool: Pool, rules: list[Rule], seed: str, whom: list[str], as_json: bool) -> None:
    began = time.perf_counter()
    try:
        cohort = compose(pool, rules, seed=seed)
    except RulesContradict as refusal:
        _show_contradiction(refusal, as_json)
        raise typer.Exit(3) from None
    ready = alternates(pool, rules, cohort, seed=seed)
    seconds = time.perf_counter() - began
    explainer = Explainer(pool, rules, cohort)
    reasons = [explainer.reason(one) for one in whom]
    if as_json:
        _print_json(_cohort_json(cohort, ready, reasons, seconds))
    else:
        _print_cohort(cohort, ready, reasons)


def _cohort_json(
    cohort: Cohort, ready: Alternates, reasons: list[Reason], seconds: float
) -> dict[str, Any]:
    return {
        "rule": "compose",
        "size": len(cohort),
        "proved_optimal": cohort.proved_optimal,
        "total": float(cohort.total),
        "total_exact": str(cohort.total),
        "minimum_chance": None,
        "chances": {},
        "cohort": _in_order(cohort.ids),
        "alternates": list(ready.order),
        "without_stand_in": list(ready.unsafe),
        "seconds": round(seconds, 4),
        "explanation": [*map(_sentence_json, cohort.say()), *map(_reason_json, reasons)],
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "person": reason.person,
        "chosen": reason.chosen,
        "cost": None if reason.cost is None else str(reason.cost),
        "leaves": list(reason.leaves),
        "joins": list(reason.joins),
        "text": str(reason),
    }


def _sentence_json(sentence: Sentence) -> dict[str, Any]:
    return {"code": sentence.code, "text": str(sentence)}


def _show_contradiction(refusal: RulesContradict, as_json: bool) -> None:
    if as_json:
        _print_json(
            {
                "infeasible": True,
                "reason": str(refusal),
                "facts": [str(fact) for fact in refusal.facts],
                "contradiction": [str(clause.say()) for clause in refusal.contradiction],
                "repairs": [
                    {"changes": [*map(_change_json, repair.changes)], "cost": repair.cost}
                    for repair in refusal.repairs
                ],
            }
        )
        return
    typer.echo(str(refusal), err=True)
    for number, repair in enumerate(refusal.repairs, start=1):
        said = " ".join(str(change.say()) for change in repair.changes)
        typer.echo(f"Way out {number}: {said}", err=True)


def _change_json(change: Change) -> dict[str, Any]:
    params = change.clause.params()
    return {
        "kind": change.clause.code.removeprefix("rule-"),
        "feature": params.get("feature"),
        "value": params.get("value"),
        "bound": change.bound,
        "from": change.from_,
        "to": change.to,
        "text": str(change.say()),
    }


def _in_order(ids: Iterable[str]) -> list[str]:
    """Order ids as people do: 2 before 10."""
    return sorted(ids, key=lambda one: (not one.isdecimal(), len(one) * one.isdecimal(), one))


def _print_json(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, indent=2, ensure_ascii=False))


def _print_cohort(cohort: Cohort, ready: Alternates, reasons: list[Reason]) -> None:
    for sentence in cohort.say():
        typer.echo(str(sentence))
    typer.echo("")
    typer.echo("Chosen: " + ", ".join(_in_order(cohort.ids)))
    typer.echo("To have ready, in this order: " + (", ".join(ready.order) or "nobody"))
    if ready.unsafe:
        typer.echo("No one person can step in for: " + in_words(ready.unsafe))
    for reason in reasons:
        typer.echo(str(reason))
