# SPDX-License-Identifier: Apache-2.0
"""Letting exercise packages in: each is checked, a faulty one is refused, the rest load."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from thousandfold_core.errors import Refusal
from thousandfold_core.exercise.conformance import check_card
from thousandfold_core.exercise.protocol import Exercise

GROUP = "thousandfold.exercises"


class NoSuchExercise(Refusal):
    """An exercise was asked for that may not play here. Params: ``id``, ``why``."""

    code = "no-such-exercise"
    text = "There is no exercise {id} to play. {why}"


@dataclass(frozen=True)
class Admitted:
    """Exercises that may play, by id, and a sentence for each that may not."""

    exercises: dict[str, Exercise]
    refused: dict[str, str]

    def exercise(self, exercise_id: str) -> Exercise:
        """Return the exercise with this id.

        Raises:
            NoSuchExercise: when it is not installed or was refused, with the reason.
        """
        if exercise_id in self.exercises:
            return self.exercises[exercise_id]
        why = self.refused.get(exercise_id) or f"Installed are {', '.join(sorted(self.exercises))}."
        raise NoSuchExercise(id=exercise_id, why=why)


def admit(found: Iterable[EntryPoint] | None = None) -> Admitted:
    """Load every installed exercise; refuse what is faulty and say why.

    ``found`` defaults to the entry points in the group ``thousandfold.exercises``.
    """
    exercises: dict[str, Exercise] = {}
    refused: dict[str, str] = {}
    for point in found if found is not None else entry_points(group=GROUP):
        sentence = _try(point, exercises)
        if sentence:
            refused[point.name] = sentence
    return Admitted(exercises, refused)


def _try(point: EntryPoint, exercises: dict[str, Exercise]) -> str:
    try:
        thing = point.load()
    except Exception as problem:  # an outside package may fail in any way
        return f"The exercise {point.name} could not be loaded: {problem}."
    if not isinstance(thing, Exercise):
        return f"The exercise {point.name} does not offer an Exercise at {point.value}."
    if faults := check_card(thing):
        return f"The exercise {point.name} was refused. {faults[0]}"
    if thing.card.id in exercises:
        return f"Two exercises share the id {thing.card.id}; the second was refused."
    exercises[thing.card.id] = thing
    return ""
