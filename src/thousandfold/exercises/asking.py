# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between a page and an ask: its address, what fits into it, how far it may go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import get_language

from thousandfold.exercises.refused import DoesNotFit
from thousandfold_core.exercise import Ask, Field, Reach, Record, key_of

#: The words that forms and addresses use for a reach.
REACH_WORDS = {reach: reach.name.lower() for reach in Reach}
REACH_OF = {word: reach for reach, word in REACH_WORDS.items()}


def slug_of(ask: Ask) -> str:
    """The ask's word in an address; it says nothing about what is asked."""
    return key_of(ask.id, ask.subject, ask.act, ask.item)


def find(asks: Iterable[Ask], slug: str) -> Ask | None:
    """The ask with this word, or None."""
    return next((ask for ask in asks if slug_of(ask) == slug), None)


def first_open(asks: Iterable[Ask], record: Record, place: str) -> Ask | None:
    """The first ask this place is not done with, or None."""
    return next((ask for ask in asks if not record.done(place, ask)), None)


def all_done(asks: Iterable[Ask], record: Record, place: str) -> bool:
    """True when this place is done with everything it is asked: by any act, alike."""
    return all(record.done(place, ask) for ask in asks)


def reaches(ask: Ask) -> list[Reach]:
    """How far an item of this ask may go, nearest first; its author alone always may."""
    return [reach for reach in Reach if Reach.ONLY_ME <= reach <= ask.widest]


def is_counted(ask: Ask, body: Mapping[str, object]) -> bool:
    """True for a choice about something the room shares, without a word of one's own.

    Such an answer (a ballot, a yes to one's own count) is only ever counted.
    """
    return bool(ask.subject) and all(
        ask.field(name).kind in ("choice", "choices") for name, value in body.items() if value
    )


def fitted(ask: Ask, given: Mapping[str, object], places: Collection[str]) -> dict[str, object]:
    """What of a post belongs into this ask's fields, in the shape exercises read.

    Raises:
        DoesNotFit: when a field holds more than it may, or what was not offered.
    """
    body = {one.id: _fit(one, given.get(one.id, ""), places) for one in ask.fields}
    return {name: value for name, value in body.items() if value}


def _fit(one: Field, value: object, places: Collection[str]) -> object:
    if one.kind == "choices":
        chosen = [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]
        return _among(one, [str(each) for each in chosen if each])
    text = str(value or "").replace("\r\n", "\n").replace("\x00", "").strip()
    if one.kind == "choice":
        return "".join(_among(one, [text] if text else []))
    if one.kind == "place":
        if text and text not in places:
            raise DoesNotFit(field=one.label.to(get_language() or "en"), most=1)
        return text
    if len(text) > one.longest:
        raise DoesNotFit(field=one.label.to(get_language() or "en"), most=one.longest)
    return text


def _among(one: Field, chosen: list[str]) -> list[str]:
    offered = {option.value for option in one.options}
    most = one.at_most or (1 if one.kind == "choice" else len(offered))
    if not set(chosen) <= offered or len(chosen) > most:
        raise DoesNotFit(field=one.label.to(get_language() or "en"), most=most)
    return chosen


def has_words(ask: Ask, body: Mapping[str, object]) -> bool:
    """True when the thing itself is there: the first field, or any for asks about choices."""
    first = ask.fields[0]
    if first.kind in ("choice", "choices"):
        return True if first.kind == "choices" else any(body.values())
    return bool(body.get(first.id))
