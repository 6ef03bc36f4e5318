"""The pages over programmes: who may read them, and what they show."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.hosts import make_viewer
from thousandfold.base.choices import RoleKind

ROOT = "/h/south-bay/train/programmes/"
PAGES = [
    ROOT,
    f"{ROOT}small/",
    f"{ROOT}small/sessions/first/",
    f"{ROOT}small/sessions/first/print/",
    f"{ROOT}small/activities/talk/",
    f"{ROOT}small/activities/talk/handouts/card/es/",
]
MISSING = [
    f"{ROOT}other/",
    f"{ROOT}small/sessions/ninth/",
    f"{ROOT}small/activities/other/",
    f"{ROOT}small/activities/talk/handouts/other/en/",
    f"{ROOT}small/activities/talk/handouts/card/vi/",
]


@pytest.mark.parametrize("address", PAGES)
def test_anybody_with_a_role_reads_programmes(host, small, address):
    client = Client()
    client.force_login(make_viewer(host, RoleKind.COMMITTEE).account)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_who_has_no_role_here_finds_nothing(host, other_host, small, address):
    client = Client()
    client.force_login(make_viewer(other_host, RoleKind.STAFF).account)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", MISSING)
def test_what_a_programme_does_not_have_is_not_found(staff_client, small, address):
    assert staff_client.get(address).status_code == 404


def test_the_aims_stand_under_their_tenet(staff_client, small):
    page = staff_client.get(f"{ROOT}small/").content.decode()
    assert page.index("Leading from values") < page.index("Say what guides me.")


def test_a_script_in_a_programme_is_only_words(staff_client, small):
    page = staff_client.get(f"{ROOT}small/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_language_of_the_texts_is_chosen_apart_from_the_page(staff_client, small):
    page = staff_client.get(f"{ROOT}small/activities/talk/?in=es").content.decode()
    assert "Una charla" in page
    assert "The original has changed since this was translated" in page
    assert '<html lang="en"' in page


def test_a_language_that_is_not_there_falls_back_to_the_reader(staff_client, small):
    assert "A talk" in staff_client.get(f"{ROOT}small/activities/talk/?in=zz").content.decode()


def test_findings_are_for_who_can_mend_them(host, staff_client, small):
    member = Client()
    member.force_login(make_viewer(host, RoleKind.MEMBER, email="m@example.org").account)
    assert "What a check found" in staff_client.get(f"{ROOT}small/").content.decode()
    assert "What a check found" not in member.get(f"{ROOT}small/").content.decode()


def test_a_handout_prints_in_large_letters_when_asked(staff_client, small):
    address = f"{ROOT}small/activities/talk/handouts/card/en/"
    assert "large-print" not in staff_client.get(address).content.decode().split("<body")[1][:60]
    large = staff_client.get(f"{address}?print=large").content.decode()
    assert "large-print" in large.split("<body")[1][:60]


def test_the_list_of_programmes_asks_the_database_for_nothing_of_its_own(
    staff_client, small, django_assert_num_queries
):
    with django_assert_num_queries(6):
        staff_client.get(ROOT)


def test_search_finds_an_activity_by_its_name_in_any_language(staff_client, small):
    page = staff_client.get("/h/south-bay/search/?q=charla").content.decode()
    assert f"{ROOT}small/activities/talk/" in page
