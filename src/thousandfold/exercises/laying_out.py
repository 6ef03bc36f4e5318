# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a turn to what its template shows: fields, items, choices, and who will see them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from thousandfold.exercises import asking, showing
from thousandfold.exercises.showing import Circle
from thousandfold.exercises.turn import Turn, given_times, kept_fields
from thousandfold_core.exercise import Act, Answer, Ask, Field, Reach

#: Longer lists of ticks stay folded until somebody wants them.
FOLDED_FROM = 8
CHOOSING = ("choice", "choices", "place")
#: Choices no longer than this stand two in a row on a phone.
SHORT = 16
#: More suggestions than this hide the question; the rest stands in the exercise's tags.
SUGGESTED = 12


def page_of(turn: Turn, circle: Circle, language: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Everything the prompt page shows. ``values`` are what was typed when a post was refused."""
    ask = turn.ask
    if ask is None:
        return {}
    editing = next((one for one in turn.items if one.item == turn.editing), None)
    given = values or _given(editing)
    fields, fold = _folded(turn, given, language)
    return {
        "prompt": _prompt(turn, language),
        "about": ask.about,
        "about_whom": ask.whom,
        "fields": fields,
        "fold": fold,
        "only_field": len(fields) == 1,
        "items": [] if editing else [_item(turn, one, language) for one in turn.items],
        "editing": editing,
        "item": editing.item if editing else str(values.get("item") or secrets.token_hex(8)),
        "mode": turn.mode,
        "can_reach_others": turn.mode in ("keep", "count") and ask.widest.leaves_the_author,
        "reaches": _reaches(turn, editing),
        "audience": showing.audience(
            _starts_at(turn, editing), circle, _own_circle(turn, language)
        ),
        "answers": {"aloud": ask.told_aloud, "send": _send_word(turn, editing)},
        "rest": len(turn.rest),
        "most": ask.most,
        "full": len(turn.items) >= ask.most > 1 and editing is None,
        "suggestions": _suggestions(ask, turn.mode, language),
        "suggest_to": f"id_{ask.fields[0].id}" if ask.fields else "",
        "device_key": f"{turn.run.id}:{turn.slug}",
    }


def door_of(turn: Turn, language: str) -> dict[str, Any]:
    """The card before a deep prompt."""
    door = turn.ask.door if turn.ask else None
    if door is None:
        return {}
    return {"ahead": door.ahead.to(language), "lighter": door.lighter.to(language)}


def shares_of(turn: Turn, language: str) -> list[dict[str, Any]]:
    """Own things with the steps how far each may travel; where it stands is chosen."""
    return [
        {
            "slug": asking.slug_of(ask),
            "words": ask.about,
            "prompt": ask.prompt.to(language),
            "part": _part(turn, ask, language),
            "reaches": reach_choices(ask, _standing(turn, ask)),
        }
        for ask in turn.shares
    ]


def _part(turn: Turn, ask: Ask, language: str) -> str:
    """Which part of the whole a thing belongs to: the title of the step that asked for it."""
    steps = turn.played.exercise.steps
    return next((one.title.to(language) for one in steps if one.asks == (ask.id,)), "")


def reach_choices(ask: Ask, now: Reach) -> list[dict[str, Any]]:
    """The steps of the ladder that an ask offers."""
    return [_reach_row(reach, now) for reach in asking.reaches(ask)]


def _reach_row(reach: Reach, now: Reach | None) -> dict[str, Any]:
    return {
        "value": asking.REACH_WORDS[reach],
        "label": showing.choice_words(reach),
        "checked": reach is now,
    }


def _standing(turn: Turn, ask: Ask) -> Reach:
    found = turn.played.record.items(ask.id, place=turn.place.key, subject=ask.subject)
    return next((one.reach for one in found if one.item == ask.item), Reach.ONLY_ME)


def _prompt(turn: Turn, language: str) -> dict[str, Any]:
    ask = turn.ask
    number, of = turn.number
    where = turn.step.title.to(language)
    if of > 1:
        where = _("%(step)s · %(number)s of %(of)s") % {"step": where, "number": number, "of": of}
    lighter = ask.door.lighter.to(language) if turn.lighter and ask.door else ""
    return {
        "where": where,
        "text": ask.prompt.to(language),
        "hint": lighter or (ask.help.to(language) if ask.help else ""),
        "key": draft_key(turn),
    }


def draft_key(turn: Turn) -> str:
    """The name of a draft on the phone: another for each thing given, so a sent one never returns."""
    number = given_times(turn.played, turn.place.key, turn.ask)
    return _key_of(turn, turn.slug, turn.editing, number)


def _key_of(turn: Turn, slug: str, editing: str, number: int) -> str:
    return f"{turn.place.key[-12:]}:{turn.run.id.hex[-12:]}:{slug}:{editing}:{number}"


def sent_of(turn: Turn) -> str:
    """Keys of drafts that the server now has, of every prompt of the step: phones drop them."""
    given: dict[tuple[str, str], list[Answer]] = {}
    for key, told in turn.played.record.revisions.items():
        if key[0] == turn.place.key:
            given.setdefault((told[0].ask, told[0].subject), []).extend(told)
    return " ".join(
        _key_of(turn, asking.slug_of(ask), editing, len(told) - 1)
        for ask in turn.asks
        if ask.act is Act.GIVE and (told := given.get((ask.id, ask.subject)))
        for editing in ("", *sorted({one.item for one in told}))
    )


def _shown_fields(turn: Turn) -> list[Field]:
    """On an open line, what is kept on the phone has only its words; a ballot only its choices."""
    ask = turn.ask
    if turn.mode == "keep":
        return list(kept_fields(ask))
    return list(ask.fields)


def _folded(
    turn: Turn, given: Mapping[str, Any], language: str
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The fields in sight, and those in a fold; the fold opens where something stands in it."""
    shown = _shown_fields(turn)
    rows = [_field(one, turn, given, language) for one in shown]
    at = next((number for number, one in enumerate(shown) if number and one.fold), 0)
    if not at:
        return rows, None
    words = shown[at].fold.to(language)
    filled = any(given.get(one.id) for one in shown[at:])
    return rows[:at], {"words": words, "fields": rows[at:], "open": filled}


def _field(one: Field, turn: Turn, given: Mapping[str, Any], language: str) -> dict[str, Any]:
    value = given.get(one.id, one.start)
    chosen = [value] if isinstance(value, str) else list(value)
    options = _options(one, turn, chosen, language)
    on_device = turn.mode == "keep" or (turn.mode == "count" and one in kept_fields(turn.ask))
    return {
        "id": f"id_{one.id}",
        "name": f"f_{one.id}",
        "kind": one.kind,
        "label": one.label.to(language),
        "hint": one.hint.to(language) if one.hint else "",
        "value": value if isinstance(value, str) else "",
        "longest": one.longest,
        "at_most": one.at_most,
        "folded": one.kind == "choices" and len(one.options) > FOLDED_FROM,
        "touched": bool(chosen and one.kind == "choices" and any(chosen)),
        "options": options,
        "short": all(len(option["label"]) <= SHORT for option in options),
        "on_device": on_device,
        "widest_words": _stays(one, turn),
    }


def _stays(one: Field, turn: Turn) -> str:
    """A field that stays nearer than its item says so."""
    ask = turn.ask
    if one.widest is None or one.widest >= ask.widest or turn.mode in ("keep", "count"):
        return ""
    if one.widest <= Reach.ONLY_ME:
        return _("Stays with you, however far the rest goes.")
    return _("Goes to your small group at most.")


def _options(one: Field, turn: Turn, chosen: list[str], language: str) -> list[dict[str, Any]]:
    if one.kind == "place":
        return [
            {"value": place, "label": name, "checked": place in chosen}
            for place, name in turn.names.items()
            if place != turn.place.key
        ]
    return [
        {"value": each.value, "label": each.label.to(language), "checked": each.value in chosen}
        for each in one.options
    ]


def _given(editing: Answer | None) -> Mapping[str, Any]:
    return editing.body if editing else {}


def _item(turn: Turn, one: Answer, language: str) -> dict[str, Any]:
    first = turn.ask.fields[0]
    words = one.text(first.id)
    if first.kind in CHOOSING:
        words = " · ".join(
            filter(None, (_chosen(each, turn, one, language) for each in turn.ask.fields))
        )
    return {
        "item": one.item,
        "words": words,
        "language": one.language,
        "kept": one.reach is Reach.ON_MY_DEVICE,
        "reach": showing.choice_words(one.reach),
    }


def _chosen(field: Field, turn: Turn, one: Answer, language: str) -> str:
    """What was chosen in a field, in words; nothing for a field that is written."""
    if field.kind not in CHOOSING:
        return ""
    labels = {option["value"]: option["label"] for option in _options(field, turn, [], language)}
    return ", ".join(labels[value] for value in one.chosen(field.id) if value in labels)


def _own_circle(turn: Turn, language: str) -> str:
    """How the ask itself calls the few who see it, or an empty string."""
    words = turn.ask.group_words
    return words.to(language) if words else ""


def _starts_at(turn: Turn, editing: Answer | None) -> Reach:
    if turn.mode == "keep":
        return Reach.ON_MY_DEVICE
    if turn.mode == "others":
        return Reach.GROUP
    return editing.reach if editing else turn.ask.reach


def _reaches(turn: Turn, editing: Answer | None) -> list[dict[str, Any]]:
    """The ladder on the page of a prompt; nothing is raised beforehand."""
    ask = turn.ask
    if turn.mode in ("keep", "count"):
        return []
    offered = asking.reaches(ask)
    if turn.mode == "others":
        return [_reach_row(one, None) for one in offered if one.leaves_the_author]
    if ask.reach is ask.widest:
        return []
    if not turn.private:
        offered = [one for one in offered if one.leaves_the_author]
    now = editing.reach if editing else ask.reach
    return [_reach_row(one, now) for one in offered] if len(offered) > 1 else []


def _send_word(turn: Turn, editing: Answer | None) -> str:
    if editing:
        return _("Save")
    if turn.mode == "keep":
        return _("Keep it here")
    return _("Add") if turn.ask.most > 1 and turn.items else _("Send")


def _suggestions(ask: Ask, mode: str, language: str) -> list[str]:
    if not ask.fields:
        return []
    return [one.to(language) for one in ask.fields[0].suggestions][:SUGGESTED]
