# SPDX-License-Identifier: Apache-2.0
"""Playing an exercise with invented people: each place answers what it is asked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from thousandfold_core.chance import chance as draws
from thousandfold_core.errors import Refusal
from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.asks import Ask, Field
from thousandfold_core.exercise.reach import Reach

if TYPE_CHECKING:
    from thousandfold_core.exercise.protocol import Exercise, Setting

#: The seed of the made-up setting of a rehearsal.
REHEARSAL = "rehearsal"
#: How often an invented person passes or tells it aloud instead of writing.
PASSES = 0.1
TELLS = 0.1
#: How often words stay on the phone, are put another way, or are taken back.
KEEPS = 0.05
REWORDS = 0.1
WITHDRAWS = 0.05

Write = Callable[[str], str]


class RoomOfAnotherSize(Refusal):
    """More or fewer people than the exercise serves. Params: ``title``, ``fewest``, ``most``."""

    code = "room-of-another-size"
    text = "{title} serves {fewest} to {most} people. Choose a number between them."


def as_it_is(text: str) -> str:
    """Write a text as it is; the conformance suite writes marked ones instead."""
    return text


def play(
    exercise: Exercise,
    setting: Setting,
    chance: random.Random,
    *,
    before: Iterable[Answer] = (),
    write: Write = as_it_is,
) -> Iterator[Answer]:
    """Yield answers of everybody at the table through every step of the moment.

    Each place is asked what the exercise would ask it then, so asks that depend
    on earlier answers (ballots, merges) are played too. ``before`` are answers of
    earlier moments. ``setting.places`` says who plays.
    """
    for _, answers in turns(exercise, setting, chance, before=before, write=write):
        yield from answers


def rehearsed(exercise: Exercise, people: int, seed: int | str) -> tuple[list[Answer], Any]:
    """Rehearse with invented people; return the answers and the state they lead to.

    Raises:
        RoomOfAnotherSize: when the exercise does not serve so many.
    """
    card = exercise.card
    if not card.people.fewest <= people <= card.people.most:
        raise RoomOfAnotherSize(
            title=card.title.en, fewest=card.people.fewest, most=card.people.most
        )
    answers = list(exercise.rehearse(people, draws(seed, "rehearsal", people)))
    opening = exercise.opening(exercise.example(people, REHEARSAL))
    return answers, exercise.fold_many(opening, answers)


def turns(
    exercise: Exercise,
    setting: Setting,
    chance: random.Random,
    *,
    before: Iterable[Answer] = (),
    write: Write = as_it_is,
) -> Iterator[tuple[tuple[Ask, ...], list[Answer]]]:
    """Like :func:`play`, a turn at a time: what one place was asked, and what it answered."""
    state: Any = exercise.fold_many(exercise.opening(setting), before)
    for step in exercise.steps_at(setting.moment):
        for place in setting.places:
            asks = exercise.asks(state, step, place)
            answers = [one for ask in asks for one in invent(ask, place, setting, chance, write)]
            state = exercise.fold_many(state, answers)
            yield asks, answers


def invent(
    ask: Ask, place: str, setting: Setting, chance: random.Random, write: Write = as_it_is
) -> Iterator[Answer]:
    """Yield one plausible set of answers to an ask: a pass, a told aloud, a share, or items."""
    draw = chance.random()
    base = {"place": place, "ask": ask.id, "subject": ask.subject, "moment": setting.moment}
    if draw < PASSES:
        yield Answer(act=Act.PASS, item=ask.item, **base)
    elif ask.act is Act.SHARE:
        steps = [reach for reach in Reach if Reach.ONLY_ME <= reach <= ask.widest]
        yield Answer(act=Act.SHARE, item=ask.item, reach=chance.choice(steps), **base)
    elif ask.told_aloud and draw < PASSES + TELLS:
        yield Answer(act=Act.TOLD_ALOUD, **base)
    else:
        for number in range(1, chance.randint(1, min(ask.most, 3)) + 1):
            name = f"{place}-{ask.id}{('-' + ask.subject) if ask.subject else ''}-{number}"
            yield from _item(ask, {**base, "item": name}, setting, chance, write)


def _item(
    ask: Ask, base: dict[str, Any], setting: Setting, chance: random.Random, write: Write
) -> Iterator[Answer]:
    if ask.reach <= Reach.ONLY_ME and chance.random() < KEEPS:
        yield Answer(reach=Reach.ON_MY_DEVICE, **base)
        return
    times = 2 if chance.random() < REWORDS else 1
    for _ in range(times):
        body = {one.id: _fill(one, base["place"], setting, chance, write) for one in ask.fields}
        yield Answer(body=body, reach=_how_far(ask, chance), **base)
    if chance.random() < WITHDRAWS:
        yield Answer(act=Act.WITHDRAW, **base)


def _fill(
    one: Field, place: str, setting: Setting, chance: random.Random, write: Write
) -> str | list[str]:
    if one.kind == "choice":
        values = one.samples or tuple(option.value for option in one.options)
        return chance.choice(values) if values else ""
    if one.kind == "choices":
        values = [option.value for option in one.options]
        most = min(len(values), one.at_most or 2, 2)
        return sorted(chance.sample(values, k=chance.randint(0, most)))
    if one.kind == "place":
        others = [other for other in setting.places if other != place]
        return chance.choice(others) if others else ""
    text = chance.choice(one.samples) if one.samples else one.start or one.label.en
    return text if one.kind == "date" else write(text)


def _how_far(ask: Ask, chance: random.Random) -> Reach:
    steps = [reach for reach in Reach if ask.reach <= reach <= ask.widest]
    return chance.choice(steps) if steps else ask.reach
