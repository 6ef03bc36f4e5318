# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold verify-trail`: has anybody changed what the trail says was done?"""

from __future__ import annotations

from typing import Annotated

import typer

from thousandfold_core.errors import WrongInput

#: What is wrong, in words.
SAID = {
    "missing": "line {n} is missing",
    "changed": "line {n} was changed, or does not follow from the one before it",
    "details": "the details of line {n} were changed",
    "blanked": "the details of line {n} were emptied, and no later line says so",
    "cut-off": "the trail ends before line {n}, which was written down: its end was cut off",
    "another": "line {n} is not the one that was written down",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify-trail")(verify_trail)


def verify_trail(
    host: Annotated[str, typer.Option("--host", help="Only this host, by its address.")] = "",
    anchor: Annotated[
        list[str] | None,
        typer.Option("--anchor", help="As written down: number and letters. Needs --host."),
    ] = None,
) -> None:
    """Look the trail over, line by line. Exit 2 when a line was changed, taken out or put in."""
    from thousandfold.cli.manage import ready

    ready()
    from thousandfold.base.models import Host
    from thousandfold.base.usecases.trail import look_over_host

    anchors = _anchors(host, anchor or [])
    hosts = Host.objects.filter(slug=host) if host else Host.objects.order_by("slug")
    if host and not hosts:
        raise WrongInput(where="--host", what=f"No host has the address {host}.", todo="Check it.")
    wrong = False
    for one in hosts:
        report = look_over_host(host=one, anchors=anchors)
        for found in report.findings:
            wrong = True
            typer.echo(f"{one.slug}: {SAID[found.fault.value].format(n=found.number)}.")
        if not report.findings:
            _say_whole(one.slug, report.number, report.link, bool(anchors))
    if wrong:
        raise typer.Exit(2)


def _anchors(host: str, given: list[str]) -> dict[int, str]:
    from thousandfold.base import linking

    anchors: dict[int, str] = {}
    for text in given:
        read = linking.read_anchor(text)
        if not read or not host:
            todo = "Give the number and at least sixteen letters, and --host."
            raise WrongInput(where="--anchor", what=f"“{text}” cannot be used.", todo=todo)
        anchors |= read
    return anchors


def _say_whole(slug: str, number: int, link: str, anchored: bool) -> None:
    from thousandfold.base import linking

    typer.echo(
        f"{slug}: {number} lines, each linked to the one before. End: {linking.written(number, link)}"
    )
    if not anchored:
        typer.echo("  Without --anchor nobody can tell whether newest lines were cut off.")
