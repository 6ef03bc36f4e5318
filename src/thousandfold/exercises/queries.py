# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading rooms and what they leave; every function takes the viewer.

For other stages: :func:`harvest_of_room`, :func:`forest_state`, :func:`commitments_of`.
They hand out nothing below ``COHORT_UNNAMED``, unnamed things only from four authors on,
and an author's place only where the author goes with the name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, may
from thousandfold.exercises import asking
from thousandfold.exercises.choices import PlaceState, RunState
from thousandfold.exercises.models import Place, Room, Run
from thousandfold.exercises.playing import Played, Sitting, exercises
from thousandfold.recruitment.models import Cohort
from thousandfold_core.exercise import Harvested, Reach, unnamed


@dataclass(frozen=True)
class Left:
    """One thing that a run left, as far as its author lets it go now."""

    run: UUID
    exercise: str
    one: Harvested


@dataclass(frozen=True)
class Commitment:
    """One step somebody took home and lets the cohort know."""

    run: UUID
    key: str
    text: str
    due: str
    place: str
    called: str
    member: UUID | None
    witness: str
    witnessed: str


def cohorts_led_by(viewer: Viewer) -> list[Cohort]:
    """Cohorts whose room the viewer may lead, newest first."""
    return [one for one in Cohort.objects.all() if may(viewer, Permission.ROOM_LEAD, one)]


def cohorts_with_a_queue(viewer: Viewer) -> list[Cohort]:
    """Cohorts that the viewer may lead and at whose door somebody waits, newest first.

    It begins at who waits, who are few, however many cohorts there are.
    """
    waiting = Place.objects.filter(state=PlaceState.WAITING).order_by().values("room__cohort")
    rows = Cohort.objects.filter(pk__in=waiting)
    return [one for one in rows if may(viewer, Permission.ROOM_LEAD, one)]


def rooms_of_member(viewer: Viewer) -> list[Room]:
    """Rooms of the cohorts that the viewer sits in."""
    cohorts = viewer.subjects(RoleKind.MEMBER)
    return list(Room.objects.filter(cohort__in=cohorts).select_related("cohort"))


def room_of(cohort: Cohort | UUID) -> Room | None:
    """The room of a cohort, if it was opened."""
    pk = getattr(cohort, "id", cohort)
    return Room.objects.filter(cohort=pk).select_related("cohort", "host").first()


def runs_for(viewer: Viewer, room: Room) -> QuerySet[Run]:
    """Runs of a room, newest first; nothing for who may not lead it."""
    rows = Run.objects.filter(room=room).select_related("room").order_by("-created_at", "-id")
    return rows if may(viewer, Permission.ROOM_LEAD, room) else rows.none()


def live_run(room: Room) -> Run | None:
    """What the room plays now: open or paused."""
    rows = Run.objects.filter(room=room, state__in=[RunState.LIVE, RunState.PAUSED])
    return rows.exclude(mode="alone").select_related("room").first()


def live_runs(rooms: Iterable[Room]) -> dict[UUID, Run]:
    """What each of these rooms plays now, by room."""
    rows = Run.objects.filter(
        room__in=[one.pk for one in rooms], state__in=[RunState.LIVE, RunState.PAUSED]
    )
    return {one.room_id: one for one in rows.exclude(mode="alone")}


def alone_runs(room: Room, at: datetime) -> list[Run]:
    """What people may work on alone now."""
    rows = Run.objects.filter(room=room, state__in=[RunState.LIVE, RunState.PAUSED])
    open_now = rows.filter(alone_opens_at__lte=at).select_related("room")
    return [one for one in open_now if one.takes_alone(at) and one.exercise in exercises()]


def places_for(viewer: Viewer, room: Room) -> list[Place]:
    """Places of a room in the order they came; nothing for who may not lead it."""
    if not may(viewer, Permission.ROOM_LEAD, room):
        return []
    return list(Place.objects.filter(room=room).exclude(state=PlaceState.AWAY))


def ready(sitting: Sitting, run: Run) -> tuple[int, int] | None:
    """How many phones are done with this step, and of how many; None when nothing is asked.

    Passing, telling aloud and writing count alike, and nobody is named.
    """
    played = sitting.played(run)
    step = played.exercise.step(run.step)
    asked = [
        (place, asks)
        for place in sitting.table.on_phones
        if (asks := played.exercise.asks(played.state, step, place))
    ]
    if not asked:
        return None
    done = sum(asking.all_done(asks, played.record, place) for place, asks in asked)
    return done, len(asked)


