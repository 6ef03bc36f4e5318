# SPDX-License-Identifier: Apache-2.0
"""A rehearsal in which every written word carries a mark of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from thousandfold_core.chance import chance
from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.asks import Ask
from thousandfold_core.exercise.checking import checked
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.rehearsal import turns

MARK = re.compile(r"~\d+~")


class Marker:
    """Writes a different mark behind each text, so that a leak shows."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str) -> str:
        """Return the text with the next mark."""
        self.count += 1
        return f"{text} ~{self.count}~"


@dataclass(frozen=True)
class Played:
    """What was played: one setting a moment, the answers, and what each place was asked.

    ``asked`` maps (ask id, subject) to the ask; ``asked_of`` lists (place, ask).
    """

    settings: tuple[Setting, ...]
    answers: tuple[Answer, ...]
    asked: Mapping[tuple[str, str], Ask]
    asked_of: tuple[tuple[str, Ask], ...]

    @property
    def setting(self) -> Setting:
        """The setting of the last moment."""
        return self.settings[-1]


def stage(exercise: Exercise, people: int, seed: str = "conformance") -> Played:
    """Play the first time and every return with marked words."""
    marker = Marker()
    example = exercise.example(people, seed)
    carried = tuple(replace(one, text=marker(one.text)) for one in example.carried)
    settings, answers = [], []
    asked: dict[tuple[str, str], Ask] = {}
    asked_of: list[tuple[str, Ask]] = []
    for moment in exercise.moments():
        setting = replace(example, moment=moment, carried=carried)
        settings.append(setting)
        draws = chance(seed, people, moment)
        before = tuple(answers)
        for asks, given in turns(exercise, setting, draws, before=before, write=marker):
            answers += _fitting(asks, given, setting)
            asked |= {(ask.id, ask.subject): ask for ask in asks if ask.fields}
            asked_of += [(given[0].place, ask) for ask in asks if given]
    return Played(tuple(settings), tuple(answers), asked, tuple(asked_of))


def _fitting(asks: tuple[Ask, ...], given: list[Answer], setting: Setting) -> list[Answer]:
    """The answers, each looked over as the site would before it stores it."""
    known = {(ask.id, ask.subject, ask.item): ask for ask in asks}
    for answer in given:
        if answer.act is not Act.WITHDRAW:
            item = answer.item if answer.act is Act.SHARE else ""
            ask = known.get((answer.ask, answer.subject, item))
            if ask is not None:
                checked(ask, answer, setting.places)
    return given


def texts_of(thing: Any) -> Iterator[str]:
    """Every string inside a thing, however deep."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(thing):
            yield from texts_of(getattr(thing, one.name))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from texts_of(key)
            yield from texts_of(value)
    elif isinstance(thing, Iterable):
        for one in thing:
            yield from texts_of(one)


def marks_in(thing: Any) -> set[str]:
    """The marks of the words that can be read in a thing."""
    return {mark for text in texts_of(thing) for mark in MARK.findall(text)}
