"""Journeys of those who work at a host: people, bodies, platform, messages, and keeping the host."""

from __future__ import annotations

from promises.journeys.registry import Trip, core, journey
from promises.journeys.world import stored
from thousandfold.alumni.choices import StepState
from thousandfold.alumni.models import Alumnus, Commitment
from thousandfold.base.choices import MessageState
from thousandfold.base.models import LegalHold, Message, Role, SignInCard
from thousandfold.campaigns.models import Plank, Platform
from thousandfold.people.models import Adoption, Organisation, Person, Principles, Spell
from thousandfold.power.models import Sitting

BODY = "san-jose-city-council-ca"


@journey
def registers_a_person(trip: Trip) -> None:
    walker = trip.staff().here("pages:today").turns_to("People").follows("Register a person")
    walker.writes("Name", "Noor Haddad").writes("Languages", "Arabic, English")
    walker.presses("Register", "main").finds("Noor Haddad", "h1")
    assert len(stored(Person, name="Noor Haddad")) == 1


@journey
def registers_an_organisation(trip: Trip) -> None:
    walker = trip.staff().here("people:organisation-register")
    walker.writes("Name", "Bus Riders").chooses("Sector", "Community organisation")
    walker.chooses("Legal form", "Not incorporated").writes("Member since", "2026-01-15")
    walker.presses("Register", "main").finds("Bus Riders", "h1")
    assert len(stored(Organisation, name="Bus Riders")) == 1


@journey
def ends_a_role_of_a_person(trip: Trip) -> None:
    [spell] = stored(Spell)[:1]
    walker = trip.staff().here("people:person", spell.person_id)
    walker.follows("End or remove").writes("Last day", "2026-11-01").presses("End the role")
    assert str(stored(Spell, pk=spell.pk)[0].until) == "2026-11-01"


@journey
def proposes_principles_and_records_an_adoption(trip: Trip) -> None:
    walker = trip.staff().here("people:principles", trip.region.coalition.pk)
    walker.follows("Propose a new version").writes("Principles", "We decide in the open.")
    walker.presses("Propose this version").follows("Record an adoption")
    walker.chooses("Member", "Local 1").writes("Adopted on", "2026-11-01").presses("Record", "main")
    assert len(stored(Principles)) == 2
    assert len(stored(Adoption)) == 1


@journey
def records_who_sits_and_ends_it(trip: Trip) -> None:
    walker = trip.staff().here("power:sitting-new", BODY)
    walker.chooses("Seat", "7").chooses("Person", "Ana Ruiz").writes("Since", "2026-02-03")
    walker.presses("Record", "main")
    [sitting] = stored(Sitting, seat="7")
    assert str(sitting.since) == "2026-02-03"
    walker.clicks(walker.row("Ana Ruiz").get_by_role("link", name="End"))
    walker.writes("Last day", "2026-11-02").presses("End it", "main")
    assert str(stored(Sitting, seat="7")[0].until) == "2026-11-02"


@core
def adds_a_plank_and_moves_it_up(trip: Trip) -> None:
    platform = trip.region.platform
    walker = trip.staff().here("campaigns:platform", platform.pk)
    walker.follows("Add a plank").writes("What should change", "Buses all night by next May.")
    walker.presses("Add the plank", "main")
    before = _order(platform)
    walker.goes(f"/h/{trip.host}/platforms/{platform.pk}/")
    last = walker.page.get_by_role("button", name="Move up: ").last
    walker.clicks(last)
    after = _order(platform)
    assert after != before
    assert sorted(after) == sorted(before)


def _order(platform: Platform) -> list[str]:
    planks = stored(Plank, platform_id=platform.pk)
    return [str(one.pk) for one in sorted(planks, key=lambda one: one.position)]


@journey
def joins_two_planks(trip: Trip) -> None:
    first, second = _order(trip.region.platform)[:2]
    walker = trip.staff().here("campaigns:plank-merge", first)
    walker.marks(walker.page.locator(f"main input[value='{second}']"))
    walker.presses("Join them", "main")
    assert str(stored(Plank, pk=first)[0].merged_into_id) == second


@core
def counts_approvals_and_adopts(trip: Trip) -> None:
    platform = trip.region.platform
    walker = trip.staff().here("campaigns:approvals", platform.pk)
    walker.writes("Ballot slips", "1 2\n1\n2").presses("Count", "main")
    trip.here("campaigns:platform-adopt", platform.pk)
    walker.marks(walker.page.locator("main input[name=planks]").first)
    walker.types(walker.page.locator("main input[name=step-1]"), "4")
    walker.presses("Record the adoption", "main")
    assert stored(Platform, pk=platform.pk)[0].state == "adopted"