def harvest_of_room(
    viewer: Viewer | None,
    room_or_cohort: Room | Cohort | UUID,
    reach: Reach = Reach.COHORT_UNNAMED,
    kinds: Collection[str] | None = None,
) -> list[Left]:
    """What the room's exercises leave that may travel as far as ``reach``, as of now.

    ``viewer`` None is the house itself; anybody else must lead the room or sit in
    the cohort. ``kinds`` such as ("plank-candidate", "fruit"). An exercise and its
    returns count as one.
    """
    found: list[Left] = []
    for played in _heads(viewer, room_or_cohort):
        for one in played.exercise.harvest(played.state, max(reach, Reach.COHORT_UNNAMED)):
            if kinds is None or one.kind in kinds:
                found.append(Left(played.run.id, played.run.exercise, one))
    return _guarded(found)


def given_by(place: Place, kinds: Collection[str]) -> list[Left]:
    """What somebody at the table lets the cohort read now, of these kinds: for their own eyes."""
    return [
        Left(played.run.id, played.run.exercise, one)
        for played in _heads(None, place.room)
        for one in played.exercise.harvest(played.state, Reach.COHORT_UNNAMED)
        if one.kind in kinds and one.place == place.key
    ]


def forest_state(viewer: Viewer | None, room_or_cohort: Room | Cohort | UUID) -> Any | None:
    """The state of the room's newest forest (its public part: common, counts, statements)."""
    played = forest_played(viewer, room_or_cohort)
    return played.state if played else None


def forest_played(viewer: Viewer | None, room_or_cohort: Room | Cohort | UUID) -> Played | None:
    """The room's newest forest with its run and exercise, or None."""
    forests = [one for one in _heads(viewer, room_or_cohort) if one.run.exercise == "forest"]
    return forests[-1] if forests else None


def commitments_of(viewer: Viewer | None, room_or_cohort: Room | Cohort | UUID) -> list[Commitment]:
    """Steps people took home and let the cohort know with their name, in the order of runs."""
    left = harvest_of_room(viewer, room_or_cohort, Reach.COHORT_NAMED, ("commitment",))
    places = {
        one.key: one for one in Place.objects.filter(id__in=[each.one.place for each in left])
    }
    return [_commitment(each, places) for each in left if each.one.place in places]


def _commitment(left: Left, places: dict[str, Place]) -> Commitment:
    one, place = left.one, places[left.one.place]
    return Commitment(
        run=left.run,
        key=one.key,
        text=one.text,
        due=str(one.more.get("due", "")),
        place=one.place,
        called=place.called,
        member=place.member_id,
        witness=str(one.more.get("witness", "")),
        witnessed=str(one.more.get("witnessed", "")),
    )


def _heads(viewer: Viewer | None, room_or_cohort: Room | Cohort | UUID) -> list[Played]:
    """The newest return of everything that was played in the room, oldest first."""
    room = room_or_cohort if isinstance(room_or_cohort, Room) else room_of(room_or_cohort)
    if room is None or not _may_read(viewer, room):
        return []
    sitting = Sitting(room)
    heads = {sitting.chain(one)[-1].pk: sitting.chain(one)[-1] for one in sitting.playable()}
    return [sitting.played(one) for one in heads.values()]


def _may_read(viewer: Viewer | None, room: Room) -> bool:
    return viewer is None or any(
        may(viewer, one, room) for one in (Permission.ROOM_LEAD, Permission.ROOM_TAKE_PART)
    )


def _guarded(found: list[Left]) -> list[Left]:
    """Unnamed things only where four authors gave some of the kind; no place without a name."""
    kept: set[int] = set()
    for kind in {each.one.kind for each in found}:
        same = [each.one for each in found if each.one.kind == kind]
        rooms_own = [one for one in same if not one.place]
        shown = unnamed([one for one in same if one.place], seed=kind)
        kept |= {id(one) for one in (*rooms_own, *shown)}
    return [
        each
        if each.one.reach >= Reach.COHORT_NAMED
        else replace(each, one=replace(each.one, place=""))
        for each in found
        if id(each.one) in kept
    ]
