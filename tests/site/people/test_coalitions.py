"""Organisations, memberships and principles."""

from datetime import date, timedelta

import pytest

from factories.hosts import AT, make_viewer
from factories.people import make_coalition, make_organisation, make_person, make_spell
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.people import queries
from thousandfold.people.choices import Post
from thousandfold.people.usecases.coalitions import change_coalition
from thousandfold.people.usecases.organisations import (
    AlreadyAMember,
    EndsBeforeItBegins,
    OrganisationNameTaken,
    change_organisation,
    join_coalition,
    leave_coalition,
    register_organisation,
)
from thousandfold.people.usecases.persons import (
    SpellNeedsSomewhere,
    begin_spell,
    change_person,
    end_spell,
    forget_spell,
    register_person,
    sort_name,
)
from thousandfold.people.usecases.principles import (
    AlreadyAdopted,
    NotAMember,
    PrinciplesUnchanged,
    adopt_principles,
    propose_principles,
)
from thousandfold_core.coalitions.balance import heads_of

UNION = {"name": "Local 19", "sector": "union", "legal_form": "501c5"}
DAY = date(2026, 3, 7)


def test_registering_makes_a_member_when_a_coalition_is_given(here, staff):
    coalition = make_coalition(here)
    made = register_organisation(viewer=staff, at=AT, coalition=coalition, since=DAY, **UNION)
    assert coalition.memberships.get().organisation == made
    assert TrailEntry.objects.filter(verb="registered", thing_id=made.id).exists()


def test_a_name_is_taken_whatever_its_case(here, staff):
    register_organisation(viewer=staff, at=AT, **UNION)
    with pytest.raises(OrganisationNameTaken):
        register_organisation(viewer=staff, at=AT, **{**UNION, "name": "LOCAL 19"})


def test_a_member_of_a_cohort_may_not_register(here):
    viewer = make_viewer(here, RoleKind.MEMBER)
    with pytest.raises(NotAllowed):
        register_organisation(viewer=viewer, at=AT, **UNION)


def test_changing_needs_the_version_it_was_based_on(here, staff):
    made = make_organisation(here)
    fields = {"name": "Local 2", "sector": "union", "legal_form": "501c5"}
    change_organisation(viewer=staff, organisation=made, based_on=1, at=AT, **fields)
    with pytest.raises(ChangedMeanwhile) as caught:
        change_organisation(
            viewer=staff, organisation=made, based_on=1, at=AT, **{**fields, "name": "Local 3"}
        )
    assert caught.value.params["theirs"] == {"name": "Local 2"}
    assert caught.value.params["yours"] == {"name": "Local 3"}


def test_changing_to_a_taken_name_is_refused(here, staff):
    make_organisation(here, "Local 2")
    made = make_organisation(here)
    with pytest.raises(OrganisationNameTaken):
        change_organisation(viewer=staff, organisation=made, based_on=1, at=AT, name="local 2")


def test_joining_twice_is_refused(here, staff):
    union = make_organisation(here)
    coalition = make_coalition(here, union)
    with pytest.raises(AlreadyAMember):
        join_coalition(viewer=staff, coalition=coalition, organisation=union, since=DAY, at=AT)


def test_a_membership_that_ended_still_counts_in_its_time(here, staff):
    coalition = make_coalition(here, make_organisation(here))
    leave_coalition(viewer=staff, membership=coalition.memberships.get(), until=DAY, at=AT)
    assert queries.members_on(staff, coalition, DAY).count() == 1
    assert queries.members_on(staff, coalition, DAY + timedelta(days=1)).count() == 0


def test_a_membership_cannot_end_before_it_began(here, staff):
    coalition = make_coalition(here, make_organisation(here))
    with pytest.raises(EndsBeforeItBegins):
        leave_coalition(
            viewer=staff, membership=coalition.memberships.get(), until=date(2020, 1, 1), at=AT
        )


def test_principles_are_numbered_and_must_differ(here, staff):
    coalition = make_coalition(here)
    first = propose_principles(viewer=staff, coalition=coalition, text="Share credit.", at=AT)
    second = propose_principles(
        viewer=staff, coalition=coalition, text="Share credit. Tell the truth.", at=AT
    )
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(PrinciplesUnchanged):
        propose_principles(
            viewer=staff, coalition=coalition, text=" Share credit. Tell the truth. ", at=AT
        )


