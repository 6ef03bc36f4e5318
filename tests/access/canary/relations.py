"""What somebody is to a row: it is theirs, they lead its cohort, they hold the link to it."""

from __future__ import annotations

from typing import Any

from access.canary.planting import Canary
from access.canary.ties import Belongs, Ties
from access.world import Looker, World
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import every_host
from thousandfold.exercises import codes
from thousandfold.exercises.choices import Capture
from thousandfold.exercises.models import Place, StoredAnswer
from thousandfold.people.models import Person

ANYBODY, SELF = "anybody", "self"
ROLE, STAFF, ADMINISTRATOR = "a role at the host", "staff of the host", "its administrator"
COMMITTEE, LEADS, MEMBER = "committee of the call", "leads the cohort", "in the cohort"
TABLE, AT_THE_HOST = "a place in the cohort's room", "a place at the host"
HOLDER, HOLDER_OF_HOST = "holds the link to it", "holds a link of the host"
SCRIBE = "holds the sheet it was typed in from"
OFFICE = "a role at the host, about somebody in a public body"
DIRECTORY = "alumnus of the host, about somebody who is listed"
#: Lookers without an account, and the place of ours or of the other host that they hold.
AT_PLACES = ("phone", "phone elsewhere", "phone at the door")


class Relations:
    """What lookers are to canaries."""

    def __init__(self, world: World) -> None:
        self.world, self.ties = world, Ties()
        self.cohorts = {one.pk for one in world.ours.cohorts}
        with every_host("the places that phones hold"):
            self.places = {name: _place_of(world.lookers[name]) for name in AT_PLACES}

    def of(self, looker: Looker, canary: Canary) -> set[str]:
        """Every relation between the two."""
        found = {ANYBODY}
        row = self.ties.of(canary.row)
        if looker.account and looker.account.is_active:
            found |= self._by_role(looker, canary, row)
            if looker.account.pk in row.account:
                found.add(SELF)
        if "place" in looker.cookies:
            found |= self._by_place(looker, row)
        return found

    def of_holder(self, key: Any, canary: Canary) -> set[str]:
        """Every relation to whoever holds the word that opens this row."""
        held, row = self.ties.of(key), self.ties.of(canary.row)
        found = {ANYBODY}
        if held.host & row.host:
            found.add(HOLDER_OF_HOST)
        if key.pk == canary.pk or held.person & row.person:
            found.add(HOLDER)
        if held.place & row.place:
            found |= {HOLDER, SELF}
        if held.cohort & row.cohort and not isinstance(canary.row, Person):
            found.add(TABLE)
        return found

    def _by_role(self, looker: Looker, canary: Canary, row: Belongs) -> set[str]:
        if looker.at is None or not looker.kinds or looker.at.host.pk not in row.host:
            return set()
        ours = bool(row.cohort & self.cohorts) and looker.at is self.world.ours
        mine = self.world.ours.call.pk in row.call
        leads = RoleKind.FACILITATOR in looker.kinds and ours
        staff = RoleKind.STAFF in looker.kinds
        person = canary.row.pk if isinstance(canary.row, Person) else None
        holds = {
            ROLE: True,
            STAFF: staff,
            ADMINISTRATOR: RoleKind.ADMINISTRATOR in looker.kinds and looker.second_factor,
            COMMITTEE: RoleKind.COMMITTEE in looker.kinds and mine,
            LEADS: leads,
            MEMBER: RoleKind.MEMBER in looker.kinds and ours,
            SCRIBE: (leads or staff) and _is_from_a_sheet(canary.row),
            OFFICE: person in self.ties.in_office,
            DIRECTORY: looker.name == "alumnus" and person in self.ties.listed,
        }
        return {name for name, held in holds.items() if held}

    def _by_place(self, looker: Looker, row: Belongs) -> set[str]:
        place = self.places[looker.name]
        found = {AT_THE_HOST} if place.host_id in row.host else set()
        if place.pk in row.place:
            found.add(SELF)
        if place.room.cohort_id in row.cohort and looker.name != "phone at the door":
            found.add(TABLE)
        return found


def _place_of(looker: Looker) -> Place:
    digest = codes.digest(looker.cookies["place"], "device")
    return Place.objects.select_related("room").get(device=digest)


def _is_from_a_sheet(row: Any) -> bool:
    return isinstance(row, StoredAnswer) and row.captured == Capture.SCRIBE and not row.confirmed
