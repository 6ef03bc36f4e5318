"""The balance wanted, and rules about particular people."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from factories.calls import make_call, make_nomination, make_nominees, make_reviewer
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.models import TrailEntry
from thousandfold.base.permissions import NotAllowed
from thousandfold.recruitment.models import Call, Composition
from thousandfold.recruitment.queries.pool import (
    Nominees,
    core_rules,
    fallen,
    nominees_of,
    to_plain,
    to_rule,
)
from thousandfold.recruitment.usecases.balance import (
    add_rule,
    apply_repair,
    balance_of,
    drop_rule,
    set_balance,
    set_locks,
)
from thousandfold.recruitment.usecases.refusals import (
    CallDecided,
    NotANominee,
    RuleNotFound,
    RulesChanged,
)
from thousandfold_core.selection.rules import BoundsCross, NobodyNamed


def keep(staff, call, now, **changes: Any):
    """A balance kept."""
    given = {
        "pool": "confirmed",
        "size": (2, 3),
        "most_per_organisation": 2,
        "targets": [("sector", "union", 1, None), ("sector", "faith", None, 2)],
        **changes,
    }
    balance = balance_of(call)
    return set_balance(viewer=staff, balance=balance, based_on=balance.version, at=now, **given)


def test_a_calls_own_size_stands_where_nobody_set_a_balance(call):
    assert balance_of(call).rules == [{"kind": "size", "min": 2, "max": 3}]


def test_only_what_has_a_number_becomes_a_rule(call, staff, now):
    kept = keep(staff, call, now, targets=[("sector", "union", None, None)])
    assert [rule["kind"] for rule in kept.rules] == ["size", "organisation"]


def test_a_most_of_zero_is_a_rule(call, staff, now):
    kept = keep(staff, call, now, targets=[("town", "Gilroy", None, 0)])
    assert kept.rules[-1] == {
        "kind": "target",
        "feature": "town",
        "value": "Gilroy",
        "min": 0,
        "max": 0,
    }


def test_changing_numbers_keeps_rules_about_people(call, staff, now):
    row = make_nomination(call)
    rule = {"kind": "must", "person": str(row.pk)}
    add_rule(viewer=staff, balance=balance_of(call), rule=rule, known=[str(row.pk)], at=now)
    assert rule in keep(staff, call, now).rules


def test_bounds_that_cross_are_refused(call, staff, now):
    with pytest.raises(BoundsCross):
        keep(staff, call, now, size=(5, 3))


def test_a_decided_call_keeps_its_balance(here, staff, now):
    with pytest.raises(CallDecided):
        keep(staff, make_call(here, state="decided"), now)


def test_reviewers_set_no_balance(call, now):
    viewer, _seat = make_reviewer(call)
    with pytest.raises(NotAllowed):
        keep(viewer, call, now)


def test_two_who_set_a_balance_at_once(call, staff, now):
    keep(staff, call, now)
    with pytest.raises(ChangedMeanwhile):
        set_balance(
            viewer=staff,
            balance=balance_of(call),
            based_on=1,
            pool="all",
            size=(1, 2),
            most_per_organisation=None,
            targets=[],
            at=now,
        )


def test_each_change_is_on_record_with_what_was_composed_before(call, staff, now):
    keep(staff, call, now)
    entry = TrailEntry.objects.get(verb="changed_balance")
    assert entry.details == {"rules": 4, "composed": 0}


def test_must_takes_the_place_of_must_not(call, staff, now):
    one = str(make_nomination(call).pk)
    balance = balance_of(call)
    for kind in ("must", "must-not"):
        rule = {"kind": kind, "person": one}
        balance = add_rule(viewer=staff, balance=balance, rule=rule, known=[one], at=now)
    assert [rule["kind"] for rule in balance.rules] == ["size", "must-not"]


def test_a_rule_about_a_stranger_or_one_person_alone_is_refused(call, staff, now):
    one = str(make_nomination(call).pk)
    balance = balance_of(call)
    with pytest.raises(NotANominee):
        add_rule(
            viewer=staff, balance=balance, rule={"kind": "must", "person": "x"}, known=[], at=now
        )
    with pytest.raises(NobodyNamed):
        rule = {"kind": "apart", "people": [one]}
        add_rule(viewer=staff, balance=balance, rule=rule, known=[one], at=now)


def test_locks_replace_each_other_and_empty_ones_go(call, staff, now):
    one, two = (str(row.pk) for row in make_nominees(call, 2))
    known = [one, two]
    balance = set_locks(
        viewer=staff,
        balance=balance_of(call),
        locks={one: "must", two: "must-not"},
        known=known,
        at=now,
    )
    again = set_locks(viewer=staff, balance=balance, locks={one: ""}, known=known, at=now)
    assert again.rules[1:] == [{"kind": "must-not", "person": two}]
    same = set_locks(viewer=staff, balance=again, locks={two: "must-not"}, known=known, at=now)
    assert same.version == again.version
    with pytest.raises(NotANominee):
        set_locks(viewer=staff, balance=again, locks={"x": "must"}, known=known, at=now)


def test_a_rule_is_taken_away_once(call, staff, now):
    size = {"kind": "size", "min": 2, "max": 3}
    balance = drop_rule(viewer=staff, balance=balance_of(call), rule=size, at=now)
    assert balance.rules == []
    with pytest.raises(RuleNotFound):
        drop_rule(viewer=staff, balance=balance, rule=size, at=now)


def test_a_repair_changes_the_balance_only_as_it_was_then(call, staff, now):
    keep(staff, call, now)
    better = [{"kind": "size", "min": 1, "max": 9}]
    run = Composition.objects.create(
        host=call.host,
        call=call,
        number=1,
        at=now,
        seed="x",
        pool="confirmed",
        rules=balance_of(call).rules,
        result={"repairs": [{"changes": [], "rules": better}]},
    )
    with pytest.raises(RuleNotFound):
        apply_repair(viewer=staff, composition=run, place=1, at=now)
    assert apply_repair(viewer=staff, composition=run, place=0, at=now).rules == better
    with pytest.raises(RulesChanged):
        apply_repair(viewer=staff, composition=run, place=0, at=now)


@pytest.mark.parametrize(
    "plain",
    [
        {"kind": "target", "feature": "town", "value": "x", "min": 1, "max": None},
        {"kind": "size", "min": 2, "max": 3},
        {"kind": "organisation", "most": 2, "except_for": [["local 1", 3]]},
        {"kind": "together", "people": ["a", "b"]},
        {"kind": "apart", "people": ["a", "b"], "most": 1},
        {"kind": "must", "person": "a"},
        {"kind": "must-not", "person": "a"},
    ],
)
def test_a_rule_survives_being_stored(plain):
    assert to_plain(to_rule(plain)) == plain


def test_rules_about_people_who_are_gone_fall_away_and_are_named(call):
    rows = make_nominees(call, 3)
    pool = Nominees({str(row.pk): row for row in rows[:2]}, {})
    gone, here = str(rows[2].pk), [str(row.pk) for row in rows[:2]]
    rules = [
        {"kind": "must", "person": gone},
        {"kind": "apart", "people": [*here, gone], "most": 1},
        {"kind": "together", "people": [here[0], gone]},
        {"kind": "must", "person": here[0]},
    ]
    assert len(core_rules(rules, pool)) == 2
    assert fallen(rules, pool) == rules[:3]


def test_the_pool_is_who_said_yes_or_also_who_did_not_answer(call):
    make_nomination(call, "Yes")
    make_nomination(call, "Waiting", state="sent")
    make_nomination(call, "Gone", state="withdrawn")
    assert set(nominees_of(call, "confirmed", {}).names.values()) == {"Yes"}
    assert set(nominees_of(call, "all", {}).names.values()) == {"Yes", "Waiting"}


def test_a_person_belongs_to_each_of_their_groups(call):
    row = make_nomination(
        call, languages=["Spanish", "English"], sector="union", others={"Gender": "F", "Blank": ""}
    )
    person = nominees_of(call, "confirmed", {}).pool[str(row.pk)]
    assert person.groups == {
        ("language", "Spanish"),
        ("language", "English"),
        ("sector", "union"),
        ("column:Gender", "F"),
    }


def test_organisations_are_one_whatever_their_case(call):
    make_nomination(call, "A", organisation="Local 19")
    make_nomination(call, "B", organisation="LOCAL 19")
    assert len(nominees_of(call, "confirmed", {}).pool.organisations) == 1


# the pages


def path(call: Call, rest: str = "") -> str:
    """An address of the balance."""
    return f"/h/{call.host.slug}/recruit/{call.pk}/balance/{rest}"


def typed(page: Any, **numbers: str) -> dict[str, str]:
    """What the form sends: the numbers beside values, by value."""
    given = {
        "version": str(page.context["version"]),
        "pool": "confirmed",
        "least": "2",
        "most": "3",
    }
    for bound in (one for table in page.context["tables"] for one in table["bounds"]):
        given[f"least-{bound.place}"] = numbers.get(bound.value, "")
    return given


def test_the_table_counts_everybody_and_keeps_what_is_typed(call: Call, desk: Client) -> None:
    make_nominees(call, 8)
    page = desk.get(path(call))
    sector = page.context["tables"][0]
    assert {(one.value, one.supply) for one in sector["bounds"]} == {
        ("union", 2),
        ("community", 2),
        ("faith", 2),
        ("government", 2),
    }
    assert desk.post(path(call), typed(page, union="1", Female="1")).status_code == 302
    kinds = [(r["feature"], r["value"]) for r in balance_of(call).rules if r["kind"] == "target"]
    assert kinds == [("sector", "union"), ("column:Gender", "Female")]


@pytest.mark.parametrize("wrong", ["x", "-1", "1.5", "９", "501"])
def test_a_number_that_is_none_is_said_beside_it(call: Call, desk: Client, wrong: str) -> None:
    make_nominees(call, 4)
    page = desk.get(path(call))
    answer = desk.post(path(call), typed(page, union=wrong))
    assert answer.status_code == 422
    assert "Write whole numbers from 0 to 500" in answer.content.decode()


def test_a_suggestion_is_written_but_not_kept(call: Call, desk: Client) -> None:
    make_nominees(call, 8)
    page = desk.get(path(call))
    answer = desk.post(path(call), {**typed(page), "suggest": "1"})
    assert [one.least for one in answer.context["tables"][0]["bounds"]] == ["1"] * 4
    assert balance_of(call).rules == [{"kind": "size", "min": 2, "max": 3}]


def test_a_target_for_a_value_nobody_has_any_more_stays_on_the_page(call, staff, now, desk):
    keep(staff, call, now, targets=[("town", "Gilroy", 1, None)])
    page = desk.get(path(call))
    bounds = [
        (one.value, one.supply, one.least) for t in page.context["tables"] for one in t["bounds"]
    ]
    assert bounds == [("Gilroy", 0, "1")]


def test_people_are_picked_and_taken_away_by_buttons(call: Call, desk: Client) -> None:
    rows = make_nominees(call, 3)
    ids = [str(row.pk) for row in rows[:2]]
    desk.post(path(call, "people/"), {"kind": "apart", "people": ids})
    desk.post(path(call, "people/"), {"kind": "must", "people": [ids[0]]})
    text = desk.get(path(call, "people/")).content.decode()
    assert "At most 1 of Person 000 and Person 001." in text
    assert "Person 000 must be in." in text
    desk.post(path(call, "people/2/drop/"), {"text": "Person 000 must be in."})
    assert [rule["kind"] for rule in balance_of(call).rules] == ["size", "apart"]
    desk.post(path(call, "people/1/drop/"), {"text": "Something else"})
    assert [rule["kind"] for rule in balance_of(call).rules] == ["size", "apart"]


def test_an_empty_pool_says_what_to_do(call: Call, desk: Client) -> None:
    assert "Nobody can be chosen yet" in desk.get(path(call)).content.decode()
    assert desk.get(path(call, "people/")).status_code == 200
