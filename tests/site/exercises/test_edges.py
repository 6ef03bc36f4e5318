"""What goes wrong in a room: two who lead, a full table, an old code, one phone for two."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.cohorts import make_member
from factories.hosts import make_viewer
from factories.people import make_person
from thousandfold.base.choices import RoleKind
from thousandfold.exercises import codes
from thousandfold.exercises.choices import RunState
from thousandfold.exercises.models import Place, Room, Run, RunEvent, StoredAnswer
from thousandfold.exercises.usecases import joining, rooms


def browser(viewer):
    client = Client()
    client.force_login(viewer.account)
    return client


def text(answer):
    return answer.content.decode()


@pytest.fixture
def first(round_):
    """The facilitator's browser."""
    return browser(round_.leader)


@pytest.fixture
def second(round_):
    """Somebody of staff who leads the same room on another screen."""
    return browser(make_viewer(round_.host, RoleKind.STAFF, email="bo@host.example"))


def run_url(round_, name="run"):
    args = [round_.host.slug, round_.cohort.pk, round_.run.pk]
    return reverse(f"exercises:{name}", args=args)


def moves(round_, client, move, **more):
    """A move from a console that both opened at the same moment."""
    data = {"move": move, "moves": str(round_.run.moves), **more}
    return client.post(run_url(round_, "move"), data, follow=True)


class TestTwoWhoLead:
    @pytest.mark.parametrize(
        ("move", "more"),
        [("step", {"step": "roots"}), ("pause", {}), ("close", {}), ("extend", {"minutes": "2"})],
    )
    def test_the_same_press_on_both_consoles_moves_once(self, round_, first, second, move, more):
        round_.starts()
        began = RunEvent.objects.count()
        moves(round_, first, move, **more)
        told = text(moves(round_, second, move, **more))
        assert RunEvent.objects.count() == began + 1
        assert "moved first" in told

    def test_the_second_stands_before_the_run_as_it_is(self, round_, first, second):
        round_.starts()
        moves(round_, first, "step", step="roots")
        page = text(moves(round_, second, "step", step="trunk"))
        round_.run.refresh_from_db()
        assert round_.run.step == "roots"
        assert f'name="moves" value="{round_.run.moves}"' in page

    def test_both_open_an_exercise_and_the_room_plays_one(self, round_, first, second):
        address = reverse("exercises:cohort-room", args=[round_.host.slug, round_.cohort.pk])
        for client in (first, second):
            client.post(address, {"act": "start", "exercise": "me-tree"}, follow=True)
        assert Run.objects.filter(state=RunState.LIVE).count() == 1

    def test_hiding_the_screens_waits_for_nobody(self, round_, first, second):
        round_.starts()
        moves(round_, first, "step", step="roots")
        moves(round_, second, "hide")
        round_.run.refresh_from_db()
        assert round_.run.hidden

    def test_both_let_the_same_person_in(self, round_, first, second):
        place = round_.sits("Noor")
        Place.objects.filter(pk=place.pk).update(state="waiting")
        address = reverse("exercises:cohort-room", args=[round_.host.slug, round_.cohort.pk])
        for client in (first, second):
            answer = client.post(address, {"act": "admit", "place": str(place.pk)})
            assert answer.status_code == 302
        place.refresh_from_db()
        assert place.state == "here"

    @pytest.mark.parametrize("place", ["", "nobody", "1' OR 1=1"])
    def test_a_place_that_is_none_is_not_found(self, round_, first, place):
        round_.starts()
        assert moves(round_, first, "extend_one", place=place).status_code == 404


class TestTheTableIsFull:
    @pytest.fixture
    def full(self, round_):
        """Sixty places are taken; the doors are open."""
        for number in range(joining.MOST - len(round_.places)):
            round_.sits(f"n{number}")
        return rooms.open_doors(
            viewer=round_.leader, room=round_.room, minutes=60, at=timezone.now()
        )

    def come(self, room, **typed):
        return Client().post(f"/join/{room.code}/", typed, follow=True)

    def test_the_sixty_first_hears_it_in_a_sentence_and_takes_no_place(self, full):
        answer = self.come(full, called="Noor")
        assert answer.status_code == 422
        assert "All 60 places" in text(answer)
        assert Place.objects.count() == 60

    def test_what_they_typed_is_still_there(self, full):
        assert 'value="Noor"' in text(self.come(full, called="Noor"))

    def test_a_card_makes_no_sixty_first_place(self, full, round_):
        member = make_member(round_.cohort, make_person(round_.host, "Mina Cruz"))
        assert "All 60 places" in text(self.come(full, card=member.card))

    def test_who_sits_already_comes_back(self, full, round_):
        Place.objects.filter(pk=round_.places[0].pk).update(
            device=codes.digest("token-0", "device")
        )
        phone = Client()
        phone.cookies["place"] = "token-0"
        assert phone.get(f"/join/{full.code}/")["Location"] == "/room/"
        assert phone.get("/room/").status_code == 200

    def test_a_place_turned_away_is_free_for_the_next(self, full):
        Place.objects.filter(pk=Place.objects.first().pk).update(state="away")
        assert self.come(full, called="Noor").status_code == 200


