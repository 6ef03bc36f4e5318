"""Pages of platforms: who may open them, what they say, what they cost."""

from __future__ import annotations

import pytest
from django.test import Client

from factories.cohorts import make_cohort
from factories.forests import FRUIT
from factories.hosts import AT, make_viewer
from factories.rooms import Round
from thousandfold.base.choices import RoleKind
from thousandfold.campaigns.models import Plank, Platform
from thousandfold.campaigns.usecases.planks import word_plank
from thousandfold.exercises import codes
from thousandfold_core.exercise import Reach

BASE = "/h/south-bay/"
OF_PLATFORM = ("", "change/", "print/", "approvals/", "adopt/", "planks/new/")
OF_PLANK = ("", "words/", "carry-forward/", "take-off/", "join/")


def signed_in(viewer) -> Client:
    """A browser of somebody."""
    client = Client()
    client.force_login(viewer.account)
    return client


def addresses(platform):
    """Every page of a platform and of its first plank."""
    plank = platform.planks.first()
    return [
        f"{BASE}platforms/",
        *(f"{BASE}platforms/{platform.pk}/{one}" for one in OF_PLATFORM),
        *(f"{BASE}platforms/planks/{plank.pk}/{one}" for one in OF_PLANK),
    ]


def test_staff_open_every_page(platform, staff_client):
    for address in [*addresses(platform), f"{BASE}platforms/new/"]:
        assert staff_client.get(address).status_code == 200, address


def test_another_hosts_staff_find_nothing(platform, other_host):
    client = signed_in(make_viewer(other_host, RoleKind.STAFF))
    assert {client.get(one).status_code for one in addresses(platform)} == {404}


def test_members_read_their_cohorts_platform_and_change_nothing(here, platform, planks):
    client = signed_in(make_viewer(here, RoleKind.MEMBER, subject=platform.cohort_id))
    assert client.get(f"{BASE}platforms/").status_code == 200
    assert client.get(f"{BASE}platforms/{platform.pk}/").status_code == 200
    for one in ("change/", "approvals/", "adopt/", "planks/new/"):
        assert client.get(f"{BASE}platforms/{platform.pk}/{one}").status_code == 403
    assert client.get(f"{BASE}platforms/planks/{planks[0].pk}/").status_code == 200
    assert (
        client.post(f"{BASE}platforms/planks/{planks[0].pk}/move/", {"way": "down"}).status_code
        == 403
    )


def test_members_of_another_cohort_may_not_read_it(here, platform):
    client = signed_in(make_viewer(here, RoleKind.MEMBER, subject=make_cohort(here).id))
    assert client.get(f"{BASE}platforms/{platform.pk}/").status_code == 403
    assert platform.title not in client.get(f"{BASE}platforms/").content.decode()


def test_the_platform_page_says_words_and_counts_and_no_names(grown, platform, staff_client):
    page = staff_client.get(f"{BASE}platforms/{platform.pk}/").content.decode()
    assert all(fruit in page for fruit in FRUIT)
    assert "5 of 5" in page
    assert not any(place.called in page for place in grown.places if place.called != "Ana")


def test_a_fruit_taken_back_is_gone_from_the_page_on_the_next_view(grown, platform, staff_client):
    grown.lets(2, "fruit", "f", Reach.ONLY_ME)
    page = staff_client.get(f"{BASE}platforms/{platform.pk}/").content.decode()
    assert FRUIT[2] not in page
    assert "1 source was withdrawn" in page
    assert "The words behind this candidate were taken back" in page


def test_beginning_by_form_leads_to_the_platform(grown, staff_client):
    typed = {"cohort": str(grown.cohort.pk), "title": "What we stand for"}
    answer = staff_client.post(f"{BASE}platforms/new/", typed)
    assert answer.headers["Location"].endswith(f"/platforms/{Platform.objects.get().pk}/")


def test_wrong_input_is_shown_again_with_what_was_typed(platform, staff_client):
    for address, typed, said in [
        (f"{BASE}platforms/new/", {"title": "Kept"}, "Kept"),
        (f"{BASE}platforms/{platform.pk}/planks/new/", {"who_gains": "Kept"}, "Kept"),
        (f"{BASE}platforms/{platform.pk}/approvals/", {"places": "0", "slips": "7 7"}, "7 7"),
        (
            f"{BASE}platforms/{platform.pk}/approvals/",
            {"places": "2", "slips": "99"},
            "Line 1 says",
        ),
        (f"{BASE}platforms/{platform.pk}/adopt/", {"adopted_on": "someday"}, "someday"),
    ]:
        answer = staff_client.post(address, typed)
        assert answer.status_code == 422, address
        assert said in answer.content.decode(), address


def test_the_whole_way_by_forms(platform, planks, staff_client):
    first = f"{BASE}platforms/planks/{planks[0].pk}/"
    words = {"change_sought": "A living wage by July.", "version": "1"}
    assert staff_client.post(f"{first}words/", words).status_code == 302
    counting = {"places": "2", "slips": "1 2\n1\n2 3", "present": "5", f"hands-{planks[0].pk}": "4"}
    counted = staff_client.post(f"{BASE}platforms/{platform.pk}/approvals/", counting, follow=True)
    assert "Everybody has an equal share" in counted.content.decode()
    adopting = {
        "planks": [str(planks[0].pk)],
        "adopted_on": "2026-03-07",
        "step-1": "4",
        "step-8": "1",
    }
    done = staff_client.post(f"{BASE}platforms/{platform.pk}/adopt/", adopting, follow=True)
    assert "Adopted on" in done.content.decode()
    amended = {
        "change_sought": "A living wage by August.",
        "version": str(Plank.objects.get(pk=planks[0].pk).version),
        "reason": "the budget year",
        "agreed_on": "2026-03-08",
    }
    page = staff_client.post(f"{first}amend/", amended, follow=True).content.decode()
    assert "<del>July.</del>" in page
    assert "<ins>August.</ins>" in page
    paper = staff_client.get(f"{BASE}platforms/{platform.pk}/print/").content.decode()
    assert "A living wage by August." in paper


