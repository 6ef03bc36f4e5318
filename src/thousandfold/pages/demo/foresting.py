# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the invented cohort says in the forest."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from thousandfold.pages.demo.data import told
from thousandfold.pages.demo.saying import COHORT, OWN, Table, give, split
from thousandfold_core.exercise import Answer, Ask


def says_of(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    """The answers of one place to one ask."""
    yield from _SAYING[ask.id](table, state, ask, key)


def _kin() -> dict[str, str]:
    """Each branch's words to the word that says which are one."""
    rows = (split(text) for one in told("trees")["tree"] for text in one["branches"])
    return dict(rows)


def _merge(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    """A branch's author asks whether the next one of the same word is the same."""
    kin = _kin()
    rows: dict[str, list[Any]] = {}
    for branch in sorted(state.branches.values(), key=lambda one: one.label):
        rows.setdefault(kin.get(branch.label, ""), []).append(branch)
    number = 0
    for word, branches in rows.items():
        for first, second in itertools.pairwise(branches) if word else ():
            if first.author == key:
                number += 1
                yield give(
                    table, ask, key, {"first": first.id, "second": second.id}, COHORT, number
                )


def _same(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    kin = _kin()
    words = {kin.get(label.strip("“”"), label) for label in ask.about.split(" · ")}
    answer = "same" if len(words) == 1 else "kin"
    yield give(table, ask, key, {"answer": answer}, COHORT)


def _label(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    yield give(table, ask, key, {"branch": ask.fields[0].options[0].value}, COHORT)


def _ballot(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    name, said = table.names[key], _written(ask.about)
    body = {"vote": _vote(name, said), "leaves_out": "no"}
    if name in said.get("leaves_out", ()):
        body |= {"leaves_out": "yes", "words": said["words"]}
    yield give(table, ask, key, body, COHORT if "words" in body else OWN)


def _vote(name: str, said: dict[str, Any]) -> str:
    """Yes, unless the ballot as written says otherwise."""
    if "only" in said:
        return "agree" if name in said["only"] else "unsure"
    if name in said.get("no", ()):
        return "disagree"
    return "unsure" if name in said.get("unsure", ()) else "agree"


def _written(about: str) -> dict[str, Any]:
    """How people vote on a fruit, from its first words."""
    return next((one for one in told("room")["ballot"] if about.startswith(one["fruit"])), {})


def _tension(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    ids = {one.text: one.id for one in state.statements.values()}
    number = 0
    for one in told("room")["tension"]:
        pair = [_starting(ids, one[name]) for name in ("first", "second")]
        if table.names[key] in one["named_by"] and all(pair):
            number += 1
            body = {"first": pair[0], "second": pair[1], "kind": one["kind"]}
            yield give(table, ask, key, body, COHORT, number)


def _starting(ids: dict[str, str], words: str) -> str:
    return next((found for text, found in ids.items() if text.startswith(words)), "")


def _card(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    """One scribe a table: the one who sits there first."""
    group = state.setting.groups.get(key, 0)
    mates = [one for one in table.places if state.setting.groups.get(one, 0) == group]
    if mates[0] != key:
        return
    found = [one for one in told("room")["card"] if one["on"] in ask.about]
    if found:
        card = {name: text for name, text in found[group % len(found)].items() if name != "on"}
        yield give(table, ask, key, card, COHORT)


def _carry(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    words, place = told("room")["carry"]["words"], list(table.places).index(key)
    if place < len(words):
        yield give(table, ask, key, {"what": words[place], "where": "carry"}, COHORT)


def _alone(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    yield give(table, ask, key, {"show": "no"}, OWN)


def _answered(table: Table, state: Any, ask: Ask, key: str) -> Iterator[Answer]:
    yield give(table, ask, key, {"answered": "no"}, OWN)


_SAYING: dict[str, Callable[[Table, Any, Ask, str], Iterator[Answer]]] = {
    "merge": _merge,
    "same": _same,
    "label": _label,
    "ballot": _ballot,
    "tension": _tension,
    "card": _card,
    "carry": _carry,
    "alone": _alone,
    "answered": _answered,
}
