"""A card opens a place, never the words that another phone of it kept to itself.

Staff print the cards, so whoever prints them could come in as anybody (decision 0081).
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.cohorts import make_member
from factories.hosts import make_viewer
from factories.people import make_person
from factories.rooms import Round, phone
from thousandfold.base.choices import RoleKind
from thousandfold.exercises import codes, links, veiling
from thousandfold.exercises.models import Place
from thousandfold.exercises.playing import Sitting, state_of
from thousandfold.exercises.refused import ClosedHere
from thousandfold.exercises.usecases import reaching, rooms
from thousandfold_core.exercise import Act, Reach

KEPT, SHARED, LATER = "zanahoria-secreta", "calabaza-abierta", "cebolla-nueva"


def text(answer) -> str:
    return answer.content.decode()


class Mina:
    """A member at the table, with an account, a card, and words of her own."""

    def __init__(self, round_: Round) -> None:
        viewer = make_viewer(round_.host, RoleKind.MEMBER, subject=round_.cohort.pk)
        person = make_person(round_.host, "Mina Cruz", called="Mina")
        self.round, self.account = round_, viewer.account
        self.member = make_member(round_.cohort, person, account=viewer.account)
        self.room = rooms.open_doors(
            viewer=round_.leader, room=round_.room, minutes=600, at=timezone.now()
        )
        round_.starts(step="branches")
        self.phone = self.comes_with_the_card(Client())
        round_.places.append(self.place)
        round_.gives(4, "branches", item="kept", words=KEPT)
        round_.lets_out(4, "branches", SHARED, Reach.GROUP)

    @property
    def place(self) -> Place:
        return Place.objects.get(member=self.member)

    def comes_with_the_card(self, browser: Client) -> Client:
        """Types the card's code at the door."""
        browser.post(f"/join/{self.room.code}/", {"card": self.member.card}, secure=True)
        return browser

    def comes_by_the_square(self, browser: Client) -> Client:
        """Points a camera at the card."""
        browser.post(links.link_for(self.member), secure=True)
        return browser

    def reads(self, phone: Client) -> str:
        """Everything that a phone may show her."""
        pages = ["/room/", "/room/mine/", reverse("exercises:keepsake-words", args=[self.run_pk])]
        return "".join(text(phone.get(one, secure=True, follow=True)) for one in pages)

    @property
    def run_pk(self):
        return self.round.run.pk

    def way_back_from(self, phone: Client) -> str:
        page = text(phone.post("/room/way-back/", {"answer": "show"}, secure=True))
        return re.search(r'spoken-code">([^<]+)<', page).group(1)

    def signs_in(self, browser: Client) -> None:
        """By her account, without a card."""
        browser.force_login(self.account)
        browser.post(reverse("exercises:member-entry", args=[self.room.pk]), secure=True)

    def writes_later(self) -> None:
        """On whichever phone holds the place now."""
        self.round.places[4] = self.place
        self.round.gives(4, "branches", item="later", words=LATER)


@pytest.fixture
def mina(round_) -> Mina:
    return Mina(round_)


@pytest.mark.parametrize("way", ["comes_with_the_card", "comes_by_the_square"])
def test_another_phone_with_the_card_gets_the_place_without_the_kept_words(mina, way):
    other = getattr(mina, way)(Client())
    seen = mina.reads(other)
    assert mina.place.device == codes.digest(other.cookies["place"].value, "device")
    assert (KEPT in seen, SHARED in seen) == (False, True)
    assert "what you kept to yourself on another phone is closed here" in seen.lower()


def test_her_own_phone_reads_everything(mina):
    assert KEPT in mina.reads(mina.phone)
    assert "is closed here" not in mina.reads(mina.phone)


def test_her_own_phone_takes_the_place_back_with_the_card_and_reads_everything(mina):
    mina.comes_with_the_card(Client())
    assert KEPT in mina.reads(mina.comes_with_the_card(mina.phone))


