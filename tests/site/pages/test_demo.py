"""The demo region: invented people only, whole or not at all, and its door."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client

from factories.hosts import make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account, Host, HostOwned, Message
from thousandfold.base.scope import inside
from thousandfold.pages.demo import load
from thousandfold.pages.demo.data import DOMAIN, address, told
from thousandfold.pages.demo.forget import forget_demo
from thousandfold.people.models import Adoption, Coalition, Organisation, Person
from thousandfold.recruitment.models import Cohort, Composition, Nomination

AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo host, loaded once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load.load_demo(AT)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _undone(demo):
    """What a test does to it is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def there(demo):
    """Work inside it."""
    with inside(demo):
        yield demo


def at_work() -> Cohort:
    """The cohort that is shown at work."""
    return Cohort.objects.get(finished_at=None)


def forest_of_the_cohort():
    """What its forest holds."""
    from thousandfold.exercises.models import Run
    from thousandfold.exercises.playing import state_of

    return state_of(Run.objects.get(exercise="forest")).state


def test_it_is_marked_as_a_demo(demo):
    assert demo.is_demo


def test_loading_again_returns_the_same_host(demo):
    assert load.load_demo(AT) == demo


def test_every_account_of_it_has_an_address_that_reaches_nobody(demo):
    assert not Account.objects.exclude(email__endswith=f"@{DOMAIN}").exists()
    assert DOMAIN.endswith(".example")


def test_no_message_of_it_can_reach_anybody(there):
    assert not Message.objects.exclude(to__endswith=".example").exists()


def test_the_cohort_is_what_was_composed(there):
    cohort, composed = at_work(), Composition.objects.get()
    chosen = Nomination.objects.filter(pk__in=composed.result["cohort"]).values_list(
        "name", flat=True
    )
    seated = cohort.members.values_list("person__name", flat=True)
    assert set(seated) == set(chosen)
    assert len(seated) == 16


def test_everybody_in_the_cohort_brought_a_tree(there):
    names = at_work().members.values_list("person__name", flat=True)
    assert set(names) == {one["name"] for one in told("trees")["tree"]}


def test_principles_stand_in_two_versions_with_adoptions(there):
    numbers = Adoption.objects.values_list("principles__number", flat=True)
    assert set(numbers) == {1, 2}


def test_the_coalition_has_people_inside_and_outside(there):
    sides = {spell.side.value for one in Person.objects.all() for spell in one.spells.all()}
    assert sides == {"inside", "outside"}
    assert Coalition.objects.get().memberships.count() >= 10


def test_four_exercises_were_played_to_their_end(there):
    from thousandfold.exercises.models import Run

    rows = (
        Run.objects.filter(room__cohort=at_work())
        .order_by("created_at")
        .values_list("exercise", "state")
    )
    assert list(rows) == [
        ("object-share", "closed"),
        ("me-tree", "closed"),
        ("closing", "closed"),
        ("forest", "closed"),
    ]


def test_the_forest_found_common_branches_and_tensions(there):
    from thousandfold.exercises.models import Run
    from thousandfold.exercises.playing import state_of

    state = state_of(Run.objects.get(exercise="forest")).state
    assert len(state.common) >= 4
    assert len(state.tensions) >= 2


def test_every_ballot_is_about_a_fruit_that_somebody_brought(there):
    brought = [one.text for one in forest_of_the_cohort().statements.values()]
    for one in told("room")["ballot"]:
        assert any(text.startswith(one["fruit"]) for text in brought), one["fruit"]


def test_some_fruit_are_shared_some_contested_and_some_lonely(there):
    state = forest_of_the_cohort()
    counts = state.counts.values()
    assert sum(one.supported and not one.contested for one in counts) >= 10
    assert sum(one.contested for one in counts) >= 4
    assert sum(not one.supported for one in counts) >= 4
    assert set(state.statements) - set(state.counts)  # lonely ones, told to their author alone


def test_the_platform_has_words_joined_planks_and_planks_carried_forward(there):
    from thousandfold.campaigns.choices import PlankState
    from thousandfold.campaigns.models import Plank

    states = list(Plank.objects.values_list("state", flat=True))
    assert states.count(PlankState.DRAFT) == 4
    assert states.count(PlankState.WITHDRAWN) == 1
    assert states.count(PlankState.CARRIED) == 2
    assert PlankState.CANDIDATE in states


