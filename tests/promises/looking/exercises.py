"""The phone, the wall and the facilitator's screen at every step of every exercise."""

from __future__ import annotations

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.little import LittleRegion
from factories.rooms import Round
from promises.looking.collecting import Collection, Person, taken_back
from promises.looking.people import signed_in
from thousandfold.base.scope import inside
from thousandfold.exercises.playing import exercises, state_of
from thousandfold.exercises.usecases import stepping


def plays_everything(collection: Collection, region: LittleRegion) -> None:
    """Keep what a room shows at each step; the room is as before afterwards.

    Phones in the longer language, for they are narrow; walls and consoles in the other.
    """
    held = region.grown.round
    phone = Person("a phone", Client())
    phone.client.cookies["place"] = region.home_token
    anybody = Person("the wall", Client())
    staff = Person("who leads", signed_in(region.staff.account))
    with inside(region.host), taken_back():
        for name in _opened(held):
            where = name.partition("/")[0]
            run = [region.host.slug, held.cohort.pk, held.run.pk]
            wall = reverse("exercises:wall", args=[held.room.screen_token])
            console = reverse("exercises:run", args=run)
            collection.keeps(f"phone {name}", phone, reverse("exercises:room"), languages=("es",))
            collection.keeps(f"wall {name}", anybody, wall, languages=("en",))
            collection.keeps(f"console {where}", staff, console, languages=("en",))


def _opened(held: Round) -> Iterator[str]:
    """Open every exercise and go through its steps; what is to be shown is shown."""
    held.at = timezone.now()
    for exercise in exercises():
        held.closes().starts(exercise)
        played = state_of(held.run)
        for step in played.exercise.steps_at(held.run.moment):
            held.goes(step.id)
            if step.phase == "revealed":
                held.run = stepping.reveal(
                    viewer=held.leader, run=held.run, based_on=None, at=held.now()
                )
            yield f"{exercise}/{step.id}"
