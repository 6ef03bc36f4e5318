# SPDX-License-Identifier: Apache-2.0
"""The conformance suite: what every exercise must hold, ours and others'.

An author's whole test is three lines::

    from thousandfold_core.exercise.conformance import check

    def test_my_exercise_conforms():
        assert check(my_exercise) == []
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass, replace
from typing import Any

from thousandfold_core.chance import chance
from thousandfold_core.exercise.answers import Act, Answer, Harvested
from thousandfold_core.exercise.asks import Ask
from thousandfold_core.exercise.card import PHASES, TENETS
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.reach import Reach
from thousandfold_core.exercise.rehearsal import play
from thousandfold_core.exercise.words import Words

KEBAB = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


def check(
    exercise: Exercise,
    *,
    languages: Iterable[str] = ("en", "es"),
    carried: tuple[Harvested, ...] = (),
) -> list[str]:
    """Return a sentence for each promise the exercise breaks; empty when it conforms.

    ``carried`` stands in for what earlier exercises would leave, when this one
    ``needs`` something.
    """
    findings = [*check_card(exercise), *check_words(exercise, tuple(languages))]
    if findings:
        return findings
    for people in sorted({exercise.card.people.fewest, exercise.card.people.most}):
        setting = Setting(seed="conformance", carried=carried)
        findings += check_rehearsal(exercise, setting, people)
    return findings


def check_card(exercise: Exercise) -> list[str]:
    """The card and the steps are well formed."""
    card, found = exercise.card, []
    if not KEBAB.match(card.id):
        found.append(f"The id {card.id!r} is not a kebab noun such as me-tree.")
    if not card.tenets or not card.tenets <= TENETS:
        found.append("The card must name at least one tenet: collective, values or power.")
    if not card.minutes.shortest <= card.minutes.usual <= card.minutes.longest:
        found.append("The minutes must rise from shortest to usual to longest.")
    if not 1 <= card.people.fewest <= card.people.most:
        found.append("The card must say how many people it serves, fewest first.")
    if not card.source:
        found.append("The card must name its source.")
    if not exercise.steps:
        found.append("An exercise needs at least one step.")
    if len({step.id for step in exercise.steps}) != len(exercise.steps):
        found.append("Two steps share one id.")
    found += [
        f"Step {step.id} has the phase {step.phase!r}; choose one of {', '.join(PHASES)}."
        for step in exercise.steps
        if step.phase not in PHASES
    ]
    return found


def check_words(exercise: Exercise, languages: tuple[str, ...]) -> list[str]:
    """Every text is there in every language asked for."""
    missing = []
    for words in _all_words((exercise.card, exercise.steps)):
        lacking = [code for code in languages if code not in words.languages()]
        if lacking:
            missing.append(f"{words.en!r} is missing in {', '.join(lacking)}.")
    return missing


def check_rehearsal(exercise: Exercise, setting: Setting, people: int) -> list[str]:
    """It can play itself, repeats itself, and keeps what it was told in confidence."""
    first = _mark(play(exercise, setting, people, chance("conformance", people)))
    again = _mark(play(exercise, setting, people, chance("conformance", people)))
    if first != again:
        return ["Two rehearsals with one seed differ: something draws unseeded chance."]
    found = check_asks(exercise, setting, first)
    found += check_repeats(exercise, setting, first)
    found += check_leaks(exercise, setting, first)
    found += check_passing(exercise, setting, people)
    found += check_own_rehearsal(exercise, people)
    return found


def check_own_rehearsal(exercise: Exercise, people: int) -> list[str]:
    """`rehearse` yields answers, and the same ones for the same seed."""
    one = list(exercise.rehearse(people, chance("own", people)))
    two = list(exercise.rehearse(people, chance("own", people)))
    if not one:
        return [f"Rehearsing with {people} people gave no answer."]
    return [] if one == two else ["rehearse() differs for one seed."]


def check_asks(exercise: Exercise, setting: Setting, answers: list[Answer]) -> list[str]:
    """Every ask offers a way to keep it to oneself and is in order."""
    state = exercise.fold_many(exercise.opening(setting), answers)
    asks = {
        ask.id: ask for step in exercise.steps for ask in exercise.asks(state, step, "place-01")
    }
    found = []
    for ask in asks.values():
        found += _check_ask(ask)
    return found


def _check_ask(ask: Ask) -> list[str]:
    found = []
    if not ask.fields:
        found.append(f"Ask {ask.id} has no field.")
    if ask.widest < ask.reach:
        found.append(f"Ask {ask.id} starts wider than it may become.")
    if not 1 <= ask.most <= 40:
        found.append(f"Ask {ask.id} must allow 1 to 40 items.")
    if ask.door and ask.reach > Reach.ONLY_ME:
        found.append(f"Ask {ask.id} goes deep, so it must start at only-me.")
    return found


def check_repeats(exercise: Exercise, setting: Setting, answers: list[Answer]) -> list[str]:
    """An answer that arrives twice counts once; folding in one go gives the same."""
    one_by_one = exercise.opening(setting)
    for answer in answers:
        one_by_one = exercise.fold(one_by_one, answer)
        one_by_one = exercise.fold(one_by_one, answer)
    at_once = exercise.fold_many(exercise.opening(setting), answers)
    same = exercise.harvest(one_by_one, Reach.ONLY_ME) == exercise.harvest(at_once, Reach.ONLY_ME)
    return [] if same else ["An answer that arrives twice changes the harvest."]


def check_leaks(exercise: Exercise, setting: Setting, answers: list[Answer]) -> list[str]:
    """Nothing leaves at a reach that was given under a smaller one."""
    state = exercise.fold_many(exercise.opening(setting), answers)
    asks = {
        a.id: a
        for s in exercise.steps
        for p in {x.place for x in answers}
        for a in exercise.asks(state, s, p)
    }
    found = []
    for reach in (
        Reach.GROUP,
        Reach.COHORT_UNNAMED,
        Reach.COHORT_NAMED,
        Reach.REGION,
        Reach.PUBLIC,
    ):
        left = _text_of(exercise.harvest(state, reach))
        found += _leaks(answers, asks, left, reach, "harvest")
    for step in exercise.steps:
        shown = _text_of(exercise.reveal(state, step, "en"))
        found += _leaks(answers, asks, shown, Reach.COHORT_UNNAMED, f"screen of step {step.id}")
    return found


def check_passing(exercise: Exercise, setting: Setting, people: int) -> list[str]:
    """A room in which everybody passes on everything completes."""
    state = exercise.opening(setting)
    places = [f"place-{number:02d}" for number in range(1, people + 1)]
    for step in exercise.steps:
        for place in places:
            for ask in exercise.asks(state, step, place):
                passed = Answer(place=place, ask=ask.id, subject=ask.subject, act=Act.PASS)
                state = exercise.fold(state, passed)
        exercise.reveal(state, step, "es")
    for place in places:
        exercise.mine(state, place, "en")
    exercise.harvest(state, Reach.ONLY_ME)
    return []


def _mark(answers: Iterable[Answer]) -> list[Answer]:
    """Put a token of its own into every written word, so that a leak shows."""
    marked = []
    for number, answer in enumerate(answers):
        body = {
            key: f"{value} ~{number}.{key}~" if isinstance(value, str) and " " in value else value
            for key, value in answer.body.items()
        }
        marked.append(replace(answer, body=body))
    return marked


def _leaks(
    answers: list[Answer], asks: dict[str, Ask], text: str, reach: Reach, where: str
) -> list[str]:
    newest = {(a.place, a.ask, a.subject, a.item): a for a in answers}
    found = []
    for number, answer in enumerate(answers):
        ask = asks.get(answer.ask)
        standing = newest[(answer.place, answer.ask, answer.subject, answer.item)]
        for key in answer.body:
            cap = min(standing.reach, ask.cap(key) if ask else standing.reach)
            if f"~{number}.{key}~" in text and cap < reach:
                found.append(
                    f"The {where} at {reach.name.lower()} shows {answer.ask}.{key}, "
                    f"given at {cap.name.lower()}."
                )
    return found


def _text_of(thing: Any) -> str:
    if isinstance(thing, str):
        return thing
    if is_dataclass(thing) and not isinstance(thing, type):
        return " ".join(_text_of(getattr(thing, one.name)) for one in dataclass_fields(thing))
    if isinstance(thing, dict) or hasattr(thing, "items"):
        return " ".join(f"{key} {_text_of(value)}" for key, value in thing.items())
    if isinstance(thing, tuple | list | set | frozenset):
        return " ".join(_text_of(one) for one in thing)
    return ""


def _all_words(thing: Any) -> Iterable[Words]:
    if isinstance(thing, Words):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in dataclass_fields(thing):
            yield from _all_words(getattr(thing, one.name))
    elif isinstance(thing, tuple | list):
        for one in thing:
            yield from _all_words(one)
