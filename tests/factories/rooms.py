"""A room with people at its table, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from factories.hosts import AT, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.exercises import asking
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, Room, Run, StoredAnswer
from thousandfold.exercises.playing import state_of
from thousandfold.exercises.usecases import answers, joining, rooms, runs, stepping
from thousandfold.exercises.usecases.answers import Said
from thousandfold.recruitment.models import Cohort
from thousandfold_core.exercise import Act, Reach

NAMES = ("Ana", "Bao Đặng", "陈静", "فاطمة", "Dee 🌻", "Eli", "Fola", "Gita", "Hana", "Ibrahim")


def make_cohort(host: Host, title: str = "Cohort 7") -> Cohort:
    """A seated cohort of the Values-Based Leadership programme."""
    return Cohort.objects.create(host=host, title=title, programme="vbl", seated_at=AT)


def phone(place: Place) -> Viewer:
    """The viewer that a phone with this place is."""
    return Viewer(host=place.host, place=place.id)


@dataclass
class Round:
    """A room, who leads it, who sits in it, and what is played; each act a second later."""

    host: Host
    people: int = 4
    places: list[Place] = field(default_factory=list)
    run: Run | None = None

    def __post_init__(self) -> None:
        self.at = AT
        self.cohort = make_cohort(self.host)
        self.leader = make_viewer(
            self.host, RoleKind.FACILITATOR, subject=self.cohort.id, email="lead@host.example"
        )
        self.room: Room = rooms.open_room(viewer=self.leader, cohort=self.cohort, at=self.at)
        self.places = [self.sits(NAMES[number % 10]) for number in range(self.people)]

    def now(self):
        """A second later."""
        self.at += timedelta(seconds=1)
        return self.at

    def sits(self, name: str) -> Place:
        """Somebody sits at the table already."""
        number = Place.objects.filter(room=self.room).count()
        return Place.objects.create(
            host=self.host,
            room=self.room,
            called=name,
            device=f"device-{number}",
            state=PlaceState.HERE,
            joined_at=self.now(),
        )

    def starts(self, exercise: str = "me-tree", step: str = "", **more: Any) -> Round:
        """The leader opens an exercise, at a step if one is named."""
        self.run = runs.start_run(
            viewer=self.leader, room=self.room, exercise=exercise, at=self.now(), **more
        )
        return self.goes(step) if step else self

    def goes(self, step: str) -> Round:
        """The leader goes to a step."""
        self.run = stepping.go_to_step(
            viewer=self.leader, run=self.run, step_id=step, based_on=None, at=self.now()
        )
        return self

    def closes(self) -> Round:
        """The leader closes the run."""
        self.run = runs.close_run(viewer=self.leader, run=self.run, based_on=None, at=self.now())
        return self

    def asked(self, who: int, step: str = "") -> dict[str, list]:
        """What somebody is asked, by ask id."""
        played = state_of(self.run)
        found: dict[str, list] = {}
        step_now = played.exercise.step(step or self.run.step)
        for ask in played.exercise.asks(played.state, step_now, self.places[who].key):
            found.setdefault(ask.id, []).append(ask)
        return found

    def does(
        self,
        who: int,
        ask: str,
        act: Act = Act.GIVE,
        *,
        number: int = 0,
        step: str = "",
        **more: Any,
    ) -> StoredAnswer:
        """Somebody acts on an ask of the step."""
        place = self.places[who]
        found = self.asked(who, step)[ask][number]
        at = self.now()
        return answers.answer_ask(
            viewer=more.pop("viewer", None) or phone(place),
            run=self.run,
            place=place,
            step_id=step or self.run.step,
            slug=asking.slug_of(found),
            key=more.pop("key", f"key-{at.timestamp()}"),
            language="en",
            private=more.pop("private", True),
            at=at,
            said=Said(act, **more),
        )

    def gives(self, who: int, ask: str, item: str = "", **body: Any) -> StoredAnswer:
        """Somebody gives an item with these words, for themselves alone."""
        return self.does(who, ask, item=item, body=body)

    def lets_out(self, who: int, ask: str, words: str, reach: Reach, **body: Any) -> StoredAnswer:
        """Somebody gives an item that may travel."""
        first = self.asked(who)[ask][0].fields[0].id
        return self.does(who, ask, body={first: words, **body}, reach=reach)

    def left(self, reach: Reach = Reach.COHORT_UNNAMED) -> list[str]:
        """Words that may leave the run at a reach now."""
        played = state_of(self.run)
        return [one.text for one in played.exercise.harvest(played.state, reach)]


__all__ = ["AT", "NAMES", "Reach", "Round", "joining", "make_cohort", "phone"]
