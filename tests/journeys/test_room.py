"""An evening in one room, and the platform that grows from it."""

from __future__ import annotations

import pytest

from factories.cohorts import make_cohort, make_member
from factories.hosts import make_host, make_viewer
from factories.people import make_person
from journeys import afterwards, other_ways
from journeys import evening as playing
from journeys.evening import CANARY, STEPS_HOME, VALUES, Evening
from journeys.forest_evening import grows_the_forest
from journeys.seats import Lead, Seat
from journeys.walker import Walker, Way
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import every_host, inside
from thousandfold.exercises.models import StoredAnswer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Who leads, in two ways; who sits at the table stays the same: each screen, language and script.
LEADING = (Way("laptop", "en", True), Way("phone", "es", False))
SITTING = {
    "Ana": Way("phone", "es", True),
    "Bao": Way("phone", "en", False),
    "Cai": Way("phone", "en", True),
    "Dee": Way("laptop", "es", False),
    "Eli": Way("laptop", "en", True),
}
NO_ROOM = "No room answers to this code now. Look at the wall again, or ask for the new code."
#: Cai is asked in every exercise; fewer would mean that a step was left out.
LEAST_PASSED = 15


@pytest.fixture(params=LEADING, ids=str)
def evening(request, somebody) -> Evening:
    host = make_host("bayshore")
    with inside(host):
        cohort = make_cohort(host, people=4)
        dee = make_person(host, afterwards.MEMBER, called="Dee")
        member = make_viewer(host, RoleKind.MEMBER, subject=cohort.id, email="dee@bayshore.example")
        make_member(cohort, dee, account=member.account)
    account = make_viewer(host, RoleKind.FACILITATOR, subject=cohort.id).account
    make_viewer(host, RoleKind.STAFF, email=account.email)
    lead = Lead(somebody(request.param).signs_in(account).goes("/h/bayshore/"))
    seats = {name: Seat(somebody(way, name)) for name, way in SITTING.items()}
    lead.opens_the_room("Cohort 1")
    other_ways.opens_for_a_time_alone(lead)
    seats["Dee"].walker.signs_in(member.account)
    other_ways.draws_at_home(seats["Dee"])
    sits_down(lead, [seats["Ana"], seats["Bao"], seats["Cai"]], somebody(LEADING[0]))
    wall = somebody(Way("laptop", request.param.language, True), "the wall")
    wall.turns_pages = True
    return Evening(lead, wall.goes(lead.wall_address()), *seats.values())


def sits_down(lead: Lead, seats: list[Seat], stranger: Walker) -> None:
    """People come in by the code on the wall; no other opens, and that one no longer than told."""
    code = lead.opens_the_doors()
    finds_no_room(seats[0].walker, "AAAAAA")
    for one in seats:
        one.joins(code)
    lead.lets_everybody_in().shuts_the_doors()
    finds_no_room(stranger, code)


def finds_no_room(walker: Walker, code: str) -> None:
    """A wrong code and one that has run out lead to the same sentence."""
    walker.goes("/join/").writes("The code on the wall", code)
    walker.is_refused("Go on", NO_ROOM)


def test_an_evening_in_one_room_becomes_a_platform(evening):
    staff = evening.lead.walker
    playing.shares_objects(evening)
    playing.draws_trees(evening)
    other_ways.types_in_a_sheet(staff)
    grows_the_forest(evening)
    afterwards.drafts_a_platform(staff)
    afterwards.opens_to_trees_by_consent(evening, staff)
    afterwards.lowering_is_followed_everywhere(evening, staff)
    afterwards.adopts(staff)
    staff.turns_to("Room").follows("Cohort 1").follows("Lead what is open")
    evening.lead.closes()
    playing.closes_the_circle(evening)
    goes_home(evening, staff)
    nothing_kept_was_ever_sent(evening)


def goes_home(evening: Evening, staff: Walker) -> None:
    """Everybody has their tree and their step; who passed on everything has nothing."""
    for one in (evening.ana, evening.dee):
        afterwards.takes_the_tree_home(one.walker)
    for one, step in zip((evening.ana, evening.dee), STEPS_HOME, strict=True):
        afterwards.takes_the_step_home(one.walker, step)
    assert evening.passed >= LEAST_PASSED
    afterwards.has_passed_on_everything(evening.cai.walker)
    afterwards.becomes_alumni(staff, evening.dee.walker)
    afterwards.stands_on_the_path(staff)


def nothing_kept_was_ever_sent(evening: Evening) -> None:
    """Ana's phone sent what she let out, and not a letter of what she kept; nor has the house it."""
    assert VALUES[0].replace(" ", "+") in " ".join(evening.ana.walker.sent)
    for one in (*(seat.walker for seat in evening.everybody), evening.lead.walker):
        assert CANARY not in " ".join(one.sent)
    with every_host("whatever anybody stored"):
        assert not any(CANARY in str(one.said) for one in StoredAnswer.objects.all())