def test_only_members_of_that_day_adopt_and_each_once(here, staff):
    union, church = make_organisation(here), make_organisation(here, "St. Mark", sector="faith")
    coalition = make_coalition(here, union)
    text = propose_principles(viewer=staff, coalition=coalition, text="Share credit.", at=AT)
    given = {"viewer": staff, "principles": text, "adopted_on": DAY, "signer": "Ana", "at": AT}
    adopt_principles(organisation=union, **given)
    with pytest.raises(AlreadyAdopted):
        adopt_principles(organisation=union, **given)
    with pytest.raises(NotAMember):
        adopt_principles(organisation=church, **given)


def test_changing_a_coalition(here, staff):
    coalition = make_coalition(here)
    saved = change_coalition(
        viewer=staff,
        coalition=coalition,
        based_on=1,
        at=AT,
        name="Bay Together",
        region="Bay",
        purpose="",
    )
    assert (saved.name, saved.version) == ("Bay Together", 2)


def test_people_sort_without_case_and_accents():
    assert sort_name("Núñez Ángela") == sort_name("nunez angela")


def test_registering_and_changing_a_person(here, staff):
    person = register_person(viewer=staff, at=AT, name="Lê Thị Hoa", town="District 7")
    saved = change_person(viewer=staff, person=person, based_on=1, at=AT, called="Hoa")
    assert saved.short == "Hoa"
    with pytest.raises(ChangedMeanwhile):
        change_person(viewer=staff, person=person, based_on=1, at=AT, called="Le")


def test_a_person_may_change_their_own_entry_and_nobody_elses(here):
    viewer = make_viewer(here, RoleKind.MEMBER)
    own = make_person(here, "Own", account=viewer.account)
    other = make_person(here, "Other")
    assert change_person(viewer=viewer, person=own, based_on=1, at=AT, called="O").called == "O"
    with pytest.raises(NotAllowed):
        change_person(viewer=viewer, person=other, based_on=1, at=AT, called="X")
    assert list(queries.people_for(viewer)) == [own]


def test_a_role_needs_a_place_and_dates_in_order(here, staff):
    person = make_person(here)
    given = {
        "viewer": staff,
        "person": person,
        "post": Post.ELECTED,
        "organisation": None,
        "at": AT,
    }
    with pytest.raises(SpellNeedsSomewhere):
        begin_spell(title=" ", since=None, until=None, **given)
    with pytest.raises(EndsBeforeItBegins):
        begin_spell(title="Council member", since=DAY, until=date(2020, 1, 1), **given)
    assert begin_spell(title="Council member", since=DAY, until=None, **given).side == "inside"


def test_ending_and_forgetting_a_role(here, staff):
    person = make_person(here)
    spell = make_spell(person, since=date(2024, 1, 1), title="Steward")
    with pytest.raises(EndsBeforeItBegins):
        end_spell(viewer=staff, spell=spell, until=date(2023, 1, 1), at=AT)
    assert end_spell(viewer=staff, spell=spell, until=DAY, at=AT).until == DAY
    forget_spell(viewer=staff, spell=spell, at=AT)
    assert person.spells.count() == 0


def test_a_large_coalition_names_some_and_counts_all(client, here, staff, monkeypatch):
    monkeypatch.setattr("thousandfold.people.views.coalition.MOST_NAMED", 2)
    unions = [make_organisation(here, f"Union {number}") for number in range(3)]
    make_coalition(here, *unions)
    for number, union in enumerate(unions):
        make_spell(make_person(here, f"Person {number}"), organisation=union)
    client.force_login(staff.account)
    page = client.get(f"/h/{here.slug}/coalition/").content.decode()
    assert "3 members" in page
    assert "These are the first 2 by name; all count in the balance." in page
    assert "These are the newest 2; everybody counts in the balance." in page
    assert "Union 1" in page
    assert "Union 2</a></th>" not in page


def test_the_database_counts_heads_as_the_slow_way_does(here, staff):
    union = make_organisation(here, "Union")
    coalition = make_coalition(here, union)
    ana, bo = make_person(here, "Ana"), make_person(here, "Bo")
    for person, post in ((ana, "labour"), (ana, "labour"), (ana, "elected"), (bo, "labour")):
        make_spell(person, post=post, organisation=union)
    spells = queries.spells_on(staff, coalition, DAY)
    slow = heads_of(spells.values_list("person_id", "post"))
    assert queries.heads(spells) == slow
    assert (slow.people, slow.inside, slow.outside) == (2, 1, 2)
