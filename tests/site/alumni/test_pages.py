"""Pages of alumni: who may open them, what they say, what they cost."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.cohorts import make_cohort
from factories.hosts import AT, make_viewer
from factories.people import make_person, make_spell
from thousandfold.alumni.models import Alumnus, Commitment, ListingConsent
from thousandfold.base.choices import RoleKind
from thousandfold.people.models import Person
from thousandfold_core.exercise import Reach

BASE = "/h/south-bay/"
PAGES = ("alumni/", "alumni/finish/", "alumni/steps/", "alumni/me/")


def signed_in(viewer) -> Client:
    """A browser of somebody."""
    client = Client()
    client.force_login(viewer.account)
    return client


def listed(host, name: str, cohort, **fields) -> Alumnus:
    """Somebody in the directory."""
    person = make_person(host, name, **fields)
    made = Alumnus.objects.create(host=host, person=person, cohort=cohort, since=AT.date())
    ListingConsent.objects.create(
        host=host, alumnus=made, reach="host", wording=1, language="en", at=AT
    )
    return made


@pytest.mark.parametrize("page", PAGES)
def test_staff_open_the_page(alumni, staff_client, page):
    assert staff_client.get(BASE + page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_another_hosts_staff_find_nothing(alumni, other_host, page):
    client = signed_in(make_viewer(other_host, RoleKind.STAFF))
    assert client.get(BASE + page).status_code == 404


def test_a_member_who_is_no_alumnus_is_turned_away(here, alumni):
    client = signed_in(make_viewer(here, RoleKind.MEMBER, subject=make_cohort(here).id))
    step = Commitment.objects.get()
    for page in ("alumni/", "alumni/finish/", "alumni/steps/", f"alumni/steps/{step.pk}/"):
        assert client.get(BASE + page).status_code == 403
    assert client.post(f"{BASE}alumni/steps/{step.pk}/ask/").status_code == 403
    assert client.post(f"{BASE}alumni/steps/look/").status_code == 403


def test_an_alumnus_who_signs_in_reads_the_directory_and_reaches_their_own_page(
    here, alumni, closed
):
    viewer = make_viewer(here, RoleKind.MEMBER, subject=closed.cohort.id)
    Person.objects.filter(pk=alumni[0].person_id).update(account=viewer.account)
    client = signed_in(viewer)
    page = client.get(f"{BASE}alumni/")
    assert page.status_code == 200
    assert "not listed, so not named" not in page.content.decode()
    assert client.get(f"{BASE}alumni/me/").headers["Location"].endswith(f"/{alumni[0].key}/")


def test_staff_see_a_number_and_no_names_of_the_unlisted(alumni, staff_client):
    page = staff_client.get(f"{BASE}alumni/").content.decode()
    assert "4 more are alumni and not listed" in page
    assert "Person 0" not in page


def test_consent_by_the_own_link_shows_in_the_directory_until_taken_back(alumni, staff_client):
    own = f"/alumni/own/{alumni[0].key}/"
    assert "not listed" in Client().get(own).content.decode()
    assert Client().post(own, {"reach": "host"}).status_code == 302
    assert "Person 0" in staff_client.get(f"{BASE}alumni/").content.decode()
    assert Client().post(f"{own}take-back/").status_code == 302
    assert "Person 0" not in staff_client.get(f"{BASE}alumni/").content.decode()


def test_nothing_is_ticked_before_the_person_chooses(alumni):
    page = Client().get(f"/alumni/own/{alumni[0].key}/").content.decode()
    assert "checked" not in page
    answer = Client().post(f"/alumni/own/{alumni[0].key}/", {"until": "someday"})
    assert answer.status_code == 422
    assert "someday" in answer.content.decode()


def test_the_own_page_says_exactly_how_many_would_see(alumni, staff):
    page = Client().get(f"/alumni/own/{alumni[0].key}/").content.decode()
    assert "1 staff and 3 other alumni" in page


def test_a_wrong_link_opens_nothing(alumni):
    for path in ("", "take-back/", f"steps/{Commitment.objects.get().pk}/"):
        assert Client().post(f"/alumni/own/{'x' * 32}/{path}").status_code == 404


def test_the_own_page_shows_the_own_step_and_no_one_elses(alumni):
    assert "four grocers" in Client().get(f"/alumni/own/{alumni[0].key}/").content.decode()
    other = Client().get(f"/alumni/own/{alumni[1].key}/").content.decode()
    assert "four grocers" not in other
    assert "visit my aunt" not in other
    step = Commitment.objects.get()
    assert Client().get(f"/alumni/own/{alumni[1].key}/steps/{step.pk}/").status_code == 404


def test_a_step_is_asked_about_and_answered_by_pages(alumni, staff_client):
    step = Commitment.objects.get()
    asked = staff_client.post(f"{BASE}alumni/steps/{step.pk}/ask/", follow=True)
    assert "waits in the outbox" in asked.content.decode()
    own = f"/alumni/own/{alumni[0].key}/steps/{step.pk}/"
    assert Client().get(own).status_code == 200
    assert Client().post(own, {"state": "changed", "words": "a meeting"}).status_code == 302
    page = staff_client.get(f"{BASE}alumni/steps/").content.decode()
    assert "a meeting" in page
    assert "Became something else" in page
    assert staff_client.post(f"{BASE}alumni/steps/{step.pk}/", {"state": "?"}).status_code == 422


def test_steps_let_be_known_later_are_looked_for_by_a_button(alumni, closed, staff_client):
    closed.lets(1, Reach.COHORT_NAMED)
    page = staff_client.post(f"{BASE}alumni/steps/look/", follow=True).content.decode()
    assert "1 step came." in page
    page = staff_client.post(f"{BASE}alumni/steps/look/", follow=True).content.decode()
    assert "Nobody let a further step be known yet." in page


def test_a_step_lowered_in_the_room_is_a_404_for_staff(alumni, closed, staff_client):
    step = Commitment.objects.get()
    closed.lets(0, Reach.ONLY_ME)
    assert staff_client.get(f"{BASE}alumni/steps/{step.pk}/").status_code == 404
    assert "four grocers" not in staff_client.get(f"{BASE}alumni/steps/").content.decode()


def test_finishing_by_form_leads_to_the_alumni(closed, staff_client):
    typed = {"cohort": str(closed.cohort.pk), "on": "2026-03-07"}
    done = staff_client.post(f"{BASE}alumni/finish/", typed, follow=True)
    assert "4 people are alumni now" in done.content.decode()
    assert staff_client.post(f"{BASE}alumni/finish/", {"on": "x"}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_costs_the_same_queries(here, staff_client, django_assert_num_queries, count):
    cohort = make_cohort(here, people=0)
    for number in range(count):
        make_spell(listed(here, f"Person {number}", cohort, town=f"Town {number}").person)
    with django_assert_num_queries(14):
        staff_client.get(f"{BASE}alumni/")


def test_the_directory_is_filtered_by_cohort_place_and_role_now(here, staff_client):
    north, south = make_cohort(here, 0, title="North"), make_cohort(here, 0, title="South")
    make_spell(listed(here, "Ana", north, town="Eastside").person, "elected")
    make_spell(listed(here, "Bao", south, town="Westside").person, "elected", until="2020-01-01")
    for query, found, missing in [
        (f"cohort={north.pk}", "Ana", "Bao"),
        ("town=Westside", "Bao", "Ana"),
        ("role=elected", "Ana", "Bao"),
        ("q=bao", "Bao", "Ana"),
    ]:
        page = staff_client.get(f"{BASE}alumni/?{query}").content.decode()
        body = page.split("<tbody>")[1].split("</tbody>")[0]
        assert (found in body, missing in body) == (True, False), query


def test_today_search_and_the_person_page_carry_alumni(alumni, staff_client):
    today = staff_client.get(BASE).content.decode()
    assert "Ask Person 0 about the step" in today
    person = staff_client.get(f"{BASE}people/{alumni[0].person_id}/").content.decode()
    assert "alumnus since" in person
    assert alumni[0].key not in person
    assert "alumnus since" not in staff_client.get(f"{BASE}search/?q=Person").content.decode()