def test_an_earlier_cohort_has_finished_with_alumni_listed_and_not(there):
    from thousandfold.alumni.models import Alumnus, ListingConsent

    earlier = Cohort.objects.exclude(finished_at=None).get()
    alumni = Alumnus.objects.filter(cohort=earlier)
    assert alumni.count() == earlier.members.count() == 12
    assert 0 < ListingConsent.objects.filter(ended_at=None).count() < 12


def test_steps_taken_home_stand_in_every_state(there):
    from thousandfold.alumni.choices import StepState
    from thousandfold.alumni.models import Commitment

    assert set(Commitment.objects.values_list("state", flat=True)) == set(StepState.values)


def test_who_is_in_both_stages_has_one_entry_among_the_people(there):
    names = list(Person.objects.values_list("name", flat=True))
    assert len(names) == len(set(names))


def test_what_somebody_keeps_is_not_shown_in_the_forest(there):
    from thousandfold.exercises.models import Run
    from thousandfold.exercises.playing import state_of

    state = state_of(Run.objects.get(exercise="forest")).state
    shown = {one.text for one in state.shown("root")}
    kept = {r[1:] for one in told("trees")["tree"] for r in one["roots"] if r.startswith("*")}
    assert kept
    assert not shown & kept


def test_nothing_in_it_is_dated_after_the_loading(there):
    from thousandfold.base.models import TrailEntry

    assert not TrailEntry.objects.filter(at__gt=AT).exists()


def test_organisations_have_no_website_that_could_be_real(there):
    assert not Organisation.objects.exclude(website="").exists()


def test_the_door_lets_in_as_the_invented_administrator(demo):
    client = Client()
    answer = client.post("/demo/")
    assert answer["Location"] == f"/h/{demo.slug}/"
    assert client.session["_auth_user_id"] == str(load.demo_account(demo).pk)


def test_the_door_leads_into_no_real_host(demo):
    real = make_host("real-valley")
    client = Client()
    client.post("/demo/")
    assert client.get(f"/h/{real.slug}/").status_code == 404


def test_every_page_inside_says_that_it_is_made_up(demo):
    client = Client()
    client.post("/demo/")
    assert "made-up people in a real place" in client.get(f"/h/{demo.slug}/").content.decode()


def test_looking_at_the_door_lets_nobody_in(demo):
    client = Client()
    assert client.get("/demo/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_who_is_signed_in_is_warned_at_the_door(demo):
    client = Client()
    client.force_login(make_viewer(make_host("real-valley"), RoleKind.STAFF).account)
    assert "signs you out of your own account" in client.get("/demo/").content.decode()


def test_a_real_host_is_never_taken_away_whole(demo):
    with pytest.raises(ValueError, match="Only a demo host"):
        forget_demo(make_host("real-valley"))


def test_taking_it_away_leaves_nothing_of_it(demo):
    from django.apps import apps

    kept = make_viewer(make_host("real-valley"), RoleKind.STAFF)
    owned = [model for model in apps.get_models() if issubclass(model, HostOwned)]
    forget_demo(Host.objects.get(pk=demo.pk))
    left = [m._meta.label for m in owned if m._base_manager.filter(host_id=demo.pk).exists()]
    assert left == []
    assert not Account.objects.filter(email__endswith=f"@{DOMAIN}").exists()
    assert Account.objects.filter(pk=kept.account.pk).exists()


def test_a_load_that_fails_leaves_nothing(demo, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("the power went out")

    forget_demo(Host.objects.get(pk=demo.pk))
    monkeypatch.setattr("thousandfold.pages.demo.region.load_region", fail)
    with pytest.raises(RuntimeError):
        load.load_demo(AT)
    assert not Host.objects.filter(is_demo=True).exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hương Phạm", "huong.pham@south-bay.example"),
        ("Minh Anh Trần", "minh.anh.tran@south-bay.example"),
        ("Rev. Alma Freeman", "rev.alma.freeman@south-bay.example"),
        ("Jasmine Cruz-Reyes", "jasmine.cruz.reyes@south-bay.example"),
    ],
)
def test_invented_addresses_are_plain_letters(name, expected):
    assert address(name) == expected
