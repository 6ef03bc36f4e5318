# SPDX-License-Identifier: Apache-2.0
"""What phones are asked: an ask, its fields, and the door before a deep one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from thousandfold_core.exercise.answers import Act, Answer
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
    the options), ``choices`` (any of them), ``date`` (written 2027-05-01) or
    ``place`` (somebody else in the room; the page shows names and stores the
    place). ``at_most`` caps ``choices``, 0 for no cap. ``start`` is what stands in the
    field before anything is written. ``fold`` names a fold in which a page keeps this
    field and those after it until somebody opens it. The first field of an ask is the
    thing itself: without it there is no item. ``widest`` caps how far this field
    travels even when its item travels further (a root's label may be shared, its
    story never). ``suggestions`` come second, below the person's own words.
    ``samples`` let the exercise rehearse itself; of a ``choice`` they are values,
    repeated to make them likelier.
    """

    id: str
    label: Words
    kind: str = "line"
    hint: Words | None = None
    options: tuple[Option, ...] = ()
    suggestions: tuple[Words, ...] = ()
    widest: Reach | None = None
    longest: int = 400
    start: str = ""
    at_most: int = 0
    fold: Words | None = None
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
        act: ``GIVE`` asks for words; ``SHARE`` asks only how far the item
            ``item``, whose words stand in ``about``, may travel.
        whom: place the ask is about, whose name the page may show; else empty.
        blanks: how many blanks for items a printed sheet leaves.
        told_aloud: whether "I told it aloud" is offered beside Send and Pass.
        group_words: who reads an answer at ``GROUP`` when that is not the small
            group of the moment ("You and your witness"); a page says it instead
            of naming the group, and as exactly.
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
    act: Act = Act.GIVE
    item: str = ""
    whom: str = ""
    blanks: int = 1
    group_words: Words | None = None

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

    def body_at(self, answer: Answer, reach: Reach) -> dict[str, object]:
        """The fields of an answer to this ask that may travel as far as ``reach``.

        Empty when the whole item stays nearer. What the ask does not know is left out.
        """
        if answer.reach < reach:
            return {}
        known = {one.id for one in self.fields}
        return {
            key: value
            for key, value in answer.body.items()
            if key in known and self.cap(key) >= reach
        }

    def to_share(self, answer: Answer, *, prompt: Words) -> Ask:
        """The ask how far a standing answer to this one may travel.

        ``prompt`` is the question; the item's words stand in ``about``.
        """
        return replace(
            self,
            prompt=prompt,
            fields=(),
            act=Act.SHARE,
            item=answer.item,
            about=answer.text(self.fields[0].id),
            most=1,
            door=None,
            help=None,
            told_aloud=False,
        )
