# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages that people use, with the addresses they have at one host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Count

from thousandfold.alumni.models import Alumnus
from thousandfold.base.models import Host, Message, TrailEntry
from thousandfold.base.scope import inside
from thousandfold.campaigns.models import Platform
from thousandfold.exercises.models import Place, Room, Run
from thousandfold.people.models import Organisation, Person
from thousandfold.power.models import FollowedBody
from thousandfold.recruitment.models import Call, Cohort, Nomination
from thousandfold.training.models import Day

STAFF, ADMINISTRATOR, PHONE, NOBODY = "staff", "administrator", "phone", "nobody"
LAST = "page=999999"


@dataclass(frozen=True)
class Asked:
    """One page: what it is called here, its address, and who asks for it."""

    name: str
    path: str
    who: str = STAFF


def host_of(which: str) -> Host:
    """The first host, which is the same in every network, or the largest one."""
    return Host.objects.get(slug="host-0000" if which == "same" else _largest())


def _largest() -> str:
    """After the first, hosts come in the order of their size."""
    return "host-0001" if Host.objects.count() > 1 else "host-0000"


def pages(host: Host) -> list[Asked]:
    """Every page that is measured."""
    with inside(host):
        return [*_lists(host), *_things(host), *_room(host), *_exports(host)]


def _lists(host: Host) -> list[Asked]:
    at, name = f"/h/{host.slug}", quote("nguy")
    people, trail = f"{at}/people/", f"{at}/host/trail/"
    return [
        Asked("today", f"{at}/"),
        Asked("people, first page", people),
        Asked("people, last page", f"{people}?{LAST}"),
        Asked("people, by role", f"{people}?post=community"),
        Asked("people, by town, last page", f"{people}?sort=-town"),
        Asked("people, name begins", f"{people}?q={name}"),
        Asked("people, middle of a name", f"{people}?q=uye"),
        Asked("people, two words", f"{people}?q=maria+oakland"),
        Asked("search everything", f"{at}/search/?q={name}"),
        Asked("search for nothing there", f"{at}/search/?q=qqxzq"),
        Asked("organisations", f"{at}/organisations/"),
        Asked("coalition", f"{at}/coalition/"),
        Asked("calls", f"{at}/recruit/"),
        Asked("cohorts", f"{at}/cohorts/"),
        Asked("sessions of all", f"{at}/train/"),
        Asked("rooms", f"{at}/room/"),
        Asked("platforms", f"{at}/platforms/"),
        Asked("bodies", f"{at}/bodies/"),
        Asked("alumni", f"{at}/alumni/"),
        Asked("alumni, last page", f"{at}/alumni/?{LAST}"),
        Asked("steps", f"{at}/alumni/steps/"),
        Asked("outbox", f"{at}/outbox/"),
        Asked("outbox, last page", f"{at}/outbox/?{LAST}"),
        Asked("outbox, drafts", f"{at}/outbox/?state=draft"),
        Asked("outbox, search", f"{at}/outbox/?q=leaders"),
        Asked("trail", trail, ADMINISTRATOR),
        Asked("trail, last page", f"{trail}?{LAST}", ADMINISTRATOR),
        Asked("trail, one kind", f"{trail}?act=people.person.registered", ADMINISTRATOR),
        Asked("roles", f"{at}/host/roles/", ADMINISTRATOR),
        Asked("what is held", f"{at}/host/held/", ADMINISTRATOR),
        Asked("keeping", f"{at}/host/keeping/", ADMINISTRATOR),
    ]


