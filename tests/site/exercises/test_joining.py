"""The door: codes, cards, ways back, limits."""

from __future__ import annotations

from datetime import timedelta
from math import comb

import pytest

from factories.cohorts import make_member
from factories.hosts import AT
from factories.people import make_person
from factories.rooms import phone
from thousandfold.base.doorway.viewer import NOBODY
from thousandfold.base.permissions import NotAllowed
from thousandfold.exercises import codes
from thousandfold.exercises.choices import PlaceState
from thousandfold.exercises.models import Place, WrongCode
from thousandfold.exercises.refused import (
    DoorsAreShut,
    NameMissing,
    NoSuchCard,
    NoSuchCode,
    NoWayBack,
    RoomIsFull,
    TooManyWrongCodes,
)
from thousandfold.exercises.usecases import coming_back, joining, places, rooms


def opened(round_, minutes=15):
    return rooms.open_doors(
        viewer=round_.leader, room=round_.room, minutes=minutes, at=round_.now()
    )


def knock(round_, typed, at=None, address="10.0.0.7"):
    return joining.find_room(typed=typed, address=address, at=at or round_.now())


def sit(round_, called="Noor", card="", token="phone-x"):
    return joining.take_place(
        viewer=NOBODY,
        room=round_.room,
        called=called,
        card=card,
        language="en",
        token=token,
        address="10.0.0.7",
        at=round_.now(),
    )


def test_the_code_opens_however_it_is_typed(round_):
    code = opened(round_).code
    assert knock(round_, f" {code[:3].lower()}-{code[3:]} ") == round_.room


def test_each_opening_has_a_new_code(round_):
    assert opened(round_).code != opened(round_).code


def test_a_wrong_code_an_old_one_and_none_are_refused_in_the_same_words(round_):
    code = opened(round_).code
    late = round_.at + timedelta(minutes=16)
    said = set()
    for typed, at in (("AAAAAA", None), (code, late), ("", None)):
        with pytest.raises(NoSuchCode) as refused:
            knock(round_, typed, at)
        said.add(str(refused.value))
    assert len(said) == 1


def test_shut_doors_open_to_nobody(round_):
    code = opened(round_).code
    rooms.shut_doors(viewer=round_.leader, room=round_.room, at=round_.now())
    with pytest.raises(NoSuchCode):
        knock(round_, code)


def test_people_wait_until_they_are_let_in(round_):
    place = sit(round_)
    assert place.state == PlaceState.WAITING
    assert places.admit(viewer=round_.leader, place=place, at=AT).state == PlaceState.HERE


def test_a_room_may_let_people_in_at_once(round_):
    rooms.furnish_room(
        viewer=round_.leader,
        room=round_.room,
        ask_at_the_door=False,
        agreements="",
        support_name="",
        support_words="",
        at=AT,
    )
    assert sit(round_).state == PlaceState.HERE


def test_a_phone_that_comes_again_sits_where_it_sat(round_):
    assert sit(round_) == sit(round_, called="Somebody else")


def test_who_was_turned_away_may_knock_again(round_):
    place = places.turn_away(viewer=round_.leader, place=sit(round_), at=AT)
    assert place.state == PlaceState.AWAY
    assert sit(round_).state == PlaceState.WAITING


def test_a_name_is_needed(round_):
    with pytest.raises(NameMissing):
        sit(round_, called="  ")


@pytest.mark.parametrize("name", ["Đặng Thị Bảo", "陈静", "فاطمة", "Dee 🌻👩🏽‍🌾"])
def test_every_script_is_a_name(round_, name):
    assert sit(round_, called=name).called == name


def test_a_card_brings_a_member_in_as_themselves_without_waiting(round_):
    member = make_member(round_.cohort, make_person(round_.host, "Mina Cruz", called="Mina"))
    place = sit(round_, called="", card=member.card.lower())
    assert (place.member, place.called, place.state) == (member, "Mina", PlaceState.HERE)


def test_a_members_place_moves_with_them_to_another_phone(round_):
    member = make_member(round_.cohort, make_person(round_.host, "Mina Cruz"))
    first = sit(round_, card=member.card, token="one")
    second = sit(round_, card=member.card, token="two")
    assert first == second
    assert Place.objects.get(pk=first.pk).device == codes.digest("two", "device")


def test_a_card_of_nobody_is_refused_and_counted(round_):
    with pytest.raises(NoSuchCard):
        sit(round_, card="ZZZZ99")
    assert WrongCode.objects.count() == 1


def test_the_sixty_first_hears_that_the_room_is_full(round_):
    for number in range(56):
        round_.sits(f"n{number}")
    with pytest.raises(RoomIsFull):
        sit(round_)


