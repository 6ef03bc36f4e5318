"""Governing bodies: the starter pack, seats, thresholds."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from factories.hosts import AT, make_viewer
from factories.people import make_person
from thousandfold.base.choices import RoleKind
from thousandfold.base.permissions import NotAllowed
from thousandfold.power import queries
from thousandfold.power.models import FollowedBody
from thousandfold.power.packs_of_bodies import bodies
from thousandfold.power.seat_words import name_of, short_of
from thousandfold.power.usecases.bodies import (
    BodyUnknown,
    SeatTaken,
    SittingEndsEarly,
    end_sitting,
    follow_body,
    seat_person,
)
from thousandfold_core.bodies.seats import NoSuchSeat
from thousandfold_core.drawing.colours import stylesheet

KEY = "san-jose-city-council-ca"
DAY = date(2026, 3, 7)


def test_the_starter_pack_has_19_bodies_and_195_district_seats():
    assert len(bodies()) == 19
    assert sum(len(one.seats) for one in bodies().values()) == 195


def test_followed_bodies_come_first(here, staff):
    follow_body(viewer=staff, key=KEY, at=AT)
    follow_body(viewer=staff, key=KEY, at=AT)
    assert FollowedBody.objects.count() == 1
    assert queries.bodies_for(staff)[0][0] == KEY


def test_an_unknown_body_is_refused(here, staff):
    with pytest.raises(BodyUnknown):
        follow_body(viewer=staff, key="atlantis", at=AT)


def test_members_of_a_cohort_may_not_follow(here):
    with pytest.raises(NotAllowed):
        follow_body(viewer=make_viewer(here, RoleKind.MEMBER), key=KEY, at=AT)


def test_one_person_sits_on_a_seat_at_a_time(here, staff):
    given = {"viewer": staff, "key": KEY, "person": make_person(here), "since": DAY, "at": AT}
    sitting = seat_person(seat="3", **given)
    with pytest.raises(SeatTaken):
        seat_person(seat="3", **given)
    with pytest.raises(NoSuchSeat):
        seat_person(seat="99", **given)
    with pytest.raises(SittingEndsEarly):
        end_sitting(viewer=staff, sitting=sitting, until=date(2020, 1, 1), at=AT)
    end_sitting(viewer=staff, sitting=sitting, until=DAY, at=AT)
    assert queries.sittings_on(staff, KEY, DAY).count() == 1
    assert queries.sittings_on(staff, KEY, date(2026, 3, 8)).count() == 0


def test_the_page_says_what_is_missing_to_a_majority(here, staff, staff_client):
    for seat in ("1", "2"):
        seat_person(viewer=staff, key=KEY, seat=seat, person=make_person(here), since=DAY, at=AT)
    page = staff_client.get(f"/h/south-bay/bodies/{KEY}/").content.decode()
    assert "2 of 11 known seats" in page
    assert page.count('class="tf-hill-tag"') == 2


@pytest.mark.parametrize("address", ["bodies/", f"bodies/{KEY}/", f"bodies/{KEY}/seats/new/"])
def test_pages_open_for_staff(here, staff_client, address):
    assert staff_client.get(f"/h/south-bay/{address}").status_code == 200


def test_a_body_that_is_not_there_is_a_404(here, staff_client):
    assert staff_client.get("/h/south-bay/bodies/atlantis/").status_code == 404


def test_every_body_has_a_page(here, staff_client):
    found = {staff_client.get(f"/h/south-bay/bodies/{key}/").status_code for key in bodies()}
    assert found == {200}


def test_the_drawing_states_every_seat_and_threshold_of_the_table(here, staff, staff_client):
    from thousandfold_core.drawing.outline import facts_in_svg

    seat_person(viewer=staff, key=KEY, seat="2", person=make_person(here), since=DAY, at=AT)
    page = staff_client.get(f"/h/south-bay/bodies/{KEY}/").content.decode()
    facts = facts_in_svg(page)
    held = {f"seat:{short_of(one)}": one.number == "2" for one in bodies()[KEY].places}
    drawn = {key: "held" in words for key, words in facts if key.startswith("seat:")}
    assert drawn == held
    assert ("needs:6", "A decision needs 6 votes.") in facts


@pytest.mark.parametrize("key", sorted(bodies()))
def test_every_seat_that_is_drawn_has_a_sign_of_its_own_and_a_row(here, staff_client, key):
    from thousandfold_core.drawing.outline import facts_in_svg

    body = bodies()[key]
    page = staff_client.get(f"/h/south-bay/bodies/{key}/").content.decode()
    drawn = {each for each, _words in facts_in_svg(page) if each.startswith("seat:")}
    assert len(drawn) == body.size
    for seat in body.places:
        assert f'<th scope="row">{name_of(seat)}</th>' in page


def test_the_mayor_can_be_one_of_ours(here, staff, staff_client):
    seat_person(viewer=staff, key=KEY, seat="mayor", person=make_person(here), since=DAY, at=AT)
    page = staff_client.get(f"/h/south-bay/bodies/{KEY}/").content.decode()
    assert "1 of 11 known seats" in page
    assert "Seat Mayor: held" in page


def test_by_night_every_colour_of_the_arc_is_the_one_of_dark_pictures(here, staff, staff_client):
    seat_person(viewer=staff, key=KEY, seat="2", person=make_person(here), since=DAY, at=AT)
    page = staff_client.get(f"/h/south-bay/bodies/{KEY}/").content.decode()
    used = set(re.findall(r'class="(tf-[a-z0-9-]+)"', page)) - {"tf-seats"}
    sheet = Path(finders.find("power/seats.css")).read_text().splitlines()
    dark = stylesheet("dark").splitlines()
    assert "power/seats.css" in page
    assert [one for one in dark if one[1:].partition("{")[0] in used] == [
        one for one in dark if one in sheet
    ]
    assert {one[1:].partition("{")[0] for one in sheet if one.startswith(".tf-")} == used


def test_the_form_that_ends_a_time_says_whose_it_is_and_ends_it(here, staff, staff_client):
    sitting = seat_person(
        viewer=staff, key=KEY, seat="2", person=make_person(here, "Rosa"), since=DAY, at=AT
    )
    address = f"/h/south-bay/bodies/{KEY}/seats/{sitting.pk}/end/"
    assert "End the time of Rosa on a seat" in staff_client.get(address).content.decode()
    assert staff_client.post(address, {"until": "2026-04-01"}).status_code == 302
    assert queries.sittings_on(staff, KEY, date(2026, 4, 2)).count() == 0
