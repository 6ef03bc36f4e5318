# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on paper: one page a step, a run code and a place code, never a name."""

from __future__ import annotations

from typing import Any

from thousandfold.exercises import asking, showing
from thousandfold.exercises.models import Place, Run, StoredAnswer
from thousandfold.exercises.own import items_of
from thousandfold.exercises.playing import Played, core_answer, state_of
from thousandfold_core.exercise import Act, Ask, Field

#: Ruled lines a field gets on paper.
LINES = {"line": 1, "text": 4, "date": 1, "place": 1}
#: Where a step asks more often than this (ballots), each has room for one line.
CROWDED = 4
#: Longer lists are not printed as ticks: suggestions are left off, one's own words are enough;
#: where one of them is the answer, a line to copy it on stands instead.
MOST_TICKS = 8
#: So many times an ask that takes several things is printed: what fits one page of Letter.
REPEATED, REPEATED_LONG = 3, 2


def run_code(run: Run) -> str:
    """The short code that brings a sheet back to its run."""
    return run.id.hex[-6:].upper()


def pages(run: Run, place: Place | None, language: str) -> list[dict[str, Any]]:
    """One page for each step that asks something; for nobody in particular without a place."""
    played = state_of(run)
    key = place.key if place else "-"
    made = []
    for step in played.exercise.steps_at(run.moment):
        asks = [one for one in _asked(played, step, key) if _fits_paper(one)]
        if asks:
            title = step.title.to(language)
            made.append({"title": title, "asks": _for_paper(asks, language)})
    return made


def _for_paper(asks: list[Ask], language: str) -> list[dict[str, Any]]:
    made = [_ask(one, language) for one in asks]
    for one in made:
        one["fields"] = [_printed(field) for field in one["fields"]]
    if len(made) > CROWDED:
        for one in made:
            one["crowded"] = True
            for field in one["fields"]:
                field["lines"] = field["lines"][:1]
    return made


def prompts(played: Played, place: Place, language: str) -> list[dict[str, Any]]:
    """Every prompt to type in, step by step."""
    made = []
    for step in played.exercise.steps_at(played.run.moment):
        asks = [
            {**_ask(one, language), "slug": asking.slug_of(one)}
            for one in _asked(played, step, place.key)
        ]
        if asks:
            made.append({"id": step.id, "title": step.title.to(language), "asks": asks})
    return made


def typed_row(played: Played, place: Place, stored: StoredAnswer, language: str) -> dict[str, Any]:
    """One thing that was typed in, with the steps how far it may go."""
    answer = core_answer(stored)
    if answer.act is not Act.GIVE:
        return {"id": stored.pk, "act": answer.act.value, "item": "", "words": "", "reaches": []}
    rows = items_of(played, place.key, language)
    one = next((row for row in rows if row.answer.item == answer.item), None)
    offered = one.reaches if one else ()
    return {
        "id": stored.pk,
        "act": "give",
        "item": answer.item,
        "prompt": one.prompt if one else "",
        "words": one.words if one else "",
        "more": [str(value) for value in answer.body.values() if isinstance(value, str)][1:],
        "reaches": [
            {"value": asking.REACH_WORDS[reach], "label": showing.choice_words(reach)}
            for reach in offered
        ],
    }


def _asked(played: Played, step: Any, key: str) -> list[Ask]:
    asks = played.exercise.asks(played.state, step, key)
    return [one for one in asks if one.act is Act.GIVE]


def _fits_paper(ask: Ask) -> bool:
    return all(one.options or one.kind not in ("choice", "choices") for one in ask.fields)


def _ask(ask: Ask, language: str) -> dict[str, Any]:
    return {
        "prompt": ask.prompt.to(language),
        "help": ask.help.to(language) if ask.help else "",
        "lighter": ask.door.lighter.to(language) if ask.door else "",
        "about": ask.about,
        "times": range(min(ask.most, _times(ask))),
        "fields": [_field(one, language) for one in ask.fields if not _only_suggests(one)],
        "aloud": ask.told_aloud,
    }


def _only_suggests(one: Field) -> bool:
    return one.kind == "choices" and len(one.options) > MOST_TICKS


def _printed(field: dict[str, Any]) -> dict[str, Any]:
    return (
        field
        if len(field["options"]) <= MOST_TICKS
        else {**field, "options": [], "lines": range(1)}
    )


def _times(ask: Ask) -> int:
    long = len(ask.fields) > 3 or any(one.kind == "text" for one in ask.fields)
    return REPEATED_LONG if long else REPEATED


def _field(one: Field, language: str) -> dict[str, Any]:
    return {
        "id": f"id_{one.id}",
        "name": f"f_{one.id}",
        "kind": one.kind,
        "label": one.label.to(language),
        "lines": range(LINES.get(one.kind, 0)),
        "longest": one.longest,
        "options": [{"value": o.value, "label": o.label.to(language)} for o in one.options],
    }
