"""A legal hold beats every way of deleting: row by row, table by table, whatever code asks."""

from __future__ import annotations

import ast
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models.signals import pre_delete

import thousandfold
from factories.hosts import AT, make_host, make_viewer
from factories.little import LittleRegion
from factories.people import make_person
from thousandfold.base.choices import RoleKind
from thousandfold.base.keeping import legal_holds
from thousandfold.base.keeping.holdings import holdings
from thousandfold.base.keeping.legal_holds import KeptForNow, held_rows
from thousandfold.base.keeping.retention import keepers
from thousandfold.base.models import Account, HeldThing, Host, LegalHold
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases.erasing import erase_oneself, erase_person
from thousandfold.base.usecases.legal_holds import (
    AlreadyLifted,
    EndsInThePast,
    NothingToHold,
    lift_hold,
    place_hold,
)
from thousandfold.base.usecases.retention import delete_due, look_for_due
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Nomination

SOURCE = Path(thousandfold.__file__).parent
DAY = timedelta(days=1)


def held_by_hand(row, host) -> LegalHold:
    """A hold on one row, whatever its table."""
    hold = LegalHold.objects.create(host=host, reason="A claim is expected.", since=AT)
    HeldThing.objects.create(host=host, hold=hold, label=row._meta.label, key=str(row.pk))
    return hold


def ways_of_deleting(row):
    """Ways by which code of ours or of a library may delete a row."""
    manager = type(row)._base_manager
    yield "the row", row.delete
    yield "a list", manager.filter(pk=row.pk).delete
    yield "its table", manager.all().delete
    for each in row._meta.concrete_fields:
        if each.is_relation and each.remote_field.on_delete.__name__ == "CASCADE":
            above = getattr(row, each.name)
            if above is not None:
                yield f"what it belongs to by {each.name}", above.delete


def survivors_missing(host) -> list[str]:
    """Every held table's first row, deleted in every way under a hold: what went all the same."""
    found = []
    with every_host("a gate over all tables"):
        for one in holdings():
            row = one.model._base_manager.first() if one.held else None
            if row is None:
                continue
            for way, delete in ways_of_deleting(row):
                key = row.pk
                with transaction.atomic():
                    held_by_hand(row, host)
                    try:
                        with transaction.atomic():
                            delete()
                    except KeptForNow:
                        pass
                    except Exception as problem:
                        if type(problem).__name__ not in ("ProtectedError", "RestrictedError"):
                            found.append(f"{one.label} by {way}: {type(problem).__name__}")
                    if not one.model._base_manager.filter(pk=key).exists():
                        found.append(f"{one.label} by {way}: deleted")
                    transaction.set_rollback(True)
                row = one.model._base_manager.first()
    return found


def ways_round() -> list[str]:
    """Places in the source that delete without the signal, or destroy keys by themselves."""
    found = []
    for file in SOURCE.rglob("*.py"):
        if "migrations" in file.parts:
            continue
        where = file.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(node, "attr", getattr(node, "id", "")) if _is_name(node) else ""
            if name in ("_raw_delete", "_raw_delete_using", "delete_batch"):
                found.append(f"{where}: {name}")
            if name == "destroy_key" and where not in MAY_DESTROY:
                found.append(f"{where}: destroys a key")
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = node.value.lstrip().upper()
                if words.startswith(("DELETE FROM", "TRUNCATE")) and where not in OWN_TABLES:
                    found.append(f"{where}: {words[:30]}")
    return found


#: The keystore's own file holds keys alone; an erasure destroys them, and so does the month
#: after an owner's rows are gone (of rows that are held none goes).
MAY_DESTROY = {
    "base/keystore/orphans.py",
    "base/usecases/ending.py",
    "base/keystore/__init__.py",
    "base/keystore/rings.py",
}
OWN_TABLES = {"base/keystore/begun.py", "base/keystore/shelf.py"}


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute | ast.Name)


@pytest.fixture
def region(db) -> LittleRegion:
    """One of everything."""
    return LittleRegion()


@pytest.fixture
def ana(here) -> Person:
    """Somebody the host knows."""
    return make_person(here, email="ana@host.example")


@pytest.fixture
def hold(administrator, ana):
    """A hold on that person."""
    return place_hold(
        viewer=administrator, things=[ana], reason="A claim is expected.", until=None, at=AT
    )


@pytest.mark.both
def test_no_way_of_deleting_gets_past_a_hold(region):
    assert survivors_missing(region.host) == []


