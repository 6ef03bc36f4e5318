# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold forest`: camps and bridges from ballots, planks from approvals."""

from __future__ import annotations

import json
from typing import Any

import typer

from thousandfold.cli.voting_table import VotingTable, read_votes
from thousandfold_core.values.ballot_box import from_table
from thousandfold_core.values.bridging import Bridge, bridges, camp_groups, words
from thousandfold_core.values.camps import Camps, camps
from thousandfold_core.values.planks import Selection, choose, most_approved

commands = typer.Typer(no_args_is_help=True, help="Common ground, camps and planks from votes.")

BALLOTS = typer.Argument(
    help="CSV: a row a person, a column a statement; 1, -1, 0 (pass) or empty. - reads stdin."
)
APPROVALS = typer.Argument(help="CSV: a row a person, a column a plank; 1 or 0. - reads stdin.")
SEED = typer.Option("0", "--seed", help="The same seed gives the same answer everywhere.")
CHOOSE = typer.Option(..., "--choose", help="How many planks there is room for.")
COMPLETE = typer.Option(False, "--complete", help="Fill places left open by sequential Phragmén.")
AS_JSON = typer.Option(False, "--json", help="Print JSON for programs.")

_VOTES = {"1": 1, "-1": -1, "0": 0, "": None}
_APPROVALS = {"1": 1, "0": 0, "": 0}


def register(app: typer.Typer) -> None:
    """Add the `forest` commands to the command line."""
    app.add_typer(commands, name="forest")


@commands.command("camps")
def show_camps(ballots: str = BALLOTS, seed: str = SEED, as_json: bool = AS_JSON) -> None:
    """Say whether the votes show two camps, and which statements carry across."""
    table = read_votes(ballots, _VOTES, "1 (agree), -1 (disagree), 0 (pass) or nothing")
    cast = from_table(table.people, table.columns, table.rows)
    found = camps(cast, seed)
    ranked = bridges(cast, camp_groups(found.camps))
    if as_json:
        _print_json(_camps_answer(found, ranked))
    else:
        _print_camps(found, ranked)


@commands.command("planks")
def show_planks(
    approvals: str = APPROVALS,
    places: int = CHOOSE,
    complete: bool = COMPLETE,
    as_json: bool = AS_JSON,
) -> None:
    """Choose planks in proportion, by the Method of Equal Shares."""
    table = read_votes(approvals, _APPROVALS, "1 (approve) or 0")
    approved = _approved(table)
    chosen = choose(approved, table.columns, places, complete=complete)
    plain = most_approved(approved, table.columns, places)
    if as_json:
        _print_json(_planks_answer(chosen, plain))
    else:
        _print_planks(chosen, plain)


def _approved(table: VotingTable) -> dict[str, frozenset[str]]:
    return {
        person: frozenset(c for c, cell in zip(table.columns, row, strict=True) if cell)
        for person, row in zip(table.people, table.rows, strict=True)
    }


def _camps_answer(found: Camps, ranked: list[Bridge]) -> dict[str, Any]:
    return {
        "camps": [list(camp) for camp in found.camps] if found.camps else None,
        "gate_p": found.gate_p,
        "stability": found.stability,
        "reason": str(found),
        "reason_code": found.reason.value,
        "bridging": [_bridge_answer(bridge) for bridge in ranked],
    }


def _bridge_answer(bridge: Bridge) -> dict[str, Any]:
    return {
        "statement": bridge.statement,
        "support": float(bridge.support),
        "worst_group_support": float(bridge.worst_group_support),
        "agree": bridge.everybody.agree,
        "answered": bridge.everybody.answered,
        "words": words(bridge),
    }


def _planks_answer(chosen: Selection, plain: tuple[str, ...]) -> dict[str, Any]:
    return {
        "adopted": list(chosen.adopted),
        "left_open": chosen.left_open,
        "represented": dict(chosen.represented),
        "completed": list(chosen.completed),
        "most_approved": list(plain),
    }


def _print_json(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, indent=2))


def _print_camps(found: Camps, ranked: list[Bridge]) -> None:
    typer.echo(str(found))
    if found.gate_p is not None:
        typer.echo(f"Gate: p = {found.gate_p:.3f}. Stability: {found.stability:.2f}.")
    for number, camp in enumerate(found.camps or (), start=1):
        typer.echo(f"Camp {number} ({len(camp)}): {', '.join(camp)}")
    typer.echo("")
    typer.echo("What carries furthest, first:")
    for bridge in ranked:
        typer.echo(f"{float(bridge.worst_group_support):.2f}  {bridge.statement}: {words(bridge)}")


def _print_planks(chosen: Selection, plain: tuple[str, ...]) -> None:
    typer.echo("Adopted: " + (", ".join(chosen.adopted) or "none"))
    if chosen.completed:
        typer.echo("Of these, filled in at the end: " + ", ".join(chosen.completed))
    typer.echo(f"Left open: {chosen.left_open}")
    typer.echo("By approvals alone: " + (", ".join(plain) or "none"))
    typer.echo("")
    typer.echo("Adopted planks each person approves:")
    for person, count in chosen.represented.items():
        typer.echo(f"{count:>3}  {person}")
