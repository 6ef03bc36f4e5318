# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which module brings which command. One line a command; modules load when asked."""

from __future__ import annotations

import importlib

import typer

#: module under thousandfold.cli that has a function ``register(app)``
COMMANDS = [
    "select",
    "forest",
    "curriculum",
    "exercise",
    "serve",
    "doctor",
    "backup",
    "permissions",
]


def all_commands(app: typer.Typer) -> None:
    """Let every command module add itself to the command line."""
    for name in COMMANDS:
        importlib.import_module(f"thousandfold.cli.{name}").register(app)
