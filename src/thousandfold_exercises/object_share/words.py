# SPDX-License-Identifier: Apache-2.0
"""Reading a person's value words: their own, those they kept, those only others heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thousandfold_core.exercise import Answer, Reach, State, key_of
from thousandfold_exercises.object_share.asks import VALUE_WORDS


def heard_key(answer: Answer) -> str:
    """The key of a heard word; it does not show who heard it."""
    return key_of("object-share", "heard", answer.place, answer.subject, answer.item)


def heard_by_others(state: State, place: str) -> list[Answer]:
    """Words that listeners gave to this place, in an order that hides who gave them."""
    found = state.record.items("heard", reach=Reach.GROUP, subject=place)
    return sorted((one for one in found if one.text("word")), key=heard_key)


def kept(state: State, reach: Reach, place: str | None = None) -> Iterator[Answer]:
    """Value words people call their own: written by themselves or accepted and put their way.

    An accepted word stands only while the listener's does.
    """
    if reach > VALUE_WORDS.widest:
        return
    yield from _with_words(state.record.items("value-words", reach=reach, place=place))
    given = {(one.subject, heard_key(one)) for one in state.record.items("heard")}
    for one in state.record.items("accept", reach=reach, place=place):
        if one.text("keep") == "yes" and (one.place, one.subject) in given:
            yield from _with_words((one,))


def _with_words(found: Iterable[Answer]) -> Iterator[Answer]:
    return (one for one in found if one.text("word").strip())


def only_heard(state: State, place: str) -> list[str]:
    """What others heard that this person had not named (spelling and case aside)."""
    own = {_same(one.text("word")) for one in state.record.items("value-words", place=place)}
    return [
        one.text("word")
        for one in heard_by_others(state, place)
        if _same(one.text("word")) not in own
    ]


def _same(word: str) -> str:
    return " ".join(word.casefold().split())
