# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo cohort in the room: places, and four exercises played to their end."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import NOBODY, Viewer
from thousandfold.base.usecases.hosts import account_for
from thousandfold.base.usecases.roles import give_role
from thousandfold.exercises.asking import slug_of
from thousandfold.exercises.models import Place, Room, Run
from thousandfold.exercises.playing import exercise_of, state_of
from thousandfold.exercises.usecases.answers import store
from thousandfold.exercises.usecases.joining import place_for_member
from thousandfold.exercises.usecases.rooms import furnish_room, open_room
from thousandfold.exercises.usecases.runs import close_run, start_run
from thousandfold.exercises.usecases.stepping import go_to_step
from thousandfold.pages.demo.data import Days
from thousandfold.pages.demo.saying import Table, closing, forest, me_tree, object_share
from thousandfold.pages.demo.sessions import weekends
from thousandfold.recruitment.models import Cohort
from thousandfold_core.exercise import Answer, Ask, State

#: Who leads the room.
LEADER = ("corazon.villanueva@south-bay.example", "Corazon Villanueva")
Says = Callable[[Table, State, str, Ask, str], Iterable[Answer]]


def load_room(viewer: Viewer, cohort: Cohort, days: Days) -> None:
    """A furnished room, sixteen places, and four runs over two weekends."""
    first, second = weekends(days)[:2]
    room = furnished(viewer, cohort, LEADER, days.at_hour(first, 10))
    table = seated(room, cohort, days.at_hour(first, 10))
    sunday = first + timedelta(days=1)
    plan: list[tuple[str, Says, datetime]] = [
        ("object-share", object_share, days.at_hour(first, 13)),
        ("me-tree", me_tree, days.at_hour(sunday, 10)),
        ("closing", closing, days.at_hour(sunday, 15)),
        ("forest", forest, days.at_hour(second, 11)),
    ]
    for exercise, says, at in plan:
        run = start_run(viewer=viewer, room=room, exercise=exercise, at=at)
        play(viewer, run, table, says, at)


def furnished(viewer: Viewer, cohort: Cohort, leads: tuple[str, str], at: datetime) -> Room:
    """A room with agreements and somebody who leads it: their address and name."""
    leader = account_for(*leads)
    give_role(viewer=viewer, account=leader, kind=RoleKind.FACILITATOR, subject=cohort.pk, at=at)
    room = open_room(viewer=viewer, cohort=cohort, at=at)
    return furnish_room(
        viewer=viewer,
        room=room,
        ask_at_the_door=True,
        agreements="What is told here stays here; what is learned here leaves.\nPassing is answering.\nOne speaks, the others listen.",
        support_name="Alma Freeman",
        support_words="In the small room by the garden, all day.",
        at=at,
    )


def seated(room: Room, cohort: Cohort, at: datetime) -> Table:
    """Everybody of the cohort at a place in its room."""
    places: dict[str, Place] = {}
    names: dict[str, str] = {}
    for member in cohort.members.select_related("person"):
        place = place_for_member(
            viewer=NOBODY,
            room=room,
            member=member,
            token=secrets.token_urlsafe(24),
            language="en",
            at=at,
        )
        places[place.key], names[place.key] = place, member.person.name
    return Table(places=places, names=names)


def play(viewer: Viewer, run: Run, table: Table, says: Says, at: datetime) -> None:
    """Let everybody answer every step as written in the data, then close."""
    exercise = exercise_of(run)
    for number, step in enumerate(exercise.steps_at(run.moment)):
        if number:
            at += timedelta(minutes=step.minutes)
            run = go_to_step(viewer=viewer, run=run, step_id=step.id, based_on=None, at=at)
        state = state_of(run).state
        for key in table.places:
            for ask in exercise.asks(state, step, key):
                for count, answer in enumerate(says(table, state, step.id, ask, key)):
                    name = f"{step.id}-{slug_of(ask)}-{count}"
                    store(run=run, place=table.places[key], answer=answer, key=name, at=at)
                    state = exercise.fold(state, answer)
    close_run(viewer=viewer, run=run, based_on=None, at=at + timedelta(minutes=5))
