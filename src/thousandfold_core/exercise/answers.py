# SPDX-License-Identifier: Apache-2.0
"""What a place at the table says: answers in, harvest out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thousandfold_core.errors import Refusal
from thousandfold_core.exercise.reach import Reach


class WordsStayOnDevice(Refusal):
    """Words were sent that their author keeps on their own device."""

    code = "words-stay-on-device"
    text = "What stays on the device is never sent: send the item without its words."


class Act(StrEnum):
    """What was done. Passing and telling aloud complete an ask like any answer."""

    GIVE = "give"
    PASS = "pass"  # noqa: S105 - the act of passing, no secret
    TOLD_ALOUD = "told_aloud"
    SHARE = "share"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Answer:
    """One act of one place, in order.

    Attributes:
        place: opaque id of the place at the table; never a name.
        ask: id of the ask.
        act: see :class:`Act`. ``SHARE`` only changes ``reach``; ``WITHDRAW``
            takes the item back everywhere.
        item: id of the item, made by the phone or page at the first keystroke;
            the same item given again replaces its words (a new revision).
        body: field id to a string or a list of strings.
        reach: how far the author lets it travel. ``ON_MY_DEVICE`` comes without
            words: it says only that there is something, so the ask is done and a
            tree can draw a closed bud.
        subject: key of the item answered about, for ballots and cards.
        moment: "first", "a", "b", "c" or "d" for returns to an earlier exercise.
        language: the language it was written in.
    """

    place: str
    ask: str
    act: Act = Act.GIVE
    item: str = ""
    body: Mapping[str, object] = field(default_factory=dict)
    reach: Reach = Reach.ONLY_ME
    subject: str = ""
    moment: str = "first"
    language: str = "en"

    def __post_init__(self) -> None:
        """Refuse words that were to stay on the device.

        Raises:
            WordsStayOnDevice: when ``reach`` is ``ON_MY_DEVICE`` and ``body`` is not empty.
        """
        if self.reach is Reach.ON_MY_DEVICE and any(self.body.values()):
            raise WordsStayOnDevice

    def text(self, field_id: str) -> str:
        """The words in one field, or an empty string."""
        value = self.body.get(field_id, "")
        return value if isinstance(value, str) else ", ".join(str(v) for v in value)  # type: ignore[union-attr]

    def chosen(self, field_id: str) -> tuple[str, ...]:
        """The choices in one field, or an empty tuple."""
        value = self.body.get(field_id, ())
        if isinstance(value, str):
            return (value,) if value else ()
        return tuple(str(v) for v in value)  # type: ignore[union-attr]


@dataclass(frozen=True)
class Harvested:
    """One thing an exercise leaves for later ones.

    ``key`` is stable over views; ``place`` is the author's opaque place, empty
    when the thing belongs to the room. Later exercises need it (they ask the two
    authors of a merge); a page may show whose it is from ``COHORT_NAMED`` on, and
    shows a list at ``COHORT_UNNAMED`` only through :func:`unnamed`;
    ``derived_from`` are the keys of what it grew from; ``more`` holds further
    fields that may travel at the same reach.
    """

    kind: str
    key: str
    text: str
    reach: Reach
    place: str = ""
    derived_from: tuple[str, ...] = ()
    more: Mapping[str, object] = field(default_factory=dict)
