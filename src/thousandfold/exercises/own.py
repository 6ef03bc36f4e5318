# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a place has given, exercise by exercise: for its own eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from thousandfold.exercises import asking, veiling
from thousandfold.exercises.models import Place
from thousandfold.exercises.playing import Played, Sitting
from thousandfold_core.drawing import Picture
from thousandfold_core.exercise import WALL, Act, Answer, Ask, Drawing, Field, Reach, Surface


@dataclass(frozen=True)
class Own:
    """One own item: where it stands, its words, and how far it may go."""

    answer: Answer
    words: str
    prompt: str
    reaches: tuple[Reach, ...]
    ask: Ask | None = None

    @property
    def kept(self) -> bool:
        """Whether its words are on the phone and not here."""
        return self.answer.reach is Reach.ON_MY_DEVICE


def heads(place: Place, *, private: bool) -> list[Played]:
    """Everything the place took part in, newest return only, as its line may carry it."""
    sitting = Sitting(place.room)
    newest = {sitting.chain(one)[-1].pk: sitting.chain(one)[-1] for one in sitting.playable()}
    return [veiling.as_seen(sitting, one, place, private=private) for one in newest.values()]


def items_of(played: Played, place: str, language: str) -> list[Own]:
    """What stands of a place in an exercise, in the order it was given."""
    asks = _asks(played, place)
    standing = [one for one in played.record.standing.values() if one.place == place]
    return [_own(one, asks.get((one.ask, one.subject)), language) for one in standing]


def drawing_in(
    played: Played, place: str, language: str, surface: Surface = WALL
) -> Drawing | None:
    """The drawing of the own page with its title, if the exercise draws one."""
    blocks = played.exercise.mine_on(played.state, place, language, surface).blocks
    return next((one for one in blocks if isinstance(one, Drawing)), None)


def picture_in(played: Played, place: str, language: str) -> Picture | None:
    """The drawing of the own page alone, as it is taken home."""
    drawing = drawing_in(played, place, language)
    return drawing.picture if drawing else None


def _asks(played: Played, place: str) -> dict[tuple[str, str], Ask]:
    found: dict[tuple[str, str], Ask] = {}
    for step in played.exercise.steps:
        for ask in played.exercise.asks(played.state, step, place):
            if ask.act is Act.GIVE:
                found.setdefault((ask.id, ask.subject), ask)
    return found


def _words(answer: Answer, ask: Ask, language: str) -> str:
    """The thing itself; where it is a choice, everything that was chosen with it."""
    if not ask.fields[0].options:
        return answer.text(ask.fields[0].id)
    labels = {
        (one.id, option.value): option.label.to(language)
        for one in ask.fields
        for option in one.options
    }
    chosen = (
        ", ".join(
            labels[one.id, value] for value in answer.chosen(one.id) if (one.id, value) in labels
        )
        for one in ask.fields
    )
    return " · ".join(filter(None, chosen))


def beside(one: Own, language: str, names: Mapping[str, str]) -> list[str]:
    """What else was given with an item, each with what it answers, as people read it."""
    if one.ask is None:
        return [str(v) for v in one.answer.body.values() if isinstance(v, str) and v != one.words]
    fields = one.ask.fields
    rest = [each for each in fields[1:] if not (fields[0].options and each.options)]
    said = ((each.label.to(language), _said(one.answer, each, language, names)) for each in rest)
    return [f"{label}: {value}" for label, value in said if value]


def _said(answer: Answer, one: Field, language: str, names: Mapping[str, str]) -> str:
    if one.kind == "place":
        return names.get(answer.text(one.id), "")
    if one.options:
        labels = {option.value: option.label.to(language) for option in one.options}
        return ", ".join(labels[each] for each in answer.chosen(one.id) if each in labels)
    day = parse_date(answer.text(one.id)) if one.kind == "date" else None
    return date_format(day) if day else answer.text(one.id)


def _own(answer: Answer, ask: Ask | None, language: str) -> Own:
    if ask is None:
        words = next((str(value) for value in answer.body.values() if value), "")
        steps = tuple(one for one in Reach if Reach.ONLY_ME <= one <= answer.reach)
        return Own(answer, words, "", steps)
    words = _words(answer, ask, language)
    widest = max(ask.widest, answer.reach)
    steps = tuple(one for one in asking.reaches(ask) if one <= widest)
    return Own(answer, words, ask.prompt.to(language), steps, ask)
