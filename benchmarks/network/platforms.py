# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cohorts stand for: platforms, planks with their wordings and what stands behind them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from network.ground import Life
from network.rooms import Table
from network.words import value, wanted
from thousandfold.campaigns.models import (
    Adoption,
    Approvals,
    Derivation,
    Plank,
    PlankVersion,
    Platform,
)

STATES, HOW_OFTEN = ("adopted", "draft", "carried_forward", "withdrawn"), (50, 25, 15, 10)


def platform(life: Life, table: Table, number: int) -> None:
    """A platform drawn from a table's trees; it was adopted unless its cohort still meets."""
    draw = life.chance("platform", number)
    cohort, at = table.room.cohort, table.room.opened_at + timedelta(days=30)
    if at > life.at or not table.fruit or draw.random() < 0.2:
        return
    adopted = cohort.finished_at is not None
    day = (at + timedelta(days=14)).date()
    made = life.make(
        Platform, at, cohort=cohort, title=f"What {cohort.title} stands for", drafted_at=at,
        state="adopted" if adopted else "draft", adopted_on=day if adopted else None,
    )  # fmt: skip
    planks = [_plank(life, draw, table, made, at, place) for place in range(draw.randrange(4, 9))]
    standing = [str(one.id) for one in planks if one.state == "adopted"]
    slips = [draw.sample(standing, min(2, len(standing))) for _ in table.places]
    life.make(Approvals, at, platform=made, ballots=slips, present=len(slips), changed_at=at)
    if adopted:
        life.make(
            Adoption, at, platform=made, number=1, adopted_on=day, planks=standing, recorded_at=at,
            gradients={"1": len(slips) // 2, "2": len(slips) - len(slips) // 2},
        )  # fmt: skip
    life.did(at, "adopted" if adopted else "drafted", made)


def _plank(
    life: Life, draw: Random, table: Table, platform: Platform, at: datetime, place: int
) -> Plank:
    adopted = platform.state == "adopted"
    state = draw.choices(STATES, weights=HOW_OFTEN)[0] if adopted else "draft"
    words = {"change_sought": wanted(draw).capitalize(), "value_sentence": f"For {value(draw)}."}
    # Large hosts hear again what small ones do: some dozens a year, not thousands.
    ahead = draw.randrange(-20, 400) if draw.random() * life.size < 2_000 else 400
    hear = (life.at + timedelta(days=ahead)).date() if state == "carried_forward" else None
    made = life.make(
        Plank, at, platform=platform, position=place + 1, state=state, hear_on=hear, **words
    )
    for number in range(1, draw.choice((1, 1, 2)) + 1):
        on = platform.adopted_on if state == "adopted" else None
        life.make(PlankVersion, at, plank=made, number=number, made_at=at, adopted_on=on, **words)
    behind = table.fruit[place % len(table.fruit)]
    life.make(
        Derivation, at, plank=made, run=table.trees.id, key=behind[0], kind="fruit", added_at=at
    )
    return made
