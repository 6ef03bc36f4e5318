"""Composing: exact, explained, with alternatives and ways out, kept as it was."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from factories.calls import make_call, make_nomination, make_nominees, make_reviewer
from factories.hosts import AT
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.usecases import working
from thousandfold.recruitment.choices import CallState
from thousandfold.recruitment.models import Call, Composition, Mark, Nomination
from thousandfold.recruitment.queries.pool import core_rules
from thousandfold.recruitment.usecases.balance import balance_of
from thousandfold.recruitment.usecases.composing import (
    compose_cohort,
    explain_person,
    nominees_then,
)
from thousandfold.recruitment.usecases.refusals import CallDecided, MarksNotOpen
from thousandfold.recruitment.views import compose
from thousandfold_core.selection import check
from thousandfold_core.selection.pool import NobodyToChoose


def rule(call: Call, *rules: dict[str, Any]) -> None:
    """Set the rules of a call."""
    balance = balance_of(call)
    balance.rules = list(rules)
    balance.save()


def score(call: Call, rows: list[Nomination], points: list[float]) -> None:
    """One reviewer's scores, opened."""
    _viewer, seat = make_reviewer(call)
    for row, given in zip(rows, points, strict=False):
        Mark.objects.create(
            host=call.host,
            nomination=row,
            reviewer=seat,
            kind="scored",
            points=given,
            marked_at=AT,
        )
    call.marks_opened_at = AT
    call.save()


SIZE = {"kind": "size", "min": 3, "max": 3}
FAITH = {"kind": "target", "feature": "sector", "value": "faith", "min": 1, "max": None}


def run(staff, call, now, seed: str = "seed") -> Composition:
    """One run."""
    return compose_cohort(viewer=staff, call=call, seed=seed, at=now)


def test_the_group_has_the_best_total_that_the_rules_allow(call, staff, now):
    rows = make_nominees(call, 9)
    points = [9, 8, 3, 9.5, 7, 6, 2, 9, 8.5]
    score(call, rows, points)
    cap = {"kind": "organisation", "most": 1, "except_for": []}
    rule(call, SIZE, FAITH, cap)
    result = run(staff, call, now).result
    best = max(
        sum(points[at] for at in group)
        for group in itertools.combinations(range(9), 3)
        if any(rows[at].sector == "faith" for at in group)
        and len({rows[at].organisation for at in group}) == 3
    )
    assert Fraction(result["total"]) == Fraction(best)
    assert result["proved"]


def test_everything_kept_meets_the_rules_and_can_be_read_again(call, staff, now):
    score(call, make_nominees(call, 9), [5.0] * 9)
    rule(call, SIZE, FAITH)
    made = run(staff, call, now)
    nominees = nominees_then(Composition.objects.get(pk=made.pk))
    groups = [made.result["cohort"], *(one["cohort"] for one in made.result["alternatives"])]
    assert len(groups) > 1
    for ids in groups:
        people = [nominees.pool[one] for one in ids]
        assert check(people, core_rules(made.rules, nominees)) == []


def test_the_same_words_draw_the_same_group(call, staff, now):
    make_nominees(call, 12)
    rule(call, SIZE)
    groups = {tuple(run(staff, call, now, "one").result["cohort"]) for _ in range(2)}
    assert len(groups) == 1
    assert len({tuple(run(staff, call, now, str(n)).result["cohort"]) for n in range(6)}) > 1


def test_everybody_has_a_reason(call, staff, now):
    rows = make_nominees(call, 9)
    rule(call, SIZE)
    reasons = run(staff, call, now).result["reasons"]
    assert set(reasons) == {str(row.pk) for row in rows}
    assert sum(one["chosen"] for one in reasons.values()) == 3


def test_a_reason_not_worked_out_then_is_worked_out_when_asked(call, staff, now, monkeypatch):
    monkeypatch.setattr("thousandfold.recruitment.usecases.composing.REASON_SECONDS", -1.0)
    rows = make_nominees(call, 6)
    rule(call, SIZE)
    made = run(staff, call, now)
    assert made.result["reasons"] == {}
    first = explain_person(made, str(rows[0].pk))
    assert first["said"]
    again = Composition.objects.get(pk=made.pk)
    assert again.result["reasons"] == {str(rows[0].pk): first}


