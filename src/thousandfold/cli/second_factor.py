# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold second-factor`: the last administrator's way in, at the computer itself."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("second-factor")(second_factor)


def second_factor(
    email: Annotated[str, typer.Argument(help="The address that the person signs in with.")],
    take_off: Annotated[
        bool, typer.Option("--take-off", help="Take it off; without this, only say what stands.")
    ] = False,
) -> None:
    """Say whether somebody has a second factor, and take it off when their phone is lost.

    Exit status 2 for an address that nobody has, and where there is nothing to take off.
    """
    from thousandfold.cli.manage import ready

    ready()
    from allauth.mfa.utils import is_mfa_enabled
    from django.utils import timezone

    from thousandfold.base.models import Account
    from thousandfold.base.usecases.second_factor import take_off_from_the_computer

    account = Account.objects.filter(email=email.strip().lower()).first()
    if account is None:
        typer.echo("Nobody here signs in with that address.", err=True)
        raise typer.Exit(2)
    if not take_off:
        has = "has a second factor" if is_mfa_enabled(account) else "has no second factor"
        typer.echo(f"{account.email} {has}. To take it off, add --take-off.")
        return
    hosts = take_off_from_the_computer(account=account, at=timezone.now())
    typer.echo(f"Taken off. All sign-ins of {account.email} have ended.")
    for host in hosts:
        typer.echo(f"The trail of {host} says so.")
    typer.echo("They sign in with a code by mail and set up a new second factor.")
