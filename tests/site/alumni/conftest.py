"""A cohort that closed with steps, and its people."""

from __future__ import annotations

import pytest

from factories.cohorts import make_member
from factories.hosts import AT
from factories.people import make_person
from factories.rooms import Round
from thousandfold.alumni.models import Alumnus
from thousandfold.alumni.usecases.finishing import finish_cohort
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host
from thousandfold.exercises.usecases import answers
from thousandfold_core.exercise import Act, Answer, Reach

SITE = "https://host.example"


class Closed:
    """Four members who sat in the room and closed it."""

    def __init__(self, host: Host) -> None:
        self.round = Round(host, 4)
        self.cohort = self.round.cohort
        self.members = []
        for number, place in enumerate(self.round.places):
            person = make_person(
                host, f"Person {number}", email=f"p{number}@host.example", town="Eastside"
            )
            member = make_member(self.cohort, person)
            type(place).objects.filter(pk=place.pk).update(member=member)
            self.members.append(member)
        self.round.starts("closing", step="commit")

    def says(self, who: int, act: Act, reach: Reach, **body: str) -> None:
        """Somebody's step, stored as the room stores it."""
        place, at = self.round.places[who], self.round.now()
        answer = Answer(place.key, "commitment", act, "c", body, reach)
        answers.store(run=self.round.run, place=place, answer=answer, key=f"k{at}", at=at)

    def commits(self, who: int, what: str, reach: Reach = Reach.COHORT_NAMED, **more: str) -> None:
        """Somebody takes a step home."""
        self.says(who, Act.GIVE, reach, what=what, **more)

    def lets(self, who: int, reach: Reach) -> None:
        """Somebody chooses how far their step travels."""
        self.says(who, Act.SHARE, reach)


@pytest.fixture
def closed(here: Host) -> Closed:
    """A cohort after its closing."""
    return Closed(here)


@pytest.fixture
def alumni(closed: Closed, staff: Viewer) -> list[Alumnus]:
    """Its members as alumni: the first let the cohort know a step, the second only a witness."""
    closed.commits(0, "call the four grocers", due="2026-03-20")
    closed.commits(1, "visit my aunt", Reach.GROUP)
    made = finish_cohort(viewer=staff, cohort=closed.cohort, site=SITE, on=AT.date(), at=AT)
    return sorted(made, key=lambda one: one.person.name)
