"""The day's backups: which stay, when one is due, what stops them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from thousandfold.base.keeping import backups
from thousandfold.cli.keeping import daily_copy, making, rotation, trial

NOW = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)


def test_a_year_of_days_leaves_seven_days_and_four_weeks(tmp_path):
    for day in range(365):
        made = making.named(tmp_path, "daily", NOW - timedelta(days=365 - day), False)
        made.write_text("a backup")
        rotation.rotate(tmp_path, 7, 4)
    left = sorted((NOW - at).days for at, _ in rotation.of_kind(tmp_path, "daily"))
    assert left[:7] == [1, 2, 3, 4, 5, 6, 7]
    assert len(left) == 9
    assert 14 < left[-1] <= 28


def test_a_laptop_that_was_shut_for_months_keeps_its_last_backups(tmp_path):
    for day in (100, 101, 102):
        making.named(tmp_path, "daily", NOW - timedelta(days=day), True).write_text("a backup")
    assert rotation.rotate(tmp_path, 7, 4) == []


def test_what_people_made_and_what_upgrades_made_is_never_let_go(tmp_path):
    for kind in ("thousandfold", "before-upgrade", "daily"):
        for day in range(1, 60):
            making.named(tmp_path, kind, NOW - timedelta(days=day), False).write_text("a backup")
    rotation.rotate(tmp_path, 1, 1)
    assert len(rotation.of_kind(tmp_path, "thousandfold")) == 59
    assert len(rotation.of_kind(tmp_path, "before-upgrade")) == 59
    assert len(rotation.of_kind(tmp_path, "daily")) == 1


def test_copies_of_keys_are_let_go_after_thirty_days(tmp_path):
    for day in (0, 29, 31, 400):
        making.named(tmp_path, "keys", NOW - timedelta(days=day), True).write_text("keys")
    rotation.rotate(tmp_path, 7, 4)
    assert [(NOW - at).days for at, _ in rotation.of_kind(tmp_path, "keys")] == [0, 29]


@pytest.mark.parametrize(
    ("hours", "due"), [(1, False), (19, False), (21, True), (-5, True)]
)  # fmt: skip
def test_a_backup_is_due_after_a_day_and_after_a_clock_that_jumped(tmp_path, hours, due):
    assert rotation.is_due(tmp_path, NOW)
    making.named(tmp_path, "daily", NOW - timedelta(hours=hours), False).write_text("a backup")
    assert rotation.is_due(tmp_path, NOW) is due


@pytest.mark.parametrize(
    ("said", "kept"), [("7 4", (7, 4)), ("3,2", (3, 2)), ("0", (0, 0)), ("", (0, 0)), ("5", (5, 0))]
)
def test_the_setting_says_days_and_weeks(monkeypatch, said, kept):
    monkeypatch.setenv("THOUSANDFOLD_BACKUPS", said)
    assert rotation.kept() == kept


@pytest.fixture
def data(tmp_path, settings):
    """A data folder of its own."""
    settings.DATA = tmp_path
    return tmp_path


def test_a_disk_nearly_full_stops_the_days_backup_and_the_page_says_so(data, monkeypatch):
    full = SimpleNamespace(total=1000, free=80, used=920)
    monkeypatch.setattr(shutil, "disk_usage", lambda where: full)
    with pytest.raises(daily_copy.DiskNearlyFull, match="92 % full"):
        daily_copy.make_daily(NOW)
    assert "92 % full" in backups.trouble()


def test_a_trial_that_fails_leaves_no_backup_that_looks_well(data, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise trial.TrialFailed(where="it", why="rows are missing.")

    def made(target, at, *, to=None):
        target.write_text("a backup")
        return making.Made(target, 1, 1, 1, False, ())

    monkeypatch.setattr(making, "make", made)
    monkeypatch.setattr(trial, "try_out", fails)
    with pytest.raises(trial.TrialFailed):
        daily_copy.make_daily(NOW)
    assert rotation.of_kind(data / "backups", "daily") == []
    assert "rows are missing" in backups.trouble()
    assert backups.last_verified() is None


def test_a_verified_backup_grows_old_after_a_week(data):
    one = backups.Verified("it", NOW.isoformat(), NOW.isoformat(), 4.0, True)
    backups.remember_verified(one)
    assert backups.last_verified() == one
    assert not one.is_old(NOW + timedelta(days=7))
    assert one.is_old(NOW + timedelta(days=8))