def test_what_is_written_on_the_new_phone_is_open_there_and_closed_to_the_old_one(mina):
    other = mina.comes_with_the_card(Client())
    mina.writes_later()
    assert LATER in mina.reads(other)
    seen = mina.reads(mina.comes_with_the_card(mina.phone))
    assert (KEPT in seen, LATER in seen) == (True, False)


def test_who_was_there_first_reads_nothing_of_what_came_after(mina):
    """Somebody takes the place before its member does, and comes again later."""
    other = mina.comes_with_the_card(Client())
    mina.comes_with_the_card(mina.phone)
    mina.writes_later()
    assert LATER not in mina.reads(mina.comes_with_the_card(other))


def test_her_way_back_opens_everything_on_a_new_phone(mina):
    way, new = mina.way_back_from(mina.phone), Client()
    new.post("/join/back/", {"way_back": way}, secure=True)
    assert KEPT in mina.reads(new)


def test_a_way_back_from_a_phone_that_came_by_card_opens_no_more_than_that_phone(mina):
    other = mina.comes_with_the_card(Client())
    mina.writes_later()
    way, third = mina.way_back_from(other), Client()
    third.post("/join/back/", {"way_back": way}, secure=True)
    seen = mina.reads(third)
    assert (KEPT in seen, LATER in seen) == (False, True)


def test_signing_in_opens_everything(mina):
    other = mina.comes_with_the_card(Client())
    mina.signs_in(other)
    assert KEPT in mina.reads(other)


def test_her_way_back_opens_her_words_although_a_card_took_the_place_in_between(mina):
    way, new = mina.way_back_from(mina.phone), Client()
    mina.comes_with_the_card(Client())
    new.post("/join/back/", {"way_back": way}, secure=True)
    assert KEPT in mina.reads(new)


def test_a_way_back_made_with_the_card_alone_ends_when_she_signs_in(mina):
    way = mina.way_back_from(mina.comes_with_the_card(Client()))
    mina.signs_in(mina.phone)
    third = Client()
    assert third.post("/join/back/", {"way_back": way}, secure=True).status_code == 422
    assert KEPT in mina.reads(mina.phone)


def test_kept_words_cannot_be_let_out_from_a_phone_to_which_they_are_closed(mina):
    mina.comes_with_the_card(Client())
    played = state_of(mina.round.run)
    own = next(one for one in played.record.standing.values() if one.item == "kept")
    with pytest.raises(ClosedHere):
        reaching.choose_reach(
            viewer=phone(mina.place),
            run=mina.round.run,
            place=mina.place,
            given=own,
            reach=Reach.COHORT_NAMED,
            key="k",
            at=mina.round.now(),
        )


def test_they_cannot_be_let_out_by_a_prompt_either(mina):
    mina.round.gives(4, "branches", item="second", words="otra")
    mina.comes_with_the_card(Client())
    mina.round.goes("share")
    mina.round.places[4] = mina.place
    with pytest.raises(ClosedHere):
        mina.round.does(4, "branches", Act.SHARE, reach=Reach.COHORT_NAMED)


def test_a_choice_made_on_another_phone_is_counted_and_not_listed(mina):
    """A ballot: the picture counts it, the phone that came by card does not say which it was."""
    round_ = mina.round.goes("fruit")
    for who in range(4):
        round_.lets_out(who, "fruit", f"fruit {who}", Reach.COHORT_UNNAMED)
    round_.closes().starts("forest", step="ballots")
    round_.does(4, "ballot", body={"vote": "agree", "leaves_out": "no"})
    mina.comes_with_the_card(Client())
    seen = veiling.as_seen(Sitting(mina.room), round_.run, mina.place, private=True)
    own = list(seen.record.items("ballot", reach=Reach.ON_MY_DEVICE))
    assert [(dict(one.body), one.reach) for one in own] == [({}, Reach.ON_MY_DEVICE)]
    assert seen.state.ballots == state_of(round_.run).state.ballots
