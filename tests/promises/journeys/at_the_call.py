"""Journeys of a call, its committee and its cohort: from the first word to who is here today."""

from __future__ import annotations

from promises.journeys.registry import Trip, core, journey
from promises.journeys.world import stored
from thousandfold.recruitment.models import Batch, Call, Cohort, Mark, Member, Nomination
from thousandfold.training.models import Attendance, Day, Slot

LIST = (
    b"Name,Email,Town,Immigration status\nNoor Haddad,noor@list.example,Alviso,x\n"
    b",nobody@list.example,,\n"
)


@journey
def opens_a_call(trip: Trip) -> None:
    walker = trip.staff().here("recruitment:call-new").writes("Title", "Leaders of spring")
    walker.writes("Smallest cohort", "4").writes("Largest cohort", "6")
    walker.writes("Last day", "2027-02-01").presses("Keep as a draft", "main")
    walker.presses("Open the call", "main")
    [call] = stored(Call, title="Leaders of spring")
    assert (call.state, call.size_most, str(call.closes_on)) == ("open", 6, "2027-02-01")


@core
def adds_a_nomination_by_hand(trip: Trip) -> None:
    walker = trip.staff().here("recruitment:nomination-new", trip.region.call.pk)
    walker.writes("Their name", "Noor Haddad").writes("Their e-mail", "noor@list.example")
    walker.sends()
    assert len(stored(Nomination, name="Noor Haddad")) == 1


@core
def imports_a_list_sees_its_mistakes_and_takes_it_back(trip: Trip) -> None:
    walker = trip.staff().here("recruitment:imports", trip.region.call.pk)
    walker.uploads("Your list", {"name": "l.csv", "mimeType": "text/csv", "buffer": LIST})
    walker.presses("Read the file").reads("never read", walker.row("Immigration status"))
    walker.presses("See what would happen").finds("“Full name” is missing.", "main")
    walker.presses("Import", ".page-head")
    assert len(stored(Nomination, name="Noor Haddad")) == 1
    walker.presses("Undo", "main")
    assert stored(Nomination, name="Noor Haddad") == []


@journey
def notes_a_yes_for_one_of_many(trip: Trip) -> None:
    walker = trip.staff().here("recruitment:nominations", trip.region.call.pk)
    row = walker.row("Lan Nguyen").locator("input[name=row]")
    walker.marks(row)
    walker.chooses("What to do with them", "note that they said yes", "body")
    walker.presses("Look at what it would do").presses("Do it for 1 person", "main")
    assert stored(Nomination, pk=trip.region.nominee.pk)[0].state == "confirmed"
    assert len(stored(Batch, action="confirm")) == 2


@journey
def joins_two_entries_of_one_person(trip: Trip) -> None:
    walker = trip.staff().here("recruitment:duplicates", trip.region.call.pk).follows("Compare")
    walker.presses("One person: join them", "main")
    assert len([one for one in stored(Nomination) if one.merged_into_id]) == 1


@core
def reads_and_rates_a_nomination(trip: Trip) -> None:
    walker = trip.reader().here("recruitment:review", trip.region.call.pk).follows("Begin")
    walker.writes("Your score", "7.5").writes("Note to yourself", "Ask about buses.")
    walker.presses("Keep and go on", "main").presses("I am too close to this person", "main")
    assert sorted(one.kind for one in stored(Mark)) == ["conflict", "scored"]


@core
def composes_a_cohort_moves_somebody_out_and_seats_it(trip: Trip) -> None:
    walker = trip.staff().here("recruitment:compose", trip.region.call.pk)
    walker.presses("Compose the best group", "main")
    inside = walker.page.locator("main table").first.locator("select")
    name = (inside.first.get_attribute("aria-label") or "").removeprefix("Rule about ")
    walker.picks(inside.first, "must not be in")
    walker.presses("Compose again with these rules", "main")
    group = walker.page.locator("main table").first
    assert name not in group.inner_text()
    walker.follows("Decide").writes("Name of the cohort", "Cohort of spring")
    walker.presses("Seat the cohort", "main")
    [cohort] = stored(Cohort, title="Cohort of spring")
    assert name not in {one.person.name for one in stored(Member, cohort=cohort)}


@journey
def plans_the_sessions_of_a_cohort(trip: Trip) -> None:
    [cohort] = stored(Cohort, title="Cohort 2")
    walker = trip.staff().here("training:session-plan", cohort.pk)
    days = walker.page.locator("main input[type=date]")
    for number in range(days.count()):
        walker.types(days.nth(number), f"2027-0{number + 1}-09")
    walker.writes("Place", "Tamien Community Hall").presses("Plan the sessions", "main")
    assert len(stored(Day, session__cohort=cohort)) == 2 * 4


@core
def moves_a_day(trip: Trip) -> None:
    day = _first_day(trip)
    walker = trip.staff().here("training:day-change", day.pk)
    walker.writes("Starts at", "11:30").presses("Save", "main")
    assert str(stored(Day, pk=day.pk)[0].starts) == "11:30:00"


@core
def puts_the_agenda_in_another_order(trip: Trip) -> None:
    day = _first_day(trip)
    before = _agenda(day)
    walker = trip.staff().here("training:agenda", day.pk)
    walker.clicks(walker.page.get_by_role("button", name="Move Break up").first)
    assert _agenda(day) == [before[1], before[0], *before[2:]]


def _first_day(trip: Trip) -> Day:
    days = stored(Day, session__cohort=trip.region.cohort)
    return min(days, key=lambda one: one.date)


def _agenda(day: Day) -> list[str]:
    return [str(one.pk) for one in sorted(stored(Slot, day=day), key=lambda one: one.number)]


@core
def takes_attendance(trip: Trip) -> None:
    day = _first_day(trip)
    walker = trip.staff().here("training:attendance", day.pk)
    of_one = walker.page.get_by_role("group", name="Cohort 1 Person 02")
    walker.presses_it(of_one.get_by_role("button", name="Came late"))
    if walker.way.script:
        walker.page.locator("[data-saved]:visible").wait_for()
    else:
        walker.looks()
    assert [one.mark for one in stored(Attendance, day=day)] == ["late"]
