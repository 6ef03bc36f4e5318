# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold doctor`: every setting, where its value comes from, and what is wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from thousandfold.settings import known

MASKED = "(set, not shown)"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    check_database: Annotated[bool, typer.Option(help="Open the database and check it.")] = True,
    production: Annotated[
        bool, typer.Option("--production", help="Also refuse what is too weak for real people.")
    ] = False,
    sure: Annotated[
        list[str] | None,
        typer.Option(help="What you vouch for and nobody can see: disk (encrypted), clock."),
    ] = None,
) -> None:
    """Print every setting and everything that is wrong. Exit 2 when something is."""
    known.load()
    for setting in known.KNOWN:
        typer.echo(f"{setting.name:<24} {shown(setting):<32} from {source(setting)}")
        typer.echo(f"{'':<24} {setting.meaning}")
    problems = list(look_around())
    if check_database and not problems:
        problems += list(look_at_database())
    if production and not problems:
        problems += list(look_at_production(frozenset(sure or ())))
    typer.echo("")
    for problem in problems:
        typer.echo(f"Wrong: {problem}")
    for warning in look_ahead():
        typer.echo(f"Soon: {warning}")
    typer.echo("Nothing is wrong." if not problems else f"{len(problems)} to mend.")
    if problems:
        raise typer.Exit(2)


def shown(setting: known.Setting) -> str:
    """The value as it may be printed."""
    value = known.value(setting.name)
    return MASKED if setting.secret and value else value or "(empty)"


def source(setting: known.Setting) -> str:
    """Where the value comes from."""
    if setting.name not in os.environ:
        return "the default"
    path = known.file_of_settings()
    if path.exists() and f"{setting.name}=" in path.read_text(encoding="utf-8"):
        return str(path)
    return "the environment"


def look_around() -> Iterator[str]:
    """Problems of the machine: SQLite, disk, folder."""
    if sqlite3.sqlite_version_info < (3, 31):
        yield f"SQLite {sqlite3.sqlite_version} is too old; 3.31 or newer is needed."
    data = Path(known.value("THOUSANDFOLD_DATA")).resolve()
    home = data if data.exists() else data.parent
    if not os.access(home, os.W_OK):
        yield f"{home} cannot be written. Choose another folder with THOUSANDFOLD_DATA."
        return
    free = shutil.disk_usage(home).free // 1024**2
    if free < 500:
        yield f"Only {free} MB are free where {home} is; 500 MB or more are wanted."
    if known.value("THOUSANDFOLD_DEBUG") == "yes":
        yield "THOUSANDFOLD_DEBUG is yes: errors would show people's data. Take it off."


def look_ahead() -> Iterator[str]:
    """What will be wrong before long: a disk that fills up."""
    data = Path(known.value("THOUSANDFOLD_DATA")).resolve()
    use = shutil.disk_usage(data if data.exists() else data.parent)
    if use.free < use.total // 10:
        yield (
            f"The disk of {data} is {100 - 100 * use.free // use.total} % full. "
            "Once it is full, nothing can be saved; make room, or move the data folder."
        )


def look_at_database() -> Iterator[str]:
    """Problems of the database and of installed exercises."""
    from thousandfold.cli.manage import ready

    ready()
    from django.core.checks import run_checks
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        plan = MigrationExecutor(connection)
        waiting = len(plan.migration_plan(plan.loader.graph.leaf_nodes()))
    except OperationalError as problem:
        yield f"The database does not answer: {problem}"
        return
    if waiting:
        yield f"{waiting} database changes are waiting; start the server once to make them."
    yield from (f"{one.msg} {one.hint or ''}" for one in run_checks(databases=["default"]))
    from thousandfold_core.exercise.door import admit

    yield from admit().refused.values()


def look_at_production(sure: frozenset[str]) -> Iterator[str]:
    """What is too weak for a site with real people, each with what to do."""
    from thousandfold.cli.manage import ready

    ready()
    from datetime import UTC, datetime

    from thousandfold.cli.production.checks import problems
    from thousandfold.cli.production.facts import gather

    for check, sentence in problems(gather(datetime.now(UTC), sure)):
        yield f"{sentence}\n       What to do: {check.what_to_do}"
