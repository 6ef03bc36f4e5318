"""A region with one of everything, for tests that look at every page."""

from __future__ import annotations

from datetime import date, timedelta

from factories.calls import SITE, make_call, make_nomination, make_reviewer
from factories.cohorts import make_cohort, make_member
from factories.forests import Grown
from factories.hosts import AT, make_host, make_viewer
from factories.people import make_coalition, make_organisation, make_person, make_spell
from factories.rooms import Round
from thousandfold.alumni.usecases.finishing import finish_cohort
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import inside
from thousandfold.campaigns.usecases.platforms import draft_platform
from thousandfold.exercises import codes
from thousandfold.exercises.models import Place, Room
from thousandfold.recruitment.usecases.composing import compose_cohort
from thousandfold.training.usecases.planning import plan_sessions
from thousandfold_core.exercise import Reach


class LittleRegion:
    """A coalition, an open call, a cohort that meets, a room that is open, a platform, alumni."""

    def __init__(self) -> None:
        self.host = make_host("little-region", is_demo=True)
        self.staff = make_viewer(self.host, RoleKind.STAFF, RoleKind.ADMINISTRATOR)
        with inside(self.host):
            self._coalition()
            self._call()
            self._cohort()
            self._room()
            self._platform()

    def _coalition(self) -> None:
        self.coalition = make_coalition(self.host, make_organisation(self.host))
        make_spell(make_person(self.host, town="Milpitas", email="ana@host.example"))

    def _call(self) -> None:
        # The pages ask their own clock whether the call is open.
        today = date.today()
        days = {"opens_on": today, "closes_on": today + timedelta(days=30)}
        self.call = make_call(self.host, coalition=self.coalition, **days)
        self.nominee = make_nomination(self.call, sector="union", side="outside")
        make_nomination(self.call, "Rosa Diaz", sector="faith", side="inside", email="r@d.example")
        make_reviewer(self.call)
        compose_cohort(viewer=self.staff, call=self.call, seed="s", at=AT)

    def _cohort(self) -> None:
        self.cohort = make_cohort(self.host)
        days = [date(2026, month, 14) for month in (3, 5, 7, 9)]
        plan_sessions(viewer=self.staff, cohort=self.cohort, first_days=days, at=AT)

    def _room(self) -> None:
        self.round = Round(self.host, 3).starts("me-tree", step="roots")
        self.room: Room = self.round.room
        self.place = self.round.places[0]
        self.token = "the-first-phone"
        self.place.device = codes.digest(self.token, "device")
        self.place.entered_at = AT
        self.place.save()

    def _platform(self) -> None:
        grown = Grown(self.host)
        self.platform = draft_platform(
            viewer=self.staff, cohort=grown.cohort, title="What we stand for", at=AT
        )
        for number, place in enumerate(grown.places):
            person = make_person(self.host, f"Person {number}", email=f"p{number}@host.example")
            member = make_member(grown.cohort, person)
            Place.objects.filter(pk=place.pk).update(member=member)
        grown.commits(0, "call the four grocers", Reach.COHORT_NAMED, due="2026-03-20")
        self.alumni = finish_cohort(
            viewer=self.staff, cohort=grown.cohort, site=SITE, on=AT.date(), at=AT
        )
