# SPDX-License-Identifier: Apache-2.0
"""The plain state most exercises need: who gave what, latest words first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.reach import FEWEST_FOR_UNNAMED, Reach

Key = tuple[str, str, str]  # place, ask with subject, item


def _slot(answer: Answer) -> str:
    return f"{answer.ask}:{answer.subject}" if answer.subject else answer.ask


@dataclass(frozen=True)
class Record:
    """Answers folded into what stands now.

    ``standing`` maps (place, ask, item) to the newest given answer;
    ``settled`` holds (place, ask) pairs that are complete by any act, so that
    passing and answering can never be told apart from the outside.
    """

    standing: Mapping[Key, Answer] = field(default_factory=dict)
    settled: frozenset[tuple[str, str]] = frozenset()

    def folded(self, answers: Iterable[Answer]) -> Record:
        """Return the record after these answers. Linear in their number.

        Folding an answer a second time changes nothing.
        """
        standing, settled = dict(self.standing), set(self.settled)
        for answer in answers:
            _apply(standing, settled, answer)
        return Record(standing, frozenset(settled))

    def items(
        self, ask: str, *, reach: Reach = Reach.ONLY_ME, place: str | None = None
    ) -> Iterator[Answer]:
        """Standing answers to an ask that travel at least as far as ``reach``."""
        for answer in self.standing.values():
            if answer.ask != ask or answer.reach < reach:
                continue
            if place is None or answer.place == place:
                yield answer

    def has_settled(self, place: str, ask: str, subject: str = "") -> bool:
        """True when this place is done with the ask, by whatever act."""
        return (place, f"{ask}:{subject}" if subject else ask) in self.settled

    def unnamed(self, ask: str, *, seed: str, reach: Reach = Reach.COHORT_UNNAMED) -> list[Answer]:
        """Answers fit to be shown without names, shuffled; empty below four authors.

        Spec: exercises 1.2, ``cohort_unnamed``.
        """
        found = list(self.items(ask, reach=reach))
        if len({answer.place for answer in found}) < FEWEST_FOR_UNNAMED:
            return []
        return sorted(found, key=lambda one: _shuffle_key(seed, one))


def _apply(standing: dict[Key, Answer], settled: set[tuple[str, str]], answer: Answer) -> None:
    slot = _slot(answer)
    key = (answer.place, slot, answer.item)
    if answer.act is Act.GIVE:
        standing[key] = answer
        settled.add((answer.place, slot))
    elif answer.act is Act.SHARE:
        if key in standing:
            standing[key] = replace(standing[key], reach=answer.reach)
    elif answer.act is Act.WITHDRAW:
        standing.pop(key, None)
    else:
        settled.add((answer.place, slot))


def _shuffle_key(seed: str, answer: Answer) -> bytes:
    words = f"{seed}\x1f{answer.place}\x1f{answer.item}"
    return hashlib.sha256(words.encode()).digest()
