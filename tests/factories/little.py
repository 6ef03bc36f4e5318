"""A region with one of everything, for tests that look at every page."""

from __future__ import annotations

from datetime import date, timedelta

from factories import lived_in
from factories.calls import SITE, make_call, make_reviewer
from factories.cohorts import make_cohort, make_member
from factories.forests import Grown
from factories.hosts import AT, make_host, make_viewer
from factories.people import make_coalition, make_organisation, make_person, make_spell
from factories.rooms import Round
from thousandfold.alumni.usecases.finishing import finish_cohort
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import LegalHold
from thousandfold.base.scope import inside
from thousandfold.campaigns.usecases.platforms import draft_platform
from thousandfold.exercises.models import Place, Room
from thousandfold.recruitment.usecases.composing import compose_cohort
from thousandfold.training.usecases.planning import plan_sessions
from thousandfold_core.exercise import Reach


class LittleRegion:
    """A coalition, an open call, cohorts before, in and after their sessions, rooms, a platform.

    ``staff``, ``reader`` and ``member`` sign in; ``token``, ``home_token``, ``alone_token`` and
    ``door_token`` are held by phones: in an exercise, after several, in a room with one to do
    alone, and waiting at the door.
    """

    def __init__(self) -> None:
        self.host = make_host("little-region", is_demo=True)
        self.staff = make_viewer(self.host, RoleKind.STAFF, RoleKind.ADMINISTRATOR)
        with inside(self.host):
            self._coalition()
            self._call()
            self._cohort()
            self._room()
            self._alone()
            self._platform()
            # A hold that names nothing keeps nothing; its page is there to be looked at.
            LegalHold.objects.create(host=self.host, reason="A claim is expected.", since=AT)

    def _coalition(self) -> None:
        self.coalition = make_coalition(self.host, make_organisation(self.host))
        make_spell(make_person(self.host, town="Milpitas", email="ana@host.example"))
        lived_in.principles_and_seats(self.staff, self.coalition)

    def _call(self) -> None:
        # The pages ask their own clock whether the call is open.
        today = date.today()
        days = {"opens_on": today, "closes_on": today + timedelta(days=30)}
        self.call = make_call(self.host, coalition=self.coalition, **days)
        self.nominee = lived_in.nominations(self.staff, self.call)
        self.reader, _seat = make_reviewer(self.call)
        compose_cohort(viewer=self.staff, call=self.call, seed="s", at=AT)
        lived_in.lists_brought(self.staff, self.call)
        lived_in.longer_work(self.staff, self.call)

    def _cohort(self) -> None:
        self.cohort = make_cohort(self.host)
        days = [date(2026, month, 14) for month in (3, 5, 7, 9)]
        plan_sessions(viewer=self.staff, cohort=self.cohort, first_days=days, at=AT)
        make_cohort(self.host, title="Cohort 2")

    def _room(self) -> None:
        self.round = Round(self.host, 3).starts("me-tree", step="roots")
        self.sheet = lived_in.sheet_typed_in(self.round)
        lived_in.doors_open(self.round)
        self.room: Room = self.round.room
        self.place = self.round.places[0]
        self.token = lived_in.sits_with_phone(self.place, "the-first-phone")
        self.door_token = "a-phone-at-the-door"
        lived_in.adopted_platform(self.staff, self.round)

    def _alone(self) -> None:
        self.quiet = Round(self.host, 2)
        lived_in.alone_until_next_week(self.quiet)
        self.alone_token = lived_in.sits_with_phone(self.quiet.places[0], "a-phone-at-home")
        cohort = self.quiet.cohort
        who = {"email": "mina@host.example", "subject": cohort.id}
        self.member = make_viewer(self.host, RoleKind.MEMBER, **who)
        person = make_person(self.host, "Mina Cruz", account=self.member.account)
        self.membership = make_member(cohort, person, account=self.member.account)

    def _platform(self) -> None:
        self.grown = grown = Grown(self.host)
        self.platform = draft_platform(
            viewer=self.staff, cohort=grown.cohort, title="What we stand for", at=AT
        )
        for number, place in enumerate(grown.places):
            person = make_person(self.host, f"Person {number}", email=f"p{number}@host.example")
            member = make_member(grown.cohort, person)
            Place.objects.filter(pk=place.pk).update(member=member)
        grown.commits(0, "call the four grocers", Reach.COHORT_NAMED, due="2026-03-20")
        lived_in.words_for_planks(self.staff, self.platform)
        grown.places[0].refresh_from_db()
        self.home_token = lived_in.sits_with_phone(grown.places[0], "a-phone-after-the-forest")
        self.alumni = finish_cohort(
            viewer=self.staff, cohort=grown.cohort, site=SITE, on=AT.date(), at=AT
        )
