"""Seating: people decide; letters are drafts; drop-outs are replaced."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, TestCase

from factories.calls import SITE, make_call, make_nomination, make_nominees, make_reviewer
from factories.hosts import make_viewer
from factories.people import make_organisation, make_person
from thousandfold.base import announcements
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Message, Role
from thousandfold.base.permissions import NotAllowed
from thousandfold.curriculum import queries as curriculum
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Call, Cohort, Nomination
from thousandfold.recruitment.queries.replacing import free_places, step_in
from thousandfold.recruitment.usecases.balance import balance_of
from thousandfold.recruitment.usecases.composing import compose_cohort
from thousandfold.recruitment.usecases.refusals import (
    CohortAlreadySeated,
    NobodyChosen,
    NotAMemberNow,
    NotANominee,
    ReasonNeeded,
)
from thousandfold.recruitment.usecases.seating import decline_place, fill_place, seat_cohort


def seat(staff, call, rows: list[Nomination], now, **changes: Any) -> Cohort:
    """Seat these, with a reason."""
    given = {"composition": None, "reason": "Chosen together", "title": "", **changes}
    chosen = [str(row.pk) for row in rows]
    return seat_cohort(viewer=staff, call=call, chosen=chosen, site=SITE, at=now, **given)


def test_the_cohort_pins_its_programme_and_decides_the_call(call, staff, now):
    cohort = seat(staff, call, make_nominees(call, 3), now)
    package = curriculum.programme("values-based-leadership")
    assert cohort.programme_version == package.version
    assert cohort.programme_digest == package.digest
    assert cohort.title == "Leaders 2026"
    call.refresh_from_db()
    assert call.state == "decided"


def test_each_member_has_a_card_and_a_feed_of_their_own(call, staff, now):
    members = seat(staff, call, make_nominees(call, 3), now).members.all()
    assert len({member.card for member in members}) == 3
    assert len({member.feed for member in members}) == 3
    assert {len(member.card) for member in members} == {8}


def test_a_member_becomes_a_person_with_their_time_in_a_role(call, staff, now):
    home = make_organisation(call.host, "Local 19")
    row = make_nomination(
        call, "Ana Ruiz", email="ana@example.org", organisation="local 19", post="labour"
    )
    member = seat(staff, call, [row], now).members.get()
    spell = member.person.spells.get()
    assert (spell.organisation, spell.post) == (home, "labour")
    row.refresh_from_db()
    assert row.person == member.person


def test_a_person_already_here_is_the_same_person(call, staff, now):
    known = make_person(call.host, "Ana Ruiz", email="ANA@example.org")
    row = make_nomination(call, "Ana Ruiz", email="ana@example.org")
    assert seat(staff, call, [row], now).members.get().person == known
    assert Person.objects.count() == 1


def test_members_with_an_address_can_sign_in_and_others_need_not(call, staff, now):
    rows = [make_nomination(call, "Ana", email="ana@example.org"), make_nomination(call, "Bo")]
    cohort = seat(staff, call, rows, now)
    accounts = {m.person.name: m.account and m.account.email for m in cohort.members.all()}
    assert accounts == {"Ana": "ana@example.org", "Bo": None}
    assert Role.objects.filter(kind="member", subject=cohort.pk).count() == 1


def test_two_who_share_an_address_do_not_share_an_account(call, staff, now):
    rows = [make_nomination(call, name, email="home@example.org") for name in ("Ana", "Bo")]
    members = seat(staff, call, rows, now).members.all()
    assert sum(member.account is not None for member in members) == 1


def test_letters_to_all_are_drafts_and_name_nobody(call, staff, now):
    rows = [make_nomination(call, f"Name{n}", email=f"n{n}@example.org") for n in range(3)]
    make_nomination(call, "Gone", email="gone@example.org", state="withdrawn")
    seat(staff, call, rows[:2], now)
    letters = {one.to: one for one in Message.objects.all()}
    assert set(letters) == {"n0@example.org", "n1@example.org", "n2@example.org"}
    assert {one.state for one in letters.values()} == {"draft"}
    assert "You have a place" in letters["n0@example.org"].subject
    assert "no judgement" in letters["n2@example.org"].body
    assert not any("Name" in one.body for one in letters.values())


def test_a_departure_needs_a_reason_and_a_followed_proposal_does_not(call, staff, now):
    rows = make_nominees(call, 6)
    run = compose_cohort(viewer=staff, call=call, seed="x", at=now)
    proposed = [row for row in rows if str(row.pk) in run.result["cohort"]]
    other = [row for row in rows if row not in proposed][:1]
    with pytest.raises(ReasonNeeded):
        seat(staff, call, [*proposed[1:], *other], now, composition=run, reason=" ")
    cohort = seat(staff, call, proposed, now, composition=run, reason="")
    assert not cohort.decision.departs


def test_an_alternative_counts_as_followed(call, staff, now):
    rows = {str(row.pk): row for row in make_nominees(call, 6)}
    run = compose_cohort(viewer=staff, call=call, seed="x", at=now)
    other = [rows[one] for one in run.result["alternatives"][0]["cohort"]]
    assert not seat(staff, call, other, now, composition=run, reason="").decision.departs


def test_the_reason_is_kept_sealed(call, staff, now):
    from django.db import connection

    cohort = seat(staff, call, make_nominees(call, 2), now, reason="She moves away")
    assert cohort.decision.reason == "She moves away"
    assert cohort.decision.departs
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM recruitment_decision")
        assert "moves" not in cursor.fetchone()[0]


def test_a_call_seats_once(call, staff, now):
    rows = make_nominees(call, 4)
    seat(staff, call, rows[:2], now)
    with pytest.raises(CohortAlreadySeated):
        seat(staff, call, rows[2:], now)


def test_nobody_strangers_and_the_withdrawn_are_not_seated(here, call, staff, now):
    with pytest.raises(NobodyChosen):
        seat(staff, call, [], now)
    stranger = make_nomination(make_call(here, title="Other"))
    for row in (stranger, make_nomination(call, state="withdrawn")):
        with pytest.raises(NotANominee):
            seat(staff, call, [row], now)
    with pytest.raises(NotANominee):
        seat_cohort(
            viewer=staff,
            call=call,
            chosen=["no-id"],
            composition=None,
            reason="x",
            title="",
            site=SITE,
            at=now,
        )


def test_reviewers_seat_nobody(call, now):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NotAllowed):
        seat(viewer, call, make_nominees(call, 2), now)


def test_seating_is_announced_after_the_commit(call, staff, now, monkeypatch):
    heard: list[Any] = []
    monkeypatch.setitem(announcements._LISTENERS, "cohort_seated", [lambda **d: heard.append(d)])
    with TestCase.captureOnCommitCallbacks(execute=True):
        cohort = seat(staff, call, make_nominees(call, 2), now)
        assert heard == []
    assert heard == [{"cohort": cohort.id}]


def test_a_place_given_back_ends_the_role_and_is_free(call, staff, now):
    row = make_nomination(call, "Ana", email="ana@example.org")
    cohort = seat(staff, call, [row, make_nomination(call, "Bo")], now)
    member = cohort.members.get(person__name="Ana")
    decline_place(viewer=None, member=member, at=now)
    assert not Role.objects.filter(kind="member", ended_at=None).exists()
    assert free_places(cohort) == 1
    with pytest.raises(NotAMemberNow):
        decline_place(viewer=staff, member=member, at=now)


def test_who_steps_in_keeps_the_balance_and_fills_one_place(call, staff, now):
    rows = make_nominees(call, 8)
    balance = balance_of(call)
    balance.rules = [
        {"kind": "size", "min": 2, "max": 5},
        {"kind": "target", "feature": "sector", "value": "faith", "min": 1, "max": None},
    ]
    balance.save()
    faith = [row for row in rows if row.sector == "faith"]
    cohort = seat(staff, call, [faith[0], rows[0]], now)
    decline_place(viewer=staff, member=cohort.members.get(person__name=faith[0].name), at=now)
    found = step_in(staff, cohort)
    assert [row.pk for row in found.joins] == [faith[1].pk]
    fill_place(viewer=staff, cohort=cohort, nomination=found.joins[0], site=SITE, at=now)
    assert free_places(cohort) == 0
    assert step_in(staff, cohort) is None


def test_when_nobody_can_step_in_the_least_change_is_said(call, staff, now):
    rows = make_nominees(call, 4)
    balance = balance_of(call)
    balance.rules = [
        {"kind": "target", "feature": "sector", "value": "faith", "min": 1, "max": None}
    ]
    balance.save()
    faith = next(row for row in rows if row.sector == "faith")
    cohort = seat(staff, call, [faith, rows[0]], now)
    decline_place(viewer=staff, member=cohort.members.get(person__name=faith.name), at=now)
    found = step_in(staff, cohort)
    assert found.joins == []
    assert "Ask for 0 instead of 1 from congregations and faith groups." in found.changes


def test_who_had_a_place_or_withdrew_cannot_fill_one(call, staff, now):
    rows = make_nominees(call, 3)
    cohort = seat(staff, call, rows[:2], now)
    rows[0].refresh_from_db()
    for row in (rows[0], make_nomination(call, state="withdrawn")):
        with pytest.raises(NotANominee):
            fill_place(viewer=staff, cohort=cohort, nomination=row, site=SITE, at=now)


# the pages


def test_the_decision_page_ticks_the_proposal_and_says_what_ticks_mean(
    call: Call, desk: Client, staff, now
) -> None:
    rows = make_nominees(call, 6)
    run = compose_cohort(viewer=staff, call=call, seed="x", at=now)
    path = f"/h/{call.host.slug}/recruit/{call.pk}/seat/?from={run.pk}"
    page = desk.get(path)
    assert page.context["ticked"] == set(run.result["cohort"])
    answer = desk.post(path, {"person": [str(rows[0].pk)], "title": "T", "look": "1"})
    assert answer.context["departs"]
    assert "short of 2 people" in " ".join(answer.context["broken"])
    answer = desk.post(path, {"person": [str(rows[0].pk)], "title": "T"})
    assert answer.status_code == 422
    assert not Cohort.objects.exists()
    answer = desk.post(path, {"person": [str(r.pk) for r in rows[:2]], "title": "T", "reason": "x"})
    assert answer.status_code == 302
    assert Cohort.objects.get().title == "T"


def test_the_alternative_chosen_is_ticked(call: Call, desk: Client, staff, now) -> None:
    make_nominees(call, 6)
    run = compose_cohort(viewer=staff, call=call, seed="x", at=now)
    path = f"/h/{call.host.slug}/recruit/{call.pk}/seat/?from={run.pk}&other=1"
    wanted = set(run.result["alternatives"][0]["cohort"])
    assert desk.get(path).context["ticked"] == wanted


def test_a_nominee_gives_the_place_back_and_staff_offer_it(
    call: Call, desk: Client, client: Client, staff, now
) -> None:
    rows = make_nominees(call, 4)
    cohort = seat(staff, call, rows[:2], now)
    mine = f"/nominated/{rows[0].nominee_key}/"
    assert "You have a place in the cohort" in client.get(mine).content.decode()
    client.post(mine, {"answer": "decline"})
    assert "You gave your place back" in client.get(mine).content.decode()
    members = f"/h/{call.host.slug}/recruit/cohorts/{cohort.pk}/members/"
    page = desk.get(members)
    assert page.context["step_in"].free == 1
    joins = page.context["step_in"].joins[0]
    desk.post(f"{members}fill/{joins.pk}/")
    assert cohort.members.filter(state="seated").count() == 2


def test_who_was_not_chosen_reads_a_kind_page(call: Call, client: Client, staff, now) -> None:
    rows = make_nominees(call, 3)
    seat(staff, call, rows[:2], now)
    text = client.get(f"/nominated/{rows[2].nominee_key}/").content.decode()
    assert "no judgement of you" in text


def test_cards_show_the_name_people_go_by_and_their_code(
    call: Call, desk: Client, staff, now
) -> None:
    cohort = seat(staff, call, make_nominees(call, 1), now)
    member = cohort.members.get()
    Person.objects.filter(pk=member.person_id).update(called="Lan")
    path = f"/h/{call.host.slug}/recruit/cohorts/{cohort.pk}/members/cards/"
    text = desk.get(path).content.decode()
    assert "Lan" in text
    assert f"{member.card[:4]} {member.card[4:]}" in text
    assert "Person 000" not in text


def test_members_see_names_but_no_cards(call: Call, staff, now) -> None:
    cohort = seat(staff, call, make_nominees(call, 2), now)
    member = make_viewer(call.host, RoleKind.MEMBER, email="m@example.org", subject=cohort.pk)
    client = Client()
    client.force_login(member.account)
    text = client.get(f"/h/{call.host.slug}/recruit/cohorts/{cohort.pk}/members/").content.decode()
    assert "Person 000" in text
    assert cohort.members.first().card not in text


def test_a_card_cut_from_its_sheet_still_says_where_to_type_its_code(
    call: Call, desk: Client, staff, now
) -> None:
    cohort = seat(staff, call, make_nominees(call, 2), now)
    path = f"/h/{call.host.slug}/recruit/cohorts/{cohort.pk}/members/cards/"
    page = desk.get(path)
    assert page.content.decode().count(page.context["address"]) == 2
