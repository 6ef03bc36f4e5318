# SPDX-License-Identifier: Apache-2.0
"""Playing an exercise with invented people: each place answers what it is asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.asks import Ask, Field
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.reach import Reach

#: How often an invented person passes or tells it aloud instead of writing.
PASSES = 0.1
TELLS = 0.1


def play(
    exercise: Exercise, setting: Setting, people: int, chance: random.Random
) -> Iterator[Answer]:
    """Yield answers of ``people`` invented places through every step.

    Each place is asked what the exercise would ask it at that moment, so asks
    that depend on earlier answers (ballots, merges) are played too.
    """
    state: Any = exercise.opening(setting)
    places = [f"place-{number:02d}" for number in range(1, people + 1)]
    for step in exercise.steps:
        for place in places:
            for ask in exercise.asks(state, step, place):
                for answer in invent(ask, place, setting, chance):
                    state = exercise.fold(state, answer)
                    yield answer


def invent(ask: Ask, place: str, setting: Setting, chance: random.Random) -> Iterator[Answer]:
    """Yield one plausible set of answers to an ask: a pass, a told aloud, or items."""
    draw = chance.random()
    base = {"place": place, "ask": ask.id, "subject": ask.subject, "moment": setting.moment}
    if draw < PASSES:
        yield Answer(act=Act.PASS, **base)
        return
    if ask.told_aloud and draw < PASSES + TELLS:
        yield Answer(act=Act.TOLD_ALOUD, **base)
        return
    for number in range(1, chance.randint(1, min(ask.most, 3)) + 1):
        item = f"{place}-{ask.id}{('-' + ask.subject) if ask.subject else ''}-{number}"
        body = {one.id: _fill(one, chance) for one in ask.fields}
        yield Answer(item=item, body=body, reach=_how_far(ask, chance), **base)


def _fill(one: Field, chance: random.Random) -> str | list[str]:
    if one.kind == "choice":
        return chance.choice(one.options).value if one.options else ""
    if one.kind == "choices":
        values = [option.value for option in one.options]
        return sorted(chance.sample(values, k=min(len(values), chance.randint(0, 2))))
    return chance.choice(one.samples) if one.samples else one.label.en


def _how_far(ask: Ask, chance: random.Random) -> Reach:
    steps = [reach for reach in Reach if ask.reach <= reach <= ask.widest]
    return chance.choice(steps) if steps else ask.reach
