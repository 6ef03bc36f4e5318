# SPDX-License-Identifier: Apache-2.0
"""Card, steps, texts and asks are well formed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from thousandfold_core.exercise.answers import Act
from thousandfold_core.exercise.asks import Ask
from thousandfold_core.exercise.card import PHASES, TENETS
from thousandfold_core.exercise.conformance.staging import Played
from thousandfold_core.exercise.protocol import Exercise
from thousandfold_core.exercise.reach import Reach
from thousandfold_core.exercise.words import Words

KEBAB = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
KINDS = frozenset({"line", "text", "choice", "choices", "date", "place"})
#: So many asks of one id are looked at.
ENOUGH = 40


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
    unnamed = set(exercise.moments()) - {moment for moment, _words in card.occasions} - {"first"}
    if unnamed:
        found.append(f"The card must say in words what these returns are: {sorted(unnamed)}.")
    return [*found, *_check_steps(exercise)]


def _check_steps(exercise: Exercise) -> list[str]:
    found = []
    if not exercise.steps:
        found.append("An exercise needs at least one step.")
    if len({step.id for step in exercise.steps}) != len(exercise.steps):
        found.append("Two steps share one id.")
    for step in exercise.steps:
        if step.phase not in PHASES:
            found.append(
                f"Step {step.id} has the phase {step.phase!r}; choose one of {', '.join(PHASES)}."
            )
        if not step.note:
            found.append(f"Step {step.id} needs a note for the facilitator.")
    return found


def check_words(exercise: Exercise, languages: tuple[str, ...]) -> list[str]:
    """Every text of card and steps is there in every language asked for."""
    return _missing((exercise.card, exercise.steps), languages)


def check_asks(played: Played, languages: tuple[str, ...]) -> list[str]:
    """Every ask that was put is in order and speaks every language."""
    found: list[str] = []
    for ask in _some_of_each(played):
        found += _check_ask(ask) + _missing(ask, languages)
    return list(dict.fromkeys(found))


def check_gives(exercise: Exercise, played: Played) -> list[str]:
    """The card names every kind of harvest that leaves."""
    state = exercise.fold_many(exercise.opening(played.setting), played.answers)
    kinds = {one.kind for one in exercise.harvest(state, Reach.ONLY_ME)}
    return [
        f"The harvest holds {kind}, which the card does not give."
        for kind in sorted(kinds - set(exercise.card.gives))
    ]


def _some_of_each(played: Played) -> Iterator[Ask]:
    """A few asks of each id: what differs between them is mostly people's own words."""
    seen: Counter[tuple[str, Act]] = Counter()
    for _, ask in played.asked_of:
        seen[ask.id, ask.act] += 1
        if seen[ask.id, ask.act] <= ENOUGH:
            yield ask


def _check_ask(ask: Ask) -> list[str]:
    found = []
    if ask.act is Act.SHARE:
        return [] if ask.item else [f"Ask {ask.id} shares nothing: it names no item."]
    if not ask.fields:
        found.append(f"Ask {ask.id} has no field.")
    if ask.widest < ask.reach:
        found.append(f"Ask {ask.id} starts wider than it may become.")
    if not 1 <= ask.most <= 40:
        found.append(f"Ask {ask.id} must allow 1 to 40 items.")
    if ask.door and ask.reach > Reach.ONLY_ME:
        found.append(f"Ask {ask.id} goes deep, so it must start at only-me.")
    for one in ask.fields:
        if one.kind not in KINDS:
            found.append(f"Field {ask.id}.{one.id} has the kind {one.kind!r}.")
    return found


def _missing(thing: Any, languages: Iterable[str]) -> list[str]:
    missing = []
    for words in _all_words(thing):
        lacking = [code for code in languages if code not in words.languages()]
        if lacking:
            missing.append(f"{words.en!r} is missing in {', '.join(lacking)}.")
    return missing


def _all_words(thing: Any) -> Iterator[Words]:
    if isinstance(thing, Words):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(thing):
            yield from _all_words(getattr(thing, one.name))
    elif isinstance(thing, tuple | list):
        for one in thing:
            yield from _all_words(one)
