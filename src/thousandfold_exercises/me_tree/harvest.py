# SPDX-License-Identifier: Apache-2.0
"""What a tree leaves: root names, branches and fruit, at the reach their author allows."""

from __future__ import annotations

from collections.abc import Iterator

from thousandfold_core.exercise import Answer, Harvested, Reach, State, key_of
from thousandfold_exercises.me_tree.asks import PARTS
from thousandfold_exercises.me_tree.tree import MOST_TAGS

KINDS = {"roots": "root", "branches": "branch", "fruit": "fruit"}
#: Which field of a part links it to which other part.
LINKS = {"branches": ("roots", "roots"), "fruit": ("branches", "branches")}


def harvest(state: State, reach: Reach) -> tuple[Harvested, ...]:
    """Roots, branches and fruit that may travel as far as ``reach``; stories never do."""
    reach = max(reach, Reach.ONLY_ME)
    protected = _protected(state, reach)
    return tuple(
        one for ask in KINDS for one in _harvest_part(state, ask, reach, protected) if one.text
    )


def key(place: str, ask: str, item: str) -> str:
    """The stable key of an item."""
    return key_of("me-tree", place, ask, item)


def _harvest_part(
    state: State, ask: str, reach: Reach, protected: frozenset[tuple[str, str]]
) -> Iterator[Harvested]:
    linked = _may_travel(state, LINKS[ask][1], reach) if ask in LINKS else frozenset()
    for answer in state.record.items(ask, reach=reach):
        body = PARTS[ask].body_at(answer, reach)
        words = str(body.pop(PARTS[ask].fields[0].id, ""))
        body.pop("why", None)
        body.pop(LINKS[ask][0] if ask in LINKS else "", None)
        if ask == "branches":
            body["tags"] = answer.chosen("tags")[:MOST_TAGS]
            body["protected"] = (answer.place, answer.item) in protected
        yield Harvested(
            kind=KINDS[ask],
            key=key(answer.place, ask, answer.item),
            text=words,
            reach=answer.reach,
            place=answer.place,
            derived_from=_grown_from(answer, ask, linked),
            more=body,
        )


def _may_travel(state: State, ask: str, reach: Reach) -> frozenset[tuple[str, str]]:
    return frozenset((one.place, one.item) for one in state.record.items(ask, reach=reach))


def _grown_from(answer: Answer, ask: str, linked: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    if ask not in LINKS:
        return ()
    field, other = LINKS[ask]
    return tuple(
        key(answer.place, other, item)
        for item in answer.chosen(field)
        if (answer.place, item) in linked
    )


def _protected(state: State, reach: Reach) -> frozenset[tuple[str, str]]:
    marks = state.record.items("protect", reach=reach)
    return frozenset((one.place, item) for one in marks for item in one.chosen("branches"))
