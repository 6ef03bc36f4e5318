# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alumni of the cohorts that finished, what they said about being listed, and their steps."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from network.cohorts import Seated
from network.ground import Life
from network.rooms import Table
from thousandfold.alumni.models import Alumnus, Commitment, ListingConsent

STATES, HOW_OFTEN = ("open", "kept", "changed", "let_go"), (30, 45, 15, 10)


def alumni(life: Life, seated: Seated, table: Table, number: int) -> None:
    """Who finished; six in ten said yes to a list, one in ten of these took it back."""
    finished = seated.cohort.finished_at
    if finished is None:
        return
    draw = life.chance("alumni", number)
    for one in seated.members:
        if one.state != "seated":
            continue
        entry = life.make(
            Alumnus, finished, person=one.person, cohort=seated.cohort, since=finished.date(),
            key=life.word(32), withdrawn_at=finished if draw.random() < 0.02 else None,
        )  # fmt: skip
        if draw.random() < 0.6:
            _consent(life, draw, entry)
    for place, key in table.steps:
        _step(life, draw, seated, table, place, key)


def _consent(life: Life, draw: Random, entry: Alumnus) -> None:
    at = life.ago((life.at.date() - entry.since).days * draw.random())
    life.make(
        ListingConsent, at, alumnus=entry, reach="network" if draw.random() < 0.4 else "host",
        wording=1, language="en", at=at,
        ended_at=at + timedelta(days=1) if draw.random() < 0.1 else None,
    )  # fmt: skip


def _step(life: Life, draw: Random, seated: Seated, table: Table, place, key: str) -> None:
    """Asked about once, but for what is due in these days."""
    at = seated.cohort.finished_at
    due = (at + timedelta(days=90)).date()
    state = draw.choices(STATES, weights=HOW_OFTEN)[0]
    if due > life.at.date():
        state = "open"
    life.make(
        Commitment, at, cohort=seated.cohort, member=place.member, key=key, run=table.closing.id,
        due_on=due, state=state, words="It went well." if state == "changed" else "",
        asked_at=at + timedelta(days=88) if due < life.at.date() - timedelta(days=3) else None,
        closed_at=at + timedelta(days=95) if state != "open" else None,
    )  # fmt: skip
