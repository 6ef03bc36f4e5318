# SPDX-License-Identifier: AGPL-3.0-or-later
"""A room of twenty phones in the first host, against real servers: come in, write, look."""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

import room as evening
from django.db import connection
from django.utils import timezone

from scaling.ground import Ground
from scaling.pages import host_of
from scaling.reading import account_of
from scaling.servers import serving
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.scope import inside
from thousandfold.exercises.models import Room
from thousandfold.exercises.usecases import places, rooms, runs, stepping
from thousandfold.recruitment.models import Cohort

PHONES, WINDOW, ROUNDS = 20, 6.0, 2


def play(ground: Ground, people: int) -> dict[str, Any]:
    """Milliseconds until a phone is in, and until an answer is kept; what went wrong."""
    host = host_of("same")
    with serving(ground, people) as (port, _pid), inside(host):
        viewer = viewer_at(account_of(host, RoleKind.STAFF), host)
        room = _opened(viewer)
        phones = [evening.Phone(port, number) for number in range(PHONES)]
        evening.everybody(phones, evening.join, room.code, WINDOW)
        told = {"join": _cuts(evening.taken(phones))}
        places.admit_all(viewer=viewer, room=room, at=timezone.now())
        _at_the_branches(viewer, room)
        evening.everybody(phones, evening.open_prompt)
        for number in range(ROUNDS):
            evening.everybody(phones, evening.write, number, WINDOW)
        told["answer"] = _cuts(evening.taken(phones))
        told["errors"] = [one for phone in phones for one in phone.errors][:3]
    connection.close()
    return told


def _opened(viewer: Any) -> Room:
    now = timezone.now()
    cohort = Cohort.objects.create(
        host=viewer.host, title="Measured", programme="values-based-leadership", seated_at=now
    )
    room = rooms.open_room(viewer=viewer, cohort=cohort, at=now)
    return rooms.open_doors(viewer=viewer, room=room, minutes=60, at=now)


def _at_the_branches(viewer: Any, room: Room) -> None:
    run = runs.start_run(viewer=viewer, room=room, exercise="me-tree", at=timezone.now())
    if run.step != "branches":
        stepping.go_to_step(
            viewer=viewer, run=run, step_id="branches", based_on=None, at=timezone.now()
        )


def _cuts(took: list[float]) -> dict[str, int]:
    return {
        "median": round(median(took) * 1000),
        "p95": round(quantiles(took, n=20)[-1] * 1000),
        "longest": round(max(took) * 1000),
    }
