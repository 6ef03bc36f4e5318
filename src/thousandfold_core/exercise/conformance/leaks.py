# SPDX-License-Identifier: Apache-2.0
"""Nothing travels further than its author lets it, and nobody can be guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thousandfold_core.exercise.card import Step
from thousandfold_core.exercise.conformance.staging import MARK, Played, marks_in, texts_of
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.reach import FEWEST_FOR_UNNAMED, Reach
from thousandfold_core.exercise.record import Record, slot
from thousandfold_core.exercise.screen import Screen, Surface

#: So many people look at their own page, their group's, and what they are asked.
LOOKERS = 6
PHONE = Surface("tall", link="#{}".format)


@dataclass(frozen=True)
class Given:
    """A marked piece of words: whose, under which ask, how far, and to whom it speaks."""

    place: str
    ask: str
    field: str
    cap: int
    to: frozenset[str] = frozenset()


Marks = dict[str, Given]


def check_leaks(exercise: Exercise, played: Played) -> list[str]:
    """Look at everything that leaves and say what should not be there."""
    marks = given_marks(played)
    state = exercise.fold_many(exercise.opening(played.setting), played.answers)
    found = []
    for reach in Reach:
        if reach.leaves_the_author:
            left = exercise.harvest(state, reach)
            found += _too_far(marks, left, reach, "harvest")
    for step in exercise.steps:
        for shown in _screens(exercise, state, step):
            found += _too_far(marks, shown, Reach.COHORT_UNNAMED, f"screen of step {step.id}")
            found += _can_be_guessed(marks, shown, step.id)
            found += _names(played.setting, shown, step.id)
    return [*found, *_check_neighbours(exercise, played, state, marks)]


def _screens(exercise: Exercise, state: Any, step: Step) -> Iterator[Screen | None]:
    """What the room and the desk see at a step; the phone's drawing where it is another one."""
    yield exercise.reveal(state, step, "en")
    yield exercise.desk(state, step, "en")
    if type(exercise).reveal_on is not Exercise.reveal_on:
        yield exercise.reveal_on(state, step, "en", PHONE)


def given_marks(played: Played) -> Marks:
    """Every mark with how far its words may travel now; taken back or reworded: nowhere."""
    standing = Record().folded(played.answers).standing
    marks = {
        mark: Given(one.place, one.kind, "text", one.reach)
        for one in played.setting.carried
        for mark in marks_in(one.text)
    }
    for answer in played.answers:
        key = (answer.place, slot(answer.ask, answer.subject), answer.item)
        now, ask = standing.get(key), played.asked.get((answer.ask, answer.subject))
        for field, value in answer.body.items():
            for mark in MARK.findall(str(value)):
                stands = now is not None and mark in str(now.body.get(field, ""))
                cap = min(now.reach, ask.cap(field)) if stands and now and ask else -1
                to = frozenset({answer.subject, *texts_of(answer.body)})
                marks[mark] = Given(answer.place, answer.ask, field, cap, to)
    return marks


def _too_far(marks: Marks, thing: Any, reach: Reach, where: str) -> Iterator[str]:
    for mark in sorted(marks_in(thing)):
        given = marks[mark]
        if given.cap < reach:
            yield (
                f"The {where} at {reach.name.lower()} shows {given.ask}.{given.field}, "
                f"given at {_name(given.cap)}."
            )


def _can_be_guessed(marks: Marks, screen: Screen | None, step: str) -> Iterator[str]:
    """Words stand unnamed in a list to which fewer than four people gave words.

    Words that may go with their author's name have nothing to hide.
    """
    authors = _authors(marks)
    for block in screen.blocks if screen else ():
        shown = [marks[mark] for mark in marks_in(block)]
        gave = set().union(*(authors[given.ask] for given in shown))
        hidden = sorted({given.ask for given in shown if given.cap < Reach.COHORT_NAMED})
        if len(gave) < FEWEST_FOR_UNNAMED:
            yield from (
                f"The screen of step {step} shows {ask} of fewer than four people."
                for ask in hidden
            )


def _authors(marks: Marks) -> dict[str, set[str]]:
    """Who gave words of each kind that the cohort may see."""
    authors = defaultdict(set)
    for given in marks.values():
        if given.cap >= Reach.COHORT_UNNAMED:
            authors[given.ask].add(given.place)
    return authors


def _names(setting: Setting, thing: Any, step: str) -> Iterator[str]:
    """The projector never says whose words they are."""
    places = set(setting.places)
    if any(place in text for text in texts_of(thing) for place in places):
        yield f"The screen of step {step} shows a place."


def _check_neighbours(
    exercise: Exercise, played: Played, state: Any, marks: Marks
) -> Iterator[str]:
    lookers = played.setting.places[:LOOKERS]
    for place in lookers:
        own = [exercise.mine(state, place, "en")]
        if type(exercise).mine_on is not Exercise.mine_on:
            own.append(exercise.mine_on(state, place, "en", PHONE))
        yield from _not_for(marks, own, place, played.setting, "own page")
        group = exercise.group_view(state, place, "en")
        yield from _not_for(marks, group, place, played.setting, "group's page")
        for step in exercise.steps:
            asks = exercise.asks(state, step, place)
            yield from _not_for(marks, asks, place, played.setting, f"asks of step {step.id}")


def _not_for(marks: Marks, thing: Any, place: str, setting: Setting, where: str) -> Iterator[str]:
    authors = _authors(marks)
    for mark in sorted(marks_in(thing)):
        given = marks[mark]
        if given.place != place and given.cap < _needed(given, place, setting, authors):
            yield (
                f"Somebody's {where} shows {given.ask}.{given.field} of somebody else, "
                f"given at {_name(given.cap)}."
            )


def _needed(given: Given, place: str, setting: Setting, authors: dict[str, set[str]]) -> Reach:
    """How far words must reach for this place to read them."""
    groups = setting.groups
    together = place in groups and groups[place] == groups.get(given.place)
    if together or place in given.to:
        return Reach.GROUP
    hidden = len(authors[given.ask]) >= FEWEST_FOR_UNNAMED
    return Reach.COHORT_UNNAMED if hidden else Reach.COHORT_NAMED


def _name(cap: int) -> str:
    return Reach(cap).name.lower() if cap >= 0 else "nothing: it was taken back"
