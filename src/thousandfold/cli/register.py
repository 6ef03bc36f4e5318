# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which module brings which command. A module is loaded when its command is asked for.

So the server does not carry the solver, and every command starts quickly.
"""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

#: command -> module under thousandfold.cli that has a function ``register(app)``
COMMANDS = {
    "serve": "serve",
    "work": "work",
    "demo": "demo",
    "doctor": "doctor",
    "backup": "backup",
    "verify-backup": "backup",
    "restore": "backup",
    "keys": "keys",
    "verify-trail": "verify_trail",
    "permissions": "permissions",
    "kept": "kept",
    "second-factor": "second_factor",
    "select": "select",
    "forest": "forest",
    "curriculum": "curriculum",
    "exercise": "exercise",
}


class Commands(TyperGroup):
    """The group of all commands, each loaded when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of a host's day."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load one command, or None when there is none of that name."""
        return command(cmd_name) if cmd_name in COMMANDS else None


def command(name: str) -> Any:
    """Load the command of a name from its module."""
    app = typer.Typer()
    app.callback()(lambda: None)  # so that a single command still makes a group
    importlib.import_module(f"thousandfold.cli.{COMMANDS[name]}").register(app)
    return typer.main.get_group(app).commands[name]
