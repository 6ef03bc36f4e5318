"""Today, search and the cohort's page."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factories.cohorts import make_cohort
from factories.hosts import make_viewer
from factories.people import make_coalition, make_organisation
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Role
from thousandfold.base.scope import inside
from thousandfold.recruitment.models import Cohort
from thousandfold.training.models import Day, Session
from thousandfold.training.queries import local_day


def browser(viewer):
    client = Client()
    client.force_login(viewer.account)
    return client


@pytest.fixture
def cohort(host):
    """A cohort of three."""
    with inside(host):
        return make_cohort(host, 3, "Spring")


def page(client, host, path=""):
    return client.get(f"/h/{host.slug}/{path}")


def steps(client, host):
    return [(one.key, one.state) for one in page(client, host).context["steps"]]


def test_a_new_host_is_taught_its_first_steps_in_order(staff_client, host):
    assert steps(staff_client, host) == [
        ("organisations", "now"),
        ("principles", "todo"),
        ("call", "todo"),
        ("cohort", "todo"),
        ("sessions", "todo"),
    ]


def test_a_step_that_was_taken_is_done_and_the_next_is_on(staff_client, host):
    with inside(host):
        make_coalition(host, make_organisation(host))
    assert steps(staff_client, host)[:2] == [("organisations", "done"), ("principles", "now")]


def test_an_administrator_without_second_factor_is_told_first(host):
    client = browser(make_viewer(host, RoleKind.ADMINISTRATOR, RoleKind.STAFF))
    assert steps(client, host)[0] == ("second-factor", "todo")


def test_members_are_not_asked_to_set_up_the_host(host, cohort):
    client = browser(make_viewer(host, RoleKind.MEMBER, subject=cohort.pk))
    assert page(client, host).context["steps"] == []


def test_staff_see_every_cohort_and_members_their_own(staff_client, host, cohort):
    with inside(host):
        other = make_cohort(host, 1, "Autumn")
    member = browser(make_viewer(host, RoleKind.MEMBER, subject=cohort.pk))
    shown = [
        {one.pk for one in page(c, host, "cohorts/").context["rows"]}
        for c in (staff_client, member)
    ]
    assert shown == [{cohort.pk, other.pk}, {cohort.pk}]


def test_the_cohorts_page_names_its_people(staff_client, host, cohort):
    assert "Spring Person 02" in page(staff_client, host, f"cohorts/{cohort.pk}/").content.decode()


def test_a_member_reads_names_but_opens_no_entries(host, cohort):
    client = browser(make_viewer(host, RoleKind.MEMBER, subject=cohort.pk))
    body = page(client, host, f"cohorts/{cohort.pk}/").content.decode()
    assert "Spring Person 02" in body
    assert "/people/" not in body


def test_a_member_of_another_cohort_may_not_look(host, cohort):
    with inside(host):
        other = make_cohort(host, 1, "Autumn")
    client = browser(make_viewer(host, RoleKind.MEMBER, subject=other.pk))
    assert page(client, host, f"cohorts/{cohort.pk}/").status_code == 403


def test_another_hosts_cohort_is_not_there(other_host, cohort):
    client = browser(make_viewer(other_host, RoleKind.STAFF))
    assert page(client, other_host, f"cohorts/{cohort.pk}/").status_code == 404


def test_the_scope_names_the_cohort(staff_client, host, cohort):
    answer = page(staff_client, host, f"cohorts/{cohort.pk}/")
    assert answer.context["scope"]["cohort"]["label"] == "Spring"


def test_phases_come_in_the_order_of_the_path(staff_client, host, cohort):
    keys = [one.key for one in page(staff_client, host, f"cohorts/{cohort.pk}/").context["phases"]]
    known = [key for key in ("select", "prepare", "commit", "alumni") if key in keys]
    assert known == sorted(known, key=keys.index)
    assert "prepare" in keys


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_cohorts_costs_the_same_for_one_and_three(
    staff_client, host, rows, django_assert_num_queries
):
    with inside(host):
        for number in range(rows):
            make_cohort(host, 1, f"Cohort {number}")
    with django_assert_num_queries(8):
        page(staff_client, host, "cohorts/")


@pytest.mark.parametrize("people", [1, 3])
def test_a_cohorts_page_costs_the_same_for_one_and_three_people(
    staff_client, host, people, django_assert_max_num_queries
):
    with inside(host):
        cohort = make_cohort(host, people)
    with django_assert_max_num_queries(24):
        page(staff_client, host, f"cohorts/{cohort.pk}/")


def facilitator(client, host, cohort, **post):
    return client.post(f"/h/{host.slug}/cohorts/{cohort.pk}/facilitators/", post)


def test_somebody_is_made_facilitator_of_one_cohort(db):
    from factories.hosts import make_host

    host = make_host("demo-land", is_demo=True)
    with inside(host):
        cohort = make_cohort(host, 1)
    client = browser(make_viewer(host, RoleKind.ADMINISTRATOR))
    facilitator(client, host, cohort, email="new@example.org")
    role = Role.objects.with_scope(host=host).get(kind=RoleKind.FACILITATOR)
    assert role.subject == cohort.pk


def test_staff_may_not_make_facilitators(staff_client, host, cohort):
    assert facilitator(staff_client, host, cohort, email="new@example.org").status_code == 403


def test_search_finds_a_cohort_by_part_of_its_title(staff_client, host, cohort):
    found = page(staff_client, host, "search/?q=spri").context["found"]
    assert ("Cohort", "Spring") in {(str(one.kind), str(one.text)) for one in found}


def test_search_of_a_member_finds_no_other_cohort(host, cohort):
    with inside(host):
        other = make_cohort(host, 1, "Autumn")
    client = browser(make_viewer(host, RoleKind.MEMBER, subject=other.pk))
    assert page(client, host, "search/?q=spring").context["found"] == []


@pytest.mark.parametrize("words", ["", "%27", "%00", "🌳", "a" * 2000])
def test_search_takes_any_words(staff_client, host, words):
    assert page(staff_client, host, f"search/?q={words}").status_code == 200


@pytest.fixture
def dated(host, cohort):
    """Say on which day, counted from today at the host, the cohort first meets."""

    def plan(days):
        with inside(host):
            session = Session.objects.create(host=host, cohort=cohort, number=1, outline="first")
            date = local_day(host, timezone.now()) + timedelta(days=days)
            Day.objects.create(host=host, session=session, number=1, date=date, starts=time(9))
        return cohort

    return plan


def stands(client, host):
    """Where the cohorts of the list stand."""
    return [one.state for one in page(client, host, "cohorts/").context["rows"]]


@pytest.mark.parametrize(("days", "state"), [(1, "seated"), (0, "meeting"), (-200, "meeting")])
def test_a_cohort_meets_from_its_first_day_on(staff_client, host, dated, days, state):
    dated(days)
    assert stands(staff_client, host) == [state]


def test_a_cohort_without_sessions_is_seated(staff_client, host, cohort):
    assert stands(staff_client, host) == ["seated"]


def test_a_cohort_whose_members_are_alumni_has_finished(staff_client, host, dated):
    cohort = dated(-1)
    with inside(host):
        Cohort.objects.filter(pk=cohort.pk).update(finished_at=timezone.now())
    assert stands(staff_client, host) == ["finished"]
    assert (
        "Finished: its members are alumni" in page(staff_client, host, "cohorts/").content.decode()
    )
    assert list(page(staff_client, host).context["cohorts"]) == []


def test_cohorts_are_filtered_by_where_they_stand(staff_client, host, dated):
    dated(-1)
    for state, found in (("meeting", 1), ("seated", 0), ("finished", 0)):
        assert page(staff_client, host, f"cohorts/?state={state}").context["total"] == found
