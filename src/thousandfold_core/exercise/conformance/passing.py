# SPDX-License-Identifier: Apache-2.0
"""Passing is a first-class answer: a room that passes on everything completes."""

from __future__ import annotations

from dataclasses import replace

from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.card import Step
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.reach import Reach


def check_passing(exercise: Exercise, people: int) -> list[str]:
    """Everybody passes on everything; every screen of every step still comes."""
    answers: list[Answer] = []
    example = exercise.example(people, "passing")
    for moment in exercise.moments():
        setting = replace(example, moment=moment)
        for step in exercise.steps_at(moment):
            try:
                answers += _everybody_passes(exercise, setting, step, answers)
            except Exception as problem:  # an outside package may fail in any way
                return [f"A room where everybody passes stops at step {step.id}: {problem!r}."]
    return []


def _everybody_passes(
    exercise: Exercise, setting: Setting, step: Step, before: list[Answer]
) -> list[Answer]:
    state = exercise.fold_many(exercise.opening(setting), before)
    passed = [
        Answer(place, ask.id, Act.PASS, ask.item, subject=ask.subject, moment=setting.moment)
        for place in setting.places
        for ask in exercise.asks(state, step, place)
    ]
    state = exercise.fold_many(state, passed)
    exercise.reveal(state, step, "es")
    exercise.desk(state, step, "es")
    for place in setting.places[:3]:
        exercise.mine(state, place, "en")
        exercise.group_view(state, place, "en")
    exercise.harvest(state, Reach.ONLY_ME)
    return passed
