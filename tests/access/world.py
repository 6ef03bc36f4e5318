"""A made-up world for tests of access: two hosts, two of everything, and everybody who may look."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any
from unittest.mock import patch

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from factories import little, lived_in
from factories.cohorts import make_member
from factories.hosts import AT, make_host, make_viewer
from factories.little import LittleRegion
from factories.people import make_organisation, make_person
from thousandfold.alumni.models import Commitment
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Account, Host, Job, LegalHold, Message, Role
from thousandfold.base.scope import inside
from thousandfold.base.usecases.erasing import erase_oneself
from thousandfold.exercises import codes
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place
from thousandfold.pages.demo.load import told
from thousandfold.people.models import Membership, Person, Principles, Spell
from thousandfold.power.models import Sitting
from thousandfold.recruitment.models import Batch, Cohort, Composition, Reviewer, Upload
from thousandfold.recruitment.usecases.member_cards import make_member_card
from thousandfold.training.models import Day

ADMINISTRATOR = RoleKind.ADMINISTRATOR
#: Bodies of the starter pack; a host follows each once.
BODIES = ("san-jose-city-council-ca", "oakland-city-council-ca")


def job_of(account: Account, host: Host, upload: Upload) -> Job:
    """Longer work that somebody asked for."""
    key = f"{upload.pk}-{account.pk}"
    given = {"upload": str(upload.pk)}
    return Job.objects.create(
        host=host,
        account=account,
        kind="recruitment.import",
        key=key,
        given=given,
        language="en",
        asked_at=AT,
        queued_at=AT,
        came_from="/",
    )


class Part(LittleRegion):
    """One of everything at a host that may hold other parts: its phones and seats are its own."""

    def __init__(self, host: Host, staff: Viewer, word: str, body: str) -> None:
        self.host, self.staff, self.word, self.body = host, staff, word, body
        own_name = partial(make_organisation, name=f"Local of {word}")
        own_seats = patch.object(lived_in, "BODY", body)
        with inside(host), own_seats, patch.object(little, "make_organisation", own_name):
            self._coalition()
            self._call()
            self._cohort()
            self._room()
            self._alone()
            self._platform()
            self._own_phones()
            self._examples()

    @property
    def cohorts(self) -> list[Cohort]:
        """The cohorts that belong together here: they meet, play, work alone, have finished."""
        held = (self.cohort, self.round.cohort, self.quiet.cohort, self.platform.cohort)
        return list(held)

    def _own_phones(self) -> None:
        door = Place.objects.get(room=self.room, state=PlaceState.WAITING)
        grown = Place.objects.get(device=codes.digest("a-phone-after-the-forest", "device"))
        for name, place in (
            ("token", self.place),
            ("alone_token", self.quiet.places[0]),
            ("door_token", door),
            ("home_token", grown),
        ):
            place.refresh_from_db()
            setattr(self, name, lived_in.sits_with_phone(place, f"{self.word}-{name}"))

    def _examples(self) -> None:
        """One of each kind of thing, for addresses: the newest is this part's own."""
        Cohort.objects.filter(pk=self.cohort.pk).update(call=self.call)
        self.principles = Principles.objects.get(coalition=self.coalition)
        self.membership_of = Membership.objects.get(coalition=self.coalition)
        self.organisation = self.membership_of.organisation
        self.spell = Spell.objects.order_by("pk").last()
        self.sitting = Sitting.objects.order_by("pk").last()
        self.letter = Message.objects.order_by("pk").last()
        self.pair = list(self.call.nominations.filter(email="ana@d.example"))
        self.confirmed = self.call.nominations.get(name="Person 0")
        self.batch = Batch.objects.get(call=self.call, kind="import")
        self.upload = Upload.objects.get(call=self.call)
        self.composition = Composition.objects.get(call=self.call)
        self.reviewer = Reviewer.objects.get(call=self.call)
        self.role = Role.objects.get(subject=self.call.pk)
        self.seated = self.cohort.members.first()
        self.day = Day.objects.filter(session__cohort=self.cohort).first()
        self.plank = self.platform.planks.order_by("position").first()
        self.step = Commitment.objects.get(cohort=self.platform.cohort)
        self.job = job_of(self.staff.account, self.host, self.upload)
        # A hold that counts would keep what the crawlers' buttons delete.
        over = {"since": AT, "lifted_at": AT}
        self.hold = LegalHold.objects.create(host=self.host, reason="A claim", **over)


