# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold demo`: the demo region, made or made anew."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    reset: Annotated[
        bool, typer.Option("--reset", help="Throw away what is there and begin again.")
    ] = False,
) -> None:
    """Make the demo region: made-up people in a real place."""
    from thousandfold.cli.manage import ready

    ready()
    from django.utils import timezone

    from thousandfold.cli.server.prepare import prepare
    from thousandfold.pages.demo.forget import forget_demo
    from thousandfold.pages.demo.load import demo_host, load_demo

    prepare(lambda line: None)
    host = demo_host()
    if host and not reset:
        typer.echo("The demo region is there. Make it anew with --reset.")
        return
    if host:
        typer.echo("Taking the old demo region away.")
        forget_demo(host)
    load_demo(timezone.now(), lambda line: typer.echo(f"  {line}"))
    typer.echo("Done. Start the site and choose “Look around the demo region”.")