class TestAnOldCode:
    @pytest.fixture
    def over(self, round_):
        """The doors were open an hour ago for fifteen minutes."""
        return rooms.open_doors(
            viewer=round_.leader,
            room=round_.room,
            minutes=15,
            at=timezone.now() - timedelta(hours=1),
        )

    def test_typed_it_gets_a_sentence(self, over):
        answer = Client().post("/join/", {"code": over.code})
        assert answer.status_code == 422
        assert "No room answers to this code now" in text(answer)

    def test_scanned_it_leads_to_the_door_with_a_sentence(self, over):
        answer = Client().get(f"/join/{over.code}/", follow=True)
        assert answer.redirect_chain == [("/join/", 302)]
        assert "No room answers to this code now" in text(answer)

    def test_a_name_sent_after_the_doors_shut_takes_no_place(self, over):
        before = Place.objects.count()
        answer = Client().post(f"/join/{over.code}/", {"called": "Noor"}, follow=True)
        assert "No room answers to this code now" in text(answer)
        assert Place.objects.count() == before

    def test_who_sits_in_the_room_already_goes_on(self, over, round_):
        Place.objects.filter(pk=round_.places[0].pk).update(
            device=codes.digest("token-0", "device")
        )
        phone = Client()
        phone.cookies["place"] = "token-0"
        assert phone.get("/room/").status_code == 200


class TestOnePhoneForTwo:
    @pytest.fixture
    def room(self, round_):
        """The doors are open, nobody is asked to wait, and the branches are on."""
        round_.starts(step="branches")
        Room.objects.update(ask_at_the_door=False)
        return rooms.open_doors(
            viewer=round_.leader, room=round_.room, minutes=60, at=timezone.now()
        )

    @pytest.fixture
    def phone(self, round_):
        """The phone, with the first person at the table and words of theirs."""
        Place.objects.filter(pk=round_.places[0].pk).update(
            device=codes.digest("token-0", "device"), entered_at=round_.at
        )
        phone = Client()
        phone.cookies["place"] = "token-0"
        return phone

    def lets_go(self, phone):
        """The first hands it over; the code that brings them back."""
        page = text(phone.post("/room/way-back/", {"answer": "leave"}, secure=True))
        assert "Somebody else may use it now" in page
        return re.search(r'spoken-code">([^<]+)<', page).group(1)

    def joins(self, phone, room, name="Bao"):
        """The second joins on the same phone."""
        phone.post(f"/join/{room.code}/", {"called": name}, secure=True)

    def test_the_second_gets_a_place_of_their_own(self, room, phone, round_):
        self.lets_go(phone)
        self.joins(phone, room)
        assert Place.objects.filter(called="Bao").count() == 1
        assert Place.objects.count() == len(round_.places) + 1

    def test_the_second_reads_nothing_of_the_first(self, room, phone, round_):
        round_.gives(0, "branches", words="zanahoria-secreta")
        assert "zanahoria-secreta" in text(phone.get("/room/mine/", secure=True))
        self.lets_go(phone)
        self.joins(phone, room)
        for page in ("/room/", "/room/mine/"):
            assert "zanahoria-secreta" not in text(phone.get(page, secure=True))

    def test_the_browser_is_told_to_forget_drafts_at_the_handing_over(self, room, phone):
        page = text(phone.post("/room/way-back/", {"answer": "leave"}, secure=True))
        assert "data-forget-drafts" in page

    def test_both_take_turns_and_each_finds_their_own(self, room, phone, round_):
        round_.gives(0, "branches", words="zanahoria")
        way = self.lets_go(phone)
        self.joins(phone, room)
        back = self.lets_go(phone)
        phone.post("/join/back/", {"way_back": way}, secure=True)
        assert "zanahoria" in text(phone.get("/room/mine/", secure=True))
        self.lets_go(phone)
        phone.post("/join/back/", {"way_back": back}, secure=True)
        assert "zanahoria" not in text(phone.get("/room/mine/", secure=True))

    def test_an_answer_of_the_second_is_not_the_firsts(self, room, phone, round_):
        self.lets_go(phone)
        self.joins(phone, room)
        round_.places.append(Place.objects.filter(called="Bao").latest("joined_at"))
        round_.gives(len(round_.places) - 1, "branches", words="cebolla")
        assert StoredAnswer.objects.get().place.pk == round_.places[-1].pk

    def test_the_door_says_how_the_next_person_joins(self, room, phone):
        page = text(phone.get("/join/", secure=True))
        assert "Back to your place as Ana" in page
        assert 'href="/room/way-back/"' in page