def test_rules_that_clash_are_kept_with_ways_out_that_work(call, staff, now):
    make_nominees(call, 8)
    many = {"kind": "target", "feature": "sector", "value": "faith", "min": 3, "max": None}
    rule(call, SIZE, many)
    made = run(staff, call, now)
    assert "cohort" not in made.result
    assert made.result["facts"][0]["code"] == "fact-target-supply"
    for repair in made.result["repairs"]:
        rule(call, *repair["rules"])
        assert "cohort" in run(staff, call, now).result


def test_a_run_keeps_its_scores_and_rules_whatever_changes_later(call, staff, now):
    rows = make_nominees(call, 6)
    score(call, rows, [5, 5, 5, 1, 1, 1])
    rule(call, SIZE)
    made = run(staff, call, now)
    Mark.objects.all().delete()
    rows[0].state = "withdrawn"
    rows[0].save()
    rule(call, SIZE, FAITH)
    then = Composition.objects.get(pk=made.pk)
    assert then.rules == [SIZE]
    assert nominees_then(then).scores[str(rows[0].pk)] == 5
    assert str(rows[0].pk) in nominees_then(then).rows


def test_runs_are_numbered_and_on_record(call, staff, now):
    make_nominees(call, 4)
    rule(call, SIZE)
    assert [run(staff, call, now).number for _ in range(2)] == [1, 2]
    entries = TrailEntry.objects.filter(verb="composed")
    assert {entry.details["chosen"] for entry in entries} == {3}


def test_closed_scores_are_opened_first(call, staff, now):
    rows = make_nominees(call, 4)
    score(call, rows, [1, 2, 3, 4])
    call.marks_opened_at = None
    call.save()
    with pytest.raises(MarksNotOpen):
        run(staff, call, now)


def test_nobody_to_choose_from_is_said(call, staff, now):
    make_nomination(call, state="sent")
    with pytest.raises(NobodyToChoose):
        run(staff, call, now)


def test_reviewers_do_not_compose_and_decided_calls_are_not_composed(here, call, staff, now):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NotAllowed):
        run(viewer, call, now)
    with pytest.raises(CallDecided):
        run(staff, make_call(here, state="decided"), now)


# the pages


def path(call: Call, rest: str = "") -> str:
    """An address of composing."""
    return f"/h/{call.host.slug}/recruit/{call.pk}/compose/{rest}"


def composed(call: Call, desk: Client) -> str:
    """The address of a run made on the page."""
    return desk.post(path(call), {"seed": "abc"}).headers["Location"]


def test_where_nobody_said_yes_the_page_says_what_to_do(call: Call, desk: Client) -> None:
    missing = "Nobody can be chosen yet"
    assert missing in desk.get(path(call)).content.decode()
    make_nominees(call, 3)
    assert missing not in desk.get(path(call)).content.decode()


def test_the_page_shows_group_reasons_and_alternatives(call: Call, desk: Client) -> None:
    make_nominees(call, 9)
    rule(call, SIZE, FAITH)
    where = composed(call, desk)
    page = desk.get(where)
    assert len(page.context["inside"]) == 3
    assert len(page.context["outside"]) == 6
    text = page.content.decode()
    assert "By the draw" in text
    assert "Nearly as good" in text
    assert "Congregation or faith group" in text


def test_the_page_of_a_clash_names_it_and_a_button_mends_it(call: Call, desk: Client) -> None:
    make_nominees(call, 8)
    many = {"kind": "target", "feature": "sector", "value": "faith", "min": 3, "max": None}
    rule(call, SIZE, many)
    where = composed(call, desk)
    text = desk.get(where).content.decode()
    assert "You ask for 3 from congregations and faith groups; only 2 can be chosen." in text
    assert "This rule cannot be kept even alone:" in text
    assert "clash with each other" not in text
    answer = desk.post(where + "repair/0/")
    assert "In the group" in desk.get(answer.headers["Location"]).content.decode()
    answer = desk.post(where + "repair/0/", follow=True)
    assert "The balance was changed since this group was composed" in answer.content.decode()


