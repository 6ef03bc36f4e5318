"""Nominating by link, and what nominator and nominee do with their own links."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from factories.calls import SITE, make_call, make_nomination
from factories.hosts import AT
from thousandfold.base.models import Message, TrailEntry
from thousandfold.recruitment.models import Call, Nomination
from thousandfold.recruitment.usecases import nominate
from thousandfold.recruitment.usecases.refusals import (
    AlreadyConfirmed,
    AlreadyWithdrawn,
    CallNotOpen,
    NameMissing,
    NominationClosed,
)

TODAY = date(2026, 3, 7)
TYPED = {
    "name": "Lan Nguyễn",
    "email": "lan@example.org",
    "organisation": "SOMOS",
    "sector": "community",
    "post": "community",
    "languages": "vietnamese, English",
    "change": "Night buses",
    "ready": ["run", "organise"],
    "nominator_name": "Maria Torres",
}


def send(call: Call, **changes: Any) -> Nomination:
    """One nomination by the link."""
    given = {"name": "Lan", "email": "lan@example.org", **changes}

    return nominate.nominate_by_link(call=call, today=TODAY, site=SITE, at=AT, **given)


def test_a_nomination_waits_for_the_nominees_yes(call):
    made = send(call)
    assert (made.state, made.source) == ("sent", "link")


def test_the_nominee_gets_a_draft_that_names_nobody(call):
    made = send(call, name="Lan Nguyen", nominator_name="Maria Torres", change="Night buses")
    message = Message.objects.get()
    assert message.state == "draft"
    assert f"{SITE}/nominated/{made.nominee_key}/" in message.body
    for word in ("Lan", "Maria", "buses"):
        assert word not in message.body + message.subject


def test_without_an_address_there_is_no_message(call):
    send(call, email="", phone="408 555 0100")
    assert not Message.objects.exists()


def test_what_was_written_is_sealed_in_the_database(call):
    from django.db import connection

    made = send(call, why="She held the strike together")
    with connection.cursor() as cursor:
        cursor.execute("SELECT story FROM recruitment_nomination")
        stored = cursor.fetchone()[0]
    assert "strike" not in stored
    made.refresh_from_db()
    assert made.story == {"why": "She held the strike together"}


def test_the_side_follows_from_what_people_do(call):
    assert send(call, post="elected").side == "inside"
    assert send(call, post="faith").side == "outside"


def test_a_nomination_without_a_name_is_refused(call):
    with pytest.raises(NameMissing):
        send(call, name="  ")


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "draft"},
        {"state": "closed"},
        {"state": "decided"},
        {"closes_on": date(2026, 3, 6)},
        {"opens_on": date(2026, 3, 8)},
    ],
)
def test_a_call_that_is_not_open_takes_nothing(here, changes):
    with pytest.raises(CallNotOpen):
        send(make_call(here, **changes))


def test_the_nominee_confirms_once(call, now):
    made = nominate.confirm_by_key(nomination=send(call), at=now)
    assert made.state == "confirmed"
    with pytest.raises(AlreadyConfirmed):
        nominate.confirm_by_key(nomination=made, at=now)


def test_withdrawing_deletes_what_was_written(call, now):
    made = nominate.withdraw_by_key(nomination=send(call, why="x"), by="nominee", at=now)
    made.refresh_from_db()
    assert (made.state, made.story) == ("withdrawn", {})
    with pytest.raises(AlreadyWithdrawn):
        nominate.withdraw_by_key(nomination=made, by="nominee", at=now)
    with pytest.raises(NominationClosed):
        nominate.confirm_by_key(nomination=made, at=now)


def test_a_nominator_cannot_withdraw_or_change_after_the_yes(call, now):
    made = nominate.confirm_by_key(nomination=send(call), at=now)
    with pytest.raises(NominationClosed):
        nominate.withdraw_by_key(nomination=made, by="nominator", at=now)
    with pytest.raises(NominationClosed):
        nominate.change_by_key(
            nomination=made, based_on=made.version, by="nominator", at=now, name="X"
        )


def test_a_nominee_completes_without_losing_the_nominators_words(call, now):
    made = send(call, why="Brave")
    saved = nominate.change_by_key(
        nomination=made, based_on=1, by="nominee", at=now, name="Lan N.", change="Rents"
    )
    assert saved.story == {"why": "Brave", "change": "Rents"}


def test_the_form_is_public_and_works_without_an_account(call, client: Client):
    page = client.get(f"/nominate/{call.link}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "You do not need to mention status, case numbers or other people" in text
    assert f'data-draft="nominate:{call.link}:0"' in text


def test_no_question_asks_for_status_record_party_or_age(call, client: Client):
    text = client.get(f"/nominate/{call.link}/").content.decode().casefold()
    for word in ("citizen", "immigra", "birth", "convict", "criminal", "eligib", "registered"):
        assert word not in text


def test_sending_leads_to_a_page_with_a_link_of_its_own(call, client: Client):
    answer = client.post(f"/nominate/{call.link}/", TYPED)
    made = Nomination.objects.get()
    assert answer.headers["Location"] == f"/nomination/{made.nominator_key}/?sent=1"
    assert made.languages == ["Vietnamese", "English"]
    assert made.story["ready"] == ["run", "organise"]
    text = client.get(answer.headers["Location"]).content.decode()
    assert "Your nomination is sent" in text
    assert f'data-sent="nominate:{call.link}:0' in text


def test_the_same_form_twice_makes_one_nomination(call, client: Client):
    for _ in range(2):
        client.post(f"/nominate/{call.link}/", {**TYPED, "once": "abc"})
    assert Nomination.objects.count() == 1


def test_putting_oneself_forward_needs_no_yes(call, client: Client):
    answer = client.post(f"/nominate/{call.link}/?me=1", TYPED)
    made = Nomination.objects.get()
    assert (made.source, made.state) == ("self", "confirmed")
    assert answer.headers["Location"].startswith(f"/nominated/{made.nominee_key}/")


def test_one_way_to_reach_the_person_is_needed(call, client: Client):
    answer = client.post(f"/nominate/{call.link}/", {**TYPED, "email": ""})
    assert answer.status_code == 422
    assert "Write an e-mail address or a phone number" in answer.content.decode()
    assert not Nomination.objects.exists()


def test_a_wrong_link_says_what_to_do(client: Client, db):
    answer = client.get("/nominate/nothing-here/")
    assert answer.status_code == 404
    assert "Perhaps a letter is missing" in answer.content.decode()
    assert client.get("/nominated/nothing/").status_code == 404
    assert client.get("/nomination/nothing/change/").status_code == 404


def test_a_closed_call_says_so_and_gives_back_what_was_typed(here, client: Client):
    call = make_call(here, state="closed")
    assert "This call is closed" in client.get(f"/nominate/{call.link}/").content.decode()
    answer = client.post(f"/nominate/{call.link}/", TYPED)
    assert answer.status_code == 410
    assert "Night buses" in answer.content.decode()
    assert not Nomination.objects.exists()


def test_opening_a_personal_link_decides_nothing(call, client: Client):
    made = make_nomination(call, state="sent")
    for path in (f"/nominated/{made.nominee_key}/", f"/nomination/{made.nominator_key}/"):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    made.refresh_from_db()
    assert made.state == "sent"


def test_the_nominees_buttons_say_yes_and_no(call, client: Client):
    made = make_nomination(call, state="sent")
    path = f"/nominated/{made.nominee_key}/"
    client.post(path, {"answer": "yes"})
    made.refresh_from_db()
    assert made.state == "confirmed"
    client.post(path, {"answer": "no"})
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_the_nominators_link_does_not_open_the_nominees_page(call, client: Client):
    made = make_nomination(call, state="sent")
    assert client.get(f"/nominated/{made.nominator_key}/").status_code == 404
    assert client.get(f"/nomination/{made.nominee_key}/").status_code == 404


def test_a_nominee_corrects_by_form(call, client: Client):
    made = make_nomination(call, state="sent", email="lan@example.org")
    path = f"/nominated/{made.nominee_key}/change/"
    assert client.get(path).status_code == 200
    client.post(path, {"version": 1, "name": "Lan Thi", "email": "lan@example.org"})
    made.refresh_from_db()
    assert made.name == "Lan Thi"


def test_a_room_behind_one_address_gets_through_and_a_flood_does_not(call, client: Client):
    answers = [
        client.post(f"/nominate/{call.link}/", {**TYPED, "name": ""}).status_code
        for _ in range(121)
    ]
    assert answers[:60] == [422] * 60
    assert answers[-1] == 429


def test_a_forged_address_does_not_help(call, client: Client):
    for number in range(121):
        answer = client.post(
            f"/nominate/{call.link}/",
            {**TYPED, "name": ""},
            headers={"x-forwarded-for": f"10.0.0.{number}"},
        )
    assert answer.status_code == 429


def test_the_trail_keeps_no_words(call):
    send(call, name="Lan Nguyen", why="Brave")
    entry = TrailEntry.objects.get(verb="nominated")
    assert entry.details == {"source": "link"}
    assert entry.actor is None


def test_what_is_missing_is_listed_in_the_order_of_the_page(call, client: Client):
    page = client.post(f"/nominate/{call.link}/", {})
    assert list(page.context["form"].errors) == ["nominator_name", "name"]
