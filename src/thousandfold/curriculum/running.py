# SPDX-License-Identifier: AGPL-3.0-or-later
"""A running sheet: what happens when on a day, with the steps and what to bring."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils.translation import gettext as say

from thousandfold.curriculum.passages import language_name
from thousandfold.curriculum.queries import said
from thousandfold_core.curricula.agenda import Slot
from thousandfold_core.curricula.package import Activity, Item, Package
from thousandfold_core.curricula.side_by_side import side_by_side

#: A first sentence, with a closing quotation mark if it has one.
_SENTENCE = re.compile(r".*?[.?!][”\"’»]?(?=\s|$)")


@dataclass(frozen=True)
class Step:
    """One step on the sheet: its minutes and its first words."""

    minutes: int | None
    words: str
    language: str


@dataclass(frozen=True)
class Line:
    """One line of a day: from when to when, what, and its steps."""

    starts: time
    ends: time
    minutes: int
    kind: str
    title: str
    part: str
    fixed: bool
    activity: Activity | None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Bring:
    """One thing to bring, and for which activities."""

    what: str
    for_what: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One handout to print, with its addresses' parts: activity, name, languages."""

    activity: str
    name: str
    title: str
    languages: tuple[tuple[str, str], ...]


def lines(slots: Iterable[Slot], package: Package | None, language: str) -> list[Line]:
    """The lines of a day's timetable. Without a package, titles alone."""
    return [_line(slot, package, language) for slot in slots]


def _line(slot: Slot, package: Package | None, language: str) -> Line:
    item = slot.item
    activity = package.activities.get(item.activity) if package else None
    return Line(
        starts=slot.starts,
        ends=slot.ends,
        minutes=item.minutes,
        kind=item.kind,
        title=title_of(item, activity, language, package.source if package else "en"),
        part=part_name(item.part),
        fixed=item.at is not None,
        activity=activity,
        steps=_steps(activity, item.part, language) if activity else (),
    )


def title_of(item: Item, activity: Activity | None, language: str, source: str = "en") -> str:
    """What a line is called: its own words, its activity's title, or its kind."""
    if item.title:
        return said(item.title, language, source)
    if activity:
        return activity.title(language)
    return {"break": say("Break"), "meal": say("Meal")}.get(item.kind, item.activity)


def part_name(part: str) -> str:
    """How a part of an activity is called: ``return-a`` is the return A."""
    if part.startswith("return-"):
        return say("return %(letter)s") % {"letter": part.removeprefix("return-").upper()}
    return part.replace("-", " ")


def _steps(activity: Activity, part: str, language: str) -> tuple[Step, ...]:
    pairs = side_by_side(activity.texts, activity.source, language)
    return tuple(
        Step(
            pair.source.minutes,
            _first_words(pair.shown.text),
            language if pair.translation else activity.source,
        )
        for pair in pairs
        if pair.source.kind == "step" and pair.source.get("part") == part
    )


def _first_words(text: str) -> str:
    """The first sentence of a step, without Markdown's signs."""
    plain = " ".join(text.split("\n\n")[0].replace("*", "").split())
    first = _SENTENCE.match(plain)
    return first[0].strip() if first else plain


def activities_on(lines_of_day: Iterable[Line]) -> list[Activity]:
    """The activities of a day, each once, in their order."""
    return list({one.activity.id: one.activity for one in lines_of_day if one.activity}.values())


def to_bring(activities: Iterable[Activity], language: str) -> list[Bring]:
    """What to bring for these activities: each thing once, with what it is for."""
    found: dict[str, dict[str, Any]] = {}
    for activity in activities:
        for what in activity.materials(language):
            found.setdefault(what, {})[activity.title(language)] = True
    return [Bring(what, tuple(titles)) for what, titles in found.items()]


def to_print(activities: Iterable[Activity], language: str) -> list[Sheet]:
    """The handouts of these activities, in every language they have."""
    return [
        Sheet(
            activity.id,
            handout.name,
            handout.title(language if language in handout.texts else activity.source),
            tuple((code, language_name(code)) for code in handout.texts),
        )
        for activity in activities
        for handout in activity.handouts
    ]
