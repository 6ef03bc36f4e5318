"""The rules that every app leans on: each person in each state, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from thousandfold.base import rules
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host

NOW = datetime(2026, 3, 7, 20, tzinfo=UTC)
TODAY = date(2026, 3, 7)
MINE, OTHER = uuid4(), uuid4()
KINDS = list(RoleKind)


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: Any) -> None:
    monkeypatch.setattr(rules.timezone, "now", lambda: NOW)


def host(**more: Any) -> Host:
    return Host(slug="home", name="Home", timezone="UTC", **more)


def who(*kinds: RoleKind, at: Host | None = None, subject: Any = None, second: bool = False) -> Any:
    roles = frozenset((kind.value, subject) for kind in kinds)
    return Viewer(host=at or host(), roles=roles, second_factor=second)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("begins", "of_staff"),
    [(None, False), (date(2026, 3, 6), True), (TODAY, True), (date(2026, 3, 8), False)],
)
def test_a_second_factor_is_asked_of_administrators_and_of_staff_from_the_day(
    kind: RoleKind, begins: date | None, of_staff: bool
) -> None:
    asked = {RoleKind.ADMINISTRATOR: True, RoleKind.STAFF: of_staff}.get(kind, False)
    here = host(staff_second_factor_from=begins)
    assert rules.asks_second_factor(here, kind) is asked
    assert rules.asks_second_factor(host(is_demo=True, staff_second_factor_from=begins), kind) is (
        False
    )


@pytest.mark.parametrize("second", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_role_counts_for_its_own_kind_and_behind_its_second_factor(
    kind: RoleKind, second: bool
) -> None:
    asked = host(staff_second_factor_from=TODAY)
    viewer = who(kind, at=asked, second=second)
    assert rules.is_administrator(viewer) is (kind == RoleKind.ADMINISTRATOR and second)
    assert rules.is_staff(viewer) is (kind == RoleKind.STAFF and second)
    assert rules.has_a_role(viewer) is True
    assert rules.is_staff(who(kind, second=second)) is (kind == RoleKind.STAFF)


def test_nobody_holds_anything_without_a_host_or_a_role() -> None:
    nowhere = Viewer(roles=frozenset({(RoleKind.STAFF.value, None)}), second_factor=True)
    assert rules.is_staff(nowhere) is False
    assert rules.has_a_role(who()) is False
    assert rules.is_administrator(who(second=True)) is False


@pytest.mark.parametrize(
    ("rule", "kind", "names"),
    [
        (rules.is_on_committee, RoleKind.COMMITTEE, "call_id"),
        (rules.is_facilitator, RoleKind.FACILITATOR, "cohort_id"),
        (rules.is_member, RoleKind.MEMBER, "cohort_id"),
    ],
)
def test_a_role_for_one_thing_counts_there_and_for_what_belongs_to_it(
    rule: Any, kind: RoleKind, names: str
) -> None:
    viewer = who(kind, subject=MINE)
    assert rule(viewer, SimpleNamespace(id=MINE)) is True
    assert rule(viewer, SimpleNamespace(**{"id": OTHER, names: MINE})) is True
    assert rule(viewer, SimpleNamespace(**{"id": MINE, names: OTHER})) is False
    assert rule(viewer, SimpleNamespace(id=OTHER)) is False
    assert rule(viewer, None) is False
    others = [one for one in KINDS if one != kind]
    assert rule(who(*others, subject=MINE), SimpleNamespace(id=MINE)) is False


def test_a_role_for_all_cohorts_leads_each_and_makes_nobody_a_member() -> None:
    thing = SimpleNamespace(id=MINE)
    assert rules.is_facilitator(who(RoleKind.FACILITATOR), thing) is True
    assert rules.is_facilitator(who(RoleKind.FACILITATOR), None) is True
    assert rules.is_on_committee(who(RoleKind.COMMITTEE), thing) is True
    assert rules.is_on_committee(who(RoleKind.COMMITTEE), None) is False
    assert rules.is_member(who(RoleKind.MEMBER), thing) is False
    assert rules.is_member(who(RoleKind.MEMBER), None) is False