def test_locks_are_solved_again(call: Call, desk: Client) -> None:
    make_nominees(call, 6)
    rule(call, SIZE)
    where = composed(call, desk)
    page = desk.get(where)
    inside, outside = page.context["inside"][0]["id"], page.context["outside"][0]["id"]
    answer = desk.post(where, {f"lock-{inside}": "must-not", f"lock-{outside}": "must"})
    again = {one["id"] for one in desk.get(answer.headers["Location"]).context["inside"]}
    assert outside in again
    assert inside not in again


def test_why_one_person_has_a_page(call: Call, desk: Client) -> None:
    rows = make_nominees(call, 6)
    rule(call, SIZE)
    where = composed(call, desk)
    text = desk.get(f"{where}why/{rows[0].pk}/").content.decode()
    assert "Person 000" in text
    stranger = make_nomination(call, "Stranger", state="sent")
    assert desk.get(f"{where}why/{stranger.pk}/").status_code == 404


def test_an_earlier_run_says_that_the_balance_has_changed(call: Call, desk: Client) -> None:
    make_nominees(call, 6)
    rule(call, SIZE)
    where = composed(call, desk)
    rule(call, SIZE, FAITH)
    assert "The balance has been changed since" in desk.get(where).content.decode()
    assert "Group 1" in desk.get(path(call)).content.decode()


def test_names_with_markup_are_shown_as_text(call: Call, desk: Client) -> None:
    for number in range(4):
        make_nomination(call, f"<b>{number}</b>")
    rule(call, SIZE)
    text = desk.get(composed(call, desk)).content.decode()
    assert "<b>0</b>" not in text
    assert "&lt;b&gt;0&lt;/b&gt;" in text


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few people there are, composing goes on the side."""
    monkeypatch.setattr(compose, "MANY", 1)


def made_on_the_side(desk: Client, where: str) -> str:
    """What a worker made of what a page asked for: the address of the run."""
    job = desk.get(where).context["job"]
    working.do(job.pk)
    return desk.get(where).context["job"].leads_to


def test_composing_from_many_goes_on_the_side(call: Call, desk: Client, many: None) -> None:
    score(call, make_nominees(call, 6), [6, 5, 4, 3, 2, 1])
    rule(call, SIZE)
    asked = composed(call, desk)
    assert not Composition.objects.exists()
    run_page = desk.get(made_on_the_side(desk, asked)).content.decode()
    assert "In the group" in run_page and Composition.objects.get().seed == "abc"


def test_a_second_press_asks_for_the_same_composition(call: Call, desk: Client, many: None) -> None:
    score(call, make_nominees(call, 6), [6, 5, 4, 3, 2, 1])
    rule(call, SIZE)
    assert composed(call, desk) == composed(call, desk)


def test_a_call_that_was_decided_meanwhile_keeps_no_composition(
    call: Call, desk: Client, many: None
) -> None:
    score(call, make_nominees(call, 6), [6, 5, 4, 3, 2, 1])
    rule(call, SIZE)
    asked = composed(call, desk)
    Call.objects.update(state=CallState.DECIDED)
    assert made_on_the_side(desk, asked) == ""
    assert not Composition.objects.exists()
    assert "seated" in desk.get(asked).context["job"].problem


def test_a_way_out_is_composed_on_the_side_too(call: Call, desk: Client, many: None) -> None:
    score(call, make_nominees(call, 4), [4, 3, 2, 1])
    rule(call, {**SIZE, "min": 9, "max": 9})
    clash = made_on_the_side(desk, composed(call, desk))
    answer = desk.post(clash + "repair/0/")
    assert (
        "In the group"
        in desk.get(made_on_the_side(desk, answer.headers["Location"])).content.decode()
    )
