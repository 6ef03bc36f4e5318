"""Every table with private words has a clock or a reason; words of rooms go a year after."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db.models import CASCADE
from django.test import Client

from factories.calls import make_call
from factories.cohorts import make_member
from factories.hosts import AT, make_viewer
from factories.lived_in import adopted_platform
from factories.people import make_person
from factories.rooms import Round
from thousandfold.alumni.models import Commitment
from thousandfold.base.choices import RoleKind
from thousandfold.base.keeping import holdings as registry
from thousandfold.base.keeping import retention
from thousandfold.base.keeping.holdings import holdings
from thousandfold.base.keeping.retention import CLOCKS, keepers
from thousandfold.base.models import Host
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.privacy import P3, class_of
from thousandfold.base.usecases.legal_holds import place_hold
from thousandfold.base.usecases.retention import delete_due
from thousandfold.base.usecases.terms import TermOutOfBounds, shorten_terms
from thousandfold.campaigns.models import Approvals
from thousandfold.exercises.models import StoredAnswer
from thousandfold.exercises.panels import _deleted_soon
from thousandfold.recruitment.models import Cohort, Decision
from thousandfold.training.models import Day, Session

DAY, STEP = timedelta(days=1), timedelta(hours=11)


def is_private(model: Any) -> bool:
    """Whether a table has a field that is for the cohort alone, or for fewer."""
    fields = [one for one in model._meta.get_fields() if getattr(one, "concrete", False)]
    return any((class_of(model, one.name) or "P0") >= P3 for one in fields)


def goes_with(model: Any, clocked: set[Any]) -> bool:
    """Whether its rows go when a row does that a clock of such words runs for."""
    return any(
        one.related_model in clocked and one.remote_field.on_delete is CASCADE
        for one in model._meta.concrete_fields
        if one.is_relation
    )


def without_a_clock() -> list[str]:
    """Tables with private words for which no term runs and no reason is given."""
    clocked = {one.rows().model for one in keepers() if one.clock.privacy >= P3}
    private = [one for one in holdings() if is_private(one.model)]
    return [
        one.label
        for one in private
        if not (one.model in clocked or one.no_clock or goes_with(one.model, clocked))
    ]


def test_every_table_with_private_words_has_a_clock_or_a_reason(here):
    assert without_a_clock() == []


@pytest.mark.sabotage("test_every_table_with_private_words_has_a_clock_or_a_reason")
@pytest.mark.parametrize("key", [one.key for one in CLOCKS if one.privacy >= P3])
def test_a_clock_that_is_taken_off_is_found(here, monkeypatch, key):
    models = {one.clock.key: one.rows().model for one in keepers()}
    alike = [one for one, model in models.items() if model is models[key]]
    left = {one: keeper for one, keeper in retention._KEEPERS.items() if one not in alike}
    monkeypatch.setattr(retention, "_KEEPERS", left)
    assert models[key]._meta.label in without_a_clock()


@pytest.mark.sabotage("test_every_table_with_private_words_has_a_clock_or_a_reason")
def test_a_reason_that_is_taken_off_is_found(here, monkeypatch):
    model = apps.get_model("campaigns.Derivation")
    known = registry.holding_of(model)
    monkeypatch.setitem(registry._HOLDINGS, model, replace(known, no_clock=""))
    assert without_a_clock() == ["campaigns.Derivation"]


@pytest.fixture
def held(here) -> Round:
    """A room of a cohort that finished nearly a year ago."""
    held = Round(here).starts("me-tree", "roots")
    ask = next(iter(held.asked(0)))
    first = held.asked(0)[ask][0].fields[0].id
    held.does(0, ask, body={first: "my own words"})
    Cohort.objects.filter(pk=held.cohort.pk).update(finished_at=AT)
    return held


def looks(host: Host, *moments: datetime) -> dict[str, int]:
    """Looks one after another; what all of them deleted."""
    done: dict[str, int] = {}
    for at in moments:
        host.refresh_from_db()
        done |= delete_due(host=host, at=at)
    return done


def at_the_end(host: Host, days: int) -> dict[str, int]:
    """What looks delete so many days after the cohort finished."""
    over = AT + days * DAY
    return looks(host, over, over + STEP, over + 2 * STEP)


def test_words_of_a_room_stay_until_the_last_day(here, held):
    assert at_the_end(here, 363) == {}
    assert StoredAnswer.objects.exists()


def test_words_of_a_room_go_a_year_after_the_cohort_finished(here, held):
    assert at_the_end(here, 365) == {"said": 1}
    assert not StoredAnswer.objects.exists()


def test_words_of_a_cohort_that_nobody_finished_go_after_two_years(here, held):
    Cohort.objects.update(finished_at=None)
    assert at_the_end(here, 2 * 365 + 1) == {"said-open": 1}


def test_a_held_cohorts_words_stay(here, held, administrator):
    place_hold(viewer=administrator, things=[held.cohort], reason="-", until=None, at=AT)
    assert at_the_end(here, 400) == {}
    assert StoredAnswer.objects.exists()


def test_a_room_whose_words_are_gone_is_played_on(here, held):
    at_the_end(here, 365)
    assert held.left() == []


def test_where_a_cohort_met_goes_and_the_date_stays(here, held):
    session = Session.objects.create(host=here, cohort=held.cohort, number=1, title={}, outline={})
    day = Day.objects.create(
        host=here, session=session, number=1, date=AT.date(), starts="09:00", place="Town hall"
    )
    assert at_the_end(here, 365)["where"] == 1
    day.refresh_from_db()
    assert (day.place, day.date) == ("", AT.date())


def test_why_a_cohort_was_chosen_goes_and_the_decision_stays(here, held):
    made = Decision.objects.create(host=here, cohort=held.cohort, chosen=[], reason="why", at=AT)
    assert at_the_end(here, 365)["decision"] == 1
    made.refresh_from_db()
    assert made.reason is None


def test_slips_go_a_year_after_the_adoption(here, held, staff):
    made = adopted_platform(staff, held)
    Approvals.objects.get_or_create(host=here, platform=made)
    assert at_the_end(here, 366)["slips"] == 1


@pytest.mark.parametrize(("days", "gone"), [(394, 0), (395, 1)])
def test_steps_go_a_year_after_the_last_word_on_them(here, held, days, gone):
    member = make_member(held.cohort, make_person(here))
    one = Commitment.objects.create(
        host=here, cohort=held.cohort, member=member, key="k", run=held.run.pk
    )
    Commitment.objects.filter(pk=one.pk).update(changed_at=AT + 30 * DAY)
    assert at_the_end(here, days).get("step", 0) == gone


def test_a_host_keeps_words_for_less_long(here, held, administrator):
    _shorten(administrator, said=100)
    assert at_the_end(here, 100) == {"said": 1}


@pytest.mark.parametrize("days", [29, 366])
def test_a_term_is_never_longer_and_never_too_short(here, administrator, days):
    with pytest.raises(TermOutOfBounds):
        _shorten(administrator, said=days)


def test_staff_shorten_nothing(here, staff):
    with pytest.raises(NotAllowed):
        _shorten(staff, said=100)


def test_a_term_longer_than_the_tables_counts_for_nothing(here):
    clock = next(one for one in CLOCKS if one.key == "said")
    here.terms = {"said": 9999}
    assert retention.days_at(here, clock) == clock.days


def _shorten(viewer: Any, **days: int) -> None:
    host = viewer.host
    host.refresh_from_db()
    shorten_terms(viewer=viewer, host=host, based_on=host.version, days=days, at=AT)


def test_the_page_shows_the_hosts_own_term(here, administrator):
    _shorten(administrator, said=100)
    client = Client()
    client.force_login(administrator.account)
    said = client.get(f"/h/{here.slug}/host/keeping/").content.decode()
    assert "Here: 100 days." in said


def test_its_people_are_told_a_month_before(here, held):
    member = make_viewer(here, RoleKind.MEMBER, subject=held.cohort.pk)
    request = SimpleNamespace(viewer=member, host=here)
    with time_machine.travel(AT + 330 * DAY, tick=False):
        assert list(_deleted_soon(request)) == []
    with time_machine.travel(AT + 336 * DAY, tick=False):
        assert [one.by for one in _deleted_soon(request)] == [here.day_at(AT + 365 * DAY)]


def test_a_call_has_no_words_of_its_own(here):
    assert not is_private(type(make_call(here)))
