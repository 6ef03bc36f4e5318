"""Pages of people and coalitions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.hosts import AT, make_viewer
from factories.people import make_coalition, make_organisation, make_person, make_spell
from thousandfold.base.choices import RoleKind
from thousandfold.base.views import lists
from thousandfold.base.views.lists import FromEitherEnd
from thousandfold.people.models import Adoption, Organisation, Person, Principles
from thousandfold.people.views import coalition as coalition_pages

PAGES = ("coalition/", "organisations/", "organisations/new/", "people/", "people/new/")


@pytest.mark.parametrize("page", PAGES)
def test_staff_see_the_page(here, staff_client, page):
    make_coalition(here, make_organisation(here))
    assert staff_client.get(f"/h/south-bay/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_led_to_sign_in(host, page):
    answer = Client().get(f"/h/south-bay/{page}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_another_hosts_staff_find_nothing(host, other_host, page):
    client = Client()
    client.force_login(make_viewer(other_host, RoleKind.STAFF).account)
    assert client.get(f"/h/south-bay/{page}").status_code == 404


def test_members_of_a_cohort_may_not_register(here, host):
    client = Client()
    client.force_login(make_viewer(host, RoleKind.MEMBER).account)
    assert client.get("/h/south-bay/organisations/new/").status_code == 403


def test_registering_by_form_leads_to_the_organisation(here, staff_client):
    make_coalition(here)
    answer = staff_client.post(
        "/h/south-bay/organisations/new/",
        {
            "name": "Local 19",
            "sector": "union",
            "legal_form": "501c5",
            "joins": "on",
            "since": "2026-01-05",
        },
    )
    made = Organisation.objects.get()
    assert answer.headers["Location"].endswith(f"/organisations/{made.pk}/")
    assert made.memberships.count() == 1


def test_wrong_input_says_what_is_wrong_and_keeps_what_was_typed(here, staff_client):
    answer = staff_client.post("/h/south-bay/organisations/new/", {"name": "Local 19"})
    assert answer.status_code == 422
    assert b"Local 19" in answer.content
    assert Organisation.objects.count() == 0


def test_two_editors_see_both_texts(here, staff_client):
    made = make_organisation(here, "Local 19")
    address = f"/h/south-bay/organisations/{made.pk}/change/"
    typed = {"sector": "union", "legal_form": "501c5", "version": "1"}
    assert staff_client.post(address, {**typed, "name": "Local Nineteen"}).status_code == 302
    answer = staff_client.post(address, {**typed, "name": "Local XIX"})
    assert answer.status_code == 409
    assert b"Local Nineteen" in answer.content
    assert b"Local XIX" in answer.content


def test_the_same_post_twice_registers_once(here, staff_client):
    typed = {"name": "Ana", "once": "abc"}
    first = staff_client.post("/h/south-bay/people/new/", typed)
    second = staff_client.post("/h/south-bay/people/new/", typed)
    assert first.headers["Location"] == second.headers["Location"]
    assert Person.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_people_costs_the_same_queries(
    here, staff_client, django_assert_num_queries, count
):
    for number in range(count):
        make_spell(
            make_person(here, f"Person {number}"),
            organisation=make_organisation(here, f"Org {number}"),
        )
    with django_assert_num_queries(9):
        staff_client.get("/h/south-bay/people/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_organisations_costs_the_same_queries(
    here, staff_client, django_assert_num_queries, count
):
    for number in range(count):
        make_organisation(here, f"Org {number}")
    with django_assert_num_queries(8):
        staff_client.get("/h/south-bay/organisations/")


def test_the_balance_is_shown_at_any_date(here, staff_client):
    union = make_organisation(here)
    make_coalition(here, union)
    make_spell(make_person(here), organisation=union)
    now = staff_client.get("/h/south-bay/coalition/").content.decode()
    before = staff_client.get("/h/south-bay/coalition/?on=2020-01-01").content.decode()
    assert "1 member" in now
    assert "Nobody was in on that day" in before


def test_principles_can_be_written_and_adopted(here, staff_client):
    union = make_organisation(here)
    coalition = make_coalition(here, union)
    base = f"/h/south-bay/coalition/{coalition.pk}/principles/"
    staff_client.post(f"{base}new/", {"text": "Share credit."})
    staff_client.post(
        f"{base}1/adopt/",
        {"organisation": str(union.pk), "adopted_on": "2026-02-01", "signer": "Ana"},
    )
    page = staff_client.get(base).content.decode()
    assert "Share credit." in page
    assert "Local 1" in page


def test_a_person_page_shows_roles_and_leads_to_ending_them(here, staff_client):
    person = make_person(here)
    spell = make_spell(person, title="Steward")
    page = staff_client.get(f"/h/south-bay/people/{person.pk}/").content.decode()
    assert "Steward" in page
    end = f"/h/south-bay/people/{person.pk}/roles/{spell.pk}/end/"
    assert staff_client.get(end).status_code == 200
    staff_client.post(end, {"until": "2026-03-01"})
    spell.refresh_from_db()
    assert str(spell.until) == "2026-03-01"


@pytest.fixture
def told(here):
    """An organisation with words about its base, and principles that somebody signed for it."""
    made = make_organisation(here, "Local 19", base_words="Night cleaners of Hangar Four")
    coalition = make_coalition(here, made)
    version = Principles.objects.create(
        host=here, coalition=coalition, number=1, text="We share credit.", proposed_at=AT
    )
    Adoption.objects.create(
        host=here,
        principles=version,
        organisation=made,
        adopted_on=AT.date(),
        signer="Marisol Ibarra",
    )
    return [f"organisations/{made.pk}/", f"coalition/{coalition.pk}/principles/"]


@pytest.mark.parametrize(
    "kind", [RoleKind.MEMBER, RoleKind.FACILITATOR, RoleKind.COMMITTEE, RoleKind.STAFF]
)
def test_what_staff_wrote_of_a_base_and_who_signed_is_read_by_staff_alone(here, told, kind):
    client = Client()
    client.force_login(make_viewer(here, kind).account)
    pages = [client.get(f"/h/south-bay/{page}") for page in told]
    found = client.get("/h/south-bay/organisations/?q=hangar")
    text = b"".join(page.content for page in (*pages, found))
    assert b"Local 19" in pages[0].content
    assert b"We share credit." in pages[1].content
    is_staff = kind == RoleKind.STAFF
    assert (b"Night cleaners" in text) == is_staff
    assert (b"Marisol Ibarra" in text) == is_staff
    assert found.context["total"] == is_staff


def test_the_coalition_on_a_day_says_what_was_so_on_that_day(here, staff_client, told):
    version = Principles.objects.get()
    later = Principles.objects.create(
        host=here,
        coalition=version.coalition,
        number=2,
        text="We share credit and blame.",
        proposed_at=AT + timedelta(days=9),
    )
    before, then, after = (
        staff_client.get(f"/h/south-bay/coalition/?on={day}").content.decode()
        for day in ("2023-12-31", AT.date(), later.proposed_at.date())
    )
    assert "Nobody was in on that day" in before
    assert "Register the first organisation" not in before
    assert "No principles were written down by that day." in before
    assert "Version 1, adopted by 1 so far." in then
    assert "Version 2, adopted by 0 so far." in after


def test_a_form_about_somebody_says_whom_it_is_about(here, staff_client):
    union = make_organisation(here, "Local 19")
    member = make_coalition(here, union).memberships.get()
    spell = make_spell(make_person(here, "Ana Ruiz"), title="Shop steward", organisation=union)
    person = f"people/{spell.person_id}"
    said = {
        f"coalition/membership/{member.pk}/end/": ["End the membership of Local 19"],
        f"organisations/{union.pk}/change/": ["Change Local 19"],
        f"{person}/change/": ["Change the entry of Ana Ruiz"],
        f"{person}/roles/new/": ["Add a role of Ana Ruiz"],
        f"{person}/roles/{spell.pk}/end/": ["End a role of Ana Ruiz", "Shop steward"],
    }
    for address, words in said.items():
        text = staff_client.get(f"/h/south-bay/{address}").content.decode()
        assert [one for one in words if one not in text] == []


class TestManyPeople:
    """Pages of a host with more people than a page shows."""

    def test_a_name_is_found_without_its_accents(self, here, staff_client):
        make_person(here, "Núñez Đặng")
        found = staff_client.get("/h/south-bay/people/?q=nunez").content.decode()
        assert "Núñez Đặng" in found

    def test_everything_is_searched_without_accents_in_names(self, here, staff_client):
        make_person(here, "Núñez Đặng")
        assert "Núñez Đặng" in staff_client.get("/h/south-bay/search/?q=NUNEZ").content.decode()

    def test_somebody_is_found_by_an_organisation_where_they_were(self, here, staff_client):
        person = make_person(here)
        make_spell(person, organisation=make_organisation(here, "Hangar Workers"), until=AT.date())
        assert "Ana Ruiz" in staff_client.get("/h/south-bay/people/?q=hangar").content.decode()
        assert "Ana Ruiz" not in staff_client.get("/h/south-bay/people/?q=harbour").content.decode()

    def test_somebody_with_two_times_in_a_role_is_listed_once(self, here, staff_client):
        person = make_person(here)
        for _ in range(2):
            make_spell(person, "labour")
        answer = staff_client.get("/h/south-bay/people/?post=labour")
        assert answer.context["total"] == 1

    def test_the_balance_counts_whom_the_table_does_not_name(self, here, staff_client, monkeypatch):
        monkeypatch.setattr(coalition_pages, "MOST_NAMED", 2)
        union = make_organisation(here)
        make_coalition(here, union)
        for number in range(3):
            make_spell(make_person(here, f"Person {number}"), organisation=union)
        answer = staff_client.get("/h/south-bay/coalition/")
        assert len(answer.context["spells"]) == 2
        assert answer.context["balance"]["sides"][1]["count"] == 3
        assert "everybody counts in the balance" in answer.content.decode()


class TestPagesFromEitherEnd:
    """The last page is read backwards and shows what it would read forwards."""

    @pytest.fixture
    def names(self, here):
        """Seven people, several of one name."""
        names = [f"Person {number // 3}" for number in range(7)]
        return [make_person(here, name) for name in names]

    @pytest.mark.parametrize("number", [1, 2, 3, 4])
    def test_each_page_holds_its_part_of_the_whole_order(self, names, number):
        rows = Person.objects.order_by("sort_name", "id")
        page = FromEitherEnd(rows, 2).page(number)
        assert list(page.object_list) == list(rows)[2 * number - 2 : 2 * number]

    def test_the_last_page_begins_at_the_end(self, names):
        with CaptureQueriesContext(connection) as asked:
            list(FromEitherEnd(Person.objects.order_by("sort_name", "id"), 2).page(4).object_list)
        assert " DESC" in asked.captured_queries[-1]["sql"]
        assert "OFFSET" not in asked.captured_queries[-1]["sql"]

    def test_names_alike_are_on_one_page_only(self, names, staff_client, monkeypatch):
        monkeypatch.setattr(lists, "SIZES", (2,))
        seen = [
            row.pk
            for number in (1, 2, 3, 4)
            for row in staff_client.get(f"/h/south-bay/people/?page={number}").context["rows"]
        ]
        assert sorted(seen) == sorted(one.pk for one in names)
