# SPDX-License-Identifier: AGPL-3.0-or-later
"""One place's turn at one step: what it is asked now, and how its page is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from thousandfold.exercises import asking
from thousandfold.exercises.models import Place, Run
from thousandfold.exercises.playing import Played
from thousandfold_core.exercise import Act, Answer, Ask, Field, Reach, Step

SHARES = "share"
#: From so many open prompts of one kind on, all may be passed on at once.
MANY = 3


@dataclass(frozen=True)
class Turn:
    """What a page knows of one place at one step.

    ``kind`` is "share" (how far own things may travel), "door" (the card before a deep
    prompt), "ask" (a prompt) or "done".
    """

    played: Played
    place: Place
    step: Step
    asks: tuple[Ask, ...]
    ask: Ask | None
    kind: str
    private: bool
    names: Mapping[str, str]
    editing: str = ""
    for_others: bool = False
    lighter: bool = False

    @property
    def run(self) -> Run:
        """The run."""
        return self.played.run

    @property
    def slug(self) -> str:
        """The ask's word in addresses."""
        if self.kind == SHARES:
            return SHARES
        return asking.slug_of(self.ask) if self.ask else ""

    @property
    def items(self) -> list[Answer]:
        """What stands of this place under the ask."""
        return items_of(self.played, self.place.key, self.ask) if self.ask else []

    @property
    def mode(self) -> str:
        """How words go: "write", or over an open line "keep", "others" or "count"."""
        ask = self.ask
        if self.private or ask is None or ask.reach.leaves_the_author:
            return "write"
        if self.for_others and ask.widest.leaves_the_author:
            return "others"
        return "count" if ask.subject and _has_choices(ask) else "keep"

    @property
    def shares(self) -> tuple[Ask, ...]:
        """The asks how far own things may travel."""
        return tuple(ask for ask in self.asks if ask.act is Act.SHARE)

    @property
    def number(self) -> tuple[int, int]:
        """Which prompt of how many; all sharing counts as one."""
        slugs = prompts(self.asks)
        return (slugs.index(self.slug) + 1 if self.slug in slugs else 0), len(slugs)

    @property
    def rest(self) -> tuple[Ask, ...]:
        """This prompt and its like that are still open; empty unless they are many."""
        if self.ask is None or not self.ask.subject or self.ask.act is not Act.GIVE:
            return ()
        like = still_open(self.played, self.place.key, self.asks, self.ask)
        return like if len(like) >= MANY else ()

    @property
    def rested(self) -> Ask | None:
        """A prompt of this step that was passed on together with its like, or None."""
        record, place = self.played.record, self.place.key
        return next((one for one in self.asks if record.rested(place, one)), None)

    def next_slug(self) -> str:
        """The first prompt after this one that is still open; empty when there is none."""
        slugs = prompts(self.asks)
        start = slugs.index(self.slug) + 1 if self.slug in slugs else 0
        for slug in (*slugs[start:], *slugs[:start]):
            if slug != self.slug and not _is_done(self, slug):
                return slug
        return ""


def turn(
    played: Played,
    place: Place,
    step: Step,
    words: Mapping[str, str],
    *,
    private: bool,
    names: Mapping[str, str],
) -> Turn:
    """Work out the page that an address asks for, or the first prompt that is open."""
    asks = played.exercise.asks(played.state, step, place.key)
    base = Turn(
        played,
        place,
        step,
        asks,
        None,
        "done",
        private,
        names,
        editing=words.get("item", ""),
        for_others=words.get("for", "") == "others",
        lighter=words.get("door", "") == "light",
    )
    slug = words.get("at", "") or base.next_slug()
    if slug == SHARES and base.shares:
        return replace(base, kind=SHARES)
    ask = asking.find(asks, slug)
    if ask is None:
        return base
    closed = ask.door is not None and not words.get("door") and not words.get("item")
    if closed and not played.record.done(place.key, ask):
        return replace(base, ask=ask, kind="door")
    return replace(base, ask=ask, kind="ask")


def still_open(played: Played, place: str, asks: tuple[Ask, ...], like: Ask) -> tuple[Ask, ...]:
    """This ask, and those of its kind that the place is not done with, in their order."""
    return tuple(
        one
        for one in asks
        if one.id == like.id and (one == like or not played.record.done(place, one))
    )


def items_of(played: Played, place: str, ask: Ask) -> list[Answer]:
    """What stands of a place under an ask, kept things included."""
    found = played.record.items(ask.id, reach=Reach.ON_MY_DEVICE, place=place, subject=ask.subject)
    return list(found)


def given_times(played: Played, place: str, ask: Ask) -> int:
    """How often this place gave something here: numbers the drafts on the phone."""
    return sum(
        len(told)
        for key, told in played.record.revisions.items()
        if key[0] == place and told[0].ask == ask.id and told[0].subject == ask.subject
    )


def prompts(asks: tuple[Ask, ...]) -> list[str]:
    """The pages of a step in order: one a prompt, one for all that may travel."""
    slugs = [SHARES if ask.act is Act.SHARE else asking.slug_of(ask) for ask in asks]
    return list(dict.fromkeys(slugs))


def kept_fields(ask: Ask) -> tuple[Field, ...]:
    """Fields that hold a person's own words."""
    return tuple(one for one in ask.fields if one.kind in ("line", "text", "date"))


def _has_choices(ask: Ask) -> bool:
    return any(one.kind in ("choice", "choices") for one in ask.fields)


def _is_done(turn: Turn, slug: str) -> bool:
    record, place = turn.played.record, turn.place.key
    if slug == SHARES:
        return asking.all_done(turn.shares, record, place)
    ask = asking.find(turn.asks, slug)
    return ask is None or record.done(place, ask)