@dataclass
class Looker:
    """Somebody who looks: a name, and the browser they look with."""

    name: str
    client: Client
    account: Account | None = None
    person: Person | None = None
    job: Job | None = None
    at: Part | None = None
    kinds: frozenset[RoleKind] = frozenset()
    second_factor: bool = False
    cookies: dict[str, str] = field(default_factory=dict)
    #: Whether the browser came in by itself, as with a printed card.
    is_in: bool = False

    def __post_init__(self) -> None:
        if self.account is not None and not self.is_in:
            self.client.force_login(self.account)
        for name, value in self.cookies.items():
            self.client.cookies[name] = value
        self._kept = {name: one.value for name, one in self.client.cookies.items()}

    @property
    def held(self) -> list[str]:
        """What their browser holds already."""
        return list(self._kept.values())

    def ask(self, method: str, address: str, data: Any = None) -> Any:
        """One request as if it were this browser's next one."""
        self.client.cookies.clear()
        for name, value in self._kept.items():
            self.client.cookies[name] = value
        send = self.client.get if method == "GET" else self.client.post
        return send(address, data or {}, secure=True)


class World:
    """Two hosts. ``ours`` is what the lookers belong to, ``others`` is at the same host."""

    def __init__(self) -> None:
        self.home = make_host("home")
        self.abroad = make_host("abroad")
        # The demo region's door makes the whole region once; it has been made.
        demo = make_host("demo", is_demo=True)
        known = told("region")["host"]["administrator"]
        self.demo_administrator = make_viewer(demo, ADMINISTRATOR, email=known).account
        self.keeper = make_viewer(self.home, RoleKind.STAFF, email="keeper@home.example")
        stranger = make_viewer(self.abroad, RoleKind.STAFF, email="keeper@abroad.example")
        self.foreign = Part(self.abroad, stranger, "foreign", BODIES[0])
        self.others = Part(self.home, self.keeper, "others", BODIES[1])
        self.ours = Part(self.home, self.keeper, "ours", BODIES[0])
        self.lookers = self._lookers()
        self._belongings()

    def _lookers(self) -> dict[str, Looker]:
        found = [
            Looker("nobody", Client()),
            self._signed_in("no role"),
            self._signed_in("ended", *RoleKind, ended=True),
            self._signed_in("suspended", RoleKind.STAFF),
            self._signed_in("administrator", ADMINISTRATOR),
            self._signed_in("administrator, one factor", ADMINISTRATOR),
            self._signed_in("staff", RoleKind.STAFF),
            self._signed_in("committee", RoleKind.COMMITTEE),
            self._signed_in("facilitator", RoleKind.FACILITATOR),
            self._signed_in("member", RoleKind.MEMBER),
            self._signed_in("alumnus", RoleKind.MEMBER),
            self._signed_in("staff elsewhere", RoleKind.STAFF, at=self.foreign),
            self._signed_in("administrator elsewhere", ADMINISTRATOR, at=self.foreign),
            self._signed_in("facilitator elsewhere", RoleKind.FACILITATOR, at=self.foreign),
            self._signed_in("member elsewhere", RoleKind.MEMBER, at=self.foreign),
            self._with_a_card("member by card"),
            self._signed_in("erased", RoleKind.STAFF),
            self._phone("phone", self.ours, "alone_token"),
            self._phone("phone at the door", self.ours, "door_token"),
            self._phone("phone elsewhere", self.foreign, "alone_token"),
        ]
        return {one.name: one for one in found}

    def _signed_in(
        self, name: str, *kinds: RoleKind, at: Part | None = None, ended: bool = False
    ) -> Looker:
        """Somebody with these roles where things of a part are theirs, known there as a person."""
        part = at or self.ours
        account = Account.objects.create_user(f"{name.replace(' ', '-')}@x.example", name=name)
        with inside(part.host):
            for kind in kinds:
                for subject in self._subjects(part, kind):
                    Role.objects.create(
                        host=part.host,
                        account=account,
                        kind=kind,
                        subject=subject,
                        since=AT,
                        ended_at=AT if ended else None,
                    )
            person = make_person(part.host, name.title(), account=account)
            job = job_of(account, part.host, part.upload)
        open_kinds = frozenset() if ended else frozenset(kinds)
        return Looker(name, Client(), account, person, job, part, open_kinds)

    def _with_a_card(self, name: str) -> Looker:
        """A member without e-mail, whom a printed card signed in."""
        part, client = self.ours, Client()
        with inside(part.host):
            person = make_person(part.host, name.title(), email="")
            member = make_member(part.quiet.cohort, person)
            _card, code = make_member_card(viewer=self.keeper, member=member, at=timezone.now())
            account = Account.objects.get(pk=member.account_id)
            for one in part.cohorts:
                given = {"host": part.host, "account": account, "subject": one.pk}
                Role.objects.get_or_create(
                    **given, kind=RoleKind.MEMBER, ended_at=None, defaults={"since": AT}
                )
            job = job_of(account, part.host, part.upload)
            person.refresh_from_db()
        client.post("/account/card/", {"code": code}, secure=True)
        kinds = frozenset({RoleKind.MEMBER})
        return Looker(name, client, account, person, job, part, kinds, is_in=True)

    @staticmethod
    def _phone(name: str, part: Part, token: str) -> Looker:
        """A browser that holds a place and no account."""
        return Looker(name, Client(), at=part, cookies={"place": getattr(part, token)})

    @staticmethod
    def _subjects(part: Part, kind: RoleKind) -> list[Any]:
        """What a role of this kind is limited to at a part; nothing for the host's own."""
        if kind == RoleKind.COMMITTEE:
            return [part.call.pk]
        if kind in (RoleKind.FACILITATOR, RoleKind.MEMBER):
            return [one.pk for one in part.cohorts]
        return [None]

    def _belongings(self) -> None:
        """What roles alone do not give: a second factor, a seat, a place, an own entry."""
        known = self.lookers
        for name in ("administrator", "administrator elsewhere"):
            TOTP.activate(known[name].account, generate_totp_secret())
            known[name].second_factor = True
        with inside(self.home):
            committee = known["committee"].account
            Reviewer.objects.create(
                host=self.home, call=self.ours.call, account=committee, invited_at=AT
            )
            member = known["member"]
            make_member(self.ours.quiet.cohort, member.person, account=member.account)
            first = self.ours.alumni[0]
            own = known["alumnus"]
            Person.objects.filter(pk=own.person.pk).delete()
            Person.objects.filter(pk=first.person_id).update(account=own.account)
            own.person = Person.objects.get(pk=first.person_id)
            make_member(self.ours.quiet.cohort, own.person, account=own.account)
        with inside(self.abroad):
            theirs = known["member elsewhere"]
            make_member(self.foreign.quiet.cohort, theirs.person, account=theirs.account)
        suspended = known["suspended"]
        suspended.account.is_active = False
        suspended.account.save()
        suspended.kinds = frozenset()
        erased = known["erased"]
        erase_oneself(viewer=Viewer(account=erased.account), at=timezone.now())
        # The browser is still there, with the sign-in that it had.
        erased.account = erased.person = erased.job = None
        erased.kinds = frozenset()