@pytest.mark.sabotage("test_no_way_of_deleting_gets_past_a_hold")
def test_without_the_watch_at_deletions_rows_go(region):
    pre_delete.disconnect(dispatch_uid="thousandfold.legal-hold")
    try:
        assert len(survivors_missing(region.host)) > 30
    finally:
        legal_holds.keep_watch()


def test_nothing_in_the_source_goes_round_the_watch():
    assert ways_round() == []


@pytest.mark.sabotage("test_nothing_in_the_source_goes_round_the_watch")
def test_a_deletion_in_plain_sql_is_found(tmp_path, monkeypatch):
    (tmp_path / "quick.py").write_text('def gone(c):\n    c.execute("DELETE FROM people_person")\n')
    monkeypatch.setattr(sys.modules[__name__], "SOURCE", tmp_path)
    assert ways_round() == ["quick.py: DELETE FROM PEOPLE_PERSON"]


def test_a_held_person_is_not_erased_by_an_administrator(administrator, ana, hold):
    with pytest.raises(KeptForNow):
        erase_person(viewer=administrator, row=ana, at=AT)
    assert Person.objects.filter(pk=ana.pk).exists()


def test_a_held_person_cannot_erase_themselves(here, administrator):
    member = make_viewer(here, RoleKind.MEMBER, email="mina@host.example")
    mina = make_person(here, "Mina Cruz", account=member.account)
    place_hold(viewer=administrator, things=[mina], reason="-", until=None, at=AT)
    with pytest.raises(KeptForNow):
        erase_oneself(viewer=member, at=AT)
    assert Account.objects.filter(pk=member.account.pk).exists()


def test_a_term_that_is_over_passes_a_held_row_by(here, administrator, region):
    with inside(region.host):
        Host.objects.filter(pk=region.host.pk).update(is_demo=False, looked_over_at=None)
        host = Host.objects.get(pk=region.host.pk)
        kept = Nomination.objects.filter(call=region.call).first()
        held_by_hand(kept, host)
        counts = [len(one.rows()) for one in keepers()]
        assert sum(counts) > 1
        late = AT + timedelta(days=900)
        for step in range(4):
            host.refresh_from_db()
            delete_due(host=host, at=late + step * DAY)
        assert list(Nomination.objects.filter(call=region.call)) == [kept]
        assert look_for_due(host=host, at=late + 5 * DAY).held == {"undecided": 1}


def test_a_hold_on_a_cohort_keeps_its_members_rooms_and_platform(region):
    with inside(region.host):
        held_by_hand(region.grown.cohort, region.host)
    labels = {model._meta.label for model in held_rows(region.host)}
    assert {
        "recruitment.Member",
        "exercises.Room",
        "exercises.StoredAnswer",
        "campaigns.Plank",
    } <= labels


def test_a_lifted_hold_keeps_nothing(administrator, ana, hold):
    lift_hold(viewer=administrator, hold=hold, at=AT)
    assert erase_person(viewer=administrator, row=ana, at=AT) > 0


def test_a_hold_ends_with_its_last_day(here, administrator, ana):
    last = (AT + 2 * DAY).date()
    made = place_hold(viewer=administrator, things=[ana], reason="-", until=last, at=AT)
    for days in range(5):
        here.refresh_from_db()
        delete_due(host=here, at=AT + days * DAY)
    made.refresh_from_db()
    assert made.lifted_at == AT + 3 * DAY


def test_staff_place_no_hold(staff, ana):
    with pytest.raises(NotAllowed):
        place_hold(viewer=staff, things=[ana], reason="-", until=None, at=AT)


def test_staff_lift_no_hold(staff, hold):
    with pytest.raises(NotAllowed):
        lift_hold(viewer=staff, hold=hold, at=AT)


def test_a_hold_names_something(administrator, here):
    with pytest.raises(NothingToHold):
        place_hold(viewer=administrator, things=[], reason="-", until=None, at=AT)


def test_a_hold_does_not_end_before_it_begins(administrator, ana):
    over = (AT - DAY).date()
    with pytest.raises(EndsInThePast):
        place_hold(viewer=administrator, things=[ana], reason="-", until=over, at=AT)


def test_a_hold_is_lifted_once(administrator, hold):
    lift_hold(viewer=administrator, hold=hold, at=AT)
    with pytest.raises(AlreadyLifted):
        lift_hold(viewer=administrator, hold=hold, at=AT)


def test_a_hold_of_one_host_says_nothing_of_another(hold, ana):
    assert held_rows(make_host("up-north")) == {}
