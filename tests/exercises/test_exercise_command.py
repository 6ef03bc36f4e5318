"""`thousandfold exercise`: list and rehearse, for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from thousandfold.cli import exercise as command

app = typer.Typer()
command.register(app)


def run(*words: str):
    return CliRunner().invoke(app, ["exercise", *words])


@pytest.fixture(autouse=True)
def another_command():
    """A lone group of commands would be folded away by the library."""
    if not app.registered_commands:
        app.command("other")(lambda: None)


def test_list_names_every_installed_exercise():
    listed = json.loads(run("list", "--json").stdout)
    ids = {one["id"] for one in listed["exercises"]}
    assert ids >= {"object-share", "me-tree", "forest", "closing"}
    assert listed["refused"] == {}
    assert "me-tree" in run("list").stdout


def test_rehearse_prints_the_harvest_and_the_same_one_for_the_same_seed():
    words = ("rehearse", "me-tree", "--people", "6", "--seed", "4", "--json")
    first = run(*words).stdout
    assert first == run(*words).stdout
    answer = json.loads(first)
    assert answer["people"] == 6 and answer["answers"] > 6
    kinds = {one["kind"] for one in answer["harvest"]}
    assert kinds <= {"root", "branch", "fruit"} and kinds
    assert {one["reach"] for one in answer["harvest"]} <= {"cohort_unnamed", "cohort_named"}


def test_rehearse_for_people_ends_with_a_sentence():
    assert "6 people gave" in run("rehearse", "closing", "--people", "6").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["forrest"], "There is no exercise forrest"), (["forest", "--people", "61"], "2 to 60")],
)
def test_what_cannot_be_rehearsed_ends_with_a_sentence_and_status_2(words, sentence):
    program = "from thousandfold.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "exercise", "rehearse", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert sentence in done.stderr and "Traceback" not in done.stderr
