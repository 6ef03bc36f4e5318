"""Journeys of people without a role: who nominate, are nominated, sign in, and look after their own."""

from __future__ import annotations

import re

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.utils import timezone

from promises.journeys.registry import Trip, core, journey
from promises.journeys.world import stored
from thousandfold.alumni.models import Commitment, ListingConsent
from thousandfold.base.models import Account
from thousandfold.base.scope import inside
from thousandfold.recruitment.models import Member, Nomination
from thousandfold.recruitment.usecases.member_cards import make_member_card

WHY = "She organised the bus riders."


@core
def signs_in_by_a_code_and_out_again(trip: Trip) -> None:
    walker = trip.comes("account_request_login_code")
    walker.writes("Email", trip.region.member.account.email).presses("Send me a code", "main")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.outbox[-1].body)
    assert code
    walker.types(walker.page.locator("main input[name=code]"), code[0])
    walker.sends().follows("Little Region").finds("Cohort 7", "main")
    walker.presses_it(walker.page.locator("details.menu.end summary").first)
    walker.presses("Sign out", "details.menu.end")


@core
def signs_in_with_a_printed_card(trip: Trip) -> None:
    with inside(trip.region.host):
        member = Member.objects.get(cohort=trip.region.cohort, person__name="Cohort 1 Person 01")
        person = member.person
        person.email = ""
        person.save()
        now = timezone.now()
        _card, code = make_member_card(viewer=trip.region.staff, member=member, at=now)
    walker = trip.comes("account_card").writes("Code on the card", code)
    walker.presses("Sign in", "main").reads("You are signed in", "h1")


@journey
def sets_up_a_second_factor(trip: Trip) -> None:
    walker = trip.staff().comes("mfa_index").follows("Set it up")
    secret = re.search(r"\b[A-Z2-7]{32}\b", walker.text("main").replace(" ", ""))
    given = secret[0] if secret else walker.page.locator("main code").first.inner_text()
    moment = int(timezone.now().timestamp()) // 30
    value = hotp_value(given.replace(" ", ""), moment)
    walker.writes("Authenticator code", format_hotp_value(value)).presses("Turn it on", "main")
    [account] = stored(Account, pk=trip.region.staff.account.pk)
    assert account.authenticator_set.filter(type=TOTP.__name__.lower()).exists()


@core
def takes_a_copy_of_what_is_held(trip: Trip) -> None:
    walker = trip.member().comes("account_held")
    with walker.page.expect_download() as copy:
        walker.presses_it(walker.page.get_by_role("button", name="Take a copy"))
    assert copy.value.path().stat().st_size > 100


@core
def nominates_somebody_after_a_mistake(trip: Trip) -> None:
    walker = trip.comes("recruitment:nominate", trip.region.call.link)
    walker.writes("Your name", "Marisol Vega").writes("Their name", "Noor Haddad")
    walker.is_refused("Send the nomination", "Write an e-mail address or a phone number.")
    walker.writes("Their phone", "408 555 0143").writes("Why this person?", WHY)
    walker.chooses("Kind of organisation", "Union").ticks("Labour leader or staff")
    walker.presses("Send the nomination").reads("Your nomination is sent", "h1")
    [one] = stored(Nomination, name="Noor Haddad")
    assert (one.sector, one.post, one.nominator_name) == ("union", "labour", "Marisol Vega")


@core
def says_yes_to_being_nominated(trip: Trip) -> None:
    walker = trip.comes("recruitment:nominee", trip.region.nominee.nominee_key)
    walker.presses("Yes, consider me", "main")
    assert stored(Nomination, pk=trip.region.nominee.pk)[0].state == "confirmed"
    walker.follows("Correct it, or add to it in your words").writes("Town or district", "Gilroy")
    walker.sends()
    assert stored(Nomination, pk=trip.region.nominee.pk)[0].town == "Gilroy"


@core
def says_no_to_being_nominated(trip: Trip) -> None:
    walker = trip.comes("recruitment:nominee", trip.region.nominee.nominee_key)
    walker.opens("No, thank you").presses("Take me off the list", "main")
    assert stored(Nomination, pk=trip.region.nominee.pk)[0].state == "withdrawn"


@core
def changes_and_withdraws_a_nomination(trip: Trip) -> None:
    key = trip.region.nominee.nominator_key
    walker = trip.comes("recruitment:nominator", key).follows("Change it")
    walker.writes("Why this person?", WHY).sends()
    trip.comes("recruitment:nominator", key).opens("Withdraw this nomination")
    walker.presses("Withdraw it", "main")
    assert stored(Nomination, pk=trip.region.nominee.pk)[0].state == "withdrawn"


@core
def lets_others_find_them_and_says_how_it_went(trip: Trip) -> None:
    key = trip.region.alumni[0].key
    walker = trip.comes("alumni:own", key).ticks("Staff and alumni of this host")
    walker.presses("Let them find me", "main")
    assert [one.reach for one in stored(ListingConsent)] == ["host"]
    trip.comes("alumni:own", key).follows("Say how it went").ticks("Became something else")
    walker.writes("If it became something else: what", "five grocers").presses("Keep the answer")
    assert stored(Commitment)[0].state == "changed"
