# SPDX-License-Identifier: Apache-2.0
"""The conformance suite: what every exercise must hold, ours and others'.

An author's whole test is three lines::

    from thousandfold_core.exercise.conformance import check

    def test_my_exercise_conforms():
        assert check(my_exercise) == []
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thousandfold_core.exercise.conformance.form import (
    check_asks,
    check_card,
    check_gives,
    check_words,
)
from thousandfold_core.exercise.conformance.leaks import check_leaks
from thousandfold_core.exercise.conformance.passing import check_passing
from thousandfold_core.exercise.conformance.purity import check_purity, check_sources
from thousandfold_core.exercise.conformance.staging import Played, stage
from thousandfold_core.exercise.protocol import Exercise

__all__ = ["check", "check_card"]


#: Small rooms are where people can be guessed; they are rehearsed with several seeds.
SMALL = (3, 5)
SEEDS = ("conformance", "again", "once more", "and again")


def check(exercise: Exercise, *, languages: Iterable[str] = ("en", "es")) -> list[str]:
    """Return a sentence for each promise the exercise breaks; empty when it conforms.

    It is read (card, texts, source), then rehearsed with its fewest people, with
    three and five, and with its most, through the first time and every return.
    A list of all sentences is in docs/reference/exercise-contract.md.
    """
    languages = tuple(languages)
    findings = [*check_card(exercise), *check_words(exercise, languages), *check_sources(exercise)]
    if findings:
        return findings
    few, most = exercise.card.people.fewest, exercise.card.people.most
    sizes = sorted({few, most, *(size for size in SMALL if few < size < most)})
    for people in sizes:
        findings += _check_room(exercise, people, languages)
        if people <= max(SMALL):
            findings += _check_other_seeds(exercise, people)
    return list(dict.fromkeys(findings))


def _check_room(exercise: Exercise, people: int, languages: tuple[str, ...]) -> list[str]:
    played = stage(exercise, people)
    found = check_purity(exercise, played)
    if found:  # nothing else can be trusted
        return found
    return [
        *_check_played_at_all(played, people),
        *check_asks(played, languages),
        *check_gives(exercise, played),
        *check_leaks(exercise, played),
        *check_passing(exercise, people),
    ]


def _check_other_seeds(exercise: Exercise, people: int) -> Iterator[str]:
    for seed in SEEDS[1:]:
        yield from check_leaks(exercise, stage(exercise, people, seed))


def _check_played_at_all(played: Played, people: int) -> list[str]:
    return [] if played.answers else [f"Rehearsing with {people} people gave no answer."]
