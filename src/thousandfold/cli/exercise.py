# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold exercise`: which exercises are installed, and a rehearsal of one."""

from __future__ import annotations

import json
from typing import Any

import typer

from thousandfold_core.exercise import Exercise, Harvested, Reach
from thousandfold_core.exercise.door import Admitted, admit
from thousandfold_core.exercise.rehearsal import rehearsed

commands = typer.Typer(no_args_is_help=True, help="Exercises: what is played in a room.")

JSON = typer.Option(False, "--json", help="Print JSON for programs.")


def register(app: typer.Typer) -> None:
    """Add the `exercise` commands to the command line."""
    app.add_typer(commands, name="exercise")


@commands.command("list")
def list_exercises(as_json: bool = JSON) -> None:
    """List the installed exercises, and say why any was refused."""
    admitted = admit()
    if as_json:
        _print_json(_listing(admitted))
        return
    for one in admitted.exercises.values():
        card = one.card
        typer.echo(
            f"{card.id:<14} {card.title.en:<16} {card.minutes.usual:>3} min "
            f"{card.people.fewest}-{card.people.most} people"
        )
    for sentence in admitted.refused.values():
        typer.echo(sentence, err=True)


@commands.command("rehearse")
def rehearse(
    exercise_id: str = typer.Argument(metavar="ID", help="The id of an exercise, as me-tree."),
    people: int = typer.Option(12, "--people", help="How many invented people play."),
    seed: str = typer.Option("0", "--seed", help="The same seed gives the same rehearsal."),
    as_json: bool = JSON,
) -> None:
    """Play an exercise with invented people and print what the cohort would keep."""
    exercise = admit().exercise(exercise_id)
    answers, state = rehearsed(exercise, people, seed)
    harvest = exercise.harvest(state, Reach.COHORT_UNNAMED)
    if as_json:
        _print_json(_rehearsal(exercise, people, seed, len(answers), harvest))
        return
    for one in harvest:
        typer.echo(f"{one.kind:<16} {one.text}")
    typer.echo(f"{people} people gave {len(answers)} answers; {len(harvest)} things may leave.")


def _listing(admitted: Admitted) -> dict[str, Any]:
    cards = [one.card for one in admitted.exercises.values()]
    return {
        "exercises": [
            {
                "id": card.id,
                "version": card.version,
                "title": {"en": card.title.en, "es": card.title.es},
                "minutes": [card.minutes.shortest, card.minutes.usual, card.minutes.longest],
                "people": [card.people.fewest, card.people.most],
                "needs": card.needs,
                "gives": card.gives,
                "source": card.source,
            }
            for card in cards
        ],
        "refused": admitted.refused,
    }


def _rehearsal(
    exercise: Exercise, people: int, seed: str, answers: int, harvest: tuple[Harvested, ...]
) -> dict[str, Any]:
    return {
        "exercise": exercise.card.id,
        "people": people,
        "seed": seed,
        "answers": answers,
        "harvest": [
            {
                "kind": one.kind,
                "key": one.key,
                "text": one.text,
                "reach": one.reach.name.lower(),
                "place": one.place,
                "derived_from": one.derived_from,
                "more": dict(one.more),
            }
            for one in harvest
        ],
    }


def _print_json(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