@journey
def changes_a_message_and_discards_it(trip: Trip) -> None:
    message = stored(Message, state=MessageState.DRAFT)[0]
    walker = trip.staff().here("base:message", message.pk).follows("Change it")
    walker.writes("Subject", "Before you answer").presses("Save", "main")
    assert stored(Message, pk=message.pk)[0].subject == "Before you answer"
    trip.here("base:message", message.pk).presses("Discard it", "main")
    assert stored(Message, pk=message.pk)[0].state == MessageState.DISCARDED


@journey
def discards_one_of_many_drafts(trip: Trip) -> None:
    walker = trip.staff().here("base:outbox")
    walker.marks(walker.page.locator("main input[name=row]").first)
    walker.chooses("What to do with them", "Discard").presses("Look at what it would do")
    walker.presses("Discard 1 message", "main")
    assert len(stored(Message, state=MessageState.DISCARDED)) == 1


@journey
def places_a_hold_and_lifts_it(trip: Trip) -> None:
    [person] = stored(Person, name="Ana Ruiz")
    walker = trip.staff().here("people:person", person.pk)
    walker.follows("Keep everything of this person: legal hold")
    walker.writes("Why it must be kept", "A claim about the vote.").presses("Place the hold")
    [hold] = stored(LegalHold, reason="A claim about the vote.")
    trip.here("base:hold-lift", hold.pk).presses("Lift the hold", "main")
    assert stored(LegalHold, pk=hold.pk)[0].lifted_at


@journey
def looks_at_what_erasing_would_do_and_goes_back(trip: Trip) -> None:
    [person] = stored(Person, name="Ana Ruiz")
    walker = trip.staff().here("people:person", person.pk).follows("Erase this person")
    walker.reads("This goes", "main").follows("Go on to the last step")
    walker.follows("Back, erase nothing")
    assert stored(Person, name="Ana Ruiz")


@journey
def gives_a_role_and_ends_it(trip: Trip) -> None:
    walker = trip.staff().here("base:roles").follows("Give a role")
    walker.writes("E-mail address", "new@host.example").ticks(
        "Staff: runs programmes, calls and cohorts"
    )
    walker.presses("Give the role", "main")
    [role] = stored(Role, account__email="new@host.example")
    trip.here("base:role-end", role.pk).presses("End the role", "main")
    assert stored(Role, pk=role.pk)[0].ended_at


@journey
def looks_as_somebody_else_and_stops(trip: Trip) -> None:
    walker = trip.staff().here("base:look").chooses("See pages as", "Staff")
    walker.writes("Why", "Asked where a page is.").presses("Look for a quarter of an hour")
    walker.clicks(walker.page.locator("aside.looking button"))
    assert walker.page.locator("aside.looking").count() == 0


@journey
def makes_a_card_to_sign_in_with(trip: Trip) -> None:
    walker = trip.staff().here("recruitment:sign-in-cards", trip.region.cohort.pk)
    walker.clicks(walker.page.locator("main form[action$='/make/'] button").first)
    assert len(stored(SignInCard)) == 1


@journey
def finds_somebody_and_changes_the_language(trip: Trip) -> None:
    walker = trip.staff().here("pages:today")
    walker.types(walker.page.get_by_role("searchbox").first, "Dana")
    walker.presses("Search", "form.search").finds("Dana Okafor", "main")
    if walker.way.script:
        walker.page.keyboard.press("Escape")
    summary = walker.page.locator("details.menu.end summary").first
    walker.presses_it(summary)
    walker.way = type(walker.way)(walker.way.screen, "es", walker.way.script)
    walker.clicks(walker.page.locator("details.menu.end button[value=es]").first)


@journey
def sees_how_long_things_are_kept(trip: Trip) -> None:
    walker = trip.staff().here("base:host")
    walker.clicks(walker.page.locator("main a[href$='/host/keeping/']").first)
    walker.reads("How long things are kept", "h1")


@journey
def finishes_a_cohort_and_hears_of_a_step(trip: Trip) -> None:
    before = len(stored(Alumnus))
    walker = trip.staff().here("alumni:cohort-finish").chooses("Cohort", "Cohort 1")
    walker.writes("Alumni since", "2026-11-20").presses("Finish", "main")
    assert len(stored(Alumnus)) == before + 2
    trip.here("alumni:steps")
    walker.clicks(walker.page.locator("main a", has_text="Write down the answer").first)
    walker.ticks("Done").presses("Keep the answer", "main")
    assert stored(Commitment)[0].state == StepState.KEPT
