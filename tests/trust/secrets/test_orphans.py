"""A key outlives its owner's row by a month, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps

from factories.hosts import make_host
from thousandfold.base import keystore
from thousandfold.base.keystore.orphans import DAYS, look_over_keys, owner_tables, people_tables
from thousandfold.base.models import Host
from thousandfold.base.scope import every_host, inside
from trust.secrets.rows import Rows, closed_models


@pytest.fixture
def rows(db, tmp_path: Path, settings) -> Iterator[Rows]:
    settings.FIELD_KEY_FILE = tmp_path / "keys" / "fields.key"
    host = make_host()
    with inside(host):
        made = Rows(host)
        for model in closed_models():
            made.of(model)
        yield made
    keystore.let_go()


def days_later(now: datetime, days: int) -> int:
    return sum(look_over_keys(at=now + timedelta(days=day)) for day in range(days))


def test_nobodys_key_goes_while_their_row_is_here(rows: Rows, now):
    owners = list(keystore.ring().shelf.owners())
    assert days_later(now, 2 * DAYS) == 0
    assert all(keystore.has_key(one) for one in owners)


def test_every_owner_is_a_row_of_a_known_table(rows: Rows):
    with every_host("every owner is looked for"):
        known = {
            str(pk)
            for one in owner_tables()
            for pk in one._base_manager.values_list("pk", flat=True)
        }
    assert set(keystore.ring().shelf.owners()) <= known


def test_a_key_goes_a_month_after_its_row_and_not_before(rows: Rows, now):
    nomination = rows.of(apps.get_model("recruitment.Nomination"))
    key = str(nomination.pk)
    nomination.delete()
    assert days_later(now, DAYS) == 0
    assert keystore.has_key(key)
    assert look_over_keys(at=now + timedelta(days=DAYS)) > 0
    assert keystore.is_destroyed(key)


@pytest.mark.sabotage("test_a_key_goes_a_month_after_its_row_and_not_before")
def test_a_look_that_notes_nothing_leaves_the_key(rows: Rows, now, monkeypatch):
    nomination = rows.of(apps.get_model("recruitment.Nomination"))
    key = str(nomination.pk)
    nomination.delete()
    monkeypatch.setattr(keystore.ring().shelf, "note_gone", lambda owners, at: None)
    assert days_later(now, DAYS + 1) == 0
    assert keystore.has_key(key)


def test_a_row_that_comes_back_with_a_backup_keeps_its_key(rows: Rows, now):
    call = rows.of(apps.get_model("recruitment.Nomination"))
    copy = type(call).objects.get(pk=call.pk)
    call.delete()
    assert days_later(now, DAYS - 1) == 0
    copy.save(force_insert=True)
    for day in range(DAYS - 1, 2 * DAYS - 2):
        look_over_keys(at=now + timedelta(days=day))
    assert keystore.has_key(str(copy.pk))


def test_another_database_destroys_nothing(rows: Rows, now, caplog):
    keystore.make_keys(uuid4() for _ in range(200))
    assert days_later(now, DAYS + 2) == 0
    assert "right database" in caplog.text


def test_a_site_without_a_host_destroys_nothing(db, tmp_path, settings, now):
    settings.FIELD_KEY_FILE = tmp_path / "keys" / "fields.key"
    with every_host("there is none"):
        assert not Host.objects.exists()
    keystore.make_keys(["ana"])
    assert days_later(now, DAYS + 2) == 0
    keystore.let_go()


def test_keys_are_looked_over_once_a_day(rows: Rows, now, monkeypatch):
    looked = []
    shelf = keystore.ring().shelf
    monkeypatch.setattr(shelf, "owners", lambda: looked.append(1) or iter(()))
    for hours in (0, 1, 2, 24, 25):
        look_over_keys(at=now + timedelta(hours=hours))
    assert len(looked) == 2


def test_keys_that_close_somebodys_own_words_are_destroyed_with_them(rows: Rows, now):
    """Erasing a person destroys the key of each row that stands for them, and no host's."""
    from thousandfold.base.keeping.subject import Subject
    from thousandfold.base.usecases.ending import destroy_keys

    tables = people_tables()
    assert {one._meta.label for one in tables} == {
        "base.Account",
        "exercises.Place",
        "recruitment.Member",
        "recruitment.Nomination",
        "recruitment.Reviewer",
    }
    person = Subject(rows={one: {rows.of(one).pk} for one in tables})
    destroy_keys(person, now)
    assert all(keystore.is_destroyed(rows.of(one).pk) for one in tables)
    assert keystore.has_key(rows.of(Host).pk)


def test_looking_is_done_once_a_day(rows: Rows, now):
    nomination = rows.of(apps.get_model("recruitment.Nomination"))
    key = str(nomination.pk)
    nomination.delete()
    assert look_over_keys(at=now) == 0
    later = now + timedelta(days=DAYS)
    assert look_over_keys(at=later) == 1
    assert keystore.is_destroyed(key)
    assert look_over_keys(at=later) == 0


@pytest.mark.parametrize(("there", "gone", "destroyed"), [(2, 2, 2), (2, 3, 0)])
def test_half_of_all_owners_may_be_gone_and_not_more(
    db, now, tmp_path, settings, there, gone, destroyed
):
    settings.FIELD_KEY_FILE = tmp_path / "keys" / "fields.key"
    owners = [make_host(f"host-{number}").pk for number in range(there)]
    keystore.make_keys([*owners, *(uuid4() for _ in range(gone))])
    assert days_later(now, DAYS) == 0
    assert look_over_keys(at=now + timedelta(days=DAYS)) == destroyed
    assert keystore.ring().shelf.count() == there + gone - destroyed
    keystore.let_go()
