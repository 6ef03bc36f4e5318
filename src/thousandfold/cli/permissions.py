# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold permissions`: who may do what, on one page."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("permissions")(permissions)


def permissions(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Print the permission table: each permission with the alternatives that give it."""
    from thousandfold.cli.manage import ready

    ready()
    from thousandfold.base.permissions import whole_table

    rows = [
        {"app": app, "permission": one.value, "who": [str(p.sentence) for p in alternatives]}
        for app, one, alternatives in whole_table()
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        typer.echo(f"{row['app']:<12} {row['permission']:<20} {'; or '.join(row['who'])}")