def test_one_person_alone_at_no_is_not_pointed_at_before_the_cohort(
    here, platform, planks, staff, staff_client
):
    word_plank(viewer=staff, plank=planks[0], based_on=1, at=AT, change_sought="A living wage.")
    adopting = {
        "planks": [str(planks[0].pk)],
        "adopted_on": "2026-03-07",
        "step-1": "4",
        "step-8": "1",
    }
    staff_client.post(f"{BASE}platforms/{platform.pk}/adopt/", adopting)
    client = signed_in(make_viewer(here, RoleKind.MEMBER, subject=platform.cohort_id))
    page = client.get(f"{BASE}platforms/{platform.pk}/").content.decode()
    assert "Not everybody stood behind it" in page
    assert "4 of 5" not in page.split("How it was adopted")[1]


def test_a_plank_is_joined_carried_forward_and_brought_back_by_forms(
    platform, planks, staff_client
):
    join = f"{BASE}platforms/planks/{planks[1].pk}/join/"
    assert staff_client.post(join, {"into": str(planks[0].pk)}).status_code == 302
    carry = {"owner": "Ana", "hear_on": "2099-01-01", "must_hear": "Oak Street"}
    address = f"{BASE}platforms/planks/{planks[2].pk}/"
    page = staff_client.post(f"{address}carry-forward/", carry, follow=True).content.decode()
    assert "Oak Street" in page
    staff_client.post(f"{address}bring-back/")
    assert staff_client.post(f"{address}take-off/", {"reason": "said elsewhere"}).status_code == 302
    planks[2].refresh_from_db()
    assert planks[2].reason == "said elsewhere"


@pytest.mark.parametrize("act", ["carry-forward", "take-off", "join"])
def test_a_form_about_a_plank_says_which_one(act, platform, planks, staff_client):
    page = staff_client.get(f"{BASE}platforms/planks/{planks[1].pk}/{act}/").content.decode()
    assert any(f'<blockquote class="own-words">{one}</blockquote>' in page for one in FRUIT)
    assert "plank 2" in page


def test_approvals_are_counted_only_while_a_plank_is_open(platform, planks, staff_client):
    home = f"{BASE}platforms/{platform.pk}/"
    assert "Count approvals" in staff_client.get(home).content.decode()
    Plank.objects.filter(pk__in=[one.pk for one in planks]).update(
        state="adopted", change_sought="A clinic a bus ride away"
    )
    assert "Count approvals" not in staff_client.get(home).content.decode()
    assert "nothing left to count" in staff_client.get(f"{home}approvals/").content.decode()


def test_a_refused_move_says_why_on_the_platform(platform, planks, staff_client):
    moved = staff_client.post(
        f"{BASE}platforms/planks/{planks[0].pk}/move/", {"way": "up"}, follow=True
    )
    assert "cannot move further" in moved.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_platforms_costs_the_same_queries(
    here, staff_client, django_assert_num_queries, count
):
    for number in range(count):
        cohort = make_cohort(here, title=f"Cohort {number}")
        Platform.objects.create(host=here, cohort=cohort, title=f"P {number}", drafted_at=AT)
        make_cohort(here, title=f"Waiting {number}")
    with django_assert_num_queries(8):
        staff_client.get(f"{BASE}platforms/")


def test_search_finds_planks_by_the_cohorts_words_only(platform, planks, staff, staff_client):
    word_plank(viewer=staff, plank=planks[0], based_on=1, at=AT, change_sought="Shade at stops.")
    assert "Shade at stops." in staff_client.get(f"{BASE}search/?q=shade").content.decode()
    found = staff_client.get(f"{BASE}search/?q=eviction").content.decode()
    assert FRUIT[2] not in found


def test_today_brings_up_a_hearing_when_its_day_is_near(platform, planks, staff_client):
    carry = {"owner": "Ana", "hear_on": "2099-01-01", "must_hear": "Oak Street"}
    staff_client.post(f"{BASE}platforms/planks/{planks[2].pk}/carry-forward/", carry)
    assert "Hear again" not in staff_client.get(BASE).content.decode()
    Plank.objects.filter(pk=planks[2].pk).update(hear_on="2026-03-07")
    assert "Hear again" in staff_client.get(BASE).content.decode()


def phone_of(place, token: str = "phone") -> Client:
    """A phone that holds a place at the table."""
    type(place).objects.filter(pk=place.pk).update(device=codes.digest(token, "device"))
    client = Client()
    client.cookies["place"] = token
    return client


def test_a_phone_with_a_place_reads_its_cohorts_platform(grown, platform):
    page = phone_of(grown.places[0]).get("/room/platform/").content.decode()
    assert platform.title in page
    assert FRUIT[1] in page


def test_a_phone_in_another_room_reads_nothing_of_it(platform, here):
    other = Round(here, 1)
    page = phone_of(other.places[0]).get("/room/platform/").content.decode()
    assert FRUIT[1] not in page
    assert "has not begun its platform" in page


def test_a_phone_without_a_place_is_led_to_the_door(platform):
    assert Client().get("/room/platform/").headers["Location"] == "/join/"


def test_the_room_leads_a_phone_to_the_platform_once_there_is_one(grown, platform):
    assert "/room/platform/" in phone_of(grown.places[0]).get("/room/").content.decode()


def test_a_room_without_a_platform_leads_nowhere(here):
    other = Round(here, 1)
    assert "/room/platform/" not in phone_of(other.places[0]).get("/room/").content.decode()
