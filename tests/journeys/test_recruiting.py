"""From a call to a seated cohort: by link, from a spreadsheet, read, balanced, composed."""

from __future__ import annotations

import pytest

from factories.hosts import make_host, make_viewer
from factories.people import make_coalition, make_organisation
from journeys.lists import HOMES, PEOPLE, messy_list
from journeys.walker import Walker
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account
from thousandfold.base.scope import inside

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CALL = "Leaders of the Bayshore"


@pytest.fixture
def staff(walker) -> Walker:
    host = make_host("bayshore")
    with inside(host):
        make_coalition(host, make_organisation(host, "Cannery Workers 11"))
    return walker.signs_in(make_viewer(host, RoleKind.STAFF).account).goes("/h/bayshore/")


def test_a_cohort_is_nominated_imported_read_balanced_and_seated(staff, somebody, way):
    nominates(somebody(way, "stranger"), opens_a_call(staff))
    brings_the_list(staff)
    staff.presses("Undo", "main").follows("See nominations").misses("Bao Đặng")
    brings_the_list(staff)
    notes_their_yes(staff)
    invites_a_reader(staff)
    scores(somebody(way, "reader"), staff.page.url)
    asks_for_the_impossible(staff)
    decides(staff)


def opens_a_call(staff: Walker) -> str:
    staff.turns_to("Recruit").follows("Write the first call").writes("Title", CALL)
    staff.writes("Smallest cohort", "4").writes("Largest cohort", "6")
    staff.presses("Keep as a draft").presses("Open the call", "main")
    staff.reads("The call is open. Share the link, or print the invitation.")
    return staff.page.locator("main a[href*='/nominate/']").get_attribute("href") or ""


def nominates(stranger: Walker, link: str) -> None:
    stranger.goes(link).finds(CALL, "h1")
    stranger.writes("Your name", "Marisol Vega").writes("Their name", "Noor Haddad")
    why = "Write an e-mail address or a phone number."
    stranger.is_refused("Send the nomination", why).writes("Their phone", "408 555 0143")
    stranger.writes("Why this person?", "She organised the bus riders.")
    stranger.presses("Send the nomination").reads("Your nomination is sent", "h1")


def brings_the_list(staff: Walker) -> None:
    staff.turns_to("Recruit").follows(CALL).follows("Import a list")
    staff.field("Your list").set_input_files(
        {"name": "leaders.csv", "mimeType": "text/csv", "buffer": messy_list()}
    )
    staff.presses("Read the file").reads("never read", staff.row("Immigration status"))
    staff.misses("never ", ".cards").finds("Bao Đặng", ".cards")
    staff.chooses("Type", "Sector").chooses("Shift", "keep for balance")
    staff.presses("See what would happen")
    staff.reads("Nothing has been written yet. This is what the import would do.")
    staff.presses("Import", ".page-head").finds("leaders.csv").follows("See nominations")
    staff.finds("Bao Đặng").finds("陈静").finds("Noor Haddad")
    staff.turns_to("Recruit").follows(CALL).follows("Import a list").follows("leaders.csv")


def notes_their_yes(staff: Walker) -> None:
    staff.follows("See nominations").page.get_by_role("checkbox").and_(
        staff.page.locator("[name=row]")
    ).first.check()
    staff.chooses("What to do with them", "note that they said yes", "body")
    staff.presses("Look at what it would do")
    everybody = PEOPLE + 1
    staff.presses(staff.count("Look at it for all %(n)s", "Look at it for all %(n)s", everybody))
    staff.presses(staff.count("Do it for %(n)s person", "Do it for %(n)s people", everybody))


def invites_a_reader(staff: Walker) -> None:
    staff.follows("See nominations").follows("Committee").writes("Name", "Rosa Quiñones")
    staff.writes("E-mail", "rosa@cannery.example").chooses("Organisation", "Cannery Workers 11")
    staff.presses("Invite").finds("Rosa Quiñones", "table")


def scores(reader: Walker, committee: str) -> None:
    reader.signs_in(Account.objects.get(email="rosa@cannery.example"))
    reader.goes("/h/bayshore/").turns_to("Recruit").follows(CALL).follows("Read and score")
    reader.follows("Begin").writes("Your score", "8").presses("Keep and go on")
    reader.writes("Your score", "6.5").presses("Keep and go on")
    reader.presses("I am too close to this person").presses("Leave this one to the others")
    reader.follows("Read and score", ".crumb").opens("Lock my marks").presses("Lock my marks")
    reader.reads("Your marks are locked.")


def asks_for_the_impossible(staff: Walker) -> None:
    staff.follows("Balance")
    unions = len(HOMES[0][-1])
    staff.opens("Sector").page.get_by_label(
        staff.say("at least, %(value)s", value=staff.say("Union"))
    ).fill("5")
    assert unions < 5
    staff.presses("Keep and go on to compose").presses("Compose the best group")
    staff.reads("These rules cannot all be kept").presses("Apply this change", "main")
    staff.reads("The balance was changed that way, and a group composed.")


def decides(staff: Walker) -> None:
    staff.reads("In the group").reads("Not in the group").follows("Decide")
    staff.writes("Name of the cohort", "Cohort of spring").presses("Seat the cohort")
    staff.finds("Cohort of spring", "h1").follows("Print personal cards")
    assert staff.page.locator("main b.code").count() >= 4
