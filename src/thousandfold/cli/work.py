# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold work`: does what takes longer than a page. `serve` starts it by itself."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("work")(work)


def work(
    at_once: Annotated[int, typer.Option(help="So many at the same time (with RabbitMQ).")] = 1,
    until_idle: Annotated[
        int, typer.Option(help="End after so many seconds without work; 0 goes on for ever.")
    ] = 0,
) -> None:
    """Do longer work: from the database, or from RabbitMQ where THOUSANDFOLD_BROKER names one."""
    from thousandfold.cli.manage import ready

    ready()
    from django.conf import settings

    from thousandfold.cli.keeping.locking import open_keys
    from thousandfold.cli.keeping.presence import while_open

    open_keys()
    with while_open():
        _go_on(settings.BROKER, at_once, until_idle)


def _go_on(broker: str, at_once: int, until_idle: int) -> None:
    if broker:
        from thousandfold.cli.server.from_broker import go_on

        go_on(at_once)
    else:
        from thousandfold.cli.server.from_database import go_on_until

        go_on_until(until_idle)