def test_a_place_comes_back_on_another_phone_once(round_):
    place = round_.places[0]
    way = coming_back.make_way_back(viewer=phone(place), place=place, at=round_.now())
    back = coming_back.come_back(typed=way, token="new", address="10.0.0.7", at=round_.now())
    assert (back, back.device) == (place, codes.digest("new", "device"))
    with pytest.raises(NoWayBack):
        coming_back.come_back(typed=way, token="third", address="10.0.0.7", at=round_.now())


def test_a_way_back_ends_after_a_day(round_):
    place = round_.places[0]
    way = coming_back.make_way_back(viewer=phone(place), place=place, at=round_.now())
    with pytest.raises(NoWayBack):
        coming_back.come_back(
            typed=way, token="new", address="a", at=round_.at + timedelta(hours=25)
        )


def test_nobody_makes_a_way_back_for_another(round_):
    with pytest.raises(NotAllowed):
        coming_back.make_way_back(viewer=phone(round_.places[1]), place=round_.places[0], at=AT)


def test_a_phone_lets_go_and_the_place_stays(round_):
    place = round_.places[0]
    coming_back.leave_phone(viewer=phone(place), place=place, at=AT)
    place.refresh_from_db()
    assert (place.device, place.state) == ("", PlaceState.HERE)


class TestGuessers:
    def test_twenty_five_phones_with_two_typos_each_come_in_from_one_address(self, round_):
        code = opened(round_).code
        for number in range(25):
            for wrong in ("QQQQQQ", "WWWWWW"):
                with pytest.raises(NoSuchCode):
                    knock(round_, wrong)
            assert knock(round_, code) == round_.room
            sit(round_, called=f"n{number}", token=f"t{number}")
        assert Place.objects.filter(called__startswith="n").count() == 25

    def test_too_many_wrong_codes_from_one_address_stop_it_but_nobody_else(self, round_):
        code = opened(round_).code
        WrongCode.objects.bulk_create(
            WrongCode(address=codes.digest("10.0.0.7", "address"), at=round_.at)
            for _ in range(codes.FROM_ONE_ADDRESS)
        )
        with pytest.raises(TooManyWrongCodes):
            knock(round_, code)
        assert knock(round_, code, address="10.0.0.8") == round_.room

    def test_the_limit_ends_after_a_quarter_of_an_hour(self, round_):
        WrongCode.objects.bulk_create(
            WrongCode(address=codes.digest("10.0.0.7", "address"), at=round_.at)
            for _ in range(codes.FROM_ONE_ADDRESS)
        )
        later = round_.at + codes.WITHIN + timedelta(seconds=1)
        round_.at = later
        code = opened(round_).code
        assert knock(round_, code) == round_.room

    def test_guesses_from_everywhere_together_stay_below_one_in_a_hundred_thousand(self):
        """RL-1: at most EVERYWHERE guesses at one of 32^6 codes while the doors are open longest."""
        sessions = rooms.LONGEST / (codes.WITHIN.total_seconds() / 60)
        guesses = codes.EVERYWHERE * sessions
        assert guesses / 32**codes.SPOKEN <= 1e-5
        assert comb(32, 1) ** codes.SPOKEN == 2**30

    def test_the_global_limit_stops_every_address(self, round_):
        code = opened(round_).code
        WrongCode.objects.bulk_create(
            WrongCode(address=f"a{n}", at=round_.at) for n in range(codes.EVERYWHERE)
        )
        with pytest.raises(TooManyWrongCodes):
            knock(round_, code)


class TestMembers:
    @pytest.fixture
    def member(self, round_):
        return make_member(round_.cohort, make_person(round_.host, "Mina Cruz", called="Mina"))

    def come(self, round_, member):
        return joining.come_in_as_member(
            viewer=NOBODY,
            room=round_.room,
            member=member,
            token="m",
            language="en",
            at=round_.now(),
            by_card=True,
        )

    def test_a_member_comes_in_without_a_code_while_the_doors_are_open(self, round_, member):
        opened(round_)
        round_.room.refresh_from_db()
        assert self.come(round_, member).called == "Mina"

    def test_a_member_finds_shut_doors(self, round_, member):
        with pytest.raises(DoorsAreShut):
            self.come(round_, member)

    def test_a_member_comes_in_to_work_alone(self, round_, member):
        from thousandfold.exercises.choices import Mode

        round_.starts("me-tree", mode=Mode.ALONE)
        assert self.come(round_, member).state == PlaceState.HERE

    def test_a_member_who_sits_comes_back_at_any_time(self, round_, member):
        opened(round_)
        round_.room.refresh_from_db()
        place = self.come(round_, member)
        rooms.shut_doors(viewer=round_.leader, room=round_.room, at=round_.now())
        assert self.come(round_, member) == place