def _things(host: Host) -> list[Asked]:
    at = f"/h/{host.slug}"
    call = Call.objects.filter(state="closed").order_by("-created_at")[0]
    one = Nomination.objects.filter(call=call, state="confirmed").order_by("sort_name")[0]
    cohort = Cohort.objects.exclude(members=None).order_by("-seated_at")[0]
    person = Person.objects.filter(memberships__cohort=cohort).order_by("sort_name")[0]
    day = Day.objects.filter(session__cohort=cohort).order_by("date")[0]
    recruit, names = f"{at}/recruit/{call.pk}", f"{at}/recruit/{call.pk}/nominations/"
    body = FollowedBody.objects.order_by("key")[0]
    return [
        Asked("person", f"{at}/people/{person.pk}/"),
        Asked("organisation", f"{at}/organisations/{Organisation.objects.all()[0].pk}/"),
        Asked("call", f"{recruit}/"),
        Asked("nominations", names),
        Asked("nominations, best first", f"{names}?sort=-average"),
        Asked("nominations, search", f"{names}?q=an"),
        Asked("nomination", f"{names}{one.pk}/"),
        Asked("duplicates", f"{recruit}/duplicates/"),
        Asked("committee", f"{recruit}/committee/"),
        Asked("balance", f"{recruit}/balance/"),
        Asked("compose", f"{recruit}/compose/"),
        Asked("cohort", f"{at}/cohorts/{cohort.pk}/"),
        Asked("members", f"{at}/recruit/cohorts/{cohort.pk}/members/"),
        Asked("sessions of a cohort", f"{at}/train/cohorts/{cohort.pk}/"),
        Asked("day", f"{at}/train/days/{day.pk}/"),
        Asked("attendance", f"{at}/train/days/{day.pk}/attendance/"),
        Asked("body", f"{at}/bodies/{body.key}/"),
        Asked("message", f"{at}/outbox/{Message.objects.all()[0].pk}/"),
        *_platform(at),
    ]


def _platform(at: str) -> list[Asked]:
    found = Platform.objects.annotate(many=Count("planks")).order_by("-many", "id").first()
    return [Asked("platform", f"{at}/platforms/{found.pk}/")] if found else []


def _room(host: Host) -> list[Asked]:
    """The room whose forest is live: its desk, its wall, one phone in it."""
    run = Run.objects.filter(state="live").select_related("room").first()
    if run is None:
        return []
    at = f"/h/{host.slug}/room/{run.room.cohort_id}"
    return [
        Asked("room", f"{at}/"),
        Asked("console", f"{at}/runs/{run.pk}/"),
        Asked("wall", f"/screen/{run.room.screen_token}/", NOBODY),
        Asked("phone's page", "/room/", PHONE),
    ]


def _exports(host: Host) -> list[Asked]:
    at = f"/h/{host.slug}"
    cohort = Cohort.objects.exclude(members=None).order_by("-seated_at")[0]
    alumnus = Alumnus.objects.select_related("person").first()
    held = f"{at}/people/{alumnus.person_id}/held/" if alumnus else ""
    found = [
        Asked("calendar of a cohort", f"{at}/train/cohorts/{cohort.pk}/sessions.ics"),
        Asked("alumnus' own page", f"/alumni/own/{alumnus.key}/" if alumnus else "", NOBODY),
        Asked("all that is held about one", held, ADMINISTRATOR),
    ]
    return [one for one in found if one.path]


def phone_of(host: Host) -> tuple[Place, str] | None:
    """A place in the live room, held by a phone with the token that is returned."""
    from thousandfold.exercises import codes

    with inside(host):
        run = Run.objects.filter(state="live").first()
        place = Place.objects.filter(room=run.room).order_by("id").first() if run else None
        if place is None:
            return None
        token = f"the-phone-of-{host.slug}"
        Place.objects.filter(pk=place.pk).update(device=codes.digest(token, "device"))
        return place, token


def facts(host: Host) -> dict[str, Any]:
    """How much this host has."""
    with inside(host):
        return {
            "people": Person.objects.count(),
            "cohorts": Cohort.objects.count(),
            "calls": Call.objects.count(),
            "trail": TrailEntry.objects.count(),
            "rooms": Room.objects.count(),
        }
