"""An evening in one room, and the platform that grows from it."""

from __future__ import annotations

import re

import pytest

from factories.cohorts import make_cohort
from factories.hosts import make_host, make_viewer
from journeys import evening as playing
from journeys.evening import CANARY, FRUIT, VALUES, Evening
from journeys.seats import Lead, Seat
from journeys.walker import Said, Walker, Way
from thousandfold.alumni.models import Alumnus
from thousandfold.base.choices import RoleKind
from thousandfold.base.scope import every_host, inside
from thousandfold_exercises.me_tree import card as tree_card

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
TITLE = Said("What Bayshore stands for")
NO_ROOM = "No room answers to this code now. Look at the wall again, or ask for the new code."


@pytest.fixture(params=LEADING, ids=str)
def evening(request, somebody) -> Evening:
    host = make_host("bayshore")
    with inside(host):
        cohort = make_cohort(host, people=5)
    account = make_viewer(host, RoleKind.FACILITATOR, subject=cohort.id).account
    make_viewer(host, RoleKind.STAFF, email=account.email)
    lead = Lead(somebody(request.param).signs_in(account).goes("/h/bayshore/"))
    code = lead.opens_the_room("Cohort 1")
    seats = [Seat(somebody(way, name)) for name, way in SITTING.items()]
    finds_no_room(seats[0].walker, "AAAAAA")
    for one in seats[:-1]:
        one.joins(code)
    lead.lets_everybody_in().shuts_the_doors()
    finds_no_room(somebody(LEADING[0]), code)
    wall = somebody(Way("laptop", request.param.language, True)).goes(lead.wall_address())
    return Evening(lead, wall, *seats)


def test_an_evening_in_one_room_becomes_a_platform(evening):
    playing.shares_objects(evening)
    playing.draws_trees(evening)
    playing.grows_the_forest(evening)
    staff = evening.lead.walker
    drafts_a_platform(staff)
    lowering_is_followed_everywhere(evening, staff)
    adopts(staff)
    staff.turns_to("Room").follows("Cohort 1").follows("Lead what is open")
    evening.lead.closes()
    playing.closes_the_circle(evening)
    takes_the_tree_home(evening.ana.walker)
    becomes_alumni(staff, evening.dee.walker)
    nothing_kept_was_ever_sent(evening)


def finds_no_room(walker: Walker, code: str) -> None:
    """A wrong code and one that has run out lead to the same sentence."""
    walker.goes("/join/").writes("The code on the wall", code)
    walker.is_refused("Go on", NO_ROOM)


def drafts_a_platform(staff: Walker) -> None:
    staff.turns_to("Platform").follows("Begin its platform").writes("Title", TITLE)
    staff.presses("Begin", "main").finds(FRUIT[0]).follows("Word it").writes(
        "What should change", "Shade at every bus stop by next July."
    )
    staff.presses("Save", "main")


def lowering_is_followed_everywhere(evening: Evening, staff: Walker) -> None:
    """The forest, its counts and the plank's evidence follow on the very next view."""
    platform(staff).finds(VALUES[0])
    evening.on_the_wall().finds(VALUES[0])
    playing.lowers(evening.ana, VALUES[0])
    evening.on_the_wall().misses(VALUES[0])
    platform(staff).misses(VALUES[0])


def platform(staff: Walker) -> Walker:
    return staff.turns_to("Platform").follows(TITLE)


def adopts(staff: Walker) -> None:
    platform(staff).follows("Adopt the platform")
    staff.page.get_by_role("checkbox").first.check()
    why = "Type how many people stood at each step of agreement."
    staff.is_refused("Record the adoption", why)
    staff.page.get_by_label(re.compile("^1\\. ")).last.fill("5")
    staff.presses("Record the adoption", "main")
    staff.reads("The platform is adopted. Its words stand; what changes later is an amendment.")
    staff.turns_to("Cohorts").follows("Cohort 1").reads("platform adopted", ".path")


def takes_the_tree_home(walker: Walker) -> None:
    walker.goes("/room/mine/")
    part = walker.page.locator("main section").filter(
        has=walker.page.get_by_role("heading", name=walker.say(tree_card.CARD.title), exact=True)
    )
    walker.follows("Take it home", part)
    drawing = walker.sees_link("The drawing (SVG)").get_attribute("href") or ""
    assert walker.fetches(drawing).lstrip().startswith((b"<svg", b"<?xml"))
    assert walker.fetches(drawing.replace(".svg", ".pdf")).startswith(b"%PDF")


def becomes_alumni(staff: Walker, member: Walker) -> None:
    staff.turns_to("Alumni").follows("Finish with a cohort").chooses("Cohort", "Cohort 1")
    staff.presses("Finish", "main").misses("Cohort 1 Person 01", "table, .empty")
    with every_host("the link in a letter names its own page"):
        key = Alumnus.objects.get(person__name="Cohort 1 Person 01").key
    member.goes(f"/alumni/own/{key}/").page.get_by_role("radio").first.check()
    member.presses("Let them find me")
    member.reads("You can be found now. Take it back here whenever you like.")
    staff.turns_to("Alumni").finds("Cohort 1 Person 01", "table")


def nothing_kept_was_ever_sent(evening: Evening) -> None:
    for one in (*(seat.walker for seat in evening.everybody), evening.lead.walker):
        assert CANARY not in " ".join(one.sent)
