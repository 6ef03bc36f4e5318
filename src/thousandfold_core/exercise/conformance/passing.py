# SPDX-License-Identifier: Apache-2.0
"""Passing is a first-class answer: a room that passes on everything completes."""

from __future__ import annotations

from dataclasses import replace

from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.protocol import Exercise
from thousandfold_core.exercise.reach import Reach


def check_passing(exercise: Exercise, people: int) -> list[str]:
    """Everybody passes on everything; every screen of every step still comes."""
    answers: list[Answer] = []
    example = exercise.example(people, "passing")
    for moment in exercise.moments():
        setting = replace(example, moment=moment)
        state = exercise.fold_many(exercise.opening(setting), answers)
        for step in exercise.steps_at(moment):
            for place in setting.places:
                passed = [
                    Answer(place, ask.id, Act.PASS, ask.item, subject=ask.subject, moment=moment)
                    for ask in exercise.asks(state, step, place)
                ]
                state = exercise.fold_many(state, passed)
                answers += passed
            exercise.reveal(state, step, "es")
            exercise.desk(state, step, "es")
        for place in setting.places[:3]:
            exercise.mine(state, place, "en")
            exercise.group_view(state, place, "en")
        exercise.harvest(state, Reach.ONLY_ME)
    return []
