# SPDX-License-Identifier: AGPL-3.0-or-later
"""The `thousandfold` command: engines for files, and the site's own chores.

Exit status 0 = answered; 2 = the input is wrong; 3 = the question has no answer.
"""

from __future__ import annotations

import sys

import typer

from thousandfold.cli.register import Commands
from thousandfold_core.errors import NoAnswer, Refusal

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Thousandfold: cohorts of grassroots leaders, from nomination to governing power.",
)


@app.callback()
def thousandfold() -> None:
    """Thousandfold: cohorts of grassroots leaders, from nomination to governing power."""


def main() -> None:
    """Run the command line and turn refusals into a sentence and an exit status."""
    try:
        app()
    except NoAnswer as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(3)
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(2)
