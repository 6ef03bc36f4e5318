# SPDX-License-Identifier: Apache-2.0
"""The nouns of a curriculum package. Plain values; ``read_package`` makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from thousandfold_core.curricula.blocks import Block, Document
from thousandfold_core.curricula.findings import Finding

#: Words in several languages: language -> text.
Words = Mapping[str, str]


@dataclass(frozen=True)
class Minutes:
    """How long an activity takes, in minutes: at least, usually, at most."""

    min: int
    typical: int
    max: int


@dataclass(frozen=True)
class Item:
    """One line of a day's agenda.

    ``kind`` is ``activity``, ``break``, ``meal`` or ``other``; ``at`` a fixed
    start, if it has one; ``debriefs`` the activities whose debrief this is.
    """

    kind: str
    minutes: int
    activity: str = ""
    part: str = ""
    title: Words = field(default_factory=dict)
    at: time | None = None
    debriefs: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Day:
    """A day of a session: when it starts, what follows what, when it must be over."""

    title: Words
    starts: time
    items: tuple[Item, ...]
    ends: time | None = None
    line: int = 0


@dataclass(frozen=True)
class Session:
    """A session (often a weekend) of one or more days."""

    id: str
    title: Words
    days: tuple[Day, ...]
    path: str


@dataclass(frozen=True)
class Aim:
    """What participants shall be able to do, under one of the tenets."""

    id: str
    tenet: str
    text: Words


@dataclass(frozen=True)
class Programme:
    """The whole in words: aims, arc, agreements, staffing; one document a language."""

    id: str
    aims: tuple[Aim, ...]
    formats: tuple[Any, ...]
    texts: Mapping[str, Document]


@dataclass(frozen=True)
class Handout:
    """A sheet that prints; one document a language."""

    name: str
    texts: Mapping[str, Document]

    def title(self, language: str) -> str:
        """Return the title in a language, or the name when that text has none."""
        document = self.texts.get(language)
        return str(document.front.data.get("title", self.name)) if document else self.name


@dataclass(frozen=True)
class Activity:
    """One activity: what it needs and gives, and its words in each language.

    ``exercise`` is the id of the exercise it runs ("" when it has none) and
    ``contract`` the major of that exercise's data contract (0 when not said).
    """

    id: str
    exercise: str
    contract: int
    minutes: Minutes
    group: tuple[str, ...]
    aims: tuple[str, ...]
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    core: tuple[str, ...]
    heat: str
    debrief: bool
    tenets: tuple[str, ...]
    source: str
    texts: Mapping[str, Document]
    handouts: tuple[Handout, ...] = ()

    @property
    def original(self) -> Document | None:
        """The document in the source language, or None when it is missing."""
        return self.texts.get(self.source)

    def title(self, language: str) -> str:
        """Return the title in a language; the source's title, else the id, when there is none."""
        for each in (language, self.source):
            if each in self.texts and self.texts[each].front.data.get("title"):
                return str(self.texts[each].front.data["title"])
        return self.id

    def materials(self, language: str) -> tuple[str, ...]:
        """Return what to bring, in a language, else in the source's."""
        for each in (language, self.source):
            found = self.texts[each].front.data.get("materials") if each in self.texts else None
            if isinstance(found, list):
                return tuple(str(one) for one in found)
        return ()

    def steps(self, part: str = "") -> tuple[Block, ...]:
        """Return the source's steps of one part; without a name, of the main part."""
        blocks = self.original.of_kind("step") if self.original else ()
        return tuple(block for block in blocks if block.get("part") == part)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts besides the main one, in their order."""
        blocks = self.original.of_kind("step") if self.original else ()
        return tuple(dict.fromkeys(block.get("part") for block in blocks if block.get("part")))

    def handout(self, name: str) -> Handout | None:
        """Return the handout of that name, or None."""
        return next((each for each in self.handouts if each.name == name), None)


@dataclass(frozen=True)
class Lineage:
    """Where a fork comes from: its parent's id, version and content digest."""

    parent: str
    version: str
    digest: str
    licence: str = ""


@dataclass(frozen=True)
class Package:
    """A whole curriculum package.

    ``digest`` is its content digest (64 hex digits); ``findings`` what stood in
    the way while reading (``lint`` looks further).
    """

    id: str
    title: Words
    version: str
    licence: str
    languages: tuple[str, ...]
    source: str
    credits: tuple[Any, ...]
    requires: tuple[str, ...]
    lineage: Lineage | None
    programme: Programme
    sessions: tuple[Session, ...]
    activities: Mapping[str, Activity]
    digest: str
    files: Mapping[str, str]
    findings: tuple[Finding, ...] = ()

    def agenda(self) -> Iterator[tuple[Session, Day, Item]]:
        """Yield every item in the order in which it is lived."""
        for session in self.sessions:
            for day in session.days:
                for item in day.items:
                    yield session, day, item

    def documents(self) -> Iterator[tuple[str, str, Mapping[str, Document]]]:
        """Yield (kind, prefix, documents by language): programme, activities, handouts.

        ``path_of(prefix, language)`` is the path of one document.
        """
        yield "programme", "programme/", self.programme.texts
        for activity in self.activities.values():
            yield "activity", f"activities/{activity.id}/", activity.texts
            for handout in activity.handouts:
                prefix = f"activities/{activity.id}/handouts/{handout.name}."
                yield "handout", prefix, handout.texts


def path_of(prefix: str, language: str) -> str:
    """Return the path of one language's document."""
    return f"{prefix}{language}.md"
