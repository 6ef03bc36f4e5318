# SPDX-License-Identifier: Apache-2.0
"""Looking an answer over before it is stored: does it fit what was asked?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from thousandfold_core.errors import Refusal
from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.asks import Ask, Field
from thousandfold_core.exercise.reach import Reach


class AnswersAnotherAsk(Refusal):
    """The answer speaks of another ask than the one it is held against. Params: ``ask``."""

    code = "answers-another-ask"
    text = "This answer is not for {ask}. Reload the page and answer what it asks now."


class TooWide(Refusal):
    """It would travel further than the ask allows. Params: ``widest``."""

    code = "answer-too-wide"
    text = "This may travel no further than {widest}. Choose a nearer reach."


class NothingWritten(Refusal):
    """An item without its first field. Params: ``field``."""

    code = "answer-empty"
    text = "Fill in “{field}”, or pass."


class FieldNotAsked(Refusal):
    """A field the ask does not have. Params: ``field``."""

    code = "answer-field-not-asked"
    text = "“{field}” was not asked. Reload the page."


class TooLong(Refusal):
    """A text longer than its field. Params: ``field``, ``longest``."""

    code = "answer-too-long"
    text = "“{field}” holds {longest} characters. Shorten it; nothing was lost."


class NotOffered(Refusal):
    """A choice that is not among those offered, or too many. Params: ``field``."""

    code = "answer-not-offered"
    text = "Choose for “{field}” among what is offered."


class NoSuchDay(Refusal):
    """A day that cannot be read. Params: ``field``."""

    code = "answer-no-such-day"
    text = "Write the day for “{field}” as 2027-05-01."


def checked(ask: Ask, answer: Answer, places: Collection[str] = ()) -> Answer:
    """Return the answer with spaces trimmed, if it fits the ask.

    ``places`` are those at the table, for fields that name somebody.

    Raises:
        AnswersAnotherAsk, TooWide, NothingWritten, FieldNotAsked, TooLong,
        NotOffered, NoSuchDay: with a sentence that says what to do.
    """
    if (answer.ask, answer.subject) != (ask.id, ask.subject):
        raise AnswersAnotherAsk(ask=ask.id)
    if answer.act in (Act.GIVE, Act.SHARE) and answer.reach > ask.widest:
        raise TooWide(widest=ask.widest.name.lower())
    if answer.act is not Act.GIVE or answer.reach is Reach.ON_MY_DEVICE:
        return answer
    body = {key: _trimmed(value) for key, value in answer.body.items()}
    fields = {one.id: one for one in ask.fields}
    for key, value in body.items():
        if key not in fields:
            raise FieldNotAsked(field=key)
        if value:
            _check(fields[key], value, [one for one in places if one != answer.place])
    first = ask.fields[0]
    if not body.get(first.id) and first.kind != "choices":  # marking none is an answer
        raise NothingWritten(field=first.label.en)
    return replace(answer, body=body)


def _check(field: Field, value: object, others: Collection[str]) -> None:
    name = field.label.en
    if field.kind == "choices":
        _check_choices(field, value if isinstance(value, list | tuple) else [value])
    elif (
        not isinstance(value, str)
        or (field.kind == "choice" and value not in {one.value for one in field.options})
        or (field.kind == "place" and value not in others)
    ):
        raise NotOffered(field=name)
    elif field.kind == "date" and not _is_day(value):
        raise NoSuchDay(field=name)
    elif len(value) > field.longest:
        raise TooLong(field=name, longest=field.longest)


def _check_choices(field: Field, values: Collection[object]) -> None:
    too_many = field.at_most and len(values) > field.at_most
    if too_many or not set(values) <= {one.value for one in field.options}:
        raise NotOffered(field=field.label.en)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value
