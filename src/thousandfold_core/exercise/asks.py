# SPDX-License-Identifier: Apache-2.0
"""What phones are asked: an ask, its fields, and the door before a deep one."""

from __future__ import annotations

from dataclasses import dataclass

from thousandfold_core.exercise.reach import Reach
from thousandfold_core.exercise.words import Words


@dataclass(frozen=True)
class Option:
    """One thing to choose, with the value that is stored."""

    value: str
    label: Words


@dataclass(frozen=True)
class Field:
    """One field of an answer.

    ``kind`` is ``line`` (one line), ``text`` (several lines), ``choice`` (one of
    the options) or ``choices`` (any of them). The first field of an ask is the
    thing itself: without it there is no item. ``widest`` caps how far this field
    travels even when its item travels further (a root's label may be shared, its
    story never). ``suggestions`` come second, below the person's own words.
    ``samples`` let the exercise rehearse itself.
    """

    id: str
    label: Words
    kind: str = "line"
    hint: Words | None = None
    options: tuple[Option, ...] = ()
    suggestions: tuple[Words, ...] = ()
    widest: Reach | None = None
    longest: int = 400
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Door:
    """The card before a prompt about childhood, family, harm or faith.

    It says what will be asked and offers something lighter with equal weight
    (spec: exercises 1.3, "two doors before depth").
    """

    ahead: Words
    lighter: Words


@dataclass(frozen=True)
class Ask:
    """One prompt on one page of a phone.

    Attributes:
        id: stable id inside the exercise.
        prompt: the question in plain words.
        fields: what can be written; the first is the thing itself.
        reach: where an answer starts. Story-bearing asks start at ``ONLY_ME``.
        widest: how far its author may raise it; equal to ``reach`` if not at all.
        most: how many items one place may give (1 to 40).
        door: the card shown first, when the prompt goes deep.
        help: a sentence below the prompt.
        subject: key of the item asked about (a fruit on a ballot); else empty.
        about: the words of that item, as its author gave them.
        told_aloud: whether "I told it aloud" is offered beside Send and Pass.
    """

    id: str
    prompt: Words
    fields: tuple[Field, ...]
    reach: Reach = Reach.ONLY_ME
    widest: Reach = Reach.COHORT_NAMED
    most: int = 1
    door: Door | None = None
    help: Words | None = None
    subject: str = ""
    about: str = ""
    told_aloud: bool = True

    def field(self, field_id: str) -> Field:
        """Return the field with this id.

        Raises:
            KeyError: when the ask has no such field.
        """
        for one in self.fields:
            if one.id == field_id:
                return one
        raise KeyError(field_id)

    def cap(self, field_id: str) -> Reach:
        """How far this field may travel at most."""
        widest = self.field(field_id).widest
        return self.widest if widest is None else min(widest, self.widest)
