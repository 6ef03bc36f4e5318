# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold curriculum`: check a package, and stamp a translation as read."""

from __future__ import annotations

import datetime
import json
from importlib.metadata import entry_points

import typer

from thousandfold.curriculum import folders
from thousandfold_core.curricula.findings import LEVELS, Finding, has_errors
from thousandfold_core.curricula.lint import lint
from thousandfold_core.curricula.package import Package
from thousandfold_core.curricula.stamp import stamp
from thousandfold_core.errors import Refusal

commands = typer.Typer(no_args_is_help=True, help="Curriculum packages: what is taught, and when.")

PACKAGE = typer.Argument(help="A folder, a zip, or the id of a shipped package.")


class StampNeedsFolder(Refusal):
    """Only files in a folder are rewritten."""

    code = "stamp-needs-folder"
    text = "{where} is a zip. Unpack it, stamp the folder, and pack it again."


def register(app: typer.Typer) -> None:
    """Add the `curriculum` commands to the command line."""
    app.add_typer(commands, name="curriculum")


def known_exercises() -> frozenset[str]:
    """Return the ids of the installed exercises, without loading them."""
    return frozenset(each.name for each in entry_points(group="thousandfold.exercises"))


@commands.command("check")
def check(
    package: str = PACKAGE,
    as_json: bool = typer.Option(False, "--json", help="Print JSON for programs."),
) -> None:
    """Look a package over: files, languages, minutes, flow, licences. Exit 2 on errors."""
    read = folders.load_package(package)
    findings = lint(
        read, known_exercises=known_exercises(), today=datetime.datetime.now(datetime.UTC).date()
    )
    if as_json:
        typer.echo(json.dumps(_answer(read, findings), ensure_ascii=False, indent=2, default=str))
    else:
        for each in findings:
            typer.echo(str(each))
        typer.echo(_summary(read, findings))
    if has_errors(findings):
        raise typer.Exit(2)


@commands.command("stamp")
def stamp_translation(
    package: str = PACKAGE,
    language: str = typer.Option(..., "--language", help="The translation, such as es."),
) -> None:
    """Declare a translation read against its source: write the source's digests into it."""
    path = folders.find_package(package)
    if not path.is_dir():
        raise StampNeedsFolder(where=package)
    changed = stamp(folders.load_package(path), language)
    for inside, text in changed.items():
        (path / inside).write_text(text, encoding="utf-8", newline="")
        typer.echo(inside)
    typer.echo(f"{len(changed)} files stamped.")


def _answer(package: Package, findings: tuple[Finding, ...]) -> dict[str, object]:
    """Return the JSON form: the package in short, counts by level, and the findings."""
    return {
        "package": {"id": package.id, "version": package.version, "digest": package.digest},
        **_counts(findings),
        "findings": [
            {
                "level": each.level,
                "file": each.file,
                "line": each.line,
                "code": each.code,
                "params": each.params,
                "text": each.text,
            }
            for each in findings
        ],
    }


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """Return how many findings there are of each level."""
    return {f"{level}s": sum(each.level == level for each in findings) for level in LEVELS}


def _summary(package: Package, findings: tuple[Finding, ...]) -> str:
    """Return the last line for people."""
    counts = ", ".join(f"{count} {name}" for name, count in _counts(findings).items())
    return (
        f"{package.id or 'package'} {package.version}: {len(package.sessions)} sessions, "
        f"{len(package.activities)} activities; {counts}."
    )


if __name__ == "__main__":
    commands()
