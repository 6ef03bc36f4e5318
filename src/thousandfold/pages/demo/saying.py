# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each invented person answers when an exercise asks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thousandfold.exercises.models import Place
from thousandfold.pages.demo.data import told
from thousandfold_core.chance import chance
from thousandfold_core.exercise import Act, Answer, Ask, Reach, State

COHORT, GROUP, OWN = Reach.COHORT_UNNAMED, Reach.GROUP, Reach.ONLY_ME


@dataclass(frozen=True)
class Table:
    """Who sits where: place key to place, and to the person's name."""

    places: Mapping[str, Place]
    names: Mapping[str, str]

    def brought(self, key: str) -> dict[str, Any]:
        """What the person at a place brought."""
        return _trees().get(self.names[key], {})

    def key_of(self, name: str) -> str:
        """Where somebody sits."""
        return next((key for key, each in self.names.items() if each == name), "")


def _trees() -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in told("trees")["tree"]}


def give(
    table: Table, ask: Ask, key: str, body: dict[str, Any], reach: Reach, number: int = 1
) -> Answer:
    """One thing given, no further than the ask allows."""
    return Answer(
        place=key,
        ask=ask.id,
        act=Act.GIVE,
        item=f"{ask.id}-{number}",
        body={name: value for name, value in body.items() if value},
        reach=min(reach, ask.widest),
        subject=ask.subject,
        language=table.brought(key).get("language", "en"),
    )


def split(text: str) -> tuple[str, str]:
    """The two halves of "words | more"."""
    first, _bar, second = text.partition("|")
    return first.strip(), second.strip()


def is_own(text: str) -> bool:
    """True for what its owner keeps."""
    return text.startswith("*")


def object_share(table: Table, state: State, step: str, ask: Ask, key: str) -> Iterator[Answer]:
    """The object, its words, and what the others heard in it."""
    mine = table.brought(key)
    if ask.act is Act.SHARE:
        return
    if ask.id == "object":
        name, why = mine["object"]
        yield give(table, ask, key, {"name": name, "why": why}, GROUP)
    elif ask.id == "value-words":
        for number, word in enumerate(mine["words"], start=1):
            yield give(table, ask, key, {"word": word}, COHORT, number)
    elif ask.id == "heard":
        words = table.brought(ask.subject)["words"]
        pick = chance("demo", key, ask.subject).choice([*words, "courage", "care"])
        yield give(table, ask, key, {"word": pick}, GROUP)
    elif ask.id == "accept":
        keep = chance("demo", key, ask.subject, "keep").choice(["yes", "yes", "no"])
        yield give(
            table, ask, key, {"keep": keep, "word": ask.about if keep == "yes" else ""}, COHORT
        )


def me_tree(table: Table, state: State, step: str, ask: Ask, key: str) -> Iterator[Answer]:
    """The tree as the person drew it, each part as far as it may travel."""
    mine = table.brought(key)
    if ask.act is Act.SHARE:
        return
    if ask.id == "roots":
        for number, text in enumerate(mine["roots"], start=1):
            reach = OWN if is_own(text) else COHORT
            yield give(table, ask, key, {"label": text.lstrip("*")}, reach, number)
    elif ask.id == "trunk":
        for number, text in enumerate(mine["trunk"], start=1):
            what, when = split(text)
            yield give(table, ask, key, {"what": what, "when": when}, OWN, number)
    elif ask.id == "branches":
        for number, text in enumerate(mine["branches"], start=1):
            roots = [f"roots-{number}"] if number <= len(mine["roots"]) else []
            yield give(table, ask, key, {"words": split(text)[0], "roots": roots}, COHORT, number)
    elif ask.id == "fruit":
        for number, text in enumerate(mine["fruit"], start=1):
            sentence, where = split(text)
            grown = [f"branches-{min(number, len(mine['branches']))}"]
            body = {"sentence": sentence, "where": where, "branches": grown, "horizon": "term"}
            yield give(table, ask, key, body, COHORT, number)


def closing(table: Table, state: State, step: str, ask: Ask, key: str) -> Iterator[Answer]:
    """A word to leave with, what to keep and change, one step with a witness."""
    mine, days = table.brought(key), told("room")["days"]
    keys = list(table.places)
    place = keys.index(key)
    if ask.id == "word":
        yield give(table, ask, key, {"word": mine["left"]}, COHORT)
    elif ask.id in days:
        if place % 4 == 0:
            said = days[ask.id][place // 4 % len(days[ask.id])]
            yield give(table, ask, key, {"text": said}, COHORT)
    elif ask.id == "commitment":
        witness = keys[(place + 1) % len(keys)]
        yield give(table, ask, key, {"what": mine["step"], "witness": witness}, GROUP)
    elif ask.id == "witness":
        yield give(table, ask, key, {"answer": "yes"}, GROUP)


def forest(table: Table, state: State, step: str, ask: Ask, key: str) -> Iterator[Answer]:
    """Branches joined by their authors, ballots, tensions and cards."""
    from thousandfold.pages.demo.foresting import says_of

    yield from says_of(table, state, ask, key)
