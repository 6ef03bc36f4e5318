# SPDX-License-Identifier: Apache-2.0
"""What the forest leaves: common branches, fruit with support, and where conflicts stand."""

from __future__ import annotations

from collections.abc import Iterator

from thousandfold_core.exercise import Harvested, Reach, key_of
from thousandfold_exercises.forest.lists import shown_cards
from thousandfold_exercises.forest.state import ForestState


def harvest(state: ForestState, reach: Reach) -> tuple[Harvested, ...]:
    """Everything here belongs to the cohort; nothing travels further than its authors let it.

    The pieces carry the keys they derive from, so a later page can open them as
    far as each author allows.
    """
    found = (*_common(state), *_candidates(state), *_outcomes(state))
    return tuple(one for one in found if one.reach >= reach)


def _common(state: ForestState) -> Iterator[Harvested]:
    reaches = {one.key: one.reach for one in state.setting.carried}
    for one in state.common:
        yield Harvested(
            kind="common-branch",
            key=one.key,
            text=one.branch.label,
            reach=min(reaches[key] for key in one.branch.members),
            derived_from=one.branch.members,
            more={"breadth": one.branch.breadth, "sectors": one.branch.sectors},
        )


def _candidates(state: ForestState) -> Iterator[Harvested]:
    """Fruit with support, open flags included: a flag blocks adoption, not the conversation."""
    open_branches = set(state.branches)
    for key, count in state.counts.items():
        if not count.supported:
            continue
        fruit = state.statements[key].fruit
        yield Harvested(
            kind="plank-candidate",
            key=key,
            text=fruit.text,
            reach=fruit.reach,
            place=fruit.place,
            derived_from=(fruit.key, *(one for one in fruit.derived_from if one in open_branches)),
            more={
                "agree": count.agree,
                "disagree": count.disagree,
                "answered": count.answered,
                "flags": count.flags,
            },
        )


def _outcomes(state: ForestState) -> Iterator[Harvested]:
    pairs = {one.key: one for one in state.tensions}
    for card in shown_cards(state):
        pair = pairs[card.subject]
        fruit = [state.statements[key].fruit.key for key in (pair.first, pair.second)]
        yield Harvested(
            kind="conflict-outcome",
            key=key_of("forest", "card", card.place, card.subject, card.item),
            text=card.text("line"),
            reach=card.reach,
            place=card.place,
            derived_from=tuple(fruit),
            more={"outcome": card.text("outcome"), "until": card.text("until")},
        )
