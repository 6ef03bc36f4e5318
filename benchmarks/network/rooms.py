# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rooms, places at the table, and what was said there: trees, a forest, a closing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from network.cohorts import Seated
from network.ground import Life
from network.words import value, wanted
from thousandfold.exercises.choices import PlaceState, RunState
from thousandfold.exercises.models import Place, Room, Run, RunEvent, StoredAnswer
from thousandfold.exercises.usecases.answers import _sealed
from thousandfold_core.exercise import Act, Answer, Reach
from thousandfold_core.exercise.keys import key_of

OPEN, NAMED, OWN = Reach.COHORT_UNNAMED, Reach.COHORT_NAMED, Reach.ONLY_ME
#: One cohort in four held the forest on phones; the newest of a host did.
FOREST_EVERY = 4


@dataclass
class Table:
    """A room with its places, and what may stand behind planks and steps later."""

    room: Room
    places: list[Place]
    trees: Run | None = None
    closing: Run | None = None
    fruit: list[tuple[str, str]] = field(default_factory=list)
    steps: list[tuple[Place, str]] = field(default_factory=list)


def room(life: Life, seated: Seated, number: int, newest: bool) -> Table | None:
    """The room of a cohort that met, with its runs; the newest one's forest is live."""
    at = datetime.combine(seated.first_day, datetime.min.time(), life.at.tzinfo)
    at += timedelta(hours=17)
    if at > life.at:
        return None
    draw = life.chance("room", number)
    made = life.make(
        Room, at, cohort=seated.cohort, screen_token=life.word(32), opened_at=at,
        agreements="Passing is answering.\nOne speaks, the others listen.",
    )  # fmt: skip
    here = [one for one in seated.members if one.state == "seated"]
    table = Table(made, [_place(life, made, one, at) for one in here])
    _trees(life, draw, table, at)
    _closing(life, draw, table, at + timedelta(hours=5))
    if newest or number % FOREST_EVERY == 0:
        _forest(life, draw, table, at + timedelta(hours=20), live=newest)
    return table


def _place(life: Life, room: Room, member: Any, at: datetime) -> Place:
    return life.make(
        Place,
        at,
        room=room,
        member=member,
        called=member.person.name.split()[0],
        device=life.word(64),
        state=PlaceState.HERE,
        joined_at=at,
        entered_at=at,
        seen_at=at,
    )


@dataclass
class Held:
    """A run that takes answers in order."""

    life: Life
    run: Run
    at: datetime
    number: int = 0

    def says(self, place: Place, ask: str, item: str, reach: Reach, **more: Any) -> None:
        """One answer of one place."""
        self.number += 1
        at = self.at + timedelta(seconds=self.number)
        body, subject = more.pop("body"), more.pop("subject", "")
        answer = Answer(place.key, ask, Act.GIVE, item, body, reach, subject=subject)
        self.life.make(
            StoredAnswer, at, run=self.run, place=place, number=self.number, ask=ask,
            key=f"{ask}-{self.number}", said=_sealed(answer), phone=place.device, at=at,
        )  # fmt: skip


def _run(life: Life, table: Table, exercise: str, step: str, at: datetime, live: bool) -> Held:
    """A run with a facilitator's moves."""
    run = life.make(
        Run, at, room=table.room, exercise=exercise, exercise_version=1, step=step, created_at=at,
        state=RunState.LIVE if live else RunState.CLOSED, seed=life.word(16), step_began_at=at,
        closed_at=None if live else at + timedelta(hours=2),
    )  # fmt: skip
    for number, verb in enumerate(("start", "step", "step", "close")[: 3 if live else 4], start=1):
        life.make(
            RunEvent, at, run=run, number=number, verb=verb, at=at + timedelta(minutes=number)
        )
    run.moves = 3
    return Held(life, run, at)


def _trees(life: Life, draw: Random, table: Table, at: datetime) -> None:
    """Two branches and one fruit each."""
    held = _run(life, table, "me-tree", "share", at, live=False)
    table.trees = held.run
    for place in table.places:
        for item in ("b1", "b2"):
            held.says(place, "branches", item, OPEN, body={"words": value(draw)})
        words = wanted(draw)
        held.says(place, "fruit", "f", OPEN, body={"sentence": words, "branches": ["b1"]})
        key = key_of("me-tree", place.key, "fruit", "f")
        table.fruit.append((key, words))


def _closing(life: Life, draw: Random, table: Table, at: datetime) -> None:
    """A step that half of them let the cohort know."""
    held = _run(life, table, "closing", "commit", at, live=False)
    table.closing = held.run
    for place in table.places:
        if draw.random() < 0.5:
            what, due = f"Talk with two neighbours about {value(draw)}", ""
            held.says(place, "commitment", "c", NAMED, body={"what": what})
            table.steps.append((place, key_of("closing", place.key, "c", what, due, "")))


def _forest(life: Life, draw: Random, table: Table, at: datetime, *, live: bool) -> None:
    """A ballot of everybody on every fruit."""
    held = _run(life, table, "forest", "ballots", at, live=live)
    for key, words in table.fruit[:24]:
        subject, liked = key_of("statement", key, words), 0.4 + draw.random() / 2
        for place in table.places:
            vote = "agree" if draw.random() < liked else draw.choice(("disagree", "unsure"))
            body = {"vote": vote, "leaves_out": "no"}
            held.says(place, "ballot", "", OWN, body=body, subject=subject)
