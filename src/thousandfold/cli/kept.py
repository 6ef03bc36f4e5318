# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold kept`: what is stored, why and how long; what a host's next look deletes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from thousandfold_core.errors import Refusal


class NoSuchHost(Refusal):
    """No host of that short name. Params: ``host``."""

    code = "no-such-host"
    text = "No host here is called {host}. Its short name stands in the addresses of its pages."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("kept")(kept)


def kept(
    host: Annotated[
        str, typer.Option("--host", help="Short name of a host: also count what is due there.")
    ] = "",
) -> None:
    """Print what is stored about people, what for and how long. Nothing is changed."""
    from thousandfold.cli.manage import ready

    ready()
    rows, due = _rows(), _due(host) if host else {}
    for row in rows:
        typer.echo(f"{row['what']}: {row['why']} {row['until']} Erasing: {row['erased']}.")
    for key, counts in due.items():
        typer.echo(f"due by the term “{key}”: {counts['due']}, held: {counts['held']}")


def _rows() -> list[dict[str, Any]]:
    from thousandfold.base.keeping.holdings import holdings

    return [
        {
            "table": one.label,
            "what": str(one.name),
            "why": str(one.why),
            "until": str(one.until),
            "shown": one.shown(),
            "erased": one.erased.value,
        }
        for one in holdings()
    ]


def _due(name: str) -> dict[str, dict[str, int]]:
    from django.utils import timezone

    from thousandfold.base.models import Host
    from thousandfold.base.usecases.retention import look_for_due

    host = Host.objects.filter(slug=name).first()
    if host is None:
        raise NoSuchHost(host=name)
    found = look_for_due(host=host, at=timezone.now())
    keys = dict.fromkeys([*found.counts, *found.held])
    return {key: {"due": found.counts.get(key, 0), "held": found.held.get(key, 0)} for key in keys}
